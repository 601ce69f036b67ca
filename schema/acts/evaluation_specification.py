"""评价规范 A school develops and hands in; the center examines; the bureau files (2.1)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import evaluation_specification as acts
from rules.vocabulary import PartKind, Role
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.evaluation_specification import WORKING, EvaluationSpecification
from schema.finding import Finding

FILERS = (Role.BUREAU, Role.CENTER)


@input_of("评价规范科目内容", "A part of the evaluation", (Role.SCHOOL,))
class SpecificationPartInput:
    kind: PartKind = input_field("类别", "Theory, practice, or a module of a process", clause="2.2")
    name: str = input_field("名称", "Its own within the specification")
    weight: int = input_field("权重", "Share of 100", clause="2.1")


@input_of("能力要求内容", "What is asked for at a level", (Role.SCHOOL,))
class SpecificationCompetenceInput:
    level: int = input_field("等级", "Level, 5 to 1", clause="2.1")
    function: str = input_field("职业功能", "Function of the occupation")
    work: str = input_field("工作内容", "Work")
    skills: str = input_field("技能要求", "Skills asked for")
    knowledge: str = input_field("相关知识要求", "Knowledge asked for")


@input_of("评价规范内容", "The whole content; a draft may be incomplete", (Role.SCHOOL,))
class EvaluationSpecificationInput:
    occupation_id: strawberry.ID = input_field("职业", "Occupation", clause="1.3.1")
    trade_id: strawberry.ID | None = input_field("工种", "Trade; none: the whole occupation")
    name: str = input_field("名称", "Name")
    edition: str = input_field("版本", "Edition, e.g. 2026年版; another for each of a name")
    level_from: int = input_field("最低等级", "Lowest level it covers, 5 to 1")
    level_to: int = input_field("最高等级", "Highest level it covers, 5 to 1")
    document_id: strawberry.ID | None = input_field("规范文本", "A document of the school")
    predecessor_id: strawberry.ID | None = input_field(
        "前一版本", "The filed edition that this one follows"
    )
    parts: list[SpecificationPartInput] = input_field("考核科目", "All parts", clause="2.1")
    competences: list[SpecificationCompetenceInput] = input_field(
        "能力要求", "For each level", clause="2.1"
    )


@input_of("新建评价规范", "A draft of the school's own", (Role.SCHOOL,))
class CreateEvaluationSpecificationInput:
    specification: EvaluationSpecificationInput = input_field("评价规范", "The content")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("修改评价规范", "The content becomes that of the input", (Role.SCHOOL,))
class UpdateEvaluationSpecificationInput:
    id: strawberry.ID = input_field("标识", "The specification")
    specification: EvaluationSpecificationInput = input_field("评价规范", "The whole content")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("审查评价规范", "What the center says to it", (Role.CENTER,))
class ExamineEvaluationSpecificationInput(ActInput):
    opinion: str = input_field("审查意见", "In words for the bureau and the school")


@input_of("备案评价规范", "In force from today, or from the day given", FILERS)
class FileEvaluationSpecificationInput(ActInput):
    begins_on: date | None = input_field("启用日期", "First day in force; none: today")
    predecessor_ends_on: date | None = input_field(
        "前一版本失效日期", "Last day of the edition before; none: the usual transition"
    )


@of(None, "评价规范办理结果", "What an act made of a specification", WORKING)
class EvaluationSpecificationPayload:
    evaluation_specification: EvaluationSpecification | None = field(
        "评价规范", "As it is now; null if not visible"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on evaluation specifications", WORKING)
class EvaluationSpecificationMutations:
    create_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "createEvaluationSpecification", acts.create, CreateEvaluationSpecificationInput
    )
    update_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "updateEvaluationSpecification", acts.change, UpdateEvaluationSpecificationInput
    )
    submit_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "submitEvaluationSpecification", acts.submit, ActInput
    )
    withdraw_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "withdrawEvaluationSpecification", acts.withdraw, ActInput
    )
    examine_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "examineEvaluationSpecification", acts.examine, ExamineEvaluationSpecificationInput
    )
    return_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "returnEvaluationSpecification", acts.send_back, ReasonedInput
    )
    file_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "fileEvaluationSpecification", acts.file, FileEvaluationSpecificationInput
    )
    refuse_evaluation_specification: EvaluationSpecificationPayload = mutation(
        "refuseEvaluationSpecification", acts.refuse, ReasonedInput
    )
