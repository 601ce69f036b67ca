"""评价计划 Plans: look-ups, filters, figures, what may be done (4.1)."""

from typing import Any

from sqlalchemy import Date, DateTime, Integer, and_, cast, func, or_

from models import (
    Agency,
    AgencyCode,
    AgencyItem,
    Candidate,
    Certificate,
    EvaluationPlan,
    PlanSession,
    ResultFiling,
)
from permissions.declaration import Arguments, Batch, Related
from permissions.rows import among, told
from resolvers.agency import in_force_on, item_in_force_on, item_status_on, status_on
from resolvers.read.condition import bare, compared
from resolvers.workflow import actions
from rules.clause_4_1_plan import check_content, check_filing_time, check_listed
from rules.clause_4_2_conduct import check_not_begun
from rules.clause_4_4_certificates import check_accepted
from rules.finding import Findings
from rules.lifecycle import Act, find
from rules.vocabulary import AgencyStatus, CertificateStatus, PlanStatus, ResultFilingStatus, Role

INSTANT = DateTime(timezone=True)


def by_id(row: Any, given: Arguments) -> Any:
    return row.id == given["id"].of("EvaluationPlan")


def of_agency(row: Any, value: Any) -> Any:
    return row.agency_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def of_occupation(row: Any, value: Any) -> Any:
    return among(
        AgencyItem,
        lambda item: and_(item.id == row.agency_item_id, item.occupation_id == bare(value)),
    )


def with_session_on(row: Any, value: Any) -> Any:
    """A session begins on a day of the range, in Shanghai."""
    return among(
        PlanSession,
        lambda session: and_(
            session.plan_id == row.id,
            compared(cast(func.timezone("Asia/Shanghai", session.starts_at), Date), value),
        ),
    )


def starts_at(row: Any, given: Arguments) -> Any:
    """When the first session begins; null without a session."""
    return told(
        PlanSession,
        lambda session: func.min(session.starts_at),
        lambda session: session.plan_id == row.id,
    )


def candidate_count(row: Any, given: Arguments) -> Any:
    own = told(
        Candidate,
        lambda candidate: func.count(candidate.id),
        lambda candidate: candidate.plan_id == row.id,
    )
    return cast(own, Integer)


def agency_code(row: Any, given: Arguments) -> Any:
    """The code under which the plan is filed."""
    return told(AgencyCode, lambda one: one.code, lambda one: one.id == row.agency_code_id)


def _is_of_plan(part: Any, plan: Any) -> Any:
    return part.plan_id == plan.id


def _stands_in(examined: Any, part: Any) -> Any:
    return and_(examined.id == part.id, examined.course_name.is_not(None))


course_examination_of_part = Related(_stands_in)
parts_in_order = Related(_is_of_plan, order=("position",))
sessions_in_order = Related(_is_of_plan, order=("starts_at",))
incidents_in_order = Related(_is_of_plan, order=("happened_at",))
supervisions_in_order = Related(_is_of_plan, order=("supervised_on",))


def _is_of_session(seat: Any, session: Any) -> Any:
    return seat.session_id == session.id


seats_in_order = Related(_is_of_session, order=("number",))


def to_be_held(row: Any, given: Arguments) -> Any:
    """Of a session: whether agency and item are in force on its day, as decided until now."""
    day = cast(func.timezone("Asia/Shanghai", row.starts_at), Date)
    return among(
        EvaluationPlan,
        lambda plan: and_(
            plan.id == row.plan_id,
            among(
                Agency,
                lambda agency: and_(agency.id == plan.agency_id, in_force_on(agency, day)),
            ),
            among(
                AgencyItem,
                lambda item: and_(item.id == plan.agency_item_id, item_in_force_on(item, day)),
            ),
        ),
    )


def _first(row: Any) -> Any:
    return starts_at(row, {})


def _now(row: Any) -> Any:
    return func.register_now(type_=INSTANT)


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """What was refused when the plan was last saved, that its first session has begun, and that
    agency or item are not in force today."""
    status, version, checked, refusals, first, now, *listed, is_accepted, _, _ = row
    if act.name == "submitEvaluationPlan":
        counted = refusals if checked == version else None
        return check_content(counted) + check_filing_time(now, first) + check_listed(*listed)
    if act.name == "acceptEvaluationPlan":
        return check_listed(*listed)
    if act.name == "resumeEvaluationPlan":
        return check_listed(*listed) + check_not_begun(first, now)
    if act.name == "stopEvaluationPlan":
        return check_not_begun(first, now)
    if act.name == "cancelEvaluationPlan" and status is PlanStatus.ACCEPTED:
        return check_not_begun(first, now)
    if act.name == "issueCertificates":
        return check_accepted(is_accepted)
    return ()


def _is_agency_listed(row: Any) -> Any:
    today = func.register_today()
    return among(
        Agency,
        lambda agency: and_(
            agency.id == row.agency_id, status_on(agency, today) == AgencyStatus.LISTED
        ),
    )


def _is_item_listed(row: Any) -> Any:
    today = func.register_today()
    return among(
        AgencyItem,
        lambda item: and_(
            item.id == row.agency_item_id, item_status_on(item, today) == AgencyStatus.LISTED
        ),
    )


def _has_accepted_results(row: Any) -> Any:
    return among(
        ResultFiling,
        lambda filing: and_(filing.plan_id == row.id, filing.status == ResultFilingStatus.ACCEPTED),
    )


def _has_certificates(row: Any) -> Any:
    return among(Certificate, lambda one: one.plan_id == row.id)


def _has_unreported(row: Any) -> Any:
    states = find("reportCertificates").before
    return among(
        Certificate,
        lambda one: and_(one.plan_id == row.id, or_(*(one.status == state for state in states))),
    )


def _of_certificates(row: tuple[Any, ...]) -> CertificateStatus | None:
    """Of those that wait for a report, else of those that were reported."""
    *_, has_certificates, has_unreported = row
    reported = CertificateStatus.REPORTED if has_certificates else None
    return CertificateStatus.ISSUED if has_unreported else reported


plan_actions: Batch = actions(
    EvaluationPlan.__tablename__,
    needs=(
        "version",
        "refusals_checked_version",
        "refusal_count",
        _first,
        _now,
        _is_agency_listed,
        _is_item_listed,
        _has_accepted_results,
        _has_certificates,
        _has_unreported,
    ),
    blocks=_blocks,
    # Certificates are made by their issue: it begins from nothing.
    beside={"issueCertificates": lambda row: None, "reportCertificates": _of_certificates},
)
