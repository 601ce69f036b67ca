"""通知 Who is told of which act: one table of act, recipients and words.

An act that decides about somebody, or makes something wait for somebody, has a line here; an act
that does neither is in `UNTOLD` with the reason. The clause of a notice is that of its act.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.act_names import ACT_NAMES
from rules.vocabulary import (
    AgencyStatus,
    FilingStatus,
    MajorEvaluationStatus,
    PlanStatus,
    Role,
    SpecificationStatus,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One line: when the act is recorded on `noun`, everybody in the role `to` is told.

    SCHOOL is the school that the act concerns, EXPERT the panel's members who have not stood
    aside, SUPERVISOR those of the districts with a session in the plan, or where the school is.
    `before`, `after` and `by` narrow the line to states by name and to the role that acted; empty:
    to any. Of several lines that fit, a role is told by the first. `{school}` stands for the
    school's name.
    """

    act: str
    noun: str
    to: Role
    zh: str
    en: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()

    def fits(self, before: str | None, after: str | None, by: str) -> bool:
        return (
            (not self.before or before in self.before)
            and (not self.after or after in self.after)
            and (not self.by or by in self.by)
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """The lines of one noun as written below: `_of("noun")(act, roles, zh, en)`."""

    noun: str

    def __call__(
        self,
        act: str,
        to: Role | Iterable[Role],
        zh: str,
        en: str,
        **narrowed: Iterable[str],
    ) -> tuple[Notice, ...]:
        roles = [to] if isinstance(to, Role) else list(to)
        limits = {name: frozenset(values) for name, values in narrowed.items()}
        return tuple(Notice(act, self.noun, role, zh, en, **limits) for role in roles)


SCHOOL, CENTER, DEPARTMENT = Role.SCHOOL, Role.CENTER, Role.DEPARTMENT
BUREAU, COMMISSION = Role.BUREAU, Role.COMMISSION
EXPERT, SUPERVISOR = Role.EXPERT, Role.SUPERVISOR
OFFICES = (DEPARTMENT, COMMISSION, CENTER, BUREAU)
OFFICES_BUT_CENTER = (DEPARTMENT, COMMISSION, BUREAU)

tell = Telling("institution")
INSTITUTION = (
    *tell("registerInstitution", DEPARTMENT, "{school}已登记，请核验。",
          "{school} has registered; verify it."),
    *tell("updateInstitution", DEPARTMENT, "{school}更新了院校信息，请重新核验。",
          "{school} has changed its file; verify it again."),
    *tell("verifyInstitution", SCHOOL, "院校登记已核验通过，可以申请备案。",
          "Your registration is verified; you may apply."),
    *tell("returnInstitutionRegistration", SCHOOL, "院校登记被退回，请更正后重新提交。",
          "Your registration was returned; correct it and hand it in again."),
    *tell("recordInstitutionRenaming", SCHOOL, "已登记贵校更名。",
          "The renaming of your school is on record."),
    *tell("recordInstitutionMerger", SCHOOL, "已登记贵校合并。",
          "The merger of your school is on record."),
    *tell("recordInstitutionClosure", SCHOOL, "已登记贵校终止办学。",
          "The closure of your school is on record."),
    *tell("recordInstitutionMerger", CENTER, "已登记{school}合并。",
          "The merger of {school} is on record."),
    *tell("recordInstitutionClosure", CENTER, "已登记{school}终止办学。",
          "The closure of {school} is on record."),
    *Telling("violation")("recordViolation", SCHOOL, "已对贵校登记一条违规或失信记录。",
                          "A violation of your school was put on record."),
)  # fmt: skip

F = FilingStatus
IN_HANDS_OF_CENTER = [F.ACCEPTED.name, F.IN_ASSESSMENT.name, F.ASSESSED.name, F.CONSENTED.name]
tell = Telling("filing_application")
APPLICATION = (
    *tell("submitFilingApplication", DEPARTMENT, "{school}提交了备案申请，请办理受理。",
          "{school} has handed in an application; accept, return or decline it."),
    *tell("withdrawFilingApplication", DEPARTMENT, "{school}撤回了备案申请。",
          "{school} has withdrawn its application."),
    *tell("withdrawFilingApplication", CENTER, "{school}撤回了备案申请。",
          "{school} has withdrawn its application.", before=IN_HANDS_OF_CENTER),
    *tell("acceptFilingApplication", SCHOOL, "备案申请已受理，将组织技术评估。",
          "Your application is accepted; the technical assessment follows."),
    *tell("acceptFilingApplication", CENTER, "{school}的备案申请已受理，请启动技术评估。",
          "The application of {school} is accepted; open its technical assessment."),
    *tell("returnFilingApplication", SCHOOL, "备案申请被退回补正，请按理由修改后重新提交。",
          "Your application was returned; mend it as the reason says and hand it in again."),
    *tell("declineFilingApplication", SCHOOL, "备案申请不予受理。",
          "Your application was declined."),
    *tell("openAssessment", SCHOOL, "技术评估已启动。",
          "The technical assessment of your application is open."),
    *tell("openAssessment", DEPARTMENT, "{school}的技术评估已启动，专家组组成后请确认。",
          "The technical assessment of {school} is open; its panel will wait for you."),
    *tell("reportFilingApplication", BUREAU, "市职鉴中心报送了{school}的备案申请，请审批。",
          "The center has reported the application of {school}; decide on it.", by=[CENTER.name]),
    *tell("reportFilingApplication", COMMISSION, "职能部门报送了{school}的备案申请，请审批。",
          "The department has reported the application of {school}; decide on it.",
          by=[DEPARTMENT.name]),
    *tell("consentToFilingApplication", CENTER, "两部门均已同意{school}的备案，请向部中心报备。",
          "Both authorities consent to the filing of {school}; report it to the ministry's center.",
          after=[F.CONSENTED.name]),
    *tell("consentToFilingApplication", CENTER, "市人力资源社会保障局已同意{school}的备案。",
          "The bureau consents to the filing of {school}.", by=[BUREAU.name]),
    *tell("consentToFilingApplication", DEPARTMENT, "市教委已同意{school}的备案。",
          "The commission consents to the filing of {school}.", by=[COMMISSION.name]),
    *tell("consentToFilingApplication", SCHOOL, "市人力资源社会保障局已同意贵校备案。",
          "The bureau consents to your filing.", by=[BUREAU.name]),
    *tell("consentToFilingApplication", SCHOOL, "市教委已同意贵校备案。",
          "The commission consents to your filing.", by=[COMMISSION.name]),
    *tell("refuseFilingApplication", SCHOOL, "备案申请未获同意。",
          "Your application was refused."),
    *tell("refuseFilingApplication", (CENTER, DEPARTMENT), "{school}的备案申请未获同意。",
          "The application of {school} was refused."),
    *tell("sendBackFilingApplication", CENTER, "{school}的备案申请被退回补充，请补充后重新报送。",
          "The application of {school} was sent back; complete the report.", by=[BUREAU.name]),
    *tell("sendBackFilingApplication", DEPARTMENT,
          "{school}的备案申请被退回补充，请补充后重新报送。",
          "The application of {school} was sent back; complete the report.", by=[COMMISSION.name]),
    *tell("reportToMinistry", SCHOOL, "备案申请已向部职业技能鉴定中心报备。",
          "Your application was reported to the ministry's center."),
    *tell("recordMinistryOutcome", SCHOOL, "部职业技能鉴定中心已备案，回执即将出具。",
          "The ministry's center has filed it; the receipt follows.", after=[F.FILED.name]),
    *tell("recordMinistryOutcome", (SCHOOL, DEPARTMENT),
          "部职业技能鉴定中心退回了{school}的报备，将重新报备。",
          "The ministry's center has returned the report of {school}; it will be reported again.",
          after=[F.MINISTRY_RETURNED.name]),
    *tell("endFilingApplication", (SCHOOL, DEPARTMENT),
          "{school}的备案申请已终止：院校已终止办学，或评价机构已不在目录内。",
          "The application of {school} is ended: its school is closed, or its agency is gone."),
    *tell("endFilingApplication", CENTER, "{school}的备案申请已终止。",
          "The application of {school} is ended.", by=[DEPARTMENT.name]),
    *tell("issueFilingReceipt", SCHOOL, "备案回执已出具，贵校已列入评价机构目录。",
          "The filing receipt is issued and your school is listed in the directory."),
    *tell("issueFilingReceipt", (DEPARTMENT, COMMISSION, BUREAU),
          "{school}的备案回执已出具，已列入评价机构目录。",
          "The filing receipt of {school} is issued and it is listed in the directory."),
)  # fmt: skip

tell = Telling("technical_assessment")
ASSESSMENT = (
    *tell("appointExpert", DEPARTMENT, "{school}的评估专家组有新聘专家，请确认。",
          "An expert was appointed to the panel of {school}; confirm the panel."),
    *tell("confirmAssessmentPanel", CENTER, "{school}的评估专家组已确认。",
          "The panel for {school} is confirmed."),
    *tell("confirmAssessmentPanel", EXPERT, "您所在的{school}评估专家组已确认，请提出意见。",
          "Your panel for {school} is confirmed; give your opinion."),
    *tell("scheduleAssessment", (SCHOOL, EXPERT, DEPARTMENT), "{school}的技术评估已作出安排。",
          "The technical assessment of {school} is scheduled."),
    *tell("signOffExpertOpinions", CENTER, "{school}的技术评估有专家签署了意见。",
          "An expert has signed off the opinions on {school}."),
    *tell("declareExpertConflict", (CENTER, DEPARTMENT),
          "{school}的评估专家组有专家因利益冲突退出，请补充并重新确认。",
          "An expert in conflict has left the panel of {school}; complete and confirm it again."),
    *tell("recordExpertConflict", (CENTER, DEPARTMENT),
          "{school}的评估专家组有专家因利益冲突退出，请补充并重新确认。",
          "An expert in conflict has left the panel of {school}; complete and confirm it again."),
    *tell("recuseFromAssessment", (CENTER, DEPARTMENT), "{school}的评估专家组有专家回避，请补充。",
          "An expert has stood aside from the panel of {school}; complete it."),
    *tell("proposeAssessmentConclusion", DEPARTMENT, "{school}的评估结论已拟定，请确认。",
          "The conclusion on {school} is proposed; confirm it."),
    *tell("returnAssessmentConclusion", CENTER, "{school}的评估结论被退回，请重新拟定。",
          "The conclusion on {school} was returned; propose it again."),
    *tell("reportImprovement", (CENTER, DEPARTMENT), "{school}报告了整改情况，可启动下一轮评估。",
          "{school} reports its improvement; the next round may be opened."),
    *tell("confirmAssessmentConclusion", SCHOOL, "技术评估结论已确认。",
          "The conclusion of your technical assessment is confirmed."),
    *tell("confirmAssessmentConclusion", (CENTER, EXPERT), "{school}的评估结论已确认。",
          "The conclusion on {school} is confirmed."),
)  # fmt: skip

G = AgencyStatus
tell = Telling("agency")
AGENCY = (
    *tell("suspendAgency", SCHOOL, "贵校评价机构自决定生效之日起暂停，届时未开始的评价计划已中止。",
          "Your agency is suspended from the day of the decision; plans not begun by then stop.",
          after=[G.SUSPENDED.name]),
    *tell("suspendAgency", SCHOOL,
          "贵校部分评价项目自决定生效之日起暂停，届时未开始的相关评价计划已中止。",
          "Items of your agency are suspended from the day of the decision; plans not begun stop."),
    *tell("suspendAgency", OFFICES_BUT_CENTER, "{school}的评价机构或其项目自决定生效之日起暂停。",
          "The agency of {school}, or items of it, is suspended from the day of the decision."),
    *tell("restoreAgency", (SCHOOL, *OFFICES_BUT_CENTER), "{school}的评价机构或其项目已恢复。",
          "The agency of {school}, or items of it, is restored."),
    *tell("reduceAgency", (SCHOOL, *OFFICES_BUT_CENTER), "{school}的评价项目自决定生效之日起核减。",
          "Items of the agency of {school} are reduced from the day of the decision."),
    *tell("removeAgency", (SCHOOL, *OFFICES_BUT_CENTER),
          "{school}的评价机构自决定生效之日起移出目录。",
          "The agency of {school} leaves the directory on the day of the decision."),
    *tell("assignAgencyCode", SCHOOL, "已赋予贵校新的备案号。",
          "Your agency has been given a new code."),
)  # fmt: skip

tell = Telling("rectification")
RECTIFICATION = (
    *tell("requireRectification", SCHOOL, "贵校须在限期内整改，请按期答复。",
          "Something has to be put right; answer by the due day."),
    *tell("requireRectification", CENTER, "已责令{school}限期整改。",
          "{school} has to put something right.", by=[SUPERVISOR.name]),
    *tell("respondToRectification", (CENTER, SUPERVISOR), "{school}已答复整改，请核查办结。",
          "{school} has answered a rectification; look at it and close it."),
    *tell("returnRectification", SCHOOL, "整改答复未获认可，请按新的期限继续整改。",
          "Your answer does not do; put it right by the new due day."),
    *tell("closeRectification", SCHOOL, "整改已办结。", "Your rectification is closed."),
)  # fmt: skip

M = MajorEvaluationStatus
tell = Telling("major_evaluation")
MAJOR_EVALUATION = (
    *tell("requestMajorEvaluation", CENTER, "{school}申请专业评估论证，请启动。",
          "{school} requests the evaluation of a major; open it."),
    *tell("openMajorEvaluation", SCHOOL, "专业评估论证已启动。",
          "The evaluation of your major is open."),
    *tell("withdrawMajorEvaluation", CENTER, "{school}撤回了专业评估论证申请。",
          "{school} has withdrawn its request for the evaluation of a major."),
    *tell("concludeMajorEvaluation", DEPARTMENT, "{school}的专业评估论证结论已拟定，请确认。",
          "The conclusion on a major of {school} is proposed; confirm or return it."),
    *tell("returnMajorEvaluation", CENTER, "{school}的专业评估论证结论被退回，请重新拟定。",
          "The conclusion on a major of {school} was returned; propose another."),
    *tell("confirmMajorEvaluation", SCHOOL, "专业评估论证已通过。",
          "Your major has passed its evaluation.", after=[M.PASSED.name]),
    *tell("confirmMajorEvaluation", SCHOOL, "专业评估论证未通过。",
          "Your major has not passed its evaluation.", after=[M.NOT_PASSED.name]),
    *tell("confirmMajorEvaluation", CENTER, "{school}的专业评估论证结论已确认。",
          "The conclusion on a major of {school} is confirmed."),
)  # fmt: skip

tell = Telling("evaluation_specification")
SPECIFICATION = (
    *tell("submitEvaluationSpecification", CENTER, "{school}提交了评价规范，请审查。",
          "{school} has handed in a specification; examine it."),
    *tell("withdrawEvaluationSpecification", CENTER, "{school}撤回了评价规范。",
          "{school} has withdrawn its specification."),
    *tell("examineEvaluationSpecification", BUREAU, "{school}的评价规范已审查，请备案。",
          "The specification of {school} is examined; file or refuse it."),
    *tell("examineEvaluationSpecification", SCHOOL, "评价规范已审查，等待备案。",
          "Your specification is examined and waits to be filed."),
    *tell("returnEvaluationSpecification", SCHOOL, "评价规范被退回，请修改后重新提交。",
          "Your specification was returned; mend it and hand it in again."),
    *tell("fileEvaluationSpecification", SCHOOL, "评价规范的新版本已备案，前一版本到期后停用。",
          "A new edition is filed; the one before ends after its transition.",
          before=[SpecificationStatus.FILED.name]),
    *tell("publishStandard", SCHOOL,
          "国家职业技能标准已发布，评价规范到期后停用，请按标准新增相应项目。",
          "A national standard is published; your specification ends, apply for its items anew."),
    *tell("importStandards", SCHOOL,
          "国家职业技能标准已发布，评价规范到期后停用，请按标准新增相应项目。",
          "A national standard is published; your specification ends, apply for its items anew."),
    *tell("fileEvaluationSpecification", (SCHOOL, CENTER), "{school}的评价规范已备案。",
          "The specification of {school} is filed."),
    *tell("refuseEvaluationSpecification", (SCHOOL, CENTER), "{school}的评价规范不予备案。",
          "The specification of {school} was refused."),
)  # fmt: skip

P = PlanStatus
DELEGATION = (
    *Telling("filing_delegation")("delegateSpecificationFiling", CENTER,
          "市人力资源社会保障局委托贵中心备案评价规范。",
          "The bureau has delegated the filing of specifications to you."),
    *Telling("filing_delegation")("endSpecificationDelegation", CENTER,
          "市人力资源社会保障局终止了评价规范备案的委托。",
          "The bureau has ended its delegation of the filing."),
)  # fmt: skip

tell = Telling("evaluation_plan")
PLAN = (
    *tell("submitEvaluationPlan", CENTER, "{school}报送了评价计划，请办理备案。",
          "{school} has filed a plan; accept or return it."),
    *tell("cancelEvaluationPlan", CENTER, "{school}取消了评价计划。",
          "{school} has cancelled a plan."),
    *tell("cancelEvaluationPlan", SUPERVISOR, "{school}取消了已备案的评价计划。",
          "{school} has cancelled an accepted plan.", before=[P.ACCEPTED.name]),
    *tell("acceptEvaluationPlan", SCHOOL, "评价计划已备案，可以按计划实施评价。",
          "Your plan is accepted; evaluate as filed."),
    *tell("acceptEvaluationPlan", SUPERVISOR, "{school}的评价计划已备案，本区设有考场。",
          "A plan of {school} with a session in your district is accepted."),
    *tell("returnEvaluationPlan", SCHOOL, "评价计划被退回，请修改后重新报送。",
          "Your plan was returned; mend it and file it again."),
    *tell("stopEvaluationPlan", SCHOOL, "评价计划已中止，不得组织评价。",
          "Your plan is stopped; nothing may be evaluated."),
    *tell("stopEvaluationPlan", SUPERVISOR, "{school}的评价计划已中止，本区设有考场。",
          "A plan of {school} with a session in your district is stopped."),
    *tell("resumeEvaluationPlan", SCHOOL, "评价计划已恢复，可以按计划实施评价。",
          "Your plan is resumed; evaluate as filed."),
    *tell("resumeEvaluationPlan", SUPERVISOR, "{school}的评价计划已恢复，本区设有考场。",
          "A plan of {school} with a session in your district is resumed."),
    *tell("recordIncident", (CENTER, SUPERVISOR), "{school}登记了评价中的突发情况。",
          "{school} has put an incident during its evaluation on record."),
    *tell("recordSupervision", (SCHOOL, CENTER), "外部质量督导员登记了{school}一批评价的督导情况。",
          "A supervisor has put on record what was seen of a batch of {school}."),
)  # fmt: skip

tell = Telling("plan_change")
PLAN_CHANGE = (
    *tell("requestPlanChange", CENTER, "{school}申请变更已备案的评价计划，请决定。",
          "{school} asks to change an accepted plan; decide."),
    *tell("withdrawPlanChange", CENTER, "{school}撤回了评价计划变更申请。",
          "{school} has withdrawn a change of its plan."),
    *tell("decidePlanChange", SCHOOL, "评价计划已按申请变更，请按变更后的计划实施。",
          "Your plan is changed as you asked; evaluate as changed.", after=["ACCEPTED"]),
    *tell("decidePlanChange", SCHOOL, "评价计划变更未获同意，请按原计划实施。",
          "The change of your plan was refused; evaluate as filed.", after=["REFUSED"]),
)  # fmt: skip

tell = Telling("scope_extension")
EXTENSION = (
    *tell("proposeScopeExtension", (BUREAU, COMMISSION),
          "市职鉴中心提出扩展{school}的评价范围，请作出决定。",
          "The center proposes to extend the scope of {school}; decide on it."),
    *tell("consentToScopeExtension", CENTER, "{school}的评价范围扩展已获两部门同意，请登记。",
          "Both authorities consent to the extension of {school}; record it.",
          after=("CONSENTED",)),
    *tell("consentToScopeExtension", COMMISSION,
          "市人力资源社会保障局已同意扩展{school}的评价范围，请作出决定。",
          "The bureau consents to the extension of {school}; decide on it.",
          after=("CONSENTED_BY_BUREAU",)),
    *tell("consentToScopeExtension", BUREAU, "市教委已同意扩展{school}的评价范围，请作出决定。",
          "The commission consents to the extension of {school}; decide on it.",
          after=("CONSENTED_BY_COMMISSION",)),
    *tell("refuseScopeExtension", CENTER, "{school}的评价范围扩展未获同意。",
          "The extension of the scope of {school} was refused."),
    *tell("sendBackScopeExtension", CENTER, "{school}的评价范围扩展被退回补充，请补充后重新提出。",
          "The extension of the scope of {school} was sent back; complete and propose it again."),
    *tell("reviseScopeExtension", (BUREAU, COMMISSION),
          "市职鉴中心补充了{school}的评价范围扩展，请重新作出决定。",
          "The center has completed the extension of the scope of {school}; decide on it anew."),
    *tell("recordScopeExtension", SCHOOL, "评价范围扩展已登记，可以评价该校该专业的学生。",
          "The extension of your scope is recorded; you may evaluate that major's students."),
)  # fmt: skip

tell = Telling("result_filing")
RESULTS = (
    *tell("submitResults", CENTER, "{school}报送了评价结果，请办理备案。",
          "{school} has filed results; accept or return them."),
    *tell("withdrawResults", CENTER, "{school}撤回了评价结果。",
          "{school} has withdrawn its results."),
    *tell("acceptResults", SCHOOL, "评价结果已备案通过，可以颁发证书。",
          "Your results are accepted; issue the certificates."),
    *tell("returnResults", SCHOOL, "评价结果被退回，请更正后在期限内重新报送。",
          "Your results were returned; correct and file them again in time."),
    *tell("blockResults", SCHOOL, "部分评价结果被冻结，不得据此颁发证书。",
          "Some of your results are blocked; no certificate is issued from them."),
    *tell("releaseResults", SCHOOL, "部分评价结果已解除冻结。",
          "Some of your blocked results are released."),
    *tell("setWorkingDays", SCHOOL, "工作日安排有变，评价结果的报送期限已重新计算。",
          "Working days have changed; the due day of your results was reckoned anew."),
)  # fmt: skip

tell = Telling("certificate_report")
CERTIFICATE = (
    *tell("reportCertificates", CENTER, "{school}报送了证书信息，请接收。",
          "{school} has reported certificates; accept or return the report."),
    *tell("acceptCertificateReport", SCHOOL, "证书信息已接收，证书可以公开查询。",
          "Your report is accepted; the certificates can be queried."),
    *tell("returnCertificateReport", SCHOOL, "证书信息被退回，请更正后重新报送。",
          "Your report of certificates was returned; correct it and report again."),
)  # fmt: skip
tell = Telling("certificate")
CERTIFICATE_CHANGE = (
    *tell("reissueCertificate", CENTER, "{school}补发了一份证书。",
          "{school} has issued a certificate again."),
    *tell("cancelCertificate", CENTER, "{school}注销了一份证书。",
          "{school} has cancelled a certificate."),
    *tell("revokeCertificate", SCHOOL, "贵校颁发的一份证书被撤销。",
          "A certificate of yours was revoked."),
)  # fmt: skip
tell = Telling("certificate_correction")
CORRECTION = (
    *tell("correctCertificate", CENTER, "{school}申请更正一份证书，请决定。",
          "{school} asks to correct a certificate; decide."),
    *tell("decideCertificateCorrection", SCHOOL, "证书已按申请更正，请补发。",
          "The certificate is corrected as you asked; print it again.", after=["CONSENTED"]),
    *tell("decideCertificateCorrection", SCHOOL, "证书更正申请未获同意。",
          "The correction of a certificate was refused.", after=["REFUSED"]),
)  # fmt: skip

NOTICES: tuple[Notice, ...] = (
    *INSTITUTION, *APPLICATION, *ASSESSMENT, *AGENCY, *RECTIFICATION, *MAJOR_EVALUATION,
    *SPECIFICATION, *DELEGATION, *PLAN, *PLAN_CHANGE, *RESULTS, *CERTIFICATE,
    *CERTIFICATE_CHANGE, *CORRECTION,
    *EXTENSION,
)  # fmt: skip

DRAFTING = "A draft is its school's own business until it is handed in."
BEFORE_SIGN_OFF = "Marks and opinions are the expert's own until the sign-off."
BEFORE_FILING = "Marks are the school's own business until they are filed."
UNTOLD: Mapping[str, str] = MappingProxyType(
    {
        "createFilingApplication": DRAFTING,
        "updateFilingApplication": DRAFTING,
        "saveSelfAssessment": DRAFTING,
        "recordAssessmentMinutes": "The center's own record of what the panel took part in.",
        "recordExpertMarks": BEFORE_SIGN_OFF,
        "recordExpertOpinion": BEFORE_SIGN_OFF,
        "createEvaluationSpecification": DRAFTING,
        "updateEvaluationSpecification": DRAFTING,
        "createEvaluationPlan": DRAFTING,
        "updateEvaluationPlan": DRAFTING,
        "importCandidates": DRAFTING,
        "recordPhotographs": "They are told with the certificates that show them.",
        "recordAttendance": "The school's own record; the results that rest on it are told.",
        "recordInternalSupervision": "The school's own record of its own supervision.",
        "importResults": BEFORE_FILING,
        "reviewMark": BEFORE_FILING,
        "issueCertificates": "The school issues its own; the center is told by their report.",
    }
)
"""Acts of a workflow of which nobody is told, each with the reason."""


def words(to: Role, act: str, before: str | None, after: str | None, by: str) -> tuple[str, str]:
    """What the role is told of the act, (中文, English); the act's name where no line fits any
    more: a notice outlives its line."""
    for line in NOTICES:
        if line.act == act and line.to is to and line.fits(before, after, by):
            return line.zh, line.en
    return ACT_NAMES.get(act, (act, act))
