"""待办: what waits for somebody, read from the states of the objects themselves.

Nothing is kept twice: a task is a row of a union over the workflows. It is there while its object
is in the state and gone when it is not; whose it is follows from `rules/task.py`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    TIMESTAMP,
    Boolean,
    ColumnElement,
    Date,
    Select,
    Text,
    Uuid,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Mapped, relationship

from models.agency import Agency
from models.agency_item import AgencyItem
from models.base import Base, word
from models.certificate import Certificate
from models.certificate_correction import CertificateCorrection
from models.certificate_report import CertificateReport
from models.evaluation_plan import EvaluationPlan
from models.evaluation_specification import EvaluationSpecification
from models.expert_opinion import ExpertOpinion
from models.filing_application import FilingApplication
from models.filing_delegation import FilingDelegation
from models.filing_report import FilingReport
from models.institution import Institution
from models.major_evaluation import MajorEvaluation
from models.panel_member import PanelMember
from models.plan_change import PlanChange
from models.rectification import Rectification
from models.result import Result
from models.result_filing import ResultFiling
from models.scope_extension import ScopeExtension
from models.technical_assessment import TechnicalAssessment
from rules import task as waiting
from rules.clause_3_1_application import CLOSED
from rules.clause_3_3_adjustment import RENEWAL_WINDOW_DAYS
from rules.lifecycle import BRANCH_OF, find
from rules.vocabulary import (
    ApplicationKind,
    AssessmentConclusion,
    AssessmentStatus,
    Basis,
    BranchStatus,
    CertificateStatus,
    CorrectionStatus,
    ExtensionStatus,
    FilingStatus,
    InstitutionStatus,
    MajorEvaluationStatus,
    PlanChangeStatus,
    PlanStatus,
    RectificationStatus,
    ResultFilingStatus,
    Role,
    SpecificationStatus,
    Term,
)

Column = ColumnElement[Any]
SHANGHAI = "Asia/Shanghai"


def _task(
    model: Any,
    act: str,
    role: Role,
    *conditions: Column,
    institution: Any = None,
    expert: Any = None,
    since: Any = None,
    due: Any = None,
    provisional: Any = None,
) -> Select[Any]:
    """One kind of task as a select with the columns that all kinds share."""
    noun = model.__tablename__
    name = cast(model.id, Text) + f"/{act}/{role.name}"
    if expert is not None:  # each member of a panel has a task of its own
        name = name + "/" + cast(expert, Text)
    return select(
        cast(func.md5(name), Uuid).label("id"),
        literal(noun, Text).label("noun"),
        literal(act, Text).label("act"),
        literal(find(act).clause, Text).label("clause"),
        type_coerce(literal(role.name, Text), word(Role)).label("role"),
        model.id.label("subject_id"),
        (model.institution_id if institution is None else institution).label("institution_id"),
        cast(null() if expert is None else expert, Uuid).label("expert_id"),
        (model.updated_at if since is None else since).label("waiting_since"),
        cast(null() if due is None else due, Date).label("due_on"),
        cast(false() if provisional is None else provisional, Boolean).label("is_provisional"),
    ).where(*conditions)


def _of_states(
    model: Any, states: type[Term], *conditions: Column, **given: Any
) -> Iterator[Select[Any]]:
    """The tasks that hang on the state alone."""
    for one in waiting.waiting_in(states):
        on_the_way = _on_the_way(model, one)
        asked = (model.status == one.state, *on_the_way, *conditions)
        yield _task(model, one.act, one.role, *asked, **given)


def _on_the_way(model: Any, one: waiting.Waiting) -> list[Column]:
    """3.2: an assessment waits only where one lies on the way."""
    is_passed_by = one.state not in one.line.starts_from(is_assessed=False)
    return [model.needs_assessment] if is_passed_by else []


def _is_reportable() -> Column:
    """3.3: assessed, or accepted where nothing is to be assessed."""
    needs, status = FilingApplication.needs_assessment, FilingApplication.status
    return or_(
        and_(status == FilingStatus.ASSESSED, needs),
        and_(status == FilingStatus.ACCEPTED, ~needs),
    )


def _of_branches() -> Iterator[Select[Any]]:
    """3.3: a report waits while its branch has none, or was sent back; a consent while reported."""
    for role in (Role.CENTER, Role.DEPARTMENT):
        branch = and_(
            FilingReport.application_id == FilingApplication.id,
            FilingReport.authority == BRANCH_OF[role],
            FilingReport.status != BranchStatus.SENT_BACK,
        )
        yield _task(
            FilingApplication,
            waiting.REPORT,
            role,
            _is_reportable(),
            ~exists(select(FilingReport.id).where(branch)),
        )
    for role in (Role.BUREAU, Role.COMMISSION):
        branch = and_(
            FilingReport.application_id == FilingApplication.id,
            FilingReport.authority == BRANCH_OF[role],
            FilingReport.status == BranchStatus.REPORTED,
        )
        yield _task(
            FilingApplication,
            waiting.CONSENT,
            role,
            _is_reportable(),
            exists(select(FilingReport.id).where(branch)),
        )


def _is_under_assessment() -> Column:
    """3.2: an assessment whose application was withdrawn or ended waits for nobody."""
    return exists(
        select(FilingApplication.id).where(
            FilingApplication.id == TechnicalAssessment.application_id,
            FilingApplication.status == FilingStatus.IN_ASSESSMENT,
        )
    )


def _of_experts() -> Iterator[Select[Any]]:
    """3.2: each expert of a confirmed panel until the sign-off: first to say something at all."""
    given = and_(
        ExpertOpinion.assessment_id == PanelMember.assessment_id,
        ExpertOpinion.expert_id == PanelMember.expert_id,
    )
    has_begun = exists(select(ExpertOpinion.id).where(given))
    for act, is_next in ((waiting.OPINION, ~has_begun), (waiting.SIGN_OFF, has_begun)):
        yield _task(
            TechnicalAssessment,
            act,
            Role.EXPERT,
            TechnicalAssessment.status == AssessmentStatus.PANEL_CONFIRMED,
            PanelMember.assessment_id == TechnicalAssessment.id,
            ~PanelMember.is_recused,
            PanelMember.signed_off_at.is_(None),
            _is_under_assessment(),
            is_next,
            expert=PanelMember.expert_id,
        )


def _of_improvements() -> Select[Any]:
    """3.2: the school reports what it improved, by the day that the conclusion names."""
    is_waiting = FilingApplication.status == FilingStatus.ACCEPTED
    return _task(
        TechnicalAssessment,
        waiting.IMPROVEMENT,
        Role.SCHOOL,
        TechnicalAssessment.status == AssessmentStatus.CONCLUDED,
        TechnicalAssessment.conclusion == AssessmentConclusion.TO_BE_IMPROVED,
        TechnicalAssessment.improved_on.is_(None),
        exists(
            select(FilingApplication.id).where(
                FilingApplication.id == TechnicalAssessment.application_id, is_waiting
            )
        ),
        # After that day the next round may be opened without a report.
        TechnicalAssessment.due_on >= func.register_today(),
        due=TechnicalAssessment.due_on,
    )


def _of_renewals() -> Select[Any]:
    """3.3: an agency whose window of renewal is open, until its school has applied."""
    days, today = RENEWAL_WINDOW_DAYS, func.register_today()
    under_way = and_(
        FilingApplication.agency_id == Agency.id,
        FilingApplication.kind == ApplicationKind.RENEWAL,
        *(FilingApplication.status != state for state in (*CLOSED, FilingStatus.DRAFT)),
    )
    return _task(
        Agency,
        waiting.RENEW,
        Role.SCHOOL,
        Agency.removed_on.is_(None),
        Agency.valid_to.between(today, today + days),
        ~exists(select(FilingApplication.id).where(under_way)),
        since=func.timezone(SHANGHAI, cast(Agency.valid_to - days, TIMESTAMP())),
        due=Agency.valid_to,
    )


def _of_certificates() -> Iterator[Select[Any]]:
    """4.4: passed candidates without certificate; certificates that were not reported, or whose
    report was returned. Both acts are done from the plan."""
    has_none = ~exists(
        select(Certificate.id).where(Certificate.candidate_id == Result.candidate_id)
    )
    passed = select(Result.id).where(
        Result.filing_id == ResultFiling.id,
        Result.is_passed.is_(True),
        Result.blocked_on.is_(None),
        has_none,
    )
    yield _task(
        EvaluationPlan,
        waiting.ISSUE,
        Role.SCHOOL,
        ResultFiling.plan_id == EvaluationPlan.id,
        ResultFiling.status == ResultFilingStatus.ACCEPTED,
        exists(passed),
        since=ResultFiling.updated_at,
    )
    unreported = _unreported()
    yield _task(
        EvaluationPlan,
        waiting.REPORT_CERTIFICATES,
        Role.SCHOOL,
        true(),
        since=unreported.c.since,
        due=unreported.c.due_on,
        provisional=unreported.c.is_due_provisional,
    )


def _unreported() -> Any:
    """A plan's certificates to report: since when, and by when the first of them; no row if there
    are none. Asked for each plan, so that a school's task costs the certificates of its plans."""
    states = find(waiting.REPORT_CERTIFICATES).before
    return (
        select(
            func.max(Certificate.updated_at).label("since"),
            func.min(Certificate.report_due_on).label("due_on"),
            func.bool_or(Certificate.is_report_due_provisional).label("is_due_provisional"),
        )
        .where(
            Certificate.plan_id == EvaluationPlan.id,
            or_(*(Certificate.status == state for state in states)),
        )
        .having(func.count(Certificate.id) > 0)
        .correlate(EvaluationPlan)
        .lateral("unreported")
    )


def _of_replaced_bases() -> Select[Any]:
    """2.1: an item by a specification that a standard replaces before the item is over, until the
    agency holds it by the standard."""
    by_standard = (
        select(AgencyItem.agency_id, AgencyItem.occupation_id, AgencyItem.valid_to)
        .where(AgencyItem.basis == Basis.NATIONAL_STANDARD)
        .subquery("by_standard")
        .c
    )
    held_anew = select(by_standard.agency_id).where(
        by_standard.agency_id == AgencyItem.agency_id,
        by_standard.occupation_id == AgencyItem.occupation_id,
        by_standard.valid_to >= func.register_today(),
    )
    return _task(
        AgencyItem,
        waiting.CHANGE_BASIS,
        Role.SCHOOL,
        EvaluationSpecification.id == AgencyItem.specification_id,
        EvaluationSpecification.ended_by_id.is_not(None),
        EvaluationSpecification.ends_on < AgencyItem.valid_to,
        Agency.id == AgencyItem.agency_id,
        or_(Agency.removed_on.is_(None), Agency.removed_on > func.register_today()),
        AgencyItem.valid_to >= func.register_today(),
        func.coalesce(AgencyItem.ended_on > func.register_today(), true()),
        ~exists(held_anew),
        institution=Agency.institution_id,
        due=EvaluationSpecification.ends_on,
    )


def _of_overdue_rectifications() -> Iterator[Select[Any]]:
    """1.1.5: the due day has passed and the school has not answered."""
    for role in (Role.CENTER, Role.SUPERVISOR):
        yield _task(
            Rectification,
            waiting.OVERDUE,
            role,
            Rectification.status == RectificationStatus.REQUIRED,
            Rectification.due_on < func.register_today(),
            due=Rectification.due_on,
        )


def _of_delegation() -> Select[Any]:
    """2.1: what waits for the bureau waits for the center too while it has delegated the filing."""
    today = func.register_today()
    in_force = and_(
        FilingDelegation.begins_on <= today,
        func.coalesce(FilingDelegation.ends_on, today) >= today,
    )
    return _task(
        EvaluationSpecification,
        waiting.FILE_SPECIFICATION,
        Role.CENTER,
        EvaluationSpecification.status == SpecificationStatus.EXAMINED,
        exists(select(FilingDelegation.id).where(in_force)),
    )


def all_tasks() -> Iterator[Select[Any]]:
    yield from _of_states(Institution, InstitutionStatus, institution=Institution.id)
    yield from _of_states(FilingApplication, FilingStatus)
    yield from _of_branches()
    yield from _of_states(TechnicalAssessment, AssessmentStatus, _is_under_assessment())
    yield _of_renewals()
    yield from _of_states(Rectification, RectificationStatus, due=Rectification.due_on)
    yield from _of_overdue_rectifications()
    yield from _of_experts()
    yield _of_improvements()
    yield from _of_states(MajorEvaluation, MajorEvaluationStatus)
    yield from _of_states(ScopeExtension, ExtensionStatus)
    yield from _of_states(EvaluationSpecification, SpecificationStatus)
    yield _of_delegation()
    yield _of_replaced_bases()
    yield from _of_states(EvaluationPlan, PlanStatus)
    yield from _of_states(PlanChange, PlanChangeStatus)
    yield from _of_states(
        ResultFiling,
        ResultFilingStatus,
        due=func.coalesce(ResultFiling.round_due_on, ResultFiling.due_on),
        provisional=case(
            (ResultFiling.round_due_on.is_(None), ResultFiling.is_due_provisional),
            else_=ResultFiling.is_round_due_provisional,
        ),
    )
    yield from _of_certificates()
    yield from _of_states(CertificateReport, CertificateStatus)
    yield from _of_states(CertificateCorrection, CorrectionStatus)


if TYPE_CHECKING:
    TABLE: Any = None
else:
    TABLE = union_all(*all_tasks()).subquery("task")
    for column in TABLE.c:
        # A union knows no NOT NULL: orders and non-null fields ask the column.
        column.nullable = column.name in {"expert_id", "due_on"}


class Task(Base):
    """待办. Read only: mapped on the union, not on a table."""

    __table__ = TABLE
    __mapper_args__ = {"primary_key": [TABLE.c.id]}

    if TYPE_CHECKING:
        id: Mapped[UUID]
        noun: Mapped[str]
        act: Mapped[str]
        clause: Mapped[str]
        role: Mapped[Role]
        subject_id: Mapped[UUID]
        institution_id: Mapped[UUID]
        expert_id: Mapped[UUID | None]
        waiting_since: Mapped[datetime]
        due_on: Mapped[date | None]
        is_provisional: Mapped[bool]

    institution: Mapped[Institution] = relationship(
        Institution,
        primaryjoin=lambda: Institution.id == TABLE.c.institution_id,
        foreign_keys=lambda: [TABLE.c.institution_id],
        viewonly=True,
        lazy="raise",
    )
