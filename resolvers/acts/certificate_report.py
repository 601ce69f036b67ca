"""证书报送 The school reports the certificates of a plan; once accepted they are public (4.4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, func, literal, select, update

from models import Certificate, CertificateReport, EvaluationPlan
from models.base import new_id
from resolvers.acts.certificate import locked_plan
from resolvers.acts.certificate_entries import record_each
from resolvers.calendar import working_calendar
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_4_certificates import check_report_in_time, report_due_on
from rules.entry import check_reason
from rules.lifecycle import find
from rules.vocabulary import CertificateStatus
from rules.working_days import DueDay

Changed = Sequence[tuple[UUID, CertificateStatus]]


async def report(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One report for all certificates of the plan that were not reported or were returned."""
    plan, _ = await locked_plan(writing, given["plan_id"])
    found = await _of_plan(writing, plan.id)
    before = find("reportCertificates").before
    waiting = [(id_, status) for id_, status, _ in found if status in before]
    writing.may("reportCertificates", _state(found, bool(waiting)))
    issued_on = min(day for _, status, day in found if status in before)
    due = await _due(writing, issued_on)
    findings = check_report_in_time(writing.today, due.day)
    made = _made(plan, due)
    writing.add(made)
    await writing.session.flush()
    await _change(writing, waiting, "reportCertificates", report_id=made.id)
    await record_each(writing, "reportCertificates", plan.institution_id, waiting)
    writing.record("reportCertificates", made)
    return {"certificate_report": Ref.of(made), "findings": findings}


async def _of_plan(writing: Writing, plan_id: UUID) -> list[tuple[UUID, CertificateStatus, date]]:
    found = await writing.session.execute(
        select(Certificate.id, Certificate.status, Certificate.issued_on)
        .where(Certificate.plan_id == plan_id)
        .order_by(Certificate.number)
    )
    return [(id_, status, day) for id_, status, day in found]


def _state(
    found: Sequence[tuple[UUID, CertificateStatus, date]], is_waiting: bool
) -> CertificateStatus | None:
    """For the workflow's table: that of those waiting, else that of the plan's certificates."""
    if is_waiting:
        return CertificateStatus.ISSUED
    return found[0][1] if found else None


async def _due(writing: Writing, issued_on: date) -> DueDay:
    calendar = await working_calendar(writing.session)
    days = writing.services.configuration.report_working_days
    return report_due_on(issued_on, calendar, days)


def _made(plan: EvaluationPlan, due: DueDay) -> CertificateReport:
    return CertificateReport(
        id=new_id(),
        plan_id=plan.id,
        agency_id=plan.agency_id,
        institution_id=plan.institution_id,
        status=CertificateStatus.REPORTED,
        due_on=due.day,
        is_due_provisional=due.provisional,
    )


async def _change(writing: Writing, changed: Changed, act: str, **more: Any) -> None:
    ids = literal([id_ for id_, _ in changed], ARRAY(Uuid))
    await writing.session.execute(
        update(Certificate)
        .where(Certificate.id == any_(ids))
        .values(
            status=find(act).after,
            version=Certificate.version + 1,
            updated_at=func.register_now(),
            **more,
        )
        .execution_options(synchronize_session=False)
    )


async def _decide(
    writing: Writing, row: CertificateReport, act: str, reason: str | None = None
) -> None:
    """The report and all its certificates go the same step."""
    found = await writing.session.execute(
        select(Certificate.id, Certificate.status)
        .where(Certificate.report_id == row.id, Certificate.status == row.status)
        .order_by(Certificate.number)
        .with_for_update()
    )
    changed = [(id_, status) for id_, status in found]
    row.decided_at = writing.now
    row.reason = reason
    writing.move(act, row, reason=reason)
    await _change(writing, changed, act)
    await record_each(writing, act, row.institution_id, changed, reason)


async def accept(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From now on the public finds these certificates."""
    row = await writing.lock(CertificateReport, given)
    writing.may("acceptCertificateReport", row.status, certificate_report=Ref.of(row))
    await _decide(writing, row, "acceptCertificateReport")
    return {"certificate_report": Ref.of(row)}


async def return_report(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(CertificateReport, given)
    writing.may("returnCertificateReport", row.status, certificate_report=Ref.of(row))
    writing.judge(check_reason(writing.clause, given["reason"]), certificate_report=Ref.of(row))
    await _decide(writing, row, "returnCertificateReport", given["reason"])
    return {"certificate_report": Ref.of(row)}
