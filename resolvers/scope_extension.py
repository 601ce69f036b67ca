"""评价范围扩展 For whom else an agency is good: look-ups, and what candidates' rules ask (1.2)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AgencyItem, EvaluationPlan, ScopeExtension
from resolvers.read.condition import bare
from rules.clause_3_3_filing import Validity
from rules.vocabulary import ExtensionStatus

Extended = Mapping[tuple[UUID, UUID], tuple[Validity, ...]]
"""By school and major: when the agency may evaluate its students."""


def of_agency(row: Any, value: Any) -> Any:
    return row.agency_id == bare(value)


async def extended_scope(session: AsyncSession, plan_id: UUID) -> Extended:
    """What is recorded for the agency of a plan and the occupation of its item."""
    found = await session.execute(
        select(
            ScopeExtension.served_id,
            ScopeExtension.major_id,
            ScopeExtension.valid_from,
            ScopeExtension.valid_to,
        )
        .join(EvaluationPlan, EvaluationPlan.agency_id == ScopeExtension.agency_id)
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .where(
            EvaluationPlan.id == plan_id,
            AgencyItem.occupation_id == ScopeExtension.occupation_id,
            ScopeExtension.status == ExtensionStatus.RECORDED,
        )
    )
    days: dict[tuple[UUID, UUID], list[Validity]] = defaultdict(list)
    for served, major, valid_from, valid_to in found:
        assert valid_from is not None
        assert valid_to is not None  # a recorded one has its days
        days[served, major].append(Validity(valid_from, valid_to))
    return {key: tuple(each) for key, each in days.items()}
