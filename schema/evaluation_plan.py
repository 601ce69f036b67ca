"""评价计划 Plans of batches: parts, sessions, staff, candidates (2.2, 4.1, 4.2)."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    Attribute,
    Changed,
    Computed,
    Expression,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.evaluation_plan import (
    agency_code,
    by_id,
    candidate_count,
    course_examination_of_part,
    incidents_in_order,
    of_agency,
    of_institution,
    of_occupation,
    parts_in_order,
    plan_actions,
    seats_in_order,
    sessions_in_order,
    starts_at,
    supervisions_in_order,
    to_be_held,
    with_session_on,
)
from resolvers.evaluation_plan_check import check
from resolvers.plan_change import changes_in_order
from resolvers.workflow import history
from rules.vocabulary import EvaluationMethod, PartKind, PlanStatus, Role, StaffDuty
from schema.candidate import READERS, Candidate, CandidateFilter, CandidateOrder
from schema.certificate import Certificate, CertificateFilter, CertificateOrder
from schema.filters import DateRange, TextFilter
from schema.finding import Finding
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency, AgencyDecision, AgencyItem
    from schema.document import Document
    from schema.evaluation_specification import EvaluationSpecification
    from schema.incident import Incident
    from schema.institution import Institution, Room, Site, StaffMember
    from schema.occupation import Standard
    from schema.plan_change import PlanChange
    from schema.result import ResultFiling
    from schema.seat import Seat
    from schema.supervision import Supervision
    from schema.workflow import Action, RegisterEntry


@of(models.EvaluationPlan, "评价计划", "The plan of one batch, filed with the center", READERS)
class EvaluationPlan(Node):
    institution: "Institution | None" = field("院校", "The agency's school")
    agency: "Agency | None" = field("评价机构", "The agency that evaluates", clause="3.3")
    agency_code: str | None = field(
        "备案号", "Code under which it is filed; null while a draft", clause="3.3",
        answer=Expression(agency_code),
    )  # fmt: skip
    agency_item: "AgencyItem | None" = field("评价项目", "Occupation and basis", clause="3.3")
    level: int = field("等级", "Level, 5 to 1", clause="1.3")
    standard: "Standard | None" = field(
        "标准版本", "The edition by which it evaluates; null: not fixed yet", clause="2.1"
    )
    specification: "EvaluationSpecification | None" = field(
        "规范版本", "The edition by which it evaluates; null: not fixed yet", clause="2.1"
    )
    method: EvaluationMethod = field("评价方式", "Result or process assessment", clause="2.2")
    batch_name: str = field("批次名称", "Name of the batch", clause="4.1")
    status: PlanStatus = field("状态", "State", clause="4.1")
    work_scheme_title: str | None = field("工作方案", "Title of the work scheme", clause="4.2")
    work_scheme_version: int = field("工作方案版本", "Rises with each change once filed")
    work_scheme_document: "Document | None" = field("工作方案文件", "Its document", clause="4.2")
    starts_at: datetime | None = field(
        "首场开始时间", "When the first session begins", answer=Expression(starts_at)
    )
    ends_on: date | None = field(
        "评价结束日", "Last session day as filed; results are due from it", clause="4.3"
    )
    filed_at: datetime | None = field("报送时间", "When it was last filed", clause="4.1")
    reason: str | None = field(
        "退回、取消或中止原因", "Why it was returned, cancelled or stopped", clause="4.1"
    )
    stopped_by: "AgencyDecision | None" = field(
        "中止依据", "The decision on the agency that stopped it", clause="3.3"
    )
    parts: list["PlanPart"] = field("考核科目", "Its parts", clause="2.2", answer=parts_in_order)
    sessions: list["PlanSession"] = field(
        "场次", "Its sessions, earliest first", clause="4.1", answer=sessions_in_order
    )
    candidate_count: int = field(
        "评价人数", "How many candidates", clause="4.1", answer=Expression(candidate_count)
    )
    candidates: Connection[Candidate] = connection(
        "评价人员", "Its candidates", clause="4.1", relation="candidates",
        filter=CandidateFilter, order=CandidateOrder,
    )  # fmt: skip
    incidents: list["Incident"] = field(
        "突发情况", "What happened, earliest first", clause="4.2", answer=incidents_in_order
    )
    supervisions: list["Supervision"] = field(
        "质量督导", "By day, internal and external", clause="4.2", answer=supervisions_in_order
    )
    changes: list["PlanChange"] = field(
        "计划变更", "Changes asked for, oldest first", clause="4.2", answer=changes_in_order
    )
    result_filing: "ResultFiling | None" = field(
        "结果备案", "Filing of its results; opened by the acceptance", clause="4.3"
    )
    certificates: Connection[Certificate] = connection(
        "证书", "Certificates issued for it", clause="4.4", relation="certificates",
        filter=CertificateFilter, order=CertificateOrder,
    )  # fmt: skip
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("evaluation_plan")
    )
    actions: list["Action"] = field("可办事项", "What may be done now", answer=plan_actions)


@of(models.PlanPart, "考核科目", "A part of an evaluation, marked out of 100", READERS)
class PlanPart(Node):
    position: int = field("次序", "Place among the parts, from 1")
    kind: PartKind = field("类别", "Kind of part", clause="2.2")
    name: str = field("名称", "Name, its own within the plan")
    pass_mark: Decimal = field(
        "合格分", "Mark needed, out of 100; by the basis, once accepted", clause="4.3"
    )
    weight: Decimal | None = field(
        "权重", "Share of the total, per cent: of a module, or by the basis", clause="2.2"
    )
    courses: list[str] = field("课程", "Courses that a module integrates", clause="2.2")
    course_examination: "CourseExamination | None" = field(
        "课程考试", "What stands in for theory", clause="2.2", answer=course_examination_of_part
    )


@of(
    models.PlanPart,
    "替代理论的课程考试",
    "The major's course examination in place of theory",
    READERS,
)
class CourseExamination:
    course: str | None = field(
        "课程", "Name of the course", clause="2.2", answer=Attribute("course_name")
    )
    examined_on: date | None = field(
        "考试日期", "Day of the examination", answer=Attribute("course_examined_on")
    )
    full_mark: Decimal | None = field("满分", "Its full mark", answer=Attribute("course_scale"))
    pass_mark: Decimal | None = field(
        "及格分", "Its pass mark", answer=Attribute("course_pass_mark")
    )


@of(models.PlanSession, "场次", "One part in one room at one time", READERS)
class PlanSession(Node):
    part: PlanPart | None = field("考核科目", "The part that is held", clause="4.1")
    site: "Site | None" = field("考核站点", "Where", clause="4.1")
    room: "Room | None" = field("考场", "In which room", clause="4.1")
    starts_at: datetime = field("开始时间", "Beginning", clause="4.1")
    ends_at: datetime = field("结束时间", "End", clause="4.1")
    is_to_be_held: bool = field(
        "可进行", "Agency and item are in force on its day", clause="4.2",
        answer=Expression(to_be_held),
    )  # fmt: skip
    staff: list["PlanStaff"] = field("场次人员", "Who is appointed to it", clause="4.1")
    seats: list["Seat"] = field(
        "座位", "Who sits where, and who came", clause="4.1", answer=seats_in_order
    )


@of(models.PlanStaff, "场次人员", "One duty of one member of staff in a session", READERS)
class PlanStaff(Node):
    duty: StaffDuty = field("职责", "Duty", clause="4.1")
    staff_member: "StaffMember | None" = field("人员", "Who", clause="4.1")


@input_of("评价计划筛选", "Which plans", READERS)
class EvaluationPlanFilter:
    status: PlanStatus | None = input_field("状态", "By state")
    status_in: list[PlanStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    institution: strawberry.ID | None = input_field("院校", "Of a school", condition=of_institution)
    agency: strawberry.ID | None = input_field("评价机构", "Of an agency", condition=of_agency)
    occupation: strawberry.ID | None = input_field(
        "职业", "For an occupation", condition=of_occupation
    )
    level: int | None = input_field("等级", "At a level, 5 to 1")
    batch_name: TextFilter | None = input_field("批次名称", "By name of the batch")
    session_on: DateRange | None = input_field(
        "场次日期", "With a session in the range", condition=with_session_on
    )
    ends_on: DateRange | None = input_field("评价结束日", "By the last session day as filed")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["EvaluationPlanFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["EvaluationPlanFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "EvaluationPlanFilter | None" = input_field("非", "Not this", name="not")


class EvaluationPlanOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")
    CHANGED = order("-updated_at", "最近更新在前", "Latest change first")


enum_of(EvaluationPlanOrder, "评价计划排序", "Order of plans", READERS)


@of(None, "查询", "Reads of plans")
class EvaluationPlanQueries:
    evaluation_plans: Connection[EvaluationPlan] = connection(
        "评价计划", "Plans that the viewer sees", READERS, "4.1",
        filter=EvaluationPlanFilter, order=EvaluationPlanOrder,
    )  # fmt: skip
    evaluation_plan: EvaluationPlan | None = field(
        "评价计划", "One plan", READERS, "4.1",
        answer=Rows(by_id), id=argument(strawberry.ID, "标识", "Global id"),
    )  # fmt: skip
    check_evaluation_plan: list[Finding] = field(
        "评价计划预检",
        "Every finding of 1.2, 1.3, 2.2, 4.1 and 4.2 at once; nothing is written",
        (Role.SCHOOL, Role.CENTER),
        "4.1",
        answer=Computed(check),
        id=argument(strawberry.ID, "标识", "The plan"),
    )


@of(None, "订阅", "What happens to plans", READERS)
class EvaluationPlanSubscriptions:
    evaluation_plan_changed: EvaluationPlan | None = field(
        "评价计划变动",
        "A plan that the viewer sees has changed",
        READERS,
        "4.1",
        answer=Changed(),
        id=argument(strawberry.ID | None, "标识", "This plan alone; any if none"),
    )
