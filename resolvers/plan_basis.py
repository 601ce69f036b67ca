"""评价依据版本 The editions by which the plans of an item may evaluate (2.1)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from models import Agency, AgencyItem, EvaluationSpecification, Standard, StandardTrade, Trade
from resolvers.occupation_facts import specification_edition, standard_edition
from rules.clause_2_1_editions import Edition
from rules.vocabulary import Basis, SpecificationStatus


async def editions_of_item(session: AsyncSession, item: AgencyItem) -> Sequence[Edition]:
    """Those of the standard of its occupation and trade, or of the school's filed specification."""
    if item.basis is Basis.NATIONAL_STANDARD:
        return await _standards(session, item)
    return await _specifications(session, item)


async def _standards(session: AsyncSession, item: AgencyItem) -> Sequence[Edition]:
    """What is confirmed; as long as nothing is, what is assumed."""
    rows = await session.scalars(
        select(Standard)
        .where(Standard.occupation_id == item.occupation_id)
        .options(selectinload(Standard.trades).joinedload(StandardTrade.trade))
        .order_by(Standard.id)
    )
    trade = await _trade(session, item)
    editions = [edition for edition in map(standard_edition, rows) if edition.touches(trade)]
    return [edition for edition in editions if edition.is_sure] or editions


async def _trade(session: AsyncSession, item: AgencyItem) -> str | None:
    if item.trade_id is None:
        return None
    return await session.scalar(select(Trade.name).where(Trade.id == item.trade_id))


async def _specifications(session: AsyncSession, item: AgencyItem) -> Sequence[Edition]:
    school = select(Agency.institution_id).where(Agency.id == item.agency_id).scalar_subquery()
    rows = await session.scalars(
        select(EvaluationSpecification)
        .where(
            EvaluationSpecification.institution_id == school,
            EvaluationSpecification.occupation_id == item.occupation_id,
            EvaluationSpecification.trade_id.is_not_distinct_from(item.trade_id),
            EvaluationSpecification.status == SpecificationStatus.FILED,
        )
        .order_by(EvaluationSpecification.id)
    )
    return [specification_edition(row) for row in rows]
