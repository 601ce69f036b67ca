"""专业评估论证 The school asks, the center opens and concludes (1.2)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.major_evaluation import conclude, open_evaluation, request
from rules.vocabulary import Role
from schema.acts.mutation import ActInput, mutation
from schema.finding import Finding
from schema.major_evaluation import MajorEvaluation

ACTING = (Role.SCHOOL, Role.CENTER)


@input_of("申请专业评估论证", "One major of the own and one occupation", (Role.SCHOOL,))
class RequestMajorEvaluationInput:
    major_id: strawberry.ID = input_field("专业", "A major of the own school")
    occupation_id: strawberry.ID = input_field("职业", "One that it matches", clause="1.2")
    highest_level: int = input_field("最高等级", "Highest level asked for, 5 to 1", clause="1.3")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("论证结论", "What the experts concluded", (Role.CENTER,))
class ConcludeMajorEvaluationInput:
    id: strawberry.ID = input_field("标识", "The evaluation")
    is_passed: bool = input_field("是否通过", "Passed, or not", clause="1.2")
    reason: str = input_field("理由", "Why, in words for the school")
    highest_level: int | None = input_field("最高等级", "Where lower than asked for, 5 to 1")
    valid_to: date | None = input_field("有效期至", "Last day; none: no end is set")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "专业评估论证办理结果", "What an act made of a major evaluation", ACTING)
class MajorEvaluationPayload:
    major_evaluation: MajorEvaluation | None = field("专业评估论证", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on major evaluations", ACTING)
class MajorEvaluationMutations:
    request_major_evaluation: MajorEvaluationPayload = mutation(
        "requestMajorEvaluation", request, RequestMajorEvaluationInput
    )
    open_major_evaluation: MajorEvaluationPayload = mutation(
        "openMajorEvaluation", open_evaluation, ActInput
    )
    conclude_major_evaluation: MajorEvaluationPayload = mutation(
        "concludeMajorEvaluation", conclude, ConcludeMajorEvaluationInput
    )
