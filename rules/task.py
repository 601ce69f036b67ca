"""待办 What waits for somebody: for each state the act that leads on, and whose it is.

A task is no row of its own: it is there while its object is in the state. Acts that anybody may
do at any time (withdraw, cancel, update a draft) wait for nobody and are not here.
"""

from dataclasses import dataclass

from rules.lifecycle import Act, find
from rules.vocabulary import (
    AssessmentStatus,
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """While the noun is in `state`, `act` waits for `role`."""

    state: Term
    act: str
    role: Role

    @property
    def line(self) -> Act:
        return find(self.act)


def _waiting(state: Term, act: str, *roles: Role) -> tuple[Waiting, ...]:
    return tuple(Waiting(state, act, role) for role in roles)


SCHOOL, CENTER, DEPARTMENT, BUREAU = Role.SCHOOL, Role.CENTER, Role.DEPARTMENT, Role.BUREAU

TASKS: tuple[Waiting, ...] = (
    *_waiting(InstitutionStatus.REGISTERED, "verifyInstitution", DEPARTMENT),
    *_waiting(InstitutionStatus.RETURNED, "updateInstitution", SCHOOL),
    *_waiting(FilingStatus.RETURNED, "submitFilingApplication", SCHOOL),
    *_waiting(FilingStatus.SUBMITTED, "acceptFilingApplication", DEPARTMENT),
    *_waiting(FilingStatus.ACCEPTED, "openAssessment", CENTER),
    *_waiting(FilingStatus.CONSENTED, "reportToMinistry", CENTER),
    *_waiting(FilingStatus.MINISTRY_RETURNED, "reportToMinistry", CENTER),
    *_waiting(FilingStatus.REPORTED_TO_MINISTRY, "recordMinistryOutcome", CENTER),
    *_waiting(FilingStatus.FILED, "issueFilingReceipt", CENTER),
    *_waiting(AssessmentStatus.OPENED, "appointExpert", CENTER),
    *_waiting(AssessmentStatus.OPENED, "confirmAssessmentPanel", DEPARTMENT),
    *_waiting(AssessmentStatus.PANEL_CONFIRMED, "proposeAssessmentConclusion", CENTER),
    *_waiting(AssessmentStatus.CONCLUSION_PROPOSED, "confirmAssessmentConclusion", DEPARTMENT),
    *_waiting(RectificationStatus.REQUIRED, "respondToRectification", SCHOOL),
    *_waiting(RectificationStatus.ANSWERED, "closeRectification", CENTER, Role.SUPERVISOR),
    *_waiting(MajorEvaluationStatus.REQUESTED, "openMajorEvaluation", CENTER),
    *_waiting(MajorEvaluationStatus.OPENED, "concludeMajorEvaluation", CENTER),
    *_waiting(MajorEvaluationStatus.CONCLUSION_PROPOSED, "confirmMajorEvaluation", DEPARTMENT),
    *_waiting(SpecificationStatus.SUBMITTED, "examineEvaluationSpecification", CENTER),
    *_waiting(SpecificationStatus.EXAMINED, "fileEvaluationSpecification", BUREAU),
    *_waiting(SpecificationStatus.RETURNED, "submitEvaluationSpecification", SCHOOL),
    *_waiting(ExtensionStatus.PROPOSED, "consentToScopeExtension", BUREAU, Role.COMMISSION),
    *_waiting(ExtensionStatus.CONSENTED_BY_BUREAU, "consentToScopeExtension", Role.COMMISSION),
    *_waiting(ExtensionStatus.CONSENTED_BY_COMMISSION, "consentToScopeExtension", BUREAU),
    *_waiting(ExtensionStatus.SENT_BACK, "reviseScopeExtension", CENTER),
    *_waiting(ExtensionStatus.CONSENTED, "recordScopeExtension", CENTER),
    *_waiting(PlanStatus.RETURNED, "submitEvaluationPlan", SCHOOL),
    *_waiting(PlanStatus.SUBMITTED, "acceptEvaluationPlan", CENTER),
    *_waiting(PlanChangeStatus.REQUESTED, "decidePlanChange", CENTER),
    *_waiting(ResultFilingStatus.OPEN, "submitResults", SCHOOL),
    *_waiting(ResultFilingStatus.RETURNED, "submitResults", SCHOOL),
    *_waiting(ResultFilingStatus.SUBMITTED, "acceptResults", CENTER),
    *_waiting(CertificateStatus.REPORTED, "acceptCertificateReport", CENTER),
    *_waiting(CorrectionStatus.REQUESTED, "decideCertificateCorrection", CENTER),
)

OVERDUE = "closeRectification"  # by whoever oversees, where the due day passed without an answer
REPORT = "reportFilingApplication"  # by center and department, while their branch is not reported
CONSENT = "consentToFilingApplication"  # by the authority of a branch that is reported
OPINION = "recordExpertOpinion"  # by each expert of a confirmed panel who has said nothing yet
SIGN_OFF = "signOffExpertOpinions"  # by each who has said something and not signed off
IMPROVEMENT = "reportImprovement"  # by the school, until the day that the conclusion names
FILE_SPECIFICATION = "fileEvaluationSpecification"  # by the center while the bureau delegated it
CHANGE_BASIS = "createFilingApplication"  # for an item whose specification a standard replaces
ISSUE = "issueCertificates"  # when accepted results have passed candidates without certificate
REPORT_CERTIFICATES = "reportCertificates"  # when certificates are not reported, or returned

RENEW = "createFilingApplication"  # by the school, from the day on which its renewal may be asked


def waiting_in(states: type[Term]) -> tuple[Waiting, ...]:
    """The tasks of one workflow, by its enumeration of states."""
    return tuple(task for task in TASKS if isinstance(task.state, states))
