"""技术评估 Acts of the center, the department and the experts of the panel (3.2)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.assessment_conclusion import confirm, propose, send_back
from resolvers.acts.expert_opinion import record_marks, record_opinion, recuse, sign_off
from resolvers.acts.technical_assessment import (
    appoint_expert,
    confirm_panel,
    open_assessment,
    record_minutes,
    report_improvement,
    schedule,
)
from rules.vocabulary import AssessmentConclusion, AssessmentMethod, ConditionCode, Opinion, Role
from schema.acts.criterion_mark import CriterionMarkInput
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.filing_application import FilingApplication
from schema.finding import Finding
from schema.technical_assessment import ORGANISERS, TechnicalAssessment

CENTER, EXPERT = (Role.CENTER,), (Role.EXPERT,)
ACTING = (*ORGANISERS, Role.EXPERT, Role.SCHOOL)


@input_of("聘请评估专家", "An expert appointed to the panel", CENTER)
class AppointExpertInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    expert_id: strawberry.ID = input_field("专家", "Whom the center appoints")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("评估方式安排", "One use of a method", CENTER)
class AssessmentStepInput:
    method: AssessmentMethod = input_field("方式", "One of the five", clause="3.2")
    day: date = input_field("日期", "Today or later")
    place: str = input_field("地点", "Place")
    participants: list[str] | None = input_field("参加人员", "Who takes part, by name")


@input_of("安排技术评估", "Methods with day and place, added to those scheduled before", CENTER)
class ScheduleAssessmentInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    steps: list[AssessmentStepInput] = input_field("评估方式", "Uses of methods")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("评估记录", "What came of one step", CENTER)
class RecordAssessmentMinutesInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    step_id: strawberry.ID = input_field("评估环节", "Which step of it")
    minutes: str | None = input_field("记录", "As a text; a document may say it instead")
    document_id: strawberry.ID | None = input_field("记录文件", "As a document")
    participants: list[str] | None = input_field("参加人员", "Who took part; none: as scheduled")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("专家评分", "The own marks; given again they replace, until sign-off", EXPERT)
class RecordExpertMarksInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    marks: list[CriterionMarkInput] = input_field("评分", "Of any number of criteria")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("整改情况", "What the school has improved", (Role.SCHOOL,))
class ReportImprovementInput:
    id: strawberry.ID = input_field("标识", "The assessment that asked for it")
    improvement: str = input_field("整改情况", "What was improved, condition by condition")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("专家意见", "The own opinion; given again it replaces, until sign-off", EXPERT)
class RecordExpertOpinionInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    condition: ConditionCode | None = input_field(
        "条件", "One of those in question; or else an item", clause="3.2"
    )
    item_id: strawberry.ID | None = input_field(
        "项目", "An item in question; or else a condition", clause="3.2"
    )
    opinion: Opinion = input_field("意见", "Met or not")
    reason: str | None = input_field("理由", "Why; required where it is not met")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("拟定评估结论", "What follows from the panel, or something else with a reason", CENTER)
class ProposeAssessmentConclusionInput:
    id: strawberry.ID = input_field("标识", "The assessment")
    conclusion: AssessmentConclusion = input_field("结论", "What is proposed", clause="3.2")
    reason: str = input_field("理由", "Why; the school reads it once it is confirmed")
    passed_item_ids: list[strawberry.ID] | None = input_field(
        "通过的项目", "Where some items pass: which; none: as the panel found"
    )
    deviation_reason: str | None = input_field(
        "不一致的理由", "Needed where it is not what opinions and marks come to", clause="3.2"
    )
    due_on: date | None = input_field("整改期限", "To be improved: by which day, after today")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "技术评估办理结果", "What an act made of an assessment", ACTING)
class TechnicalAssessmentPayload:
    technical_assessment: TechnicalAssessment | None = field(
        "技术评估", "As it is now; null if not visible"
    )
    filing_application: FilingApplication | None = field(
        "备案申请", "The application, where the act changed it", ORGANISERS
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on assessments", ACTING)
class TechnicalAssessmentMutations:
    open_assessment: TechnicalAssessmentPayload = mutation(
        "openAssessment", open_assessment, ActInput
    )
    appoint_expert: TechnicalAssessmentPayload = mutation(
        "appointExpert", appoint_expert, AppointExpertInput
    )
    confirm_assessment_panel: TechnicalAssessmentPayload = mutation(
        "confirmAssessmentPanel", confirm_panel, ActInput
    )
    schedule_assessment: TechnicalAssessmentPayload = mutation(
        "scheduleAssessment", schedule, ScheduleAssessmentInput
    )
    record_assessment_minutes: TechnicalAssessmentPayload = mutation(
        "recordAssessmentMinutes", record_minutes, RecordAssessmentMinutesInput
    )
    record_expert_marks: TechnicalAssessmentPayload = mutation(
        "recordExpertMarks", record_marks, RecordExpertMarksInput
    )
    record_expert_opinion: TechnicalAssessmentPayload = mutation(
        "recordExpertOpinion", record_opinion, RecordExpertOpinionInput
    )
    sign_off_expert_opinions: TechnicalAssessmentPayload = mutation(
        "signOffExpertOpinions", sign_off, ActInput
    )
    recuse_from_assessment: TechnicalAssessmentPayload = mutation(
        "recuseFromAssessment", recuse, ReasonedInput
    )
    propose_assessment_conclusion: TechnicalAssessmentPayload = mutation(
        "proposeAssessmentConclusion", propose, ProposeAssessmentConclusionInput
    )
    return_assessment_conclusion: TechnicalAssessmentPayload = mutation(
        "returnAssessmentConclusion", send_back, ReasonedInput
    )
    report_improvement: TechnicalAssessmentPayload = mutation(
        "reportImprovement", report_improvement, ReportImprovementInput
    )
    confirm_assessment_conclusion: TechnicalAssessmentPayload = mutation(
        "confirmAssessmentConclusion", confirm, ActInput
    )
