"""专业 A school keeps its majors (1.3.3)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import major
from rules.vocabulary import MajorStanding, Role, TrainingLevel
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.institution import Major


@input_of("专业保存", "A major with the occupations that it matches, as a whole")
class SaveMajorInput(SaveInput):
    catalogue_code: str = input_field("专业代码", "Six digits of the national catalogue, and K")
    name: str = input_field("名称", "Name")
    training_level: TrainingLevel = input_field("培养层次", "As approved", clause="1.3")
    standing: MajorStanding = input_field(
        "专业地位", "Standing", clause="1.3.3", default=MajorStanding.ORDINARY
    )
    expected_graduates: int = input_field("年预计毕业生", "Graduates expected a year", default=0)
    is_active: bool = input_field("在办", "Still run", default=True)
    occupation_ids: list[strawberry.ID] = input_field(
        "对应职业", "Occupations that it matches", clause="1.3.3"
    )


@of(None, "专业保存结果", "What a save made of a major")
class MajorPayload:
    major: Major | None = field("专业", "As it is now", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on majors")
class MajorMutations:
    save_major: MajorPayload = free_mutation(
        "保存专业", "Save a major", [Role.SCHOOL], "1.3.3", major.save, SaveMajorInput
    )
