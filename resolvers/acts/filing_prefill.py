"""备案申请 What a new application begins with: a renewal with the agency's items, a change with
what the school's file says now (3.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Agency, AgencyItem, FilingApplication, FilingChange, FilingItem, Institution
from models import FilingItemMajor as ItemMajor
from resolvers.acts.filing_content import add_parts
from resolvers.filed_agency import facts_as_filed, facts_in_file, held_until
from resolvers.write.writing import Writing
from rules.vocabulary import ApplicationKind, PriorityReason

ITEM_FACTS = (
    "occupation_id", "trade_id", "level_from", "level_to", "basis", "standard_id",
    "specification_id", "method", "site_id",
)  # fmt: skip
PARTS = ("items", "materials", "enrolments", "changes")


def with_parts(given: Mapping[str, Any]) -> dict[str, Any]:
    """The input with a list for every part that it leaves out."""
    return {**given, **{part: given.get(part) or [] for part in PARTS}}


async def prefill(
    writing: Writing, row: FilingApplication, agency: Agency | None, given: Mapping[str, Any]
) -> None:
    """Enter what the school left out and the register knows."""
    if agency is None:
        return
    if row.kind is ApplicationKind.RENEWAL and given.get("items") is None:
        add_parts(writing, FilingItem, row, await _items(writing, agency))
    if row.kind is ApplicationKind.CHANGE and given.get("changes") is None:
        add_parts(writing, FilingChange, row, await _changes(writing, agency))


async def _items(writing: Writing, agency: Agency) -> list[dict[str, Any]]:
    """Every item that the agency holds today, with the majors that it was filed for."""
    majors = joinedload(AgencyItem.filing_item).selectinload(FilingItem.majors)
    found = await writing.session.execute(
        select(AgencyItem)
        .where(AgencyItem.agency_id == agency.id)
        .order_by(AgencyItem.id)
        .options(majors.joinedload(ItemMajor.major))
    )
    held = [item for item in found.scalars() if held_until(item) >= writing.today]
    return [_item(item) for item in held]


def _item(item: AgencyItem) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in ITEM_FACTS},
        "priority_reason": item.filing_item.priority_reason or PriorityReason.NONE,
        "majors": _majors(item.filing_item.majors),
    }


def _majors(ties: Sequence[ItemMajor]) -> list[dict[str, Any]]:
    return [
        {"major_id": tie.major_id, "expected_candidates": tie.expected_candidates}
        for tie in sorted(ties, key=lambda tie: tie.id)
        if tie.major.is_active
    ]


async def _changes(writing: Writing, agency: Agency) -> list[dict[str, Any]]:
    """Each fact as filed and as the file of the school has it now, where it says anything."""
    (school,) = await writing.seen(Institution, lambda row: row.id == agency.institution_id)
    filed, in_file = facts_as_filed(agency), facts_in_file(school)
    return [
        {"fact": fact, "text_before": filed[fact], "text_after": text}
        for fact, text in in_file.items()
        if text
    ]
