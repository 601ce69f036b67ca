"""评价计划 What schools and the center do with plans and their candidates (4.1)."""

from datetime import date, datetime
from decimal import Decimal

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import candidate, evaluation_plan, plan_stop
from rules.vocabulary import DocumentType, ErrorPolicy, EvaluationMethod, ImportMode, PartKind, Role
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.candidate import READERS
from schema.evaluation_plan import EvaluationPlan
from schema.finding import Finding
from schema.job import Job


@input_of("替代理论的课程考试", "The major's course examination in place of theory")
class CourseExaminationInput:
    course: str = input_field("课程", "Name of the course", clause="2.2")
    examined_on: date | None = input_field("考试日期", "Day of the examination")
    full_mark: Decimal | None = input_field("满分", "Its full mark")
    pass_mark: Decimal | None = input_field("及格分", "Its pass mark")


@input_of("考核科目", "One part; sessions name it")
class PlanPartInput:
    kind: PartKind = input_field("类别", "Kind of part", clause="2.2")
    name: str = input_field("名称", "Its own within the plan")
    weight: Decimal | None = input_field("权重", "Per cent; modules have one, nothing else has")
    courses: list[str] = input_field(
        "课程", "Names of the courses that a module integrates; nothing else has any", default=[]
    )
    course_examination: CourseExaminationInput | None = input_field(
        "课程考试", "Only for a course examination"
    )


@input_of("场次", "One part in one room at one time")
class PlanSessionInput:
    part: str = input_field("考核科目", "Name of the part")
    room_id: strawberry.ID = input_field("考场", "A room of the school's sites")
    starts_at: datetime = input_field("开始时间", "Beginning")
    ends_at: datetime = input_field("结束时间", "End")
    invigilator_ids: list[strawberry.ID] | None = input_field("监考人员", "Invigilators")
    assessor_ids: list[strawberry.ID] | None = input_field("考评人员", "Assessors")
    internal_supervisor_ids: list[strawberry.ID] | None = input_field(
        "内部质量督导员", "Internal supervisors"
    )


@input_of("工作方案", "Organisation, duties, papers and secrecy, emergency, safety")
class WorkSchemeInput:
    title: str = input_field("标题", "Its title", clause="4.2")
    document_id: strawberry.ID | None = input_field("文件", "Its document")


@input_of("评价计划内容", "The whole plan without its candidates; a draft may be incomplete")
class EvaluationPlanInput:
    agency_item_id: strawberry.ID = input_field("评价项目", "An item of the own agency")
    level: int = input_field("等级", "A level of the item", clause="1.3")
    method: EvaluationMethod = input_field("评价方式", "That of the item", clause="2.2")
    standard_id: strawberry.ID | None = input_field(
        "标准版本", "The edition; none: that in force on the first session day", clause="2.1"
    )
    specification_id: strawberry.ID | None = input_field(
        "规范版本", "The edition; none: that in force on the first session day", clause="2.1"
    )
    batch_name: str = input_field("批次名称", "Name of the batch")
    work_scheme: WorkSchemeInput | None = input_field("工作方案", "Work scheme", clause="4.2")
    parts: list[PlanPartInput] = input_field("考核科目", "Its parts", clause="2.2")
    sessions: list[PlanSessionInput] = input_field("场次", "Its sessions", clause="4.1")


@input_of("新建评价计划", "A draft of the school's own")
class CreateEvaluationPlanInput:
    plan: EvaluationPlanInput = input_field("评价计划", "The plan")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("修改评价计划", "The plan as it is to be; candidates stay")
class UpdateEvaluationPlanInput:
    id: strawberry.ID = input_field("标识", "The plan")
    plan: EvaluationPlanInput = input_field("评价计划", "The whole plan")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("评价人员行", "One candidate")
class CandidateRowInput:
    document_type: DocumentType = input_field("证件类型", "Kind of identity document")
    document_number: str = input_field("证件号码", "Its number; kept sealed, shown masked")
    country: str | None = input_field("签发国家", "Of a passport: two letters, ISO 3166-1")
    name: str = input_field("姓名", "As on the document")
    student_number: str = input_field("学号", "Student number")
    class_name: str = input_field("班级", "Class")
    phone: str | None = input_field("手机号码", "Kept sealed")
    major_code: str = input_field("专业代码", "Code of the major at the school of enrolment")
    major_name: str | None = input_field("专业名称", "Where the school runs several of one code")
    enrolled_at_id: strawberry.ID | None = input_field(
        "学籍所在院校", "School of enrolment; the own if none", clause="1.2"
    )
    expected_graduation_on: date = input_field("预计毕业日期", "Expected graduation", clause="1.2")
    deferred_graduation_on: date | None = input_field(
        "延期毕业日期", "To which leave of absence moved it", clause="1.2"
    )
    integrated_programme_id: strawberry.ID | None = input_field(
        "贯通培养项目", "Integrated programme", clause="1.2"
    )
    completed_stage: int | None = input_field("已完成阶段", "1 or 2", clause="1.2")
    stage_completed_on: date | None = input_field("阶段完成日期", "Day of completion", clause="1.2")
    stage_evidence_id: strawberry.ID | None = input_field("阶段证明", "Document", clause="1.2")
    prior_certificate_number: str | None = input_field("既有证书编号", "From elsewhere")
    prior_certificate_level: int | None = input_field("既有证书等级", "Its level, 5 to 1")
    resit_of_id: strawberry.ID | None = input_field(
        "补考自", "The same person's candidate in an earlier plan", clause="4.3"
    )


@input_of("录入评价人员", "Up to 1,000 rows in one call, or an uploaded list of up to 5,000")
class ImportCandidatesInput:
    id: strawberry.ID = input_field("标识", "The plan")
    rows: list[CandidateRowInput] | None = input_field("行", "One row a candidate; or `uploadId`")
    upload_id: strawberry.ID | None = input_field(
        "名单文件", "An uploaded list (xlsx, csv), CANDIDATE_LIST: it becomes a job; or `rows`"
    )
    mode: ImportMode = input_field(
        "方式", "What becomes of the candidates that are there", default=ImportMode.REPLACE
    )
    dry_run: bool = input_field("试运行", "Judge only, write nothing", default=False)
    error_policy: ErrorPolicy = input_field(
        "有误时", "What becomes of the batch", default=ErrorPolicy.REJECT_ALL
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "评价计划办理结果", "What an act made of a plan", READERS)
class EvaluationPlanPayload:
    evaluation_plan: EvaluationPlan | None = field("评价计划", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "评价人员录入结果", "What became of a batch of candidates", READERS)
class ImportCandidatesPayload:
    evaluation_plan: EvaluationPlan | None = field("评价计划", "As it is now; null if not visible")
    imported_count: int | None = field(
        "写入行数", "Rows written, or that a dry run would write; null if they were not judged"
    )
    job: Job | None = field("作业", "What judges and writes an uploaded list", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", 'A path leads to row and column: ["rows", "3", …]')


@of(None, "变更", "Acts on plans and their candidates")
class EvaluationPlanMutations:
    create_evaluation_plan: EvaluationPlanPayload = mutation(
        "createEvaluationPlan", evaluation_plan.create, CreateEvaluationPlanInput
    )
    update_evaluation_plan: EvaluationPlanPayload = mutation(
        "updateEvaluationPlan", evaluation_plan.update, UpdateEvaluationPlanInput
    )
    import_candidates: ImportCandidatesPayload = mutation(
        "importCandidates", candidate.import_candidates, ImportCandidatesInput
    )
    submit_evaluation_plan: EvaluationPlanPayload = mutation(
        "submitEvaluationPlan", evaluation_plan.submit, ActInput
    )
    cancel_evaluation_plan: EvaluationPlanPayload = mutation(
        "cancelEvaluationPlan", evaluation_plan.cancel, ReasonedInput
    )
    accept_evaluation_plan: EvaluationPlanPayload = mutation(
        "acceptEvaluationPlan", evaluation_plan.accept, ActInput
    )
    return_evaluation_plan: EvaluationPlanPayload = mutation(
        "returnEvaluationPlan", evaluation_plan.return_plan, ReasonedInput
    )
    stop_evaluation_plan: EvaluationPlanPayload = mutation(
        "stopEvaluationPlan", plan_stop.stop, ReasonedInput
    )
    resume_evaluation_plan: EvaluationPlanPayload = mutation(
        "resumeEvaluationPlan", plan_stop.resume, ActInput
    )
