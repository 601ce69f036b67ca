"""计划变更 Changes of accepted plans (4.2)."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

import models
from permissions.declaration import Attribute, enum_of, field, input_field, input_of, of, order
from resolvers.plan_change import differences
from resolvers.workflow import actions, history
from rules.vocabulary import Difference, PlanChangeStatus
from schema.candidate import READERS
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.evaluation_plan import EvaluationPlan
    from schema.workflow import Action, RegisterEntry


@of(models.PlanChange, "计划变更", "A change of an accepted plan", READERS)
class PlanChange(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The plan that it changes", clause="4.2")
    status: PlanChangeStatus = field("状态", "State", clause="4.2")
    request_reason: str = field("申请理由", "Why the school asks for it")
    differences: list["PlanDifference"] = field(
        "变更内容", "What differs from the plan as it was accepted", clause="4.2",
        answer=differences,
    )  # fmt: skip
    requested_at: datetime = field(
        "申请时间", "When it was asked for", answer=Attribute("created_at")
    )
    decided_at: datetime | None = field("决定时间", "When it was decided")
    reason: str | None = field("决定理由", "What the center said")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("plan_change")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", answer=actions("plan_change")
    )


@of(None, "计划差异", "One place at which plan and change differ", READERS)
class PlanDifference:
    path: list[str] = field("位置", 'Way into the sessions as changed: ["sessions", "0", "roomId"]')
    kind: Difference = field("类别", "Added, removed or changed")
    before: str | None = field("原内容", "In words; staff by id")
    after: str | None = field("新内容", "In words; staff by id")


@input_of("计划变更筛选", "Which changes of plans", READERS)
class PlanChangeFilter:
    status: PlanChangeStatus | None = input_field("状态", "By state")
    status_in: list[PlanChangeStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    and_: list["PlanChangeFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["PlanChangeFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "PlanChangeFilter | None" = input_field("非", "Not this", name="not")


class PlanChangeOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(PlanChangeOrder, "计划变更排序", "Order of changes", READERS)


@of(None, "查询", "Reads of changes of plans", READERS)
class PlanChangeQueries:
    plan_changes: Connection[PlanChange] = connection(
        "计划变更", "Changes of plans that the viewer sees", READERS, "4.2",
        filter=PlanChangeFilter, order=PlanChangeOrder,
    )  # fmt: skip
