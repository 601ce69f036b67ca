"""实施 What is put on record while a batch is carried out (4.2)."""

from datetime import date, datetime

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import incident, seat, supervision
from rules.vocabulary import IncidentKind, Role, SupervisionAspect, SupervisionConclusion
from schema.acts.mutation import mutation
from schema.evaluation_plan import PlanSession
from schema.finding import Finding
from schema.incident import Incident
from schema.supervision import Supervision

SCHOOL = (Role.SCHOOL,)
SUPERVISORS = (Role.SCHOOL, Role.SUPERVISOR)


@input_of("缺席考生", "A candidate who did not come", SCHOOL)
class AbsenceInput:
    candidate_id: strawberry.ID = input_field("评价人员", "Who has a seat in the session")
    reason: str | None = input_field("缺席原因", "If it is known")


@input_of("登记到场情况", "Who came to a session; recorded anew it replaces what was there", SCHOOL)
class RecordAttendanceInput:
    id: strawberry.ID = input_field("场次", "The session")
    absent: list[AbsenceInput] = input_field("缺席考生", "Everybody else came")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("登记突发情况", "What happened, and what was done about it", SCHOOL)
class RecordIncidentInput:
    plan_id: strawberry.ID = input_field("评价计划", "The batch")
    session_id: strawberry.ID | None = input_field("场次", "In which session")
    candidate_id: strawberry.ID | None = input_field("评价人员", "Whom it concerned")
    kind: IncidentKind = input_field("类别", "Kind of incident", clause="4.2")
    happened_at: datetime = input_field("发生时间", "Not later than now")
    description: str = input_field("情况", "What happened")
    measures: str = input_field("处置", "What was done about it")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("督导问题", "One defect", SUPERVISORS)
class DefectInput:
    aspect: SupervisionAspect = input_field("方面", "In which respect")
    what: str = input_field("问题", "What was seen")


@input_of("登记内部质量督导", "What an internal supervisor saw of a session", SCHOOL)
class RecordInternalSupervisionInput:
    session_id: strawberry.ID = input_field("场次", "The session")
    staff_member_id: strawberry.ID = input_field("内部质量督导员", "One appointed to the session")
    supervised_on: date = input_field("督导日期", "Today or before")
    conclusion: SupervisionConclusion = input_field("结论", "What was found", clause="4.2")
    remark: str = input_field("督导情况", "What was seen")
    defects: list[DefectInput] = input_field("问题", "At least one, unless in order")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("登记外部质量督导", "What a supervisor saw of a batch", (Role.SUPERVISOR,))
class RecordSupervisionInput:
    plan_id: strawberry.ID = input_field("评价计划", "The batch")
    session_id: strawberry.ID | None = input_field("场次", "One in the own district")
    supervised_on: date = input_field("督导日期", "Today or before")
    conclusion: SupervisionConclusion = input_field("结论", "What was found", clause="4.2")
    remark: str = input_field("督导情况", "What was seen")
    defects: list[DefectInput] = input_field("问题", "At least one, unless in order")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "到场登记结果", "What became of an attendance", SCHOOL)
class AttendancePayload:
    plan_session: PlanSession | None = field("场次", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "突发情况登记结果", "What became of an incident's record", SCHOOL)
class IncidentPayload:
    incident: Incident | None = field("突发情况", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "督导登记结果", "What became of a supervision's record", SUPERVISORS)
class SupervisionPayload:
    supervision: Supervision | None = field("质量督导", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts while a batch is carried out")
class ConductMutations:
    record_attendance: AttendancePayload = mutation(
        "recordAttendance", seat.record_attendance, RecordAttendanceInput
    )
    record_incident: IncidentPayload = mutation(
        "recordIncident", incident.record, RecordIncidentInput
    )
    record_internal_supervision: SupervisionPayload = mutation(
        "recordInternalSupervision", supervision.record_internal, RecordInternalSupervisionInput
    )
    record_supervision: SupervisionPayload = mutation(
        "recordSupervision", supervision.record_external, RecordSupervisionInput
    )
