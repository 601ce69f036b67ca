"""评分规定 The center enters what a standard or specification says of marks (2.2)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import marking_rule
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.marking_rule import MarkingRule

CENTER = (Role.CENTER,)


@input_of("评分依据", "Whose rule it is: exactly one of these", CENTER, one_of=True)
class MarkingRuleBy:
    standard_id: strawberry.ID | None = input_field("标准", "A national standard")
    specification_id: strawberry.ID | None = input_field("评价规范", "A school's specification")


@input_of("评分规定保存", "The rule of a basis; with an id one that is there", CENTER)
class SaveMarkingRuleInput(SaveInput):
    of: MarkingRuleBy = input_field("依据", "The standard or specification that sets it")
    theory_pass_mark: int = input_field("理论合格分", "60 to 100", default=60)
    practice_pass_mark: int = input_field("实操合格分", "60 to 100", default=60)
    module_pass_mark: int = input_field("模块合格分", "60 to 100", default=60)
    theory_weight: int | None = input_field("理论权重", "Per cent; both weights or none")
    practice_weight: int | None = input_field("实操权重", "Per cent; both weights or none")
    resit_months: int = input_field("补考期限", "Months; 1 to 120", default=24)
    source: str = input_field("来源", "Section of the standard where it was read")


@of(None, "评分规定保存结果", "What a save made of a rule", CENTER)
class MarkingRulePayload:
    marking_rule: MarkingRule | None = field("评分规定", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on marking rules")
class MarkingRuleMutations:
    save_marking_rule: MarkingRulePayload = free_mutation(
        "保存评分规定", "Save a marking rule", CENTER, "2.2",
        marking_rule.save, SaveMarkingRuleInput,
    )  # fmt: skip
