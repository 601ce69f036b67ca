"""评价计划 The school plans a batch and files it; the center accepts or returns it (4.1)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from models import EvaluationPlan, PlanSession
from models.base import new_id
from resolvers.acts.evaluation_plan_content import read_content, take_header, write_parts
from resolvers.acts.plan_lock import lock_in_agency
from resolvers.acts.result_opening import close_result_filing, open_result_filing
from resolvers.acts.seat import seat_candidates
from resolvers.evaluation_plan_check import judged_plan, keep_refusals
from resolvers.evaluation_plan_facts import agency_code_for
from resolvers.plan_marking import enter_marking
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_2_1_editions import Edition, StandardEdition
from rules.clause_4_2_conduct import check_not_begun
from rules.clause_4_3_result_filing import evaluation_ended_on
from rules.entry import check_reason
from rules.evaluation_plan import PlanFacts
from rules.vocabulary import PlanStatus


async def create(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A draft of the school's own: nobody else sees it."""
    writing.may("createEvaluationPlan", None)
    content = await read_content(writing, given["plan"])
    plan = EvaluationPlan(id=new_id(), institution_id=writing.viewer.institution_id)
    take_header(plan, content)
    writing.add(plan)
    await write_parts(writing, plan, content)
    writing.record("createEvaluationPlan", plan)
    await keep_refusals(writing, plan)
    return {"evaluation_plan": Ref.of(plan), "findings": content.findings}


async def update(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The whole plan as it is to be; its candidates stay."""
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("updateEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    content = await read_content(writing, given["plan"], evaluation_plan=Ref.of(plan))
    take_header(plan, content)
    plan.updated_at = writing.now  # parts below may change alone; the plan's version still rises
    await write_parts(writing, plan, content)
    writing.move("updateEvaluationPlan", plan)
    await keep_refusals(writing, plan)
    return {"evaluation_plan": Ref.of(plan), "findings": content.findings}


async def submit(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Filed with the center before the first session, complete and free of refusals."""
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("submitEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    facts, findings = await judged_plan(writing, plan, writing.now)
    writing.judge(findings, evaluation_plan=Ref.of(plan))
    plan.filed_at, plan.reason = writing.now, None
    plan.ends_on = evaluation_ended_on(session.ends_at for session in facts.sessions)
    plan.agency_code_id = await agency_code_for(writing.session, plan.agency_id, facts.sessions)
    await seat_candidates(writing, plan.id, facts)
    writing.move("submitEvaluationPlan", plan)
    return {"evaluation_plan": Ref.of(plan), "findings": findings}


async def accept(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The rules are asked again: validity, certificates and other plans may have changed since.

    From now on the results are due, 5 working days after the end (4.3).
    """
    plan = await lock_in_agency(writing, given)
    writing.may("acceptEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    facts, findings = await judged_plan(writing, plan, plan.filed_at or writing.now)
    writing.judge(findings, evaluation_plan=Ref.of(plan))
    plan.ends_on = evaluation_ended_on(session.ends_at for session in facts.sessions)
    await enter_marking(writing.session, plan, _enter_edition(plan, facts))
    writing.move("acceptEvaluationPlan", plan)
    await open_result_filing(writing, plan, "acceptEvaluationPlan")
    return {"evaluation_plan": Ref.of(plan), "findings": findings}


def _enter_edition(plan: EvaluationPlan, facts: PlanFacts) -> Edition | None:
    """By which edition it evaluates is fixed now: what follows later does not change it."""
    edition = facts.edition_in_use
    if isinstance(edition, StandardEdition):
        plan.standard_id = UUID(edition.key)
    elif edition is not None:
        plan.specification_id = UUID(edition.key)
    return edition


async def return_plan(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("returnEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    reason = given["reason"]
    writing.judge(check_reason(writing.clause, reason), evaluation_plan=Ref.of(plan))
    plan.reason = reason
    writing.move("returnEvaluationPlan", plan, reason=reason)
    return {"evaluation_plan": Ref.of(plan)}


async def cancel(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """An accepted plan is cancelled only before its first session; no results are due then."""
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("cancelEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    findings = check_reason(writing.clause, given["reason"])
    if plan.status is PlanStatus.ACCEPTED:
        findings += check_not_begun(await _begins_at(writing, plan), writing.now)
    writing.judge(findings, evaluation_plan=Ref.of(plan))
    await close_result_filing(writing, plan)
    plan.reason = given["reason"]
    writing.move("cancelEvaluationPlan", plan, reason=plan.reason)
    return {"evaluation_plan": Ref.of(plan)}


async def _begins_at(writing: Writing, plan: EvaluationPlan) -> Any:
    first = select(func.min(PlanSession.starts_at)).where(PlanSession.plan_id == plan.id)
    return (await writing.session.execute(first)).scalar()
