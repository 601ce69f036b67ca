"""贯通培养 A school keeps its integrated programmes (1.1.1, 1.2)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import integrated_programme
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.institution import IntegratedProgramme


@input_of("贯通培养项目保存", "An integrated programme of two stages, as a whole")
class SaveIntegratedProgrammeInput(SaveInput):
    major_id: strawberry.ID = input_field("专业", "The major that it leads through")
    partner_institution_name: str = input_field("合作院校", "Partner school")
    first_stage_level: int = input_field("一阶段等级", "5 to 1", clause="1.2")
    first_stage_years: int = input_field("一阶段年限", "Years of the first stage")
    second_stage_level: int = input_field("二阶段等级", "Not below the first", clause="1.2")
    second_stage_years: int = input_field("二阶段年限", "Years of the second stage")


@of(None, "贯通培养项目保存结果", "What a save made of an integrated programme")
class IntegratedProgrammePayload:
    integrated_programme: IntegratedProgramme | None = field(
        "贯通培养项目", "As it is now", [Role.SCHOOL]
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on integrated programmes")
class IntegratedProgrammeMutations:
    save_integrated_programme: IntegratedProgrammePayload = free_mutation(
        "保存贯通培养项目",
        "Save an integrated programme",
        [Role.SCHOOL],
        "1.1.1",
        integrated_programme.save,
        SaveIntegratedProgrammeInput,
    )
