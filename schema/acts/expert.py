"""评估专家 Acts on the list of experts (3.2)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.expert import nominate, save
from resolvers.acts.expert_conflict import declare, record
from rules.vocabulary import ConflictKind, ExpertFieldKind, Role
from schema.acts.mutation import free_mutation
from schema.expert import APPOINTING, Expert, ExpertConflict
from schema.finding import Finding

CENTER, DEPARTMENT, EXPERT = (Role.CENTER,), (Role.DEPARTMENT,), (Role.EXPERT,)


@input_of("专家领域", "A field in coded terms", APPOINTING)
class ExpertFieldInput:
    kind: ExpertFieldKind = input_field("类别", "Kind of field", clause="3.2")
    occupation_id: strawberry.ID | None = input_field(
        "职业", "Of skill, and only then: an occupation or a group of the classification"
    )


@input_of("专家信息", "What the register keeps of an expert", APPOINTING)
class ExpertInput:
    name: str = input_field("姓名", "Name")
    field: str = input_field("专业领域", "Field of expertise, in words")
    fields: list[ExpertFieldInput] | None = input_field(
        "领域", "In coded terms; none: as they are", clause="3.2"
    )
    employer_id: strawberry.ID | None = input_field("所在院校", "School of the register, if any")
    employer_name: str | None = input_field("所在单位", "Employer, where it is no such school")


@input_of("专家登记", "A new expert, or one changed", CENTER)
class SaveExpertInput:
    id: strawberry.ID | None = input_field("标识", "The expert to change; none: a new one")
    expert: ExpertInput = input_field("专家", "As it is to be")
    is_retired: bool = input_field("已出库", "No longer to be appointed", default=False)
    expected_version: int | None = input_field("预期版本", "With an id: the version that was seen")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("专家推荐", "The department nominates an expert for the list", DEPARTMENT)
class NominateExpertInput:
    expert: ExpertInput = input_field("专家", "Whom it nominates")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("利益冲突声明", "The expert declares its own", EXPERT)
class DeclareExpertConflictInput:
    institution_id: strawberry.ID = input_field("院校", "With which school")
    kind: ConflictKind = input_field("类别", "Of which kind", clause="3.2")
    note: str | None = input_field("说明", "More of it")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("利益冲突登记", "An office enters what it learned", APPOINTING)
class RecordExpertConflictInput:
    expert_id: strawberry.ID = input_field("专家", "Whose conflict")
    institution_id: strawberry.ID = input_field("院校", "With which school")
    kind: ConflictKind = input_field("类别", "Of which kind", clause="3.2")
    note: str | None = input_field("说明", "More of it")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "利益冲突办理结果", "What was entered, and whose", (*APPOINTING, Role.EXPERT))
class ExpertConflictPayload:
    expert_conflict: ExpertConflict | None = field("利益冲突", "As it is entered")
    expert: Expert | None = field("专家", "Who stands aside")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "专家办理结果", "What an act made of an expert", APPOINTING)
class ExpertPayload:
    expert: Expert | None = field("专家", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on experts", (*APPOINTING, Role.EXPERT))
class ExpertMutations:
    save_expert: ExpertPayload = free_mutation(
        "登记专家", "Enter or change an expert", CENTER, "3.2", save, SaveExpertInput
    )
    nominate_expert: ExpertPayload = free_mutation(
        "推荐专家", "Nominate an expert", DEPARTMENT, "3.2", nominate, NominateExpertInput
    )
    declare_expert_conflict: ExpertConflictPayload = free_mutation(
        "声明利益冲突",
        "Declare a conflict with a school: off its panels, which are completed again",
        EXPERT,
        "3.2",
        declare,
        DeclareExpertConflictInput,
    )
    record_expert_conflict: ExpertConflictPayload = free_mutation(
        "登记利益冲突",
        "Enter a conflict of an expert with a school",
        APPOINTING,
        "3.2",
        record,
        RecordExpertConflictInput,
    )
