"""学校自评 The school's own marks, given with its application (3.2)."""

import strawberry

from permissions.declaration import input_field, input_of, of
from resolvers.acts.self_assessment import save
from rules.vocabulary import Role
from schema.acts.criterion_mark import CriterionMarkInput
from schema.acts.filing_application import FilingApplicationPayload
from schema.acts.mutation import mutation


@input_of("学校自评", "Own marks by the criteria in force", (Role.SCHOOL,))
class SaveSelfAssessmentInput:
    id: strawberry.ID = input_field("标识", "The application")
    marks: list[CriterionMarkInput] = input_field(
        "自评", "Of any number of criteria; given again, they replace", clause="3.2"
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "变更", "Acts on the own marks", (Role.SCHOOL,))
class SelfAssessmentMutations:
    save_self_assessment: FilingApplicationPayload = mutation(
        "saveSelfAssessment", save, SaveSelfAssessmentInput
    )
