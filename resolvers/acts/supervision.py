"""质量督导 Internal supervision by the school, external by municipal and district HR (4.2)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from models import EvaluationPlan, PlanSession, PlanStaff, Supervision, SupervisionDefect
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_4_2_attendance import check_session_begun
from rules.clause_4_2_supervision import check_appointed, check_defects, check_supervised_on
from rules.entry import check_text, not_found
from rules.finding import Findings
from rules.vocabulary import StaffDuty, SupervisionSide
from rules.working_days import day_in_shanghai


async def record_internal(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Of one session, by an internal supervisor who was appointed to it."""
    session = await writing.to_act_on(PlanSession, given["session_id"], ("sessionId",))
    plan = await writing.session.get_one(EvaluationPlan, session.plan_id)
    writing.may("recordInternalSupervision", plan.status)
    staff_member = given["staff_member_id"].of("StaffMember")
    is_appointed = await writing.exists(
        PlanStaff,
        lambda one: and_(
            one.session_id == session.id,
            one.staff_member_id == staff_member,
            one.duty == StaffDuty.INTERNAL_SUPERVISOR,
        ),
    )
    findings = writing.judge(
        check_session_begun(session.starts_at, writing.now, ("sessionId",))
        + check_appointed(is_appointed)
        + _check(writing, plan, given)
    )
    row = _row(writing, plan, given, SupervisionSide.INTERNAL)
    row.session_id, row.staff_member_id = session.id, staff_member
    return await _keep(writing, "recordInternalSupervision", plan, row, given, findings)


async def record_external(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Of a batch with a session in the supervisor's district, or of one such session."""
    plan = await writing.to_act_on(EvaluationPlan, given["plan_id"], ("planId",))
    writing.may("recordSupervision", plan.status)
    row = _row(writing, plan, given, SupervisionSide.EXTERNAL)
    row.district_code = writing.viewer.district_code
    if given.get("session_id") is not None:
        row.session_id = await _session_of(writing, plan, given)
    findings = writing.judge(_check(writing, plan, given))
    return await _keep(writing, "recordSupervision", plan, row, given, findings)


async def _session_of(writing: Writing, plan: EvaluationPlan, given: Mapping[str, Any]) -> Any:
    session = await writing.to_act_on(PlanSession, given["session_id"], ("sessionId",))
    if session.plan_id != plan.id:
        raise Refused(not_found(writing.clause, ("sessionId",)))
    return session.id


def _check(writing: Writing, plan: EvaluationPlan, given: Mapping[str, Any]) -> Findings:
    assert plan.filed_at is not None  # as every plan with the center
    clause, defects = writing.clause, given["defects"]
    found = (
        check_supervised_on(given["supervised_on"], day_in_shanghai(plan.filed_at), writing.today)
        + check_text(clause, given["remark"], ("remark",))
        + check_defects(given["conclusion"], len(defects))
    )
    for place, defect in enumerate(defects):
        found += check_text(clause, defect["what"], ("defects", place, "what"))
    return found


def _row(
    writing: Writing, plan: EvaluationPlan, given: Mapping[str, Any], side: SupervisionSide
) -> Supervision:
    return Supervision(
        id=new_id(),
        plan_id=plan.id,
        institution_id=plan.institution_id,
        side=side,
        supervised_on=given["supervised_on"],
        conclusion=given["conclusion"],
        remark=given["remark"].strip(),
        recorded_by_id=writing.viewer.account_id,
    )


async def _keep(
    writing: Writing,
    act: str,
    plan: EvaluationPlan,
    row: Supervision,
    given: Mapping[str, Any],
    findings: Findings,
) -> Outcome:
    writing.add(row)
    await writing.session.flush()
    for defect in given["defects"]:
        what = defect["what"].strip()
        writing.add(
            SupervisionDefect(
                id=new_id(), supervision_id=row.id, aspect=defect["aspect"], what=what
            )
        )
    writing.record(act, plan, before=plan.status)
    return {"supervision": Ref.of(row), "findings": findings}
