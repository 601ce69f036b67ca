"""评估专家 Acts on the list of experts (3.2)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.expert import nominate, save
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.expert import APPOINTING, Expert
from schema.finding import Finding

CENTER, DEPARTMENT = (Role.CENTER,), (Role.DEPARTMENT,)


@input_of("专家信息", "What the register keeps of an expert", APPOINTING)
class ExpertInput:
    name: str = input_field("姓名", "Name")
    field: str = input_field("专业领域", "Field of expertise")
    employer_id: strawberry.ID | None = input_field("所在院校", "School of the register, if any")
    employer_name: str | None = input_field("所在单位", "Employer, where it is no such school")


@input_of("专家登记", "A new expert, or one changed", CENTER)
class SaveExpertInput:
    id: strawberry.ID | None = input_field("标识", "The expert to change; none: a new one")
    expert: ExpertInput = input_field("专家", "As it is to be")
    expected_version: int | None = input_field("预期版本", "With an id: the version that was seen")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("专家推荐", "The department nominates an expert for the list", DEPARTMENT)
class NominateExpertInput:
    expert: ExpertInput = input_field("专家", "Whom it nominates")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "专家办理结果", "What an act made of an expert", APPOINTING)
class ExpertPayload:
    expert: Expert | None = field("专家", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on experts", APPOINTING)
class ExpertMutations:
    save_expert: ExpertPayload = free_mutation(
        "登记专家", "Enter or change an expert", CENTER, "3.2", save, SaveExpertInput
    )
    nominate_expert: ExpertPayload = free_mutation(
        "推荐专家", "Nominate an expert", DEPARTMENT, "3.2", nominate, NominateExpertInput
    )
