"""Every workflow as one table: the act, who may, from which states, to which state, its clause.

A mutation takes its roles and its clause from its line here. Rules on content are elsewhere
(`rules/clause_…`); this is only who may do what when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rules.act_names import ACT_NAMES
from rules.finding import FindingCode, Findings, found_when
from rules.vocabulary import (
    AgencyStatus,
    AssessmentConclusion,
    AssessmentStatus,
    Authority,
    BranchStatus,
    CertificateStatus,
    CorrectionStatus,
    DecisionExtent,
    ExtensionStatus,
    FilingStatus,
    InstitutionStatus,
    MajorEvaluationStatus,
    MinistryOutcome,
    PlanChangeStatus,
    PlanStatus,
    RectificationStatus,
    ResultFilingStatus,
    Role,
    SpecificationStatus,
    Term,
)

State = Term
"""A member of the workflow's own enumeration of states; None before the object exists."""


@dataclass(frozen=True, slots=True)
class Act:
    """One line of a workflow.

    `after` None leaves the state; `outcomes` give the state by what was decided; an act with
    `branch_before` works on the branch of its role's authority (3.3) and leads it to
    `branch_after`. `unassessed` says from where the act starts with an application that needs no
    technical assessment (`rules.clause_3_2_assessment.conditions_of`); None: from `before` too.
    """

    name: str
    clause: str
    by: frozenset[Role]
    before: frozenset[State | None]
    after: State | None
    noun: str
    zh: str
    en: str
    outcomes: Mapping[Term, State] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    branch_before: frozenset[BranchStatus | None] = frozenset()
    branch_after: BranchStatus | None = None
    unassessed: frozenset[State | None] | None = None

    def starts_from(self, is_assessed: bool = True) -> frozenset[State | None]:
        """The states before the act, with or without a technical assessment on the way."""
        if is_assessed or self.unassessed is None:
            return self.before
        return self.unassessed


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written in the tables below: who, from where, to where, with what it decides."""

    name: str
    by: Role | Iterable[Role]
    before: Iterable[State | None]
    after: State | None = None
    outcomes: Mapping[Term, State] = field(default_factory=dict)
    branch_before: Iterable[BranchStatus | None] = ()
    branch_after: BranchStatus | None = None
    unassessed: Iterable[State | None] | None = None

    def act(self, noun: str, clause: str) -> Act:
        by = frozenset([self.by] if isinstance(self.by, Role) else self.by)
        act = Act(
            self.name, clause, by, frozenset(self.before), self.after, noun, *ACT_NAMES[self.name]
        )
        return replace(
            act,
            outcomes=MappingProxyType(dict(self.outcomes)),
            branch_before=frozenset(self.branch_before),
            branch_after=self.branch_after,
            unassessed=None if self.unassessed is None else frozenset(self.unassessed),
        )


def _acts(noun: str, clause: str, *lines: Line) -> tuple[Act, ...]:
    return tuple(line.act(noun, clause) for line in lines)


NEW: tuple[State | None, ...] = (None,)
REPORTERS = (Role.CENTER, Role.DEPARTMENT)
AUTHORITIES = (Role.BUREAU, Role.COMMISSION)
REGISTRARS = (Role.DEPARTMENT, Role.CENTER)  # of what becomes of a school
FILERS = (Role.BUREAU, Role.CENTER)  # 2.1: the center only while the bureau has delegated it

BRANCH_OF: Mapping[Role, Authority] = MappingProxyType(
    {
        Role.CENTER: Authority.BUREAU,
        Role.BUREAU: Authority.BUREAU,
        Role.DEPARTMENT: Authority.COMMISSION,
        Role.COMMISSION: Authority.COMMISSION,
    }
)
"""3.3: the center reports to the bureau, the department to the commission."""

I = InstitutionStatus  # noqa: E741  the tables read better with the state alone
LIVING = (I.REGISTERED, I.RETURNED, I.VERIFIED)
INSTITUTION = _acts(
    "institution",
    "1.1",
    Line("registerInstitution", Role, NEW, I.REGISTERED),
    # A change of the file is verified again: the department vouches for what it has seen.
    Line("updateInstitution", Role.SCHOOL, (I.REGISTERED, I.RETURNED, I.VERIFIED), I.REGISTERED),
    Line("verifyInstitution", Role.DEPARTMENT, (I.REGISTERED,), I.VERIFIED),
    Line("returnInstitutionRegistration", Role.DEPARTMENT, (I.REGISTERED,), I.RETURNED),
    Line("recordInstitutionRenaming", REGISTRARS, (I.VERIFIED,)),
    Line("recordInstitutionMerger", REGISTRARS, LIVING, I.CLOSED),
    Line("recordInstitutionClosure", REGISTRARS, LIVING, I.CLOSED),
)

F = FilingStatus
BEFORE_THE_MINISTRY = (
    F.DRAFT,
    F.SUBMITTED,
    F.RETURNED,
    F.ACCEPTED,
    F.IN_ASSESSMENT,
    F.ASSESSED,
    F.CONSENTED,
)
UNDER_WAY = (
    F.SUBMITTED,
    F.RETURNED,
    F.ACCEPTED,
    F.IN_ASSESSMENT,
    F.ASSESSED,
    F.CONSENTED,
    F.REPORTED_TO_MINISTRY,
    F.MINISTRY_RETURNED,
    F.FILED,
)
APPLICATION = _acts(
    "filing_application",
    "3.1",
    Line("createFilingApplication", Role.SCHOOL, NEW, F.DRAFT),
    Line("updateFilingApplication", Role.SCHOOL, (F.DRAFT, F.RETURNED)),
    Line("saveSelfAssessment", Role.SCHOOL, (F.DRAFT, F.RETURNED)),
    Line("submitFilingApplication", Role.SCHOOL, (F.DRAFT, F.RETURNED), F.SUBMITTED),
    Line("withdrawFilingApplication", Role.SCHOOL, BEFORE_THE_MINISTRY, F.WITHDRAWN),
    Line("acceptFilingApplication", Role.DEPARTMENT, (F.SUBMITTED,), F.ACCEPTED),
    Line("returnFilingApplication", Role.DEPARTMENT, (F.SUBMITTED,), F.RETURNED),
    Line("declineFilingApplication", Role.DEPARTMENT, (F.SUBMITTED,), F.DECLINED),
) + _acts(
    "filing_application",
    "3.2",
    Line("openAssessment", Role.CENTER, (F.ACCEPTED,), F.IN_ASSESSMENT, unassessed=()),
)

B = BranchStatus


def _on_branch(
    name: str, by: Iterable[Role], before: Iterable[BranchStatus | None], after: BranchStatus
) -> Line:
    return Line(
        name,
        by,
        (F.ASSESSED,),
        branch_before=before,
        branch_after=after,
        unassessed=(F.ACCEPTED,),
    )


FILING = _acts(
    "filing_application",
    "3.3",
    _on_branch("reportFilingApplication", REPORTERS, (None, B.SENT_BACK), B.REPORTED),
    _on_branch("consentToFilingApplication", AUTHORITIES, (B.REPORTED,), B.CONSENTED),
    _on_branch("refuseFilingApplication", AUTHORITIES, (B.REPORTED,), B.REFUSED),
    _on_branch("sendBackFilingApplication", AUTHORITIES, (B.REPORTED,), B.SENT_BACK),
    Line(
        "reportToMinistry", Role.CENTER, (F.CONSENTED, F.MINISTRY_RETURNED), F.REPORTED_TO_MINISTRY
    ),
    Line(
        "recordMinistryOutcome",
        Role.CENTER,
        (F.REPORTED_TO_MINISTRY,),
        outcomes={MinistryOutcome.FILED: F.FILED, MinistryOutcome.RETURNED: F.MINISTRY_RETURNED},
    ),
    Line("issueFilingReceipt", Role.CENTER, (F.FILED,), F.RECEIPT_ISSUED),
    # Also by what ends its agency or its school, in the same transaction.
    Line("endFilingApplication", REGISTRARS, UNDER_WAY, F.ENDED),
)

A = AssessmentStatus
ASSESSMENT = _acts(
    "technical_assessment",
    "3.2",
    # A panel that loses a member is completed, and then confirmed once more.
    Line("appointExpert", Role.CENTER, (A.OPENED, A.PANEL_CONFIRMED), A.OPENED),
    Line("confirmAssessmentPanel", Role.DEPARTMENT, (A.OPENED,), A.PANEL_CONFIRMED),
    Line("scheduleAssessment", Role.CENTER, (A.OPENED, A.PANEL_CONFIRMED)),
    Line("recordAssessmentMinutes", Role.CENTER, (A.OPENED, A.PANEL_CONFIRMED)),
    Line("recordExpertMarks", Role.EXPERT, (A.PANEL_CONFIRMED,)),
    Line("recordExpertOpinion", Role.EXPERT, (A.PANEL_CONFIRMED,)),
    Line("signOffExpertOpinions", Role.EXPERT, (A.PANEL_CONFIRMED,)),
    Line(
        "recuseFromAssessment",
        Role.EXPERT,
        (A.OPENED, A.PANEL_CONFIRMED, A.CONCLUSION_PROPOSED),
        A.OPENED,
    ),
    Line("proposeAssessmentConclusion", Role.CENTER, (A.PANEL_CONFIRMED,), A.CONCLUSION_PROPOSED),
    Line(
        "returnAssessmentConclusion",
        Role.DEPARTMENT,
        (A.CONCLUSION_PROPOSED,),
        A.PANEL_CONFIRMED,
    ),
    Line("confirmAssessmentConclusion", Role.DEPARTMENT, (A.CONCLUSION_PROPOSED,), A.CONCLUDED),
    Line("reportImprovement", Role.SCHOOL, (A.CONCLUDED,)),
)

APPLICATION_AFTER_CONCLUSION: Mapping[AssessmentConclusion, FilingStatus] = MappingProxyType(
    dict.fromkeys(AssessmentConclusion, F.ASSESSED)
    | {AssessmentConclusion.TO_BE_IMPROVED: F.ACCEPTED}
)
"""3.2: what the confirmed conclusion makes of the application, which was IN_ASSESSMENT.

To be improved leads back to ACCEPTED: `openAssessment` opens the next round after the due day.
"""

G, X = AgencyStatus, DecisionExtent
AGENCY = _acts(
    "agency",
    "3.3",
    # Of a part of the items the agency itself stays listed.
    Line(
        "suspendAgency",
        Role.CENTER,
        (G.LISTED,),
        outcomes={X.AGENCY: G.SUSPENDED, X.ITEMS: G.LISTED},
    ),
    Line("restoreAgency", Role.CENTER, (G.LISTED, G.SUSPENDED), G.LISTED),
    Line("reduceAgency", Role.CENTER, (G.LISTED, G.SUSPENDED)),
    Line("removeAgency", Role.CENTER, (G.LISTED, G.SUSPENDED), G.REMOVED),
    Line("assignAgencyCode", Role.CENTER, (G.LISTED, G.SUSPENDED)),
)

N = RectificationStatus
OVERSEERS = (Role.CENTER, Role.SUPERVISOR)
RECTIFICATION = _acts(
    "rectification",
    "1.1.5",
    Line("requireRectification", OVERSEERS, NEW, N.REQUIRED),
    # An answer is amended until the matter is closed.
    Line("respondToRectification", Role.SCHOOL, (N.REQUIRED, N.ANSWERED), N.ANSWERED),
    Line("returnRectification", OVERSEERS, (N.ANSWERED,), N.REQUIRED),
    Line("closeRectification", OVERSEERS, (N.REQUIRED, N.ANSWERED), N.CLOSED),
)

M = MajorEvaluationStatus
MAJOR_EVALUATION = _acts(
    "major_evaluation",
    "1.2",
    Line("requestMajorEvaluation", Role.SCHOOL, NEW, M.REQUESTED),
    Line("withdrawMajorEvaluation", Role.SCHOOL, (M.REQUESTED,), M.WITHDRAWN),
    Line("openMajorEvaluation", Role.CENTER, (M.REQUESTED,), M.OPENED),
    Line("concludeMajorEvaluation", Role.CENTER, (M.OPENED,), M.CONCLUSION_PROPOSED),
    Line("returnMajorEvaluation", Role.DEPARTMENT, (M.CONCLUSION_PROPOSED,), M.OPENED),
    Line(
        "confirmMajorEvaluation",
        Role.DEPARTMENT,
        (M.CONCLUSION_PROPOSED,),
        outcomes={M.PASSED: M.PASSED, M.NOT_PASSED: M.NOT_PASSED},
    ),
)

S = SpecificationStatus
SPECIFICATION = _acts(
    "evaluation_specification",
    "2.1",
    Line("createEvaluationSpecification", Role.SCHOOL, NEW, S.DRAFT),
    Line("updateEvaluationSpecification", Role.SCHOOL, (S.DRAFT, S.RETURNED)),
    Line("submitEvaluationSpecification", Role.SCHOOL, (S.DRAFT, S.RETURNED), S.SUBMITTED),
    Line("withdrawEvaluationSpecification", Role.SCHOOL, (S.SUBMITTED,), S.DRAFT),
    Line("examineEvaluationSpecification", Role.CENTER, (S.SUBMITTED,), S.EXAMINED),
    Line("returnEvaluationSpecification", Role.CENTER, (S.SUBMITTED,), S.RETURNED),
    Line("fileEvaluationSpecification", FILERS, (S.EXAMINED,), S.FILED),
    Line("refuseEvaluationSpecification", FILERS, (S.EXAMINED,), S.REFUSED),
)

P = PlanStatus
PLAN = (
    _acts(
        "evaluation_plan",
        "4.1",
        Line("createEvaluationPlan", Role.SCHOOL, NEW, P.DRAFT),
        Line("updateEvaluationPlan", Role.SCHOOL, (P.DRAFT, P.RETURNED)),
        Line("importCandidates", Role.SCHOOL, (P.DRAFT, P.RETURNED)),
        Line("submitEvaluationPlan", Role.SCHOOL, (P.DRAFT, P.RETURNED), P.SUBMITTED),
        Line(
            "cancelEvaluationPlan",
            Role.SCHOOL,
            (P.DRAFT, P.SUBMITTED, P.RETURNED, P.ACCEPTED),
            P.CANCELLED,
        ),
        Line("acceptEvaluationPlan", Role.CENTER, (P.SUBMITTED,), P.ACCEPTED),
        Line("returnEvaluationPlan", Role.CENTER, (P.SUBMITTED,), P.RETURNED),
    )
    + _acts(
        "evaluation_plan",
        "3.3",
        Line("stopEvaluationPlan", Role.CENTER, (P.ACCEPTED,), P.STOPPED),
        Line("resumeEvaluationPlan", Role.CENTER, (P.STOPPED,), P.ACCEPTED),
    )
    + _acts(
        "evaluation_plan",
        "4.2",
        Line("recordAttendance", Role.SCHOOL, (P.ACCEPTED,)),
        Line("recordIncident", Role.SCHOOL, (P.ACCEPTED,)),
        Line("recordInternalSupervision", Role.SCHOOL, (P.ACCEPTED,)),
        Line("recordSupervision", Role.SUPERVISOR, (P.ACCEPTED,)),
    )
    + _acts(
        "evaluation_plan",
        "4.4",
        Line("recordPhotographs", Role.SCHOOL, (P.DRAFT, P.SUBMITTED, P.RETURNED, P.ACCEPTED)),
    )
)

Q = PlanChangeStatus
PLAN_CHANGE = _acts(
    "plan_change",
    "4.2",
    Line("requestPlanChange", Role.SCHOOL, NEW, Q.REQUESTED),
    Line("withdrawPlanChange", Role.SCHOOL, (Q.REQUESTED,), Q.WITHDRAWN),
    Line(
        "decidePlanChange",
        Role.CENTER,
        (Q.REQUESTED,),
        outcomes={Q.ACCEPTED: Q.ACCEPTED, Q.REFUSED: Q.REFUSED},
    ),
)

R = ResultFilingStatus
RESULTS = _acts(
    "result_filing",
    "4.3",
    Line("importResults", Role.SCHOOL, (R.OPEN, R.RETURNED)),
    Line("reviewMark", Role.SCHOOL, (R.OPEN, R.RETURNED)),
    Line("submitResults", Role.SCHOOL, (R.OPEN, R.RETURNED), R.SUBMITTED),
    Line("withdrawResults", Role.SCHOOL, (R.SUBMITTED,), R.OPEN),
    Line("acceptResults", Role.CENTER, (R.SUBMITTED,), R.ACCEPTED),
    Line("returnResults", Role.CENTER, (R.SUBMITTED,), R.RETURNED),
) + _acts(
    "result_filing",
    "3.3",
    Line("blockResults", Role.CENTER, R),
    Line("releaseResults", Role.CENTER, R),
)

C = CertificateStatus
CERTIFICATE = _acts(
    "certificate",
    "4.4",
    Line("issueCertificates", Role.SCHOOL, NEW, C.ISSUED),
    Line("reportCertificates", Role.SCHOOL, (C.ISSUED, C.RETURNED), C.REPORTED),
    Line("acceptCertificateReport", Role.CENTER, (C.REPORTED,), C.PUBLISHED),
    Line("returnCertificateReport", Role.CENTER, (C.REPORTED,), C.RETURNED),
    Line("reissueCertificate", Role.SCHOOL, C),
    Line("cancelCertificate", Role.SCHOOL, C),
    Line("revokeCertificate", Role.CENTER, C),
)

K = CorrectionStatus
CORRECTION = _acts(
    "certificate_correction",
    "4.4",
    Line("correctCertificate", Role.SCHOOL, NEW, K.REQUESTED),
    Line(
        "decideCertificateCorrection",
        Role.CENTER,
        (K.REQUESTED,),
        outcomes={K.CONSENTED: K.CONSENTED, K.REFUSED: K.REFUSED},
    ),
)

EXTENDING = ExtensionStatus
PARTLY = (EXTENDING.PROPOSED, EXTENDING.CONSENTED_BY_BUREAU, EXTENDING.CONSENTED_BY_COMMISSION)
EXTENSION = _acts(
    "scope_extension",
    "1.2",
    Line("proposeScopeExtension", Role.CENTER, NEW, EXTENDING.PROPOSED),
    Line(
        "consentToScopeExtension",
        AUTHORITIES,
        PARTLY,
        outcomes={
            state: state
            for state in (
                EXTENDING.CONSENTED_BY_BUREAU,
                EXTENDING.CONSENTED_BY_COMMISSION,
                EXTENDING.CONSENTED,
            )
        },
    ),
    Line("refuseScopeExtension", AUTHORITIES, PARTLY, EXTENDING.REFUSED),
    Line("sendBackScopeExtension", AUTHORITIES, PARTLY, EXTENDING.SENT_BACK),
    # Both decide anew: what they consented to has changed.
    Line("reviseScopeExtension", Role.CENTER, (EXTENDING.SENT_BACK,), EXTENDING.PROPOSED),
    Line("recordScopeExtension", Role.CENTER, (EXTENDING.CONSENTED,), EXTENDING.RECORDED),
)

WORKFLOWS: Mapping[str, tuple[Act, ...]] = MappingProxyType(
    {
        "institution": INSTITUTION,
        "filing_application": APPLICATION + FILING,
        "technical_assessment": ASSESSMENT,
        "agency": AGENCY,
        "scope_extension": EXTENSION,
        "rectification": RECTIFICATION,
        "major_evaluation": MAJOR_EVALUATION,
        "evaluation_specification": SPECIFICATION,
        "evaluation_plan": PLAN,
        "plan_change": PLAN_CHANGE,
        "result_filing": RESULTS,
        "certificate": CERTIFICATE,
        "certificate_correction": CORRECTION,
    }
)

FIRST_STATE: Mapping[str, State] = MappingProxyType(
    {
        "technical_assessment": A.OPENED,  # by openAssessment
        "agency": G.LISTED,  # by issueFilingReceipt
        "result_filing": R.OPEN,  # by acceptEvaluationPlan
    }
)
"""The first state of what comes to be by another noun's act."""

ACTS: Mapping[str, Act] = MappingProxyType(
    {act.name: act for acts in WORKFLOWS.values() for act in acts}
)


def find(name: str) -> Act:
    """The act of that name; KeyError when no workflow has it."""
    return ACTS[name]


def acts_of(noun: str, role: Role) -> tuple[Act, ...]:
    """What the role may ever do to the noun, in the order of the workflow."""
    return tuple(act for act in WORKFLOWS[noun] if role in act.by)


def is_allowed(
    act: Act,
    role: Role,
    state: State | None,
    branch: BranchStatus | None = None,
    is_assessed: bool = True,
) -> bool:
    """Whether the role may do the act in this state, and on its branch where the act has one."""
    return not check_act(act, role, state, branch, is_assessed)


def check_act(
    act: Act,
    role: Role,
    state: State | None,
    branch: BranchStatus | None = None,
    is_assessed: bool = True,
) -> Findings:
    """Why the role may not do the act now; nothing when it may."""
    before = act.starts_from(is_assessed)
    if role in act.by and not before:
        return found_when(True, FindingCode.ACT_NOT_OF_KIND, clause=act.clause)
    is_in_state = state in before and (not act.branch_before or branch in act.branch_before)
    expected = act.branch_before if state in before else before
    return found_when(
        role not in act.by,
        FindingCode.ACT_NOT_OF_ROLE,
        clause=act.clause,
        expected="、".join(_terms(act.by, "zh")),
        expected_en=", ".join(_terms(act.by, "en")),
    ) + found_when(
        role in act.by and not is_in_state,
        FindingCode.ACT_NOT_IN_STATE,
        clause=act.clause,
        expected="、".join(_terms(expected, "zh")) or "尚未开始",
        expected_en=", ".join(_terms(expected, "en")) or "Not begun yet",
    )


def _terms(terms: Iterable[Term | None], language: str) -> list[str]:
    """In the order of the dictionary, which is that of the workflow."""
    named = [term for term in terms if term is not None]
    in_order = sorted(named, key=lambda term: list(type(term).__members__).index(term.name))
    return [getattr(term, language) for term in in_order]


def next_state(
    act: Act, state: State | None, outcome: Term | None = None, is_assessed: bool = True
) -> State:
    """The state after the act; an act with outcomes needs the one that was decided.

    Raises ValueError for a state the act does not start from, or an outcome it does not have.
    """
    if state not in act.starts_from(is_assessed):
        raise ValueError(f"{act.name} does not start from {state.name if state else 'nothing'}")
    if act.outcomes:
        if outcome is None or outcome not in act.outcomes:
            expected = ", ".join(term.name for term in act.outcomes)
            raise ValueError(f"{act.name} expects one of {expected}")
        return act.outcomes[outcome]
    after = act.after or state
    if after is None:
        raise ValueError(f"{act.name} names no state to begin with")
    return after


def state_of_branches(
    branches: Mapping[Authority, BranchStatus], waiting: FilingStatus = FilingStatus.ASSESSED
) -> FilingStatus:
    """3.3: one refusal refuses, two consents consent; until then it stays where it waits:
    ASSESSED, or ACCEPTED where nothing is to be assessed."""
    if BranchStatus.REFUSED in branches.values():
        return FilingStatus.REFUSED
    if all(branches.get(authority) is BranchStatus.CONSENTED for authority in Authority):
        return FilingStatus.CONSENTED
    return waiting
