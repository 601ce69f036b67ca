"""工作日 The center enters the days of a year as their notice moves them (4.3)."""

from collections.abc import Mapping
from typing import Any

from models import WorkingDay, WorkingYear
from models.base import new_id
from permissions.errors import Conflict
from resolvers.acts.calendar_effects import settle_deadlines
from resolvers.write.put import put
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_3_calendar import (
    FIRST_YEAR,
    YEARS_AHEAD,
    check_days_of_year,
    check_published,
    days_of_year,
)
from rules.entry import check_distinct, check_number, check_text
from rules.finding import Findings


async def set_days(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The whole year at once; days that it does not name follow the week."""
    writing.judge(_check_year(writing, given["year"]))
    row = await _row(writing, given)
    moved = {day["day"]: day["is_working"] for day in given["days"]}
    findings = writing.judge(_check(writing, given, moved, row), working_year=Ref.of(row))
    days = [
        {"day": day, "is_working": is_working, "source": given["source"].strip()}
        for day, is_working in days_of_year(given["year"], moved).items()
    ]
    row.is_published = given["is_published"]
    row.updated_at = writing.now  # days below have changed, so the year's version rises
    writing.add(row)
    writing.record("setWorkingDays", row, reason=given["source"].strip())
    await writing.session.flush()
    changed = await put(await writing.session.connection(), WorkingDay, ["day"], days)
    await settle_deadlines(writing)
    return {
        "working_year": Ref.of(row),
        "changed_count": len(changed),
        "findings": findings,
    }


def _check_year(writing: Writing, year: int) -> Findings:
    most = writing.today.year + YEARS_AHEAD
    return check_number(writing.clause, year, ("year",), least=FIRST_YEAR, most=most)


async def _row(writing: Writing, given: Mapping[str, Any]) -> WorkingYear:
    """Locked at the version that was seen; a year not entered yet has none."""
    year, expected = given["year"], given.get("expected_version")
    found = await writing.seen(WorkingYear, lambda row: row.year == year, lock=True)
    current = found[0].version if found else None
    if current != expected:
        raise Conflict(
            f"该年度已被修改：当前版本为{current}，而不是{expected}。",
            f"The year has changed: version {current}, not {expected}.",
            currentVersion=current,
        )
    return found[0] if found else WorkingYear(id=new_id(), year=year, is_published=False)


def _check(
    writing: Writing, given: Mapping[str, Any], moved: Mapping[Any, bool], row: WorkingYear
) -> Findings:
    named = [day["day"] for day in given["days"]]
    return (
        check_text(writing.clause, given["source"], ("source",))
        + check_days_of_year(row.year, named, ("days",))
        + check_distinct(writing.clause, named, ("days",))
        + check_published(
            row.year, moved, given["is_published"], row.is_published, ("isPublished",)
        )
    )
