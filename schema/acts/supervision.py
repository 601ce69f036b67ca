"""监督检查 Inspections and rectifications (1.1.5)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import inspection, rectification
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation, mutation
from schema.finding import Finding
from schema.inspection import Inspection
from schema.rectification import Rectification

INSPECTORS = (Role.DEPARTMENT, Role.COMMISSION)
OVERSEERS = (Role.CENTER, Role.SUPERVISOR)
CONCERNED = (Role.SCHOOL, *OVERSEERS)


@input_of("检查登记", "What was found at a school", INSPECTORS)
class RecordInspectionInput:
    institution_id: strawberry.ID = input_field("院校", "The school")
    inspected_on: date = input_field("检查日期", "Today or before", clause="1.1.5")
    findings: str = input_field("检查情况", "What was found")
    is_public: bool = input_field("公开", "Whether the public reads it", default=False)
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "检查登记结果", "What became of a record", INSPECTORS)
class InspectionPayload:
    inspection: Inspection | None = field("检查记录", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@input_of("责令限期整改", "What a school has to put right", OVERSEERS)
class RequireRectificationInput:
    institution_id: strawberry.ID = input_field("院校", "The school")
    what: str = input_field("整改事项", "What has to be put right, in words for the school")
    due_on: date = input_field("整改期限", "After today", clause="1.1.5")
    supervision_id: strawberry.ID | None = input_field(
        "督导记录", "The external supervision it comes from", clause="4.2"
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("退回整改答复", "The answer does not do: until another day", OVERSEERS)
class ReturnRectificationInput:
    id: strawberry.ID = input_field("标识", "The rectification")
    reason: str = input_field("理由", "What is still to be put right, in words for the school")
    due_on: date = input_field("整改期限", "After today", clause="1.1.5")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("答复整改", "What the school did about it", (Role.SCHOOL,))
class RespondToRectificationInput:
    id: strawberry.ID = input_field("标识", "The rectification")
    answer: str = input_field("整改答复", "What was put right, and how")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("办结整改", "Nothing more has to be done", OVERSEERS)
class CloseRectificationInput:
    id: strawberry.ID = input_field("标识", "The rectification")
    remark: str = input_field("办结意见", "What was seen, in words for the school")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "整改办理结果", "What an act made of a rectification", CONCERNED)
class RectificationPayload:
    rectification: Rectification | None = field("限期整改", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts of supervision")
class SupervisionMutations:
    record_inspection: InspectionPayload = free_mutation(
        "登记检查情况",
        "Record an inspection",
        INSPECTORS,
        "1.1.5",
        inspection.record,
        RecordInspectionInput,
    )
    require_rectification: RectificationPayload = mutation(
        "requireRectification", rectification.require, RequireRectificationInput
    )
    respond_to_rectification: RectificationPayload = mutation(
        "respondToRectification", rectification.respond, RespondToRectificationInput
    )
    return_rectification: RectificationPayload = mutation(
        "returnRectification", rectification.return_answer, ReturnRectificationInput
    )
    close_rectification: RectificationPayload = mutation(
        "closeRectification", rectification.close, CloseRectificationInput
    )
