"""职业衔接 The center maps what occupations became in a later edition (1.3.1)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_

from models import Occupation, OccupationSuccession, Trade
from models.base import new_id
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_3_catalogue import check_successor
from rules.entry import already_registered, check_reason, check_text, not_found
from rules.finding import Findings, Path

SIDES = (
    ("predecessor_id", "predecessor_trade_id", "predecessorId", "predecessorTradeId"),
    ("successor_id", "successor_trade_id", "successorId", "successorTradeId"),
)


async def map_successor(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """An occupation, or a trade of it, became another of a later edition."""
    named = await _named(writing, given)
    before, after = named["predecessorId",], named["successorId",]
    findings = (
        check_successor(before.edition, after.edition, ("successorId",))
        + check_text(writing.clause, given["source"], ("source",))
        + _check_trades(writing.clause, named)
    )
    values = {
        column: named[shown,].id if (shown,) in named else None
        for occupation, trade, *paths in SIDES
        for column, shown in zip((occupation, trade), paths, strict=True)
    }
    findings += await _check_single(writing, values)
    writing.judge(findings)
    row = OccupationSuccession(
        id=new_id(),
        succeeded_on=given.get("succeeded_on") or _first_day(after, writing),
        source=given["source"].strip(),
        **values,
    )
    writing.add(row)
    writing.record("mapOccupationSuccessor", row, is_public=True)
    return {"occupation_succession": Ref.of(row), "findings": findings}


async def unmap_successor(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What was mapped by mistake; the register keeps that it was, and why it went."""
    row = await writing.lock(OccupationSuccession, given)
    writing.judge(check_reason(writing.clause, given["reason"]))
    writing.record("unmapOccupationSuccessor", row, reason=given["reason"].strip(), is_public=True)
    await writing.session.delete(row)
    return {"occupation": Ref(row.predecessor_id)}


async def _named(writing: Writing, given: Mapping[str, Any]) -> dict[Path, Any]:
    occupations = {(shown,): given[column] for column, _, shown, _ in SIDES}
    trades = {(shown,): given.get(column) for _, column, _, shown in SIDES}
    found: dict[Path, Any] = {}
    found |= await find_all(writing, Occupation, occupations, is_an_occupation)
    found |= await find_all(writing, Trade, trades)
    return found


def _check_trades(clause: str, named: Mapping[Path, Any]) -> Findings:
    found: Findings = ()
    for _, _, occupation, trade in SIDES:
        row = named.get((trade,))
        if row is not None and row.occupation_id != named[occupation,].id:
            found += not_found(clause, (trade,))
    return found


async def _check_single(writing: Writing, values: Mapping[str, Any]) -> Findings:
    is_mapped = await writing.exists(
        OccupationSuccession,
        lambda row: and_(
            *(getattr(row, name).is_not_distinct_from(value) for name, value in values.items())
        ),
    )
    return already_registered(writing.clause, ("successorId",)) if is_mapped else ()


def _first_day(after: Occupation, writing: Writing) -> date:
    """Of the later edition, as far as its year says it, but no day to come."""
    return min(date(after.edition, 1, 1), writing.today)
