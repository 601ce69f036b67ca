"""评价机构 The center's decisions on agencies in the directory (3.3)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import agency, agency_code
from rules.vocabulary import AgencyCategory, AgencyScope, Role
from schema.acts.mutation import mutation
from schema.agency import Agency, AgencyCode, AgencyDecision
from schema.evaluation_plan import EvaluationPlan
from schema.finding import Finding

CENTER = (Role.CENTER,)


@input_of("机构决定", "What every decision on an agency has", CENTER)
class AgencyDecisionInput:
    id: strawberry.ID = input_field("标识", "The agency")
    reason: str = input_field("理由", "Why, in words for those concerned; 1 to 2,000 characters")
    is_reason_public: bool = input_field(
        "理由公开", "Whether the directory shows the reason", clause="3.4", default=False
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("机构决定", "A decision that may be taken ahead of its day", CENTER)
class DatedAgencyDecisionInput(AgencyDecisionInput):
    effective_on: date | None = input_field(
        "生效日期", "From when it holds: today, or a day to come; today if none", clause="3.3"
    )


@input_of("暂停评价机构", "The whole agency, or items of it", CENTER)
class SuspendAgencyInput(DatedAgencyDecisionInput):
    item_ids: list[strawberry.ID] | None = input_field(
        "评价项目", "These items; the whole agency if none is given", clause="3.3"
    )
    until_on: date | None = input_field(
        "截止日", "Last day of it; open if none, until it is restored", clause="3.3"
    )


@input_of(
    "恢复评价机构",
    "The whole agency, or items of it; what was decided ahead of its day is taken back",
    CENTER,
)
class RestoreAgencyInput(AgencyDecisionInput):
    item_ids: list[strawberry.ID] | None = input_field(
        "评价项目", "These items; the whole agency if none is given", clause="3.3"
    )


@input_of("核减项目", "What is left of one item", CENTER)
class ReducedItemInput:
    item_id: strawberry.ID = input_field("评价项目", "The item")
    level_from: int | None = input_field("最低等级", "Lowest level that stays; none ends the item")
    level_to: int | None = input_field("最高等级", "Highest level that stays; none ends the item")


@input_of("核减评价项目", "Fewer levels, or items that end", CENTER)
class ReduceAgencyInput(DatedAgencyDecisionInput):
    items: list[ReducedItemInput] = input_field("项目", "The items reduced", clause="3.3")


@input_of("移出目录", "The agency leaves the directory for good", CENTER)
class RemoveAgencyInput(DatedAgencyDecisionInput):
    violation_id: strawberry.ID | None = input_field(
        "不良行为记录", "The violation for which it is removed: its results may be blocked",
        clause="1.1.2",
    )  # fmt: skip


@input_of("赋予备案号", "A code for a scope; the one in use for it ends the day before", CENTER)
class AssignAgencyCodeInput(AgencyDecisionInput):
    scope: AgencyScope = input_field("范围", "For whom the code is good", clause="1.2")
    category: AgencyCategory | None = input_field(
        "类别", "The letter; that of the scope if none", clause="3.3"
    )
    valid_from: date | None = input_field("启用日期", "Today or later; today if none")


@of(None, "机构决定结果", "The decision, and what it did to plans", CENTER)
class AgencyPayload:
    agency: Agency | None = field("评价机构", "As it is now")
    decision: AgencyDecision | None = field("机构决定", "The decision", clause="3.3")
    agency_code: AgencyCode | None = field("备案号", "The code assigned", clause="3.3")
    stopped_plans: list[EvaluationPlan] | None = field(
        "中止的计划", "Accepted plans that it stopped", clause="3.3"
    )
    resumed_plans: list[EvaluationPlan] | None = field(
        "恢复的计划", "Stopped plans that it resumed", clause="3.3"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Decisions on agencies", CENTER)
class AgencyMutations:
    suspend_agency: AgencyPayload = mutation("suspendAgency", agency.suspend, SuspendAgencyInput)
    restore_agency: AgencyPayload = mutation("restoreAgency", agency.restore, RestoreAgencyInput)
    reduce_agency: AgencyPayload = mutation("reduceAgency", agency.reduce, ReduceAgencyInput)
    remove_agency: AgencyPayload = mutation("removeAgency", agency.remove, RemoveAgencyInput)
    assign_agency_code: AgencyPayload = mutation(
        "assignAgencyCode", agency_code.assign, AssignAgencyCodeInput
    )
