"""突发情况 A school puts on record what happened during its evaluation (4.2)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models import Candidate, EvaluationPlan, Incident, PlanSession
from models.base import new_id
from resolvers.identity import NodeId
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_2_supervision import check_incident_time
from rules.entry import check_text


async def record(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    plan = await writing.to_act_on(EvaluationPlan, given["plan_id"], ("planId",))
    writing.may("recordIncident", plan.status)
    session_id = await of_plan(writing, PlanSession, given.get("session_id"), "sessionId", plan.id)
    candidate_id = await of_plan(
        writing, Candidate, given.get("candidate_id"), "candidateId", plan.id
    )
    clause = writing.clause
    findings = writing.judge(
        check_incident_time(given["happened_at"], writing.now, ("happenedAt",))
        + check_text(clause, given["description"], ("description",))
        + check_text(clause, given["measures"], ("measures",))
    )
    row = Incident(
        id=new_id(),
        plan_id=plan.id,
        institution_id=plan.institution_id,
        session_id=session_id,
        candidate_id=candidate_id,
        kind=given["kind"],
        happened_at=given["happened_at"],
        description=given["description"].strip(),
        measures=given["measures"].strip(),
        recorded_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    writing.record("recordIncident", plan, before=plan.status)
    return {"incident": Ref.of(row), "findings": findings}


async def of_plan(
    writing: Writing, model: Any, node_id: NodeId | None, path: str, plan_id: UUID
) -> UUID | None:
    """The id of what the input names of this plan; Refused (NOT_FOUND) for another's."""
    named = {(path,): node_id}
    found = await find_all(writing, model, named, lambda row: row.plan_id == plan_id)
    return next((row.id for row in found.values()), None)
