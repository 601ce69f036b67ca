"""不良行为记录 The authorities record violations and dishonesty (1.1.2)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import violation
from rules.vocabulary import Role, ViolationKind
from schema.acts.mutation import free_mutation
from schema.finding import Finding
from schema.violation import Violation

CENTER = (Role.CENTER,)
RECORDERS = (Role.DEPARTMENT, Role.CENTER, Role.BUREAU)


@input_of("不良行为登记", "A violation or dishonesty of a school")
class RecordViolationInput:
    institution_id: strawberry.ID = input_field("院校", "The school")
    happened_on: date = input_field("发生日期", "Day on which it happened", clause="1.1.2")
    description: str = input_field("情况", "What happened, in words for those concerned")
    kind: ViolationKind = input_field("类别", "Kind", default=ViolationKind.OTHER)
    broken_clause: str | None = input_field("违反条款", "Clause of the guidance that was broken")
    source: str | None = input_field("依据", "Where it is known from")
    is_public: bool = input_field("公开", "Whether the public reads it", default=False)
    is_listing: bool = input_field(
        "失信名单", "A listing: it refuses until it ends", clause="1.1.2", default=False
    )
    closed_on: date | None = input_field("结束日期", "Last day of it, if it has one")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("结束不良行为记录", "A listing or violation ends", CENTER)
class CloseViolationInput:
    id: strawberry.ID = input_field("标识", "The record")
    closed_on: date | None = input_field("结束日期", "Its last day; today if none", clause="1.1.2")
    reason: str = input_field("理由", "Why, in words for those concerned; 1 to 2,000 characters")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "不良行为登记结果", "What became of a record")
class ViolationPayload:
    violation: Violation | None = field("不良行为记录", "As it is now", RECORDERS)
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on violations")
class ViolationMutations:
    record_violation: ViolationPayload = free_mutation(
        "登记不良行为",
        "Record a violation",
        RECORDERS,
        "1.1.2",
        violation.record,
        RecordViolationInput,
    )
    close_violation: ViolationPayload = free_mutation(
        "结束不良行为记录",
        "Close a violation",
        CENTER,
        "1.1.2",
        violation.close,
        CloseViolationInput,
    )
