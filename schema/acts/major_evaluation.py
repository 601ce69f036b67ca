"""专业评估论证 The school asks, the center concludes, the department confirms (1.2)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import major_evaluation as acts
from rules.vocabulary import Role
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.finding import Finding
from schema.major_evaluation import MajorEvaluation

ACTING = (Role.SCHOOL, Role.DEPARTMENT, Role.CENTER)


@input_of("专业与职业", "One major of the own and one occupation that it matches", (Role.SCHOOL,))
class MajorEvaluationPairInput:
    major_id: strawberry.ID = input_field("专业", "A major of the own school")
    occupation_id: strawberry.ID = input_field("职业", "One that it matches", clause="1.2")
    highest_level: int = input_field("最高等级", "Highest level asked for, 5 to 1", clause="1.3")


@input_of("申请专业评估论证", "One or several pairs: all are requested, or none", (Role.SCHOOL,))
class RequestMajorEvaluationInput:
    pairs: list[MajorEvaluationPairInput] = input_field(
        "专业与职业", "1 to 100 pairs; for one that holds today this is its renewal", clause="1.2"
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("论证结论", "What the experts concluded; the department confirms it", (Role.CENTER,))
class ConcludeMajorEvaluationInput:
    id: strawberry.ID = input_field("标识", "The evaluation")
    is_passed: bool = input_field("是否通过", "Passed, or not", clause="1.2")
    reason: str = input_field("理由", "Why, in words for the school")
    highest_level: int | None = input_field("最高等级", "Where lower than asked for, 5 to 1")
    standard_id: strawberry.ID | None = input_field(
        "标准版本", "By which it was evaluated; none: the only one in force", clause="2.1"
    )
    specification_id: strawberry.ID | None = input_field(
        "规范版本", "By which it was evaluated, where there is no standard", clause="2.1"
    )
    valid_to: date | None = input_field("有效期至", "Last day; none: the usual three years")
    expert_ids: list[strawberry.ID] = input_field("论证专家", "Who took part", clause="1.2")
    minutes: str = input_field("论证意见记录", "What the experts said", clause="1.2")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "专业评估论证申请结果", "What became of a request", (Role.SCHOOL,))
class RequestMajorEvaluationPayload:
    major_evaluations: list[MajorEvaluation] | None = field(
        "专业评估论证", "One for each pair; null if refused"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "专业评估论证办理结果", "What an act made of a major evaluation", ACTING)
class MajorEvaluationPayload:
    major_evaluation: MajorEvaluation | None = field("专业评估论证", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on major evaluations", ACTING)
class MajorEvaluationMutations:
    request_major_evaluation: RequestMajorEvaluationPayload = mutation(
        "requestMajorEvaluation", acts.request, RequestMajorEvaluationInput
    )
    withdraw_major_evaluation: MajorEvaluationPayload = mutation(
        "withdrawMajorEvaluation", acts.withdraw, ActInput
    )
    open_major_evaluation: MajorEvaluationPayload = mutation(
        "openMajorEvaluation", acts.open_evaluation, ActInput
    )
    conclude_major_evaluation: MajorEvaluationPayload = mutation(
        "concludeMajorEvaluation", acts.conclude, ConcludeMajorEvaluationInput
    )
    return_major_evaluation: MajorEvaluationPayload = mutation(
        "returnMajorEvaluation", acts.send_back, ReasonedInput
    )
    confirm_major_evaluation: MajorEvaluationPayload = mutation(
        "confirmMajorEvaluation", acts.confirm, ActInput
    )
