"""计划变更 The school asks to change an accepted plan; the center decides (4.2)."""

from datetime import datetime

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import plan_change
from rules.vocabulary import Role
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.candidate import READERS
from schema.finding import Finding
from schema.plan_change import PlanChange


@input_of("场次变更", "A session as it is to be; what is not given stays", [Role.SCHOOL])
class SessionChangeInput:
    session_id: strawberry.ID = input_field("场次", "A session of the plan that has not begun")
    room_id: strawberry.ID | None = input_field("考场", "A room of the school's sites")
    starts_at: datetime | None = input_field("开始时间", "Beginning, still ahead")
    ends_at: datetime | None = input_field("结束时间", "End")
    invigilator_ids: list[strawberry.ID] | None = input_field("监考人员", "All invigilators")
    assessor_ids: list[strawberry.ID] | None = input_field("考评人员", "All assessors")
    internal_supervisor_ids: list[strawberry.ID] | None = input_field(
        "内部质量督导员", "All internal supervisors"
    )


@input_of("计划变更申请", "What is to change of an accepted plan", [Role.SCHOOL])
class RequestPlanChangeInput(ReasonedInput):
    sessions: list[SessionChangeInput] = input_field("场次", "The sessions that change")


@input_of("计划变更决定", "The center's decision on a change", [Role.CENTER])
class DecidePlanChangeInput:
    id: strawberry.ID = input_field("标识", "The change")
    is_accepted: bool = input_field("同意", "Whether the plan is changed so")
    reason: str | None = input_field("理由", "Needed for a refusal")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "计划变更办理结果", "What an act made of a change", READERS)
class PlanChangePayload:
    plan_change: PlanChange | None = field("计划变更", "As it is now; null if none was made")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on changes of plans")
class PlanChangeMutations:
    request_plan_change: PlanChangePayload = mutation(
        "requestPlanChange", plan_change.request, RequestPlanChangeInput
    )
    withdraw_plan_change: PlanChangePayload = mutation(
        "withdrawPlanChange", plan_change.withdraw, ActInput
    )
    decide_plan_change: PlanChangePayload = mutation(
        "decidePlanChange", plan_change.decide, DecidePlanChangeInput
    )
