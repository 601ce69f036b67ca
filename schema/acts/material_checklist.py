"""材料清单 The center enters what an application of a kind must bring (3.1)."""

from datetime import date

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import material_checklist
from rules.vocabulary import ApplicationKind, MaterialKind, Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.material_checklist import MaterialChecklist

CENTER = (Role.CENTER,)


@input_of("材料清单条目", "A material on a checklist", CENTER)
class MaterialChecklistLineInput:
    material: MaterialKind = input_field("材料", "Which material; each once")
    is_required: bool = input_field("必交", "A submission without it is refused", default=True)
    is_per_item: bool = input_field(
        "每个项目一份", "One for each item of the application", default=False
    )
    note: str | None = input_field("说明", "When it is needed, or what it must show")


@input_of("材料清单信息", "A checklist as a whole; one in force is followed, not changed", CENTER)
class SaveMaterialChecklistInput(SaveInput):
    kind: ApplicationKind = input_field("申请类别", "Kind of application", clause="3.1")
    begins_on: date = input_field("生效日", "First day in force, today at the earliest")
    source: str = input_field("来源", "Title and day of the city's list")
    lines: list[MaterialChecklistLineInput] = input_field("材料", "In the order of the list")


@of(None, "材料清单结果", "What became of a checklist", CENTER)
class MaterialChecklistPayload:
    material_checklist: MaterialChecklist | None = field("材料清单", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on checklists")
class MaterialChecklistMutations:
    save_material_checklist: MaterialChecklistPayload = free_mutation(
        "设置材料清单",
        "Enter a checklist from a day on, or change one that is not in force yet",
        CENTER,
        "3.1",
        material_checklist.save,
        SaveMaterialChecklistInput,
    )
