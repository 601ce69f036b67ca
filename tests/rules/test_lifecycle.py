"""The workflows, against a table written apart from them: who, from where, to where.

The third column is where the act leads: `=` leaves the state, several are by outcome.
"""

import pytest

from rules.clause_3_2_assessment import conditions_of
from rules.clauses import CLAUSE_BY_NUMBER
from rules.finding import FindingCode
from rules.lifecycle import (
    ACTS,
    APPLICATION_AFTER_CONCLUSION,
    BRANCH_OF,
    FIRST_STATE,
    WORKFLOWS,
    Act,
    acts_of,
    check_act,
    find,
    is_allowed,
    next_state,
    state_of_branches,
)
from rules.vocabulary import (
    AgencyStatus,
    ApplicationKind,
    AssessmentConclusion,
    AssessmentStatus,
    Authority,
    BranchStatus,
    CertificateStatus,
    CorrectionStatus,
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

STATES: dict[str, type[Term]] = {
    "institution": InstitutionStatus,
    "filing_application": FilingStatus,
    "technical_assessment": AssessmentStatus,
    "agency": AgencyStatus,
    "scope_extension": ExtensionStatus,
    "rectification": RectificationStatus,
    "major_evaluation": MajorEvaluationStatus,
    "evaluation_specification": SpecificationStatus,
    "evaluation_plan": PlanStatus,
    "plan_change": PlanChangeStatus,
    "result_filing": ResultFilingStatus,
    "certificate": CertificateStatus,
    "certificate_correction": CorrectionStatus,
}
ALL_ROLES = " ".join(role.name for role in Role)
EXPECTED = f"""
registerInstitution | {ALL_ROLES} | NEW | REGISTERED
updateInstitution | SCHOOL | REGISTERED RETURNED VERIFIED | REGISTERED
verifyInstitution | DEPARTMENT | REGISTERED | VERIFIED
returnInstitutionRegistration | DEPARTMENT | REGISTERED | RETURNED
recordInstitutionRenaming | DEPARTMENT CENTER | VERIFIED | =
recordInstitutionMerger | DEPARTMENT CENTER | REGISTERED RETURNED VERIFIED | CLOSED
recordInstitutionClosure | DEPARTMENT CENTER | REGISTERED RETURNED VERIFIED | CLOSED
proposeScopeExtension | CENTER | NEW | PROPOSED
consentToScopeExtension | BUREAU COMMISSION | PROPOSED CONSENTED_BY_BUREAU \
CONSENTED_BY_COMMISSION | CONSENTED_BY_BUREAU CONSENTED_BY_COMMISSION CONSENTED
refuseScopeExtension | BUREAU COMMISSION | PROPOSED CONSENTED_BY_BUREAU \
CONSENTED_BY_COMMISSION | REFUSED
sendBackScopeExtension | BUREAU COMMISSION | PROPOSED CONSENTED_BY_BUREAU \
CONSENTED_BY_COMMISSION | SENT_BACK
reviseScopeExtension | CENTER | SENT_BACK | PROPOSED
recordScopeExtension | CENTER | CONSENTED | RECORDED
createFilingApplication | SCHOOL | NEW | DRAFT
updateFilingApplication | SCHOOL | DRAFT RETURNED | =
saveSelfAssessment | SCHOOL | DRAFT RETURNED | =
submitFilingApplication | SCHOOL | DRAFT RETURNED | SUBMITTED
withdrawFilingApplication | SCHOOL | DRAFT SUBMITTED RETURNED ACCEPTED IN_ASSESSMENT ASSESSED \
CONSENTED | WITHDRAWN
acceptFilingApplication | DEPARTMENT | SUBMITTED | ACCEPTED
returnFilingApplication | DEPARTMENT | SUBMITTED | RETURNED
declineFilingApplication | DEPARTMENT | SUBMITTED | DECLINED
openAssessment | CENTER | ACCEPTED | IN_ASSESSMENT
reportFilingApplication | CENTER DEPARTMENT | ASSESSED | =
consentToFilingApplication | BUREAU COMMISSION | ASSESSED | =
refuseFilingApplication | BUREAU COMMISSION | ASSESSED | =
sendBackFilingApplication | BUREAU COMMISSION | ASSESSED | =
reportToMinistry | CENTER | CONSENTED MINISTRY_RETURNED | REPORTED_TO_MINISTRY
recordMinistryOutcome | CENTER | REPORTED_TO_MINISTRY | FILED MINISTRY_RETURNED
issueFilingReceipt | CENTER | FILED | RECEIPT_ISSUED
endFilingApplication | DEPARTMENT CENTER | SUBMITTED RETURNED ACCEPTED IN_ASSESSMENT ASSESSED \
CONSENTED REPORTED_TO_MINISTRY MINISTRY_RETURNED FILED | ENDED
appointExpert | CENTER | OPENED PANEL_CONFIRMED | OPENED
confirmAssessmentPanel | DEPARTMENT | OPENED | PANEL_CONFIRMED
scheduleAssessment | CENTER | OPENED PANEL_CONFIRMED | =
recordAssessmentMinutes | CENTER | OPENED PANEL_CONFIRMED | =
recordExpertMarks | EXPERT | PANEL_CONFIRMED | =
recordExpertOpinion | EXPERT | PANEL_CONFIRMED | =
signOffExpertOpinions | EXPERT | PANEL_CONFIRMED | =
recuseFromAssessment | EXPERT | OPENED PANEL_CONFIRMED CONCLUSION_PROPOSED | OPENED
proposeAssessmentConclusion | CENTER | PANEL_CONFIRMED | CONCLUSION_PROPOSED
returnAssessmentConclusion | DEPARTMENT | CONCLUSION_PROPOSED | PANEL_CONFIRMED
confirmAssessmentConclusion | DEPARTMENT | CONCLUSION_PROPOSED | CONCLUDED
reportImprovement | SCHOOL | CONCLUDED | =
suspendAgency | CENTER | LISTED | LISTED SUSPENDED
restoreAgency | CENTER | LISTED SUSPENDED | LISTED
reduceAgency | CENTER | LISTED SUSPENDED | =
removeAgency | CENTER | LISTED SUSPENDED | REMOVED
assignAgencyCode | CENTER | LISTED SUSPENDED | =
requireRectification | CENTER SUPERVISOR | NEW | REQUIRED
respondToRectification | SCHOOL | REQUIRED ANSWERED | ANSWERED
returnRectification | CENTER SUPERVISOR | ANSWERED | REQUIRED
closeRectification | CENTER SUPERVISOR | REQUIRED ANSWERED | CLOSED
requestMajorEvaluation | SCHOOL | NEW | REQUESTED
openMajorEvaluation | CENTER | REQUESTED | OPENED
withdrawMajorEvaluation | SCHOOL | REQUESTED | WITHDRAWN
concludeMajorEvaluation | CENTER | OPENED | CONCLUSION_PROPOSED
returnMajorEvaluation | DEPARTMENT | CONCLUSION_PROPOSED | OPENED
confirmMajorEvaluation | DEPARTMENT | CONCLUSION_PROPOSED | PASSED NOT_PASSED
createEvaluationSpecification | SCHOOL | NEW | DRAFT
updateEvaluationSpecification | SCHOOL | DRAFT RETURNED | =
submitEvaluationSpecification | SCHOOL | DRAFT RETURNED | SUBMITTED
withdrawEvaluationSpecification | SCHOOL | SUBMITTED | DRAFT
examineEvaluationSpecification | CENTER | SUBMITTED | EXAMINED
returnEvaluationSpecification | CENTER | SUBMITTED | RETURNED
fileEvaluationSpecification | BUREAU CENTER | EXAMINED | FILED
refuseEvaluationSpecification | BUREAU CENTER | EXAMINED | REFUSED
createEvaluationPlan | SCHOOL | NEW | DRAFT
updateEvaluationPlan | SCHOOL | DRAFT RETURNED | =
importCandidates | SCHOOL | DRAFT RETURNED | =
submitEvaluationPlan | SCHOOL | DRAFT RETURNED | SUBMITTED
cancelEvaluationPlan | SCHOOL | DRAFT SUBMITTED RETURNED ACCEPTED | CANCELLED
acceptEvaluationPlan | CENTER | SUBMITTED | ACCEPTED
returnEvaluationPlan | CENTER | SUBMITTED | RETURNED
stopEvaluationPlan | CENTER | ACCEPTED | STOPPED
resumeEvaluationPlan | CENTER | STOPPED | ACCEPTED
recordAttendance | SCHOOL | ACCEPTED | =
recordIncident | SCHOOL | ACCEPTED | =
recordInternalSupervision | SCHOOL | ACCEPTED | =
recordSupervision | SUPERVISOR | ACCEPTED | =
recordPhotographs | SCHOOL | ACCEPTED DRAFT RETURNED SUBMITTED | =
requestPlanChange | SCHOOL | NEW | REQUESTED
withdrawPlanChange | SCHOOL | REQUESTED | WITHDRAWN
decidePlanChange | CENTER | REQUESTED | ACCEPTED REFUSED
importResults | SCHOOL | OPEN RETURNED | =
reviewMark | SCHOOL | OPEN RETURNED | =
submitResults | SCHOOL | OPEN RETURNED | SUBMITTED
withdrawResults | SCHOOL | SUBMITTED | OPEN
acceptResults | CENTER | SUBMITTED | ACCEPTED
returnResults | CENTER | SUBMITTED | RETURNED
blockResults | CENTER | OPEN SUBMITTED RETURNED ACCEPTED | =
releaseResults | CENTER | OPEN SUBMITTED RETURNED ACCEPTED | =
issueCertificates | SCHOOL | NEW | ISSUED
reportCertificates | SCHOOL | ISSUED RETURNED | REPORTED
acceptCertificateReport | CENTER | REPORTED | PUBLISHED
returnCertificateReport | CENTER | REPORTED | RETURNED
reissueCertificate | SCHOOL | ISSUED REPORTED RETURNED PUBLISHED | =
cancelCertificate | SCHOOL | ISSUED REPORTED RETURNED PUBLISHED | =
revokeCertificate | CENTER | ISSUED REPORTED RETURNED PUBLISHED | =
correctCertificate | SCHOOL | NEW | REQUESTED
decideCertificateCorrection | CENTER | REQUESTED | CONSENTED REFUSED
"""
BRANCH_BEFORE: dict[str, set[BranchStatus | None]] = {
    "reportFilingApplication": {None, BranchStatus.SENT_BACK},
    "consentToFilingApplication": {BranchStatus.REPORTED},
    "refuseFilingApplication": {BranchStatus.REPORTED},
    "sendBackFilingApplication": {BranchStatus.REPORTED},
}
BRANCH_AFTER = {
    "reportFilingApplication": BranchStatus.REPORTED,
    "consentToFilingApplication": BranchStatus.CONSENTED,
    "refuseFilingApplication": BranchStatus.REFUSED,
    "sendBackFilingApplication": BranchStatus.SENT_BACK,
}
BRANCHES: tuple[BranchStatus | None, ...] = (None, *BranchStatus)
LINES = [line.split(" | ") for line in EXPECTED.strip().splitlines()]
by_line = pytest.mark.parametrize(("name", "roles", "before", "after"), LINES)


def name_of(state: Term | None) -> str:
    return state.name if state else "NEW"


def states_of(act: Act) -> tuple[Term | None, ...]:
    return (None, *STATES[act.noun])


@pytest.mark.clause("3.1")
def test_every_act_stands_in_the_table_once() -> None:
    assert sorted(ACTS) == sorted(line[0] for line in LINES)
    assert sum(len(acts) for acts in WORKFLOWS.values()) == len(ACTS)
    assert set(WORKFLOWS) == set(STATES)


@pytest.mark.clause("3.1")
@by_line
def test_an_act_is_allowed_for_its_roles_in_its_states_and_nowhere_else(
    name: str, roles: str, before: str, after: str
) -> None:
    act = find(name)
    for role in Role:
        for state in states_of(act):
            for branch in BRANCHES:
                is_on_branch = name not in BRANCH_BEFORE or branch in BRANCH_BEFORE[name]
                expected = (
                    role.name in roles.split() and name_of(state) in before.split() and is_on_branch
                )
                assert is_allowed(act, role, state, branch) == expected
                assert bool(check_act(act, role, state, branch)) != expected


UNASSESSED = {
    "openAssessment": set(),
    **{name: {FilingStatus.ACCEPTED} for name in BRANCH_BEFORE},
}
"""From where these start where nothing is to be assessed; every other act starts as it does."""


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("kind", ApplicationKind)
@pytest.mark.parametrize("changes_site", [False, True])
def test_an_application_goes_the_way_of_its_kind_for_every_act_state_and_role(
    kind: ApplicationKind, changes_site: bool
) -> None:
    is_assessed = bool(conditions_of(kind, changes_site))
    assert is_assessed == (changes_site or kind.name in {"FIRST_FILING", "ADDITION", "RENEWAL"})
    for name, roles, before, _ in LINES:
        act = find(name)
        if act.noun != "filing_application":
            continue
        states = {state for state in states_of(act) if name_of(state) in before.split()}
        states = states if is_assessed else UNASSESSED.get(name, states)
        for role in Role:
            for state in states_of(act):
                for branch in BRANCHES:
                    is_on_branch = name not in BRANCH_BEFORE or branch in BRANCH_BEFORE[name]
                    expected = role.name in roles.split() and state in states and is_on_branch
                    assert is_allowed(act, role, state, branch, is_assessed) == expected
                if role in act.by and state in states:
                    assert next_state(act, state, next(iter(act.outcomes), None), is_assessed)


@pytest.mark.clause("3.2")
def test_a_step_that_is_passed_by_says_so() -> None:
    act = find("openAssessment")
    (finding,) = check_act(act, Role.CENTER, FilingStatus.ACCEPTED, is_assessed=False)
    assert (finding.code, finding.clause) == (FindingCode.ACT_NOT_OF_KIND, "3.2")


@pytest.mark.clause("3.3")
def test_a_report_waits_where_it_was_made() -> None:
    one = {Authority.BUREAU: BranchStatus.CONSENTED}
    assert state_of_branches(one, FilingStatus.ACCEPTED) is FilingStatus.ACCEPTED


@pytest.mark.clause("3.1")
@by_line
def test_an_act_leads_where_the_table_says(name: str, roles: str, before: str, after: str) -> None:
    act = find(name)
    assert act.branch_after is BRANCH_AFTER.get(name)
    for state in states_of(act):
        if name_of(state) not in before.split():
            with pytest.raises(ValueError, match="does not start from"):
                next_state(act, state)
        elif act.outcomes:
            reached = {next_state(act, state, outcome).name for outcome in act.outcomes}
            assert reached == set(after.split())
        else:
            expected = name_of(state) if after == "=" else after
            assert next_state(act, state).name == expected


@pytest.mark.clause("3.3")
def test_an_act_that_decides_needs_a_decision_of_its_own() -> None:
    act = find("recordMinistryOutcome")
    state = FilingStatus.REPORTED_TO_MINISTRY
    assert next_state(act, state, MinistryOutcome.RETURNED) is FilingStatus.MINISTRY_RETURNED
    for outcome in (None, AssessmentConclusion.PASSED):
        with pytest.raises(ValueError, match="FILED, RETURNED"):
            next_state(act, state, outcome)


@pytest.mark.clause("3.3")
def test_the_center_reports_to_the_bureau_and_the_department_to_the_commission() -> None:
    assert BRANCH_OF[Role.CENTER] is BRANCH_OF[Role.BUREAU] is Authority.BUREAU
    assert BRANCH_OF[Role.DEPARTMENT] is BRANCH_OF[Role.COMMISSION] is Authority.COMMISSION
    branched = {role for name in BRANCH_BEFORE for role in find(name).by}
    assert branched == set(BRANCH_OF)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("bureau", BRANCHES)
@pytest.mark.parametrize("commission", BRANCHES)
def test_one_refusal_refuses_and_only_two_consents_consent(
    bureau: BranchStatus | None, commission: BranchStatus | None
) -> None:
    both = {Authority.BUREAU: bureau, Authority.COMMISSION: commission}
    reached = state_of_branches({where: state for where, state in both.items() if state})
    if BranchStatus.REFUSED in both.values():
        assert reached is FilingStatus.REFUSED
    elif set(both.values()) == {BranchStatus.CONSENTED}:
        assert reached is FilingStatus.CONSENTED
    else:
        assert reached is FilingStatus.ASSESSED


@pytest.mark.clause("3.2")
def test_to_be_improved_leads_back_to_where_an_assessment_is_opened() -> None:
    for conclusion, status in APPLICATION_AFTER_CONCLUSION.items():
        is_again = is_allowed(find("openAssessment"), Role.CENTER, status)
        assert is_again == (conclusion is AssessmentConclusion.TO_BE_IMPROVED)
    assert set(APPLICATION_AFTER_CONCLUSION) == set(AssessmentConclusion)


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("noun", WORKFLOWS)
def test_the_acts_of_a_role_are_those_it_is_named_for(noun: str, role: Role) -> None:
    named = [line[0] for line in LINES if role.name in line[1].split()]
    assert [act.name for act in acts_of(noun, role)] == [
        act.name for act in WORKFLOWS[noun] if act.name in named
    ]


@pytest.mark.clause("3.1")
def test_every_state_is_reached() -> None:
    for noun, states in STATES.items():
        reached = {act.after for act in WORKFLOWS[noun]} | {FIRST_STATE.get(noun)}
        for act in WORKFLOWS[noun]:
            reached |= set(act.outcomes.values())
        if noun == "filing_application":
            reached |= set(APPLICATION_AFTER_CONCLUSION.values())
            reached |= {FilingStatus.CONSENTED, FilingStatus.REFUSED}  # by both branches
        assert set(states) - reached == set(), noun


@pytest.mark.clause("3.1")
def test_every_act_cites_a_clause_and_has_its_names() -> None:
    for act in ACTS.values():
        assert act.clause in CLAUSE_BY_NUMBER
        assert act.zh
        assert act.en
    assert len({act.zh for act in ACTS.values()}) == len(ACTS)


@pytest.mark.clause("3.1")
def test_a_refused_act_says_who_may_and_from_where() -> None:
    act = find("acceptFilingApplication")
    (of_another_role,) = check_act(act, Role.SCHOOL, FilingStatus.SUBMITTED)
    assert of_another_role.code is FindingCode.ACT_NOT_OF_ROLE
    assert (of_another_role.clause, "受委托职能部门" in of_another_role.message_zh) == ("3.1", True)
    (too_early,) = check_act(act, Role.DEPARTMENT, FilingStatus.DRAFT)
    assert too_early.code is FindingCode.ACT_NOT_IN_STATE
    assert "已提交" in too_early.message_zh
    consent = find("consentToFilingApplication")
    (not_reported,) = check_act(consent, Role.BUREAU, FilingStatus.ASSESSED)
    assert "已报送" in not_reported.message_zh
    (exists_already,) = check_act(find("createFilingApplication"), Role.SCHOOL, FilingStatus.DRAFT)
    assert "尚未开始" in exists_already.message_zh
    assert "Not begun yet" in exists_already.message_en
    assert "Submitted" in too_early.message_en
    withdraw = find("withdrawFilingApplication")
    (too_late,) = check_act(withdraw, Role.SCHOOL, FilingStatus.REPORTED_TO_MINISTRY)
    named = too_late.message_zh.partition("：")[2].split("、")
    assert named == [state.zh for state in FilingStatus if state in withdraw.before]


@pytest.mark.clause("3.1")
def test_an_unknown_act_is_not_found() -> None:
    with pytest.raises(KeyError):
        find("approveEverything")
