"""评分规定 By which marks and weights a plan is marked: those of the edition of its basis (2.2)."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import EvaluationPlan, PlanPart, SpecificationPart
from models import MarkingRule as MarkingRow
from rules.clause_2_1_editions import Edition, StandardEdition
from rules.clause_2_2_marking import DEFAULT_MARKING, MarkingRule
from rules.vocabulary import PartKind


async def marking_of(session: AsyncSession, edition: Edition | None) -> MarkingRule:
    """What the center has entered of it; else the default, with the weights of a specification."""
    if edition is None:
        return DEFAULT_MARKING
    is_standard = isinstance(edition, StandardEdition)
    column = MarkingRow.standard_id if is_standard else MarkingRow.specification_id
    row = await session.scalar(select(MarkingRow).where(column == UUID(edition.key)))
    if row is not None:
        return MarkingRule(
            row.theory_pass_mark,
            row.practice_pass_mark,
            row.module_pass_mark,
            row.theory_weight,
            row.practice_weight,
            row.resit_months,
        )
    weights = {} if is_standard else await _weights(session, edition)
    theory, practice = weights.get(PartKind.THEORY), weights.get(PartKind.PRACTICE)
    return MarkingRule(theory_weight=theory, practice_weight=practice)


async def _weights(session: AsyncSession, edition: Edition) -> Mapping[PartKind, int]:
    found = await session.execute(
        select(SpecificationPart.kind, SpecificationPart.weight).where(
            SpecificationPart.specification_id == UUID(edition.key)
        )
    )
    return dict(found.all())


async def modules_of(session: AsyncSession, edition: Edition | None) -> Mapping[str, Decimal]:
    """The modules that a specification names, with their weights, in its order."""
    if edition is None or isinstance(edition, StandardEdition):
        return {}
    found = await session.execute(
        select(SpecificationPart.name, SpecificationPart.weight)
        .where(
            SpecificationPart.specification_id == UUID(edition.key),
            SpecificationPart.kind == PartKind.MODULE,
        )
        .order_by(SpecificationPart.position)
    )
    return {name: Decimal(weight) for name, weight in found}


async def enter_marking(
    session: AsyncSession, plan: EvaluationPlan, edition: Edition | None
) -> None:
    """Fixed with the acceptance: what the center enters later is for later plans.

    Where several parts share a kind, its weight is that of none of them: there is no total.
    """
    rule = await marking_of(session, edition)
    rows = (await session.scalars(select(PlanPart).where(PlanPart.plan_id == plan.id))).all()
    counted = Counter(row.kind for row in rows)
    for row in rows:
        row.pass_mark = Decimal(rule.pass_mark(row.kind))
        if row.kind is not PartKind.MODULE:
            weight = rule.weights()[row.kind] if counted[row.kind] == 1 else None
            row.weight = None if weight is None else Decimal(weight)
