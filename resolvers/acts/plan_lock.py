"""评价计划 One plan of an agency at a time: two that want the same room see each other (4.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models import Agency, EvaluationPlan
from resolvers.write.writing import Writing


async def lock_in_agency(writing: Writing, given: Mapping[str, Any]) -> EvaluationPlan:
    """The plan that the input names, locked after its agency: a decision on the agency takes the
    same way, so that neither waits for what the other holds."""
    plan_id = given["id"].of("EvaluationPlan")
    of_plan = select(EvaluationPlan.agency_id).where(EvaluationPlan.id == plan_id)
    await writing.session.execute(
        select(Agency.id).where(Agency.id == of_plan.scalar_subquery()).with_for_update()
    )
    return await writing.lock(EvaluationPlan, given)
