"""评价依据版本 The editions by which the plans of an item may evaluate (2.1)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from models import Agency, AgencyItem, EvaluationSpecification, Standard, StandardTrade
from resolvers.occupation_facts import specification_edition, standard_edition
from rules.clause_2_1_editions import Edition
from rules.vocabulary import Basis, SpecificationStatus


async def editions_of_item(
    session: AsyncSession, item: AgencyItem, trade: str | None
) -> Sequence[Edition]:
    """In one statement: those of the standard of its occupation and trade, or of the school's
    filed specification."""
    if item.basis is Basis.NATIONAL_STANDARD:
        return await _standards(session, item, trade)
    return await _specifications(session, item)


async def _standards(
    session: AsyncSession, item: AgencyItem, trade: str | None
) -> Sequence[Edition]:
    """What is confirmed; as long as nothing is, what is assumed."""
    rows = await session.scalars(
        select(Standard)
        .where(Standard.occupation_id == item.occupation_id)
        .options(joinedload(Standard.trades).joinedload(StandardTrade.trade))
        .order_by(Standard.id)
    )
    found = [standard_edition(row) for row in rows.unique()]
    editions = [edition for edition in found if edition.touches(trade)]
    return [edition for edition in editions if edition.is_sure] or editions


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
