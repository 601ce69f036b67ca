"""备案效果 What the receipt of each kind of application makes of the directory (3.3)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from models import (
    Agency,
    AgencyItem,
    FilingApplication,
    FilingChange,
    FilingItem,
    Institution,
)
from models.base import new_id
from resolvers.acts.agency_item import Ranges, give_up
from resolvers.acts.filing_prefill import ITEM_FACTS
from resolvers.filed_agency import FACT_COLUMNS, facts_in_file, held_until
from resolvers.write.writing import Writing
from rules.clause_3_3_adjustment import reduction_holds_from, validity_of_renewal
from rules.clause_3_3_filing import Validity, validity, validity_of_added_item
from rules.level_range import levels_between
from rules.vocabulary import AgencyStatus, ApplicationKind, ChangedFact, Level


@dataclass(frozen=True)
class Effect:
    """The agency as it is now, from when to when it holds, and the items concerned."""

    agency: Agency
    valid: Validity
    items: Sequence[Ranges] = ()


async def list_agency(writing: Writing, row: FilingApplication, receipt_on: date) -> Effect:
    """A first filing: the agency, and the items that passed."""
    agency = await _new_or_known(writing, row, receipt_on)
    return await _listed(writing, row, agency, Validity(receipt_on, agency.valid_to))


async def add_items(writing: Writing, row: FilingApplication, receipt_on: date) -> Effect:
    """An addition ends with the agency."""
    agency = await _agency_of(writing, row)
    return await _listed(writing, row, agency, validity_of_added_item(_term(agency), receipt_on))


async def renew(writing: Writing, row: FilingApplication, receipt_on: date) -> Effect:
    """Agency and items named go on for a term, under the same code; what is not named ends."""
    agency = await _agency_of(writing, row)
    old, term = _term(agency), validity_of_renewal(_term(agency), receipt_on)
    agency.valid_to = term.valid_to
    if term.valid_from > old.valid_to + timedelta(days=1):
        agency.valid_from = term.valid_from
    return await _listed(writing, row, agency, term)


async def change(writing: Writing, row: FilingApplication, receipt_on: date) -> Effect:
    """The directory says what the application says; a site gives way for all items at it."""
    agency = await _agency_of(writing, row)
    stated = await writing.seen(FilingChange, lambda one: one.application_id == row.id)
    for one in stated:
        if one.fact is ChangedFact.SITE:
            await _move(writing, agency, one, receipt_on)
        else:
            setattr(agency, FACT_COLUMNS[one.fact], one.text_after)
    return Effect(agency, Validity(receipt_on, agency.valid_to))


async def reduce(writing: Writing, row: FilingApplication, receipt_on: date) -> Effect:
    """The levels named end on their day; nothing else changes, and nothing is prolonged."""
    agency = await _agency_of(writing, row)
    held = await _held(writing, agency, receipt_on)
    given_up: dict[tuple[Any, Any], frozenset[Level]] = {}
    for named in await _items(writing, row):
        of = (named.occupation_id, named.trade_id)
        levels = levels_between(named.level_from, named.level_to)
        given_up[of] = given_up.get(of, frozenset()) | levels
    concerned: list[Ranges] = []
    for item in held:
        levels = given_up.get((item.occupation_id, item.trade_id), frozenset())
        concerned += await give_up(writing, item, levels, row.takes_effect_on, receipt_on)
    from_day = reduction_holds_from(row.takes_effect_on, receipt_on, writing.today)
    return Effect(agency, Validity(from_day, max(from_day, agency.valid_to)), concerned)


EFFECTS: Mapping[
    ApplicationKind, Callable[[Writing, FilingApplication, date], Awaitable[Effect]]
] = MappingProxyType(
    {
        ApplicationKind.FIRST_FILING: list_agency,
        ApplicationKind.ADDITION: add_items,
        ApplicationKind.RENEWAL: renew,
        ApplicationKind.CHANGE: change,
        ApplicationKind.REDUCTION: reduce,
    }
)


def _term(agency: Agency) -> Validity:
    return Validity(agency.valid_from, agency.valid_to)


async def _agency_of(writing: Writing, row: FilingApplication) -> Agency:
    """Locked: two receipts of one agency are issued one after the other."""
    (agency,) = await writing.seen(Agency, lambda one: one.id == row.agency_id, lock=True)
    return agency


async def _items(writing: Writing, row: FilingApplication) -> list[FilingItem]:
    return await writing.seen(FilingItem, lambda item: item.application_id == row.id)


async def _held(writing: Writing, agency: Agency, on: date) -> list[AgencyItem]:
    items = await writing.seen(AgencyItem, lambda item: item.agency_id == agency.id, lock=True)
    return [item for item in items if held_until(item) >= on]


async def _listed(
    writing: Writing, row: FilingApplication, agency: Agency, valid: Validity
) -> Effect:
    """Only the items that passed are listed."""
    passed = [item for item in await _items(writing, row) if item.is_passed]
    added = [_entry(item, agency, valid) for item in passed]
    writing.add(*added)
    await writing.session.flush()
    return Effect(agency, valid, [Ranges.added(item) for item in added])


def _entry(item: FilingItem, agency: Agency, valid: Validity) -> AgencyItem:
    facts: dict[str, Any] = {name: getattr(item, name) for name in ITEM_FACTS}
    return AgencyItem(
        id=new_id(),
        agency_id=agency.id,
        filing_item_id=item.id,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
        **facts,
    )


async def _move(writing: Writing, agency: Agency, stated: FilingChange, on: date) -> None:
    for item in await _held(writing, agency, on):
        if item.site_id == stated.site_before_id and stated.site_after_id is not None:
            item.site_id = stated.site_after_id


# --- the first filing


async def _new_or_known(writing: Writing, row: FilingApplication, receipt_on: date) -> Agency:
    """The school's entry in the directory: begun anew, under its old code, once it expired."""
    valid = validity(receipt_on)
    known = await writing.seen(
        Agency,
        lambda agency: agency.institution_id == row.institution_id,
        lambda agency: agency.removed_on.is_(None),
        lock=True,
    )
    (school,) = await writing.seen(Institution, lambda other: other.id == row.institution_id)
    if known:
        if not _term(known[0]).contains(receipt_on):
            known[0].valid_from, known[0].valid_to = valid.valid_from, valid.valid_to
        return known[0]
    agency = Agency(
        id=new_id(),
        institution_id=school.id,
        scope=row.scope,
        status=AgencyStatus.LISTED,
        listed_on=receipt_on,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
        **{FACT_COLUMNS[fact]: text for fact, text in facts_in_file(school).items()},
    )
    writing.add(agency)
    await writing.session.flush()
    return agency
