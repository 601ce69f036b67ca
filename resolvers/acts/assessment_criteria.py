"""评估细则 The center enters an edition of the criteria as a whole (3.2)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from models import AssessmentCriteria, AssessmentCriterion
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_2_criteria import (
    PERCENT,
    check_conditions_covered,
    check_criterion,
    check_edition_begins,
    check_edition_open,
)
from rules.entry import check_number, check_text
from rules.finding import Findings, all_below

ONE_DAY = timedelta(days=1)
FACTS = ("valid_from", "pass_percent", "source", "certainty")


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Without an id a new edition; with one, an edition that has not begun yet, as a whole.

    The edition before it ends on the day before its first.
    """
    editions = await writing.seen(AssessmentCriteria, lock=True)
    row = await _row(writing, given, editions)
    others = [other for other in editions if other.id != row.id]
    begins = [other.valid_from for other in others]
    findings = check_edition_begins(given["valid_from"], writing.today, begins)
    writing.judge(findings + _check(writing, given))
    for name in FACTS:
        setattr(row, name, given[name])
    row.updated_at = writing.now
    await _end_before(writing, row, others)
    await _enter_criteria(writing, row, given)
    writing.record("saveAssessmentCriteria", row, reason=row.source)
    return {"assessment_criteria": Ref.of(row)}


async def _row(
    writing: Writing, given: Mapping[str, Any], editions: list[AssessmentCriteria]
) -> AssessmentCriteria:
    if given.get("id") is None:
        number = max((edition.edition for edition in editions), default=0) + 1
        return AssessmentCriteria(id=new_id(), edition=number)
    row = await writing.lock(AssessmentCriteria, given)
    writing.judge(check_edition_open(row.valid_from, writing.today))
    return row


def _check(writing: Writing, given: Mapping[str, Any]) -> Findings:
    found = check_number(
        writing.clause, given["pass_percent"], ("passPercent",), least=0, most=PERCENT
    )
    found += check_text(writing.clause, given["source"], ("source",))
    named = {criterion["condition"] for criterion in given["criteria"]}
    found += check_conditions_covered(named, ("criteria",))
    for place, criterion in enumerate(given["criteria"]):
        found += all_below(_check_criterion(writing.clause, criterion), "criteria", place)
    return found


def _check_criterion(clause: str, criterion: Mapping[str, Any]) -> Findings:
    return (
        check_text(clause, criterion["title_zh"], ("titleZh",))
        + check_text(clause, criterion["title_en"], ("titleEn",))
        + check_criterion(criterion["is_veto"], criterion.get("full_marks"))
    )


async def _end_before(
    writing: Writing, row: AssessmentCriteria, others: list[AssessmentCriteria]
) -> None:
    """The last edition before it; the days between two editions belong to the earlier one."""
    writing.add(row)
    if others:
        last = max(others, key=lambda other: other.valid_from)
        last.valid_to = row.valid_from - ONE_DAY


async def _enter_criteria(
    writing: Writing, row: AssessmentCriteria, given: Mapping[str, Any]
) -> None:
    await writing.session.flush()
    await writing.session.execute(
        delete(AssessmentCriterion)
        .where(AssessmentCriterion.edition_id == row.id)
        .execution_options(synchronize_session=False)
    )
    for number, criterion in enumerate(given["criteria"], start=1):
        writing.add(AssessmentCriterion(edition_id=row.id, number=number, **criterion))
