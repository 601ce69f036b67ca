"""照片 The photographs on the faces of certificates (4.4)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import photograph
from rules.vocabulary import ErrorPolicy, Role
from schema.acts.mutation import mutation
from schema.evaluation_plan import EvaluationPlan
from schema.finding import Finding

SCHOOL = (Role.SCHOOL,)


@input_of("照片行", "The picture of one candidate", SCHOOL)
class PhotographInput:
    candidate_id: strawberry.ID = input_field("评价人员", "Of this plan")
    document_id: strawberry.ID = input_field(
        "照片", "A document of an upload for PHOTOGRAPH: one inch, JPEG or PNG", clause="4.4"
    )


@input_of(
    "登记照片", "Up to 1,000 pictures in one call; colour and background are not judged", SCHOOL
)
class RecordPhotographsInput:
    id: strawberry.ID = input_field("标识", "The plan")
    photographs: list[PhotographInput] = input_field("照片", "Each candidate and picture once")
    dry_run: bool = input_field("试运行", "Judge only, write nothing", default=False)
    error_policy: ErrorPolicy = input_field(
        "有误时", "What becomes of the batch", default=ErrorPolicy.REJECT_ALL
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "照片登记结果", "What became of a batch of photographs", SCHOOL)
class PhotographsPayload:
    evaluation_plan: EvaluationPlan | None = field("评价计划", "As it is now; null if not visible")
    recorded_count: int | None = field(
        "登记张数", "Recorded, or that a dry run would record; null if they were not judged"
    )
    findings: list[Finding] = field(
        "审查意见", 'A path leads to the row: ["photographs", "3", "documentId"]'
    )


@of(None, "变更", "Acts on photographs")
class PhotographMutations:
    record_photographs: PhotographsPayload = mutation(
        "recordPhotographs", photograph.record_photographs, RecordPhotographsInput
    )
