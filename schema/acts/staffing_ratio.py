"""考务人员配比 The center enters the ratio that a standard or specification sets (4.1)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import staffing_ratio
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.staffing_ratio import StaffingRatio

CENTER = (Role.CENTER,)


@input_of("配比依据", "Whose ratio it is: exactly one of these", CENTER, one_of=True)
class StaffingRatioBy:
    standard_id: strawberry.ID | None = input_field("标准", "A national standard")
    specification_id: strawberry.ID | None = input_field("评价规范", "A school's specification")


@input_of("考务人员配比保存", "The ratio of a basis; with an id one that is there", CENTER)
class SaveStaffingRatioInput(SaveInput):
    of: StaffingRatioBy = input_field("依据", "The standard or specification that sets it")
    candidates_per_invigilator: int = input_field("每名监考人员对应考生数", "1 to 60")
    invigilators_minimum: int = input_field("每考场监考人员下限", "1 to 10")
    candidates_per_assessor: int = input_field("每名考评人员对应考生数", "1 to 60")
    assessors_minimum: int = input_field("每场考评人员下限", "1 to 9; an odd number")
    source: str = input_field("来源", "Section of the standard where it was read")


@of(None, "考务人员配比保存结果", "What a save made of a ratio", CENTER)
class StaffingRatioPayload:
    staffing_ratio: StaffingRatio | None = field("配比", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on staffing ratios")
class StaffingRatioMutations:
    save_staffing_ratio: StaffingRatioPayload = free_mutation(
        "保存考务人员配比", "Save a staffing ratio", CENTER, "4.1",
        staffing_ratio.save, SaveStaffingRatioInput,
    )  # fmt: skip
