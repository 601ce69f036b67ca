"""中止 What a decision on an agency does to its accepted plans (3.3)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models import Agency, AgencyDecision, AgencyItem, EvaluationPlan, PlanSession
from resolvers.acts.plan_lock import lock_in_agency
from resolvers.acts.result_opening import close_result_filing, open_result_filing
from resolvers.agency_standing import standings
from resolvers.candidate_facts import any_of
from resolvers.evaluation_plan_check import judged_plan
from resolvers.evaluation_plan_facts import filed_as, filed_item
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_3_agency import Span, check_resumption, check_stop, is_stopped
from rules.clause_4_1_plan import FiledItem, is_item_in_force
from rules.clause_4_2_conduct import check_not_begun
from rules.entry import check_reason
from rules.finding import Findings, is_refused
from rules.vocabulary import Level, PlanStatus


@dataclass
class Changed:
    """The plans that a decision stopped or resumed, and what it says of others."""

    stopped: list[EvaluationPlan] = field(default_factory=list)
    resumed: list[EvaluationPlan] = field(default_factory=list)
    findings: Findings = ()


async def stop_plans(writing: Writing, decision: AgencyDecision, agency: Agency) -> Changed:
    """Accepted plans with no session begun and one that could not be held on its day, as the
    decision has left the agency and its items."""
    await writing.session.flush()
    changed = Changed()
    plans = await _accepted(writing, agency)
    items = await _items(writing, plans)
    spans = await _spans(writing, plans)
    known = await standings(writing.session, agency)
    for plan in plans:
        filed = filed_as(known, agency, items[plan.agency_item_id])
        if _is_due(plan, filed, spans[plan.id], writing):
            plan.stopped_by_id = decision.id
            await _stop(writing, plan, decision.reason)
            changed.stopped.append(plan)
    return changed


def _is_due(plan: EvaluationPlan, filed: FiledItem, spans: list[Span], writing: Writing) -> bool:
    level = Level(plan.level)
    return is_stopped(spans, writing.now, lambda day: not is_item_in_force(filed, level, day))


async def _accepted(writing: Writing, agency: Agency) -> list[EvaluationPlan]:
    found = await writing.session.scalars(
        select(EvaluationPlan)
        .where(EvaluationPlan.agency_id == agency.id, EvaluationPlan.status == PlanStatus.ACCEPTED)
        .order_by(EvaluationPlan.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(found.all())


async def _items(writing: Writing, plans: Collection[EvaluationPlan]) -> Mapping[UUID, AgencyItem]:
    found = await writing.session.scalars(
        select(AgencyItem).where(any_of(AgencyItem.id, {plan.agency_item_id for plan in plans}))
    )
    return {item.id: item for item in found.all()}


async def _spans(writing: Writing, plans: Collection[EvaluationPlan]) -> Mapping[UUID, list[Span]]:
    found = await writing.session.execute(
        select(PlanSession.plan_id, PlanSession.starts_at, PlanSession.ends_at).where(
            any_of(PlanSession.plan_id, [plan.id for plan in plans])
        )
    )
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for plan_id, starts_at, ends_at in found:
        spans[plan_id].append((starts_at, ends_at))
    return spans


async def _stop(writing: Writing, plan: EvaluationPlan, reason: str | None) -> None:
    """Nothing will be evaluated, so no results are due."""
    await close_result_filing(writing, plan)
    plan.reason = reason
    writing.move("stopEvaluationPlan", plan, reason=reason)


async def resume_plans(writing: Writing, decisions: Sequence[UUID]) -> Changed:
    """What these decisions had stopped, if it could be filed as it stands, and its first session
    is still ahead."""
    changed, still_stopped = Changed(), 0
    stopped = await writing.session.scalars(
        select(EvaluationPlan)
        .where(
            any_of(EvaluationPlan.stopped_by_id, decisions),
            EvaluationPlan.status == PlanStatus.STOPPED,
        )
        .order_by(EvaluationPlan.filed_at, EvaluationPlan.id)
        .with_for_update()
    )
    for plan in stopped.all():
        if is_refused(await _check_resumed(writing, plan)):
            still_stopped += 1
            continue
        await _resume(writing, plan)
        changed.resumed.append(plan)
    changed.findings = check_resumption(still_stopped)
    return changed


async def _check_resumed(writing: Writing, plan: EvaluationPlan) -> Findings:
    """As at its acceptance: rooms, persons and certificates may have been taken since."""
    assert plan.filed_at is not None
    facts, findings = await judged_plan(writing, plan, plan.filed_at)
    first = min((session.starts_at for session in facts.sessions), default=None)
    return findings + check_not_begun(first, writing.now)


async def _resume(writing: Writing, plan: EvaluationPlan) -> None:
    plan.stopped_by_id, plan.reason = None, None
    writing.move("resumeEvaluationPlan", plan)
    await open_result_filing(writing, plan, "resumeEvaluationPlan")


async def stop(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One plan, where a session falls on a day on which it could not be held."""
    plan = await lock_in_agency(writing, given)
    writing.may("stopEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    reason = check_reason(writing.clause, given["reason"])
    is_due = await _is_to_be_stopped(writing, plan)
    writing.judge(reason + check_stop(is_due), evaluation_plan=Ref.of(plan))
    await _stop(writing, plan, given["reason"])
    return {"evaluation_plan": Ref.of(plan)}


async def _is_to_be_stopped(writing: Writing, plan: EvaluationPlan) -> bool:
    session = writing.session
    agency = await session.get_one(Agency, plan.agency_id)
    item = await session.get_one(AgencyItem, plan.agency_item_id)
    spans = (await _spans(writing, [plan]))[plan.id]
    return _is_due(plan, await filed_item(session, agency, item), spans, writing)


async def resume(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One plan: a suspension that ended by itself resumes none."""
    plan = await lock_in_agency(writing, given)
    writing.may("resumeEvaluationPlan", plan.status, evaluation_plan=Ref.of(plan))
    findings = await _check_resumed(writing, plan)
    writing.judge(findings, evaluation_plan=Ref.of(plan))
    await _resume(writing, plan)
    return {"evaluation_plan": Ref.of(plan), "findings": findings}
