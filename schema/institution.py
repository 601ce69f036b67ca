"""院校 Institutions, and what they are made of: majors, programmes, sites, staff (1.1)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
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
from resolvers.institution import (
    by_id_or_own,
    duties_of,
    institution_actions,
    name_as_of,
    occupations_of_major,
)
from resolvers.institution_condition import conditions_of_school
from resolvers.workflow import history
from rules.vocabulary import (
    InstitutionKind,
    InstitutionStatus,
    MajorStanding,
    PartKind,
    Role,
    StaffDuty,
    TrainingLevel,
)
from schema.filters import DateRange, TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.district import District
    from schema.inspection import Inspection
    from schema.institution_condition import InstitutionCondition, InstitutionEnrolment
    from schema.occupation import Occupation
    from schema.rectification import Rectification
    from schema.violation import Violation
    from schema.workflow import Action, RegisterEntry

FILE = (Role.SCHOOL, *AUTHORITIES, Role.EXPERT)  # who reads a school's file
INSPECTED = (*FILE, Role.SUPERVISOR)
OVERSEEN = (Role.SCHOOL, *AUTHORITIES, Role.SUPERVISOR)
WORKING = (Role.SCHOOL, *AUTHORITIES)


@of(models.Institution, "院校", "A vocational school in the register")
class Institution(Node):
    kind: InstitutionKind = field("院校类型", "Kind", clause="1.1.1")
    name: str = field("名称", "Name")
    branch_name: str | None = field("学院名称", "Branch: a college inside a university")
    parent_name: str | None = field("所属高校", "The university that it belongs to")
    school_code: str = field("学校标识码", "Ten digits")
    uscc: str = field("统一社会信用代码", "Unified social credit code")
    ownership: str = field("举办者性质", "Public or private")
    former_names: list["FormerName"] = field("曾用名", "Names it bore before", clause="1.1")
    name_as_of: str = field(
        "当日名称",
        "The name that it bore on the day",
        clause="1.1",
        answer=Expression(name_as_of),
        on=argument(date, "日期", "The day"),
    )
    closed_on: date | None = field("终止日期", "First day on which it is no more", clause="1.1")
    successor: "Institution | None" = field("承继院校", "The school that took it over")
    predecessors: list["Institution"] = field("被并入院校", "Schools that were merged into it")
    district: "District | None" = field("所在区", "District")
    address: str = field("地址", "Address")
    legal_representative_name: str | None = field("法定代表人", "Legal representative", FILE, "1.1")
    established_on: date = field("成立日期", "Day of establishment", INSPECTED, "1.1")
    has_enrolment_qualification: bool = field("招生资质", "May enrol", INSPECTED, "1.1")
    is_technician_college: bool = field(
        "承担新型技师学院功能", "Acts as a new-type technician college", clause="1.1.1"
    )
    accepts_supervision: bool = field("接受监督检查", "Accepts supervision", INSPECTED, "1.1.5")
    is_non_profit: bool = field("不以营利为目的", "Not for profit", INSPECTED, "1.1.6")
    evaluation_department_name: str | None = field("评价管理部门", "Department", clause="1.1.4")
    evaluation_department_address: str | None = field("部门地址", "Its address", clause="3.4")
    evaluation_department_telephone: str | None = field("部门电话", "Its telephone", clause="3.4")
    status: InstitutionStatus = field("状态", "State", WORKING, "1.1")
    returned_reason: str | None = field("退回原因", "Why it was returned", WORKING, "1.1")
    majors: list["Major"] = field("专业", "Majors", INSPECTED, "1.3.3")
    integrated_programmes: list["IntegratedProgramme"] = field(
        "贯通培养项目", "Integrated programmes", INSPECTED, "1.1.1"
    )
    sites: list["Site"] = field("考核站点", "Sites", INSPECTED, "1.1.4")
    staff_members: list["StaffMember"] = field("人员", "Staff", INSPECTED, "1.1.4")
    violations: list["Violation"] = field(
        "不良行为记录",
        "Violations and dishonesty on record, as far as they are seen",
        clause="1.1.2",
    )
    inspections: list["Inspection"] = field(
        "检查记录", "Inspections by the education side, as far as they are seen", clause="1.1.5"
    )
    rectifications: list["Rectification"] = field(
        "限期整改", "What it has, or had, to put right", OVERSEEN, "1.1.5"
    )
    enrolments: list["InstitutionEnrolment"] = field(
        "招生记录", "Enrolment of recent years", FILE, "1.1.2"
    )
    conditions: list["InstitutionCondition"] = field(
        "申请条件",
        "What its file shows of each condition of 1.1",
        FILE,
        "1.1",
        answer=conditions_of_school,
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", WORKING, answer=history("institution")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", WORKING, answer=institution_actions
    )


@of(models.FormerName, "曾用名", "A name that a school bore before")
class FormerName(Node):
    name: str = field("名称", "Name", clause="1.1")
    branch_name: str | None = field("学院名称", "Branch: a college inside a university")
    parent_name: str | None = field("所属高校", "The university that it belonged to")
    valid_from: date = field("启用日期", "First day", clause="1.1")
    valid_to: date = field("停用日期", "Last day", clause="1.1")
    reason: str = field("更名依据", "The approval on which the next name rests")


@of(models.Major, "专业", "A major of a school", INSPECTED)
class Major(Node):
    institution: Institution | None = field("院校", "Its school")
    catalogue_code: str = field("专业代码", "Six digits of the national catalogue")
    name: str = field("名称", "Name")
    training_level: TrainingLevel = field("培养层次", "Approved level of training", clause="1.3")
    standing: MajorStanding = field("专业地位", "Standing", clause="1.3.3")
    expected_graduates: int = field("年预计毕业生", "Graduates expected a year", clause="1.1.3")
    is_active: bool = field("在办", "Still run")
    occupations: list["Occupation"] = field(
        "对应职业",
        "Occupations that it matches",
        clause="1.3.3",
        answer=occupations_of_major,
    )


@of(models.IntegratedProgramme, "贯通培养项目", "An integrated programme", INSPECTED)
class IntegratedProgramme(Node):
    major: Major | None = field("专业", "The major that it leads through")
    partner_institution_name: str = field("合作院校", "Partner school")
    first_stage_level: int = field("一阶段等级", "Level after the first stage", clause="1.2")
    first_stage_years: int = field("一阶段年限", "Years of the first stage")
    second_stage_level: int = field("二阶段等级", "Level after the second stage", clause="1.2")
    second_stage_years: int = field("二阶段年限", "Years of the second stage")


@of(models.Site, "考核站点", "A site where evaluations are held", INSPECTED)
class Site(Node):
    name: str = field("名称", "Name")
    address: str = field("地址", "Address")
    district: "District | None" = field("所在区", "District")
    has_monitoring: bool = field("音视频监控", "Audio and video monitoring", clause="1.1.4")
    capacity: int = field("容量", "Candidates at one time")
    rooms: list["Room"] = field("考场", "Its rooms")
    equipment: list["SiteEquipment"] = field("设施设备", "What it is equipped for", clause="1.1.4")


@of(models.Room, "考场", "A room of a site", INSPECTED)
class Room(Node):
    name: str = field("名称", "Name")
    kind: PartKind = field("类别", "Of theory or of practice", clause="1.1.4")
    capacity: int = field("容量", "Candidates at one time")


@of(models.SiteEquipment, "设施设备", "An occupation and level that a site serves", INSPECTED)
class SiteEquipment(Node):
    occupation: "Occupation" = field("职业", "Occupation")
    level: int = field("等级", "Level, 5 to 1")


@of(models.StaffMember, "人员", "A member of a school's staff", INSPECTED)
class StaffMember(Node):
    name: str = field("姓名", "Name")
    card_number: str | None = field("证卡号", "Number of the assessor's or supervisor's card")
    card_valid_to: date | None = field("证卡有效期至", "Last day of the card")
    highest_level: int | None = field("可考评最高等级", "Highest level of the card")
    occupation: "Occupation | None" = field("可考评职业", "Occupation of the card")
    taught_classes: list[str] = field(
        "任教班级", "Classes that the person teaches, and so does not assess", clause="4.1"
    )
    is_active: bool = field("在岗", "Still in service")
    duties: list[StaffDuty] = field(
        "职责", "What the person may be appointed to", answer=Expression(duties_of)
    )


@input_of("院校筛选", "Which institutions")
class InstitutionFilter:
    name: TextFilter | None = input_field("名称", "By name")
    school_code: TextFilter | None = input_field("学校标识码", "By school code")
    kind: InstitutionKind | None = input_field("类型", "By kind")
    district_code: str | None = input_field("区", "By district, six digits")
    status: InstitutionStatus | None = input_field("状态", "By state", WORKING, "1.1")
    status_in: list[InstitutionStatus] | None = input_field(
        "状态之一", "In one of these states", WORKING, "1.1", column="status"
    )
    established_on: DateRange | None = input_field("成立日期", "By establishment", WORKING, "1.1")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["InstitutionFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["InstitutionFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "InstitutionFilter | None" = input_field("非", "Not this", name="not")


class InstitutionOrder(Enum):
    NAME_ASC = order("name", "按名称", "By name")
    SCHOOL_CODE_ASC = order("school_code", "按学校标识码", "By school code")
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(InstitutionOrder, "院校排序", "Order of institutions")


@of(None, "查询", "Reads of institutions")
class InstitutionQueries:
    institutions: Connection[Institution] = connection(
        "院校", "Schools in the register", clause="1.1",
        filter=InstitutionFilter, order=InstitutionOrder,
    )  # fmt: skip
    institution: Institution | None = field(
        "院校",
        "One school; without an id a school's own file",
        clause="1.1",
        answer=Rows(by_id_or_own),
        id=argument(strawberry.ID | None, "标识", "Global id"),
    )
