"""评价计划审查 What a plan is judged by: at its dry run, filing and acceptance alike (4.1)."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import EvaluationPlan
from permissions.declaration import Asked
from permissions.rows import enter, viewer_values
from resolvers.evaluation_plan_facts import plan_facts
from resolvers.finding import shown
from resolvers.write.writing import Writing
from rules.entry import not_found
from rules.evaluation_plan import PlanFacts, check_plan
from rules.finding import Findings
from rules.vocabulary import PlanStatus, Severity

IS_FILED = (PlanStatus.SUBMITTED, PlanStatus.ACCEPTED)


async def judged_plan(
    writing: Writing, plan: EvaluationPlan, filed_at: datetime
) -> tuple[PlanFacts, Findings]:
    """The facts of a plan, and everything that the guidance says to them."""
    facts = await plan_facts(writing.session, plan.id, writing.services.configuration)
    return facts, check_plan(facts, filed_at)


async def keep_refusals(writing: Writing, plan: EvaluationPlan) -> None:
    """Count what the saved content is refused for: the buttons of the page tell it at once.

    Written beside the ORM: counting is no change, the version stays.
    """
    await writing.session.flush()
    _, findings = await judged_plan(writing, plan, writing.now)
    refusals = sum(finding.severity is Severity.REFUSAL for finding in findings)
    await writing.session.execute(
        update(EvaluationPlan)
        .where(EvaluationPlan.id == plan.id)
        .values(refusal_count=refusals, refusals_checked_version=plan.version)
        .execution_options(synchronize_session=False)
    )


async def check(asked: Asked) -> list[dict[str, Any]]:
    """预检 Every finding for a plan that the viewer sees; nothing is written.

    A plan that is not with the center is judged as if it were filed now.
    """
    node_id = asked.arguments["id"]
    async with AsyncSession(asked.services.engine) as session:
        row, seen = enter(EvaluationPlan, asked.viewer.role)
        known = await session.execute(
            select(row.status, row.filed_at, func.register_now()).where(
                row.id == node_id.of("EvaluationPlan"), seen
            ),
            viewer_values(asked.viewer),
        )
        found = known.first()
        findings = not_found("4.1", ("id",))
        if found is not None:
            status, filed_at, now = found
            facts = await plan_facts(session, node_id.value, asked.services.configuration)
            findings = check_plan(facts, filed_at if status in IS_FILED else now)
    return shown(findings, asked.language)
