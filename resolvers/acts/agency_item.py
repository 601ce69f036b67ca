"""评价项目 An item that is given up, in whole or for some of its levels (3.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from models import AgencyItem, AgencySuspension, EvaluationPlan
from models.base import new_id
from resolvers.write.writing import Writing
from rules.clause_3_3_adjustment import levels_kept, reduction_holds_from
from rules.level_range import level_ranges, levels_between
from rules.vocabulary import Level

Range = tuple[int | None, int | None]
NONE: Range = (None, None)
COPIED = (
    "agency_id", "filing_item_id", "occupation_id", "trade_id", "basis", "standard_id",
    "specification_id", "method", "site_id", "valid_from", "valid_to",
)  # fmt: skip


@dataclass(frozen=True)
class Ranges:
    """An item with its levels, lowest and highest, before and after what was decided of it."""

    item_id: UUID
    before: Range
    after: Range
    effective_on: date

    @classmethod
    def added(cls, item: AgencyItem) -> "Ranges":
        return cls(item.id, NONE, (item.level_from, item.level_to), item.valid_from)

    @property
    def columns(self) -> dict[str, Any]:
        """As a decision keeps it."""
        return {
            "agency_item_id": self.item_id,
            "before_level_from": self.before[0],
            "before_level_to": self.before[1],
            "after_level_from": self.after[0],
            "after_level_to": self.after[1],
        }


async def give_up(
    writing: Writing,
    item: AgencyItem,
    levels: Collection[Level],
    takes_effect_on: date | None,
    receipt_on: date,
) -> list[Ranges]:
    """End those of the levels that the item has.

    What is kept stays the same row, so that its plans go on undisturbed; the levels given up
    become a row that ends, with the plans at them.
    """
    before: Range = (item.level_from, item.level_to)
    held = levels_between(item.level_from, item.level_to)
    given_up = held & set(levels)
    if not given_up:
        return []
    on = reduction_holds_from(takes_effect_on, receipt_on, writing.today)
    kept = levels_kept(held, given_up)
    if not kept:
        item.ended_on = _earlier(item.ended_on, on)
        return [Ranges(item.id, before, NONE, on)]
    (item.level_from, item.level_to), *others = kept
    apart = [await _split_off(writing, item, *each) for each in others]
    for lowest, highest in level_ranges(given_up):
        ended = await _split_off(writing, item, lowest, highest)
        ended.ended_on = _earlier(item.ended_on, on)
    reduced = Ranges(item.id, before, (item.level_from, item.level_to), on)
    return [reduced, *map(Ranges.added, apart)]


def _earlier(known: date | None, day: date) -> date:
    return day if known is None else min(known, day)


async def _split_off(
    writing: Writing, item: AgencyItem, lowest: Level, highest: Level
) -> AgencyItem:
    """A row of its own for some levels of an item; the plans at them go with it."""
    part = AgencyItem(
        id=new_id(),
        level_from=lowest,
        level_to=highest,
        ended_on=item.ended_on,
        **{name: getattr(item, name) for name in COPIED},
    )
    writing.add(part)
    await writing.session.flush()
    await _suspend_alike(writing, item, part)
    await writing.session.execute(
        update(EvaluationPlan)
        .where(
            EvaluationPlan.agency_item_id == item.id,
            EvaluationPlan.level.between(highest, lowest),
        )
        .values(agency_item_id=part.id)
        .execution_options(synchronize_session=False)
    )
    return part


async def _suspend_alike(writing: Writing, item: AgencyItem, part: AgencyItem) -> None:
    """What was suspended stays suspended, in every row that it has become."""
    found = await writing.session.scalars(
        select(AgencySuspension).where(AgencySuspension.agency_item_id == item.id)
    )
    for each in found.all():
        writing.add(
            AgencySuspension(
                agency_id=part.agency_id,
                agency_item_id=part.id,
                decision_id=each.decision_id,
                begins_on=each.begins_on,
                ends_on=each.ends_on,
            )
        )
