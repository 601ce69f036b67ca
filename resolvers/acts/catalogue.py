"""职业目录录入 The center imports occupations and standards: many rows, one act (1.3.1, 2.1)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models import Base, Occupation, Standard
from resolvers.acts.standard import settle_known
from resolvers.acts.standard_effects import take_effect, tie_trades
from resolvers.batch import check_size, rows_to_write
from resolvers.candidate_facts import any_of
from resolvers.occupation_rows import OccupationRow, judge_occupations, known_occupations
from resolvers.standard_rows import (
    KnownStandards,
    StandardRow,
    judge_standards,
    known_standards,
    read_standards,
)
from resolvers.write.put import Row, put
from resolvers.write.recording import record_each
from resolvers.write.search import agencies_with, keep_search
from resolvers.write.writing import Outcome, Writing
from rules.finding import Findings
from rules.vocabulary import Certainty


async def import_occupations(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Occupations, and the groups above them, by edition and code."""
    check_size(given["rows"])
    rows = [OccupationRow.of(row) for row in given["rows"]]
    known = await known_occupations(writing.session, rows)
    found = judge_occupations(writing.clause, rows, known, writing.today.year)
    places = rows_to_write(found, len(rows), given["error_policy"])
    values = sorted(
        (rows[place].values() for place in places), key=lambda row: (row["edition"], row["code"])
    )
    changed = await _put(writing, Occupation, ("edition", "code"), values, given["dry_run"])
    if not given["dry_run"]:
        await record_each(writing, "importOccupations", Occupation, changed)
        await keep_search(writing.session, await agencies_with(writing.session, changed))
    return _outcome(places, changed, found)


async def import_standards(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Standards by occupation and name; an occupation that has one is known to have one."""
    check_size(given["rows"])
    known = await known_standards(writing.session, given["rows"])
    rows = read_standards(given["rows"], known)
    found = judge_standards(writing.clause, rows, known, writing.today.year)
    places = rows_to_write(found, len(rows), given["error_policy"])
    values = sorted(
        (rows[place].values() for place in places),
        key=lambda row: (row["occupation_id"], row["name"]),
    )
    changed = await _put(writing, Standard, ("occupation_id", "name"), values, given["dry_run"])
    if not given["dry_run"]:
        await record_each(writing, "importStandards", Standard, changed)
        await _apply_standards(writing, [rows[place] for place in places], changed, known)
        confirmed = {row["occupation_id"] for row in values if _is_confirmed(row)}
        others = {row["occupation_id"] for row in values} - confirmed
        await settle_known(writing, "importStandards", confirmed, others)
    return _outcome(places, changed, found)


async def _apply_standards(
    writing: Writing, rows: Sequence[StandardRow], changed: Sequence[UUID], known: KnownStandards
) -> None:
    """The trades of the rows that name some, and what the changed standards bring to an end."""
    found = await writing.session.execute(
        select(Standard.occupation_id, Standard.name, Standard.id).where(
            any_of(Standard.occupation_id, {row.occupation for row in rows if row.occupation})
        )
    )
    ids = {(occupation, name): own for occupation, name, own in found}
    of_row = {ids[row.occupation, row.name]: row for row in rows if row.occupation is not None}
    trades = {
        own: row.trade_ids(known)
        for own, row in of_row.items()
        if row.entered.get("trades") is not None
    }
    await tie_trades(writing, trades)
    touched = {own: of_row[own].occupation for own in {*changed, *trades}}
    occupations = {occupation for occupation in touched.values() if occupation is not None}
    await take_effect(writing, "importStandards", touched, occupations)


def _is_confirmed(row: Row) -> bool:
    return row["certainty"] is Certainty.CONFIRMED


async def _put(
    writing: Writing, model: type[Base], key: Sequence[str], rows: Sequence[Row], dry_run: bool
) -> list[UUID]:
    """A dry run puts the rows too, and takes them back: so it counts what would change."""
    savepoint = await writing.session.begin_nested()
    changed = await put(await writing.session.connection(), model, key, rows)
    await (savepoint.rollback() if dry_run else savepoint.commit())
    return changed


def _outcome(places: Sequence[int], changed: Sequence[UUID], found: Findings) -> Outcome:
    return {"imported_count": len(places), "changed_count": len(changed), "findings": found}
