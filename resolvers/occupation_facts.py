"""职业 What the rules need to know of an occupation: its entry, its trades, its standards."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.interfaces import ORMOption

from models import EvaluationSpecification, Exclusion, Occupation, Standard, StandardTrade, Trade
from rules import clause_1_3_items
from rules.clause_1_3_items import CatalogueEntry
from rules.clause_2_1_editions import Edition, StandardEdition
from rules.level_range import levels_between
from rules.occupation import OccupationKey


def occupation_options(path: Any) -> Sequence[ORMOption]:
    """What must be loaded with the occupation at the end of the path."""
    standards = path.selectinload(Occupation.standards)
    return (
        path.selectinload(Occupation.trades),
        standards.selectinload(Standard.trades).joinedload(StandardTrade.trade),
        path.selectinload(Occupation.exclusions).joinedload(Exclusion.trade),
    )


async def current_edition(session: AsyncSession) -> int:
    """The newest edition of the classification that the register has."""
    return await session.scalar(select(func.max(Occupation.edition))) or 0


def key_of(occupation: Occupation, trade: Trade | None = None) -> OccupationKey:
    return OccupationKey(occupation.edition, occupation.code, trade.name if trade else None)


def entry_of(row: Occupation, edition: int) -> CatalogueEntry:
    """Its entry in the catalogue; `edition` is the current one."""
    exclusions = (
        clause_1_3_items.Exclusion(kept.trade.name if kept.trade else None, kept.certainty)
        for kept in row.exclusions
    )
    return CatalogueEntry(
        key=key_of(row),
        is_current=row.edition == edition,
        is_of_skill_kind=row.is_skill,
        skill_kind_certainty=row.skill_certainty,
        trades=frozenset(trade.name for trade in row.trades) or None,
        exclusions=tuple(exclusions),
    )


def standards_of(row: Occupation) -> tuple[StandardEdition, ...]:
    return tuple(standard_edition(standard) for standard in row.standards)


def standard_edition(row: Standard) -> StandardEdition:
    return StandardEdition(
        name=row.name,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        levels=_levels(row.level_from, row.level_to),
        key=str(row.id),
        year=row.edition_year,
        certainty=row.certainty,
        trades=frozenset(tie.trade.name for tie in row.trades) or None,
    )


def specification_edition(row: EvaluationSpecification) -> Edition:
    return Edition(
        name=f"{row.name}（{row.edition}）",
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        levels=_levels(row.level_from, row.level_to),
        key=str(row.id),
    )


def _levels(level_from: int | None, level_to: int | None) -> Any:
    if level_from is None or level_to is None:
        return None
    return levels_between(level_from, level_to)
