"""备案申请 Filing applications: items, materials and what the school declares (3.1)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Attribute,
    Batch,
    Changed,
    Computed,
    Expression,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.filing_application import (
    NEEDS,
    check,
    is_assessed,
    of_branch,
    of_institution,
    own_branches,
    refusals_known,
)
from resolvers.filing_application import own_branch as branch_of_role
from resolvers.filing_report import FILING_NEEDS, blocks
from resolvers.filing_round import CHANGES_NEED, CONTENT_NEEDS, differences, values
from resolvers.workflow import actions, history
from rules.vocabulary import (
    AgencyScope,
    ApplicationKind,
    Authority,
    Basis,
    BranchStatus,
    ChangedFact,
    Difference,
    EvaluationMethod,
    FilingStatus,
    MaterialKind,
    PriorityReason,
    Role,
)
from schema.filing_report import FilingReport, MinistryReport
from schema.filters import DateTimeRange, TextFilter
from schema.finding import Finding
from schema.institution import FILE, WORKING, Institution, Major, Site
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency, FilingReceipt
    from schema.assessment_criteria import AssessmentCriterion
    from schema.document import Document
    from schema.evaluation_specification import EvaluationSpecification
    from schema.occupation import Occupation, Standard, Trade
    from schema.technical_assessment import TechnicalAssessment
    from schema.workflow import Action, RegisterEntry

CHECKERS = (Role.SCHOOL, Role.DEPARTMENT, Role.CENTER)


@of(models.FilingApplication, "备案申请", "A school asks to be filed as an agency", FILE)
class FilingApplication(Node):
    institution: Institution | None = field("院校", "The school", clause="3.1")
    number: str | None = field("申请编号", "Year and serial; null before the first submission")
    kind: ApplicationKind = field("申请类别", "What is applied for", clause="3.3")
    agency: "Agency | None" = field(
        "评价机构", "The agency it is about; null for a first filing", clause="3.3"
    )
    needs_assessment: bool = field(
        "须技术评估", "Whether a technical assessment lies on its way", clause="3.2"
    )
    status: FilingStatus = field("状态", "State", clause="3.1")
    scope: AgencyScope = field("范围", "Whom the agency is to serve", clause="1.2")
    experience: str | None = field("评价经验", "Experience, as the school tells it", clause="1.1.3")
    explanation: str | None = field(
        "书面说明", "Why the term had few batches, for a renewal", clause="3.3"
    )
    takes_effect_on: date | None = field(
        "生效日期", "From when a reduction holds; null: from the receipt", clause="3.3"
    )
    declares_truthful: bool = field("真实性声明", "Answers for truth, validity, legality")
    declares_non_profit: bool = field("非营利声明", "Not for profit", clause="1.1.6")
    declares_accepting_supervision: bool = field(
        "接受监督声明", "Accepts supervision by both administrations", clause="1.1.5"
    )
    declared_at: datetime | None = field("声明时间", "When the declarations were given")
    submitted_at: datetime | None = field("提交时间", "When it was last submitted")
    reason: str | None = field("理由", "Why it was returned, declined or refused", WORKING, "3.1")
    items: list["FilingItem"] = field("申请项目", "Items, in the order of the school", clause="1.3")
    changes: list["FilingChange"] = field("变更事项", "What is to change", clause="3.3")
    enrolments: list["FilingEnrolment"] = field("招生人数", "Enrolment by year", clause="1.1.2")
    materials: list["FilingMaterial"] = field("申请材料", "Materials", clause="3.1")
    self_marks: list["FilingSelfMark"] = field(
        "学校自评", "What the school gives itself by the criteria", clause="3.2"
    )
    technical_assessments: list["TechnicalAssessment"] = field(
        "技术评估", "Rounds of its assessment", clause="3.2", answer=Attribute("assessments")
    )
    reports: list[FilingReport] = field("报送", "Reports and consents", WORKING, "3.3")
    own_branch: BranchStatus | None = field(
        "本部门报送状态",
        "Of the report to the own authority: the center's and bureau's, or the department's and "
        "commission's; null before the first",
        AUTHORITIES,
        "3.3",
        answer=Batch(own_branches, NEEDS[:2]),
    )
    ministry_reports: list[MinistryReport] = field(
        "报备", "Reports to the ministry's center", WORKING, "3.3"
    )
    receipt: "FilingReceipt | None" = field("备案回执", "The receipt issued", clause="3.3")
    rounds: list["FilingRound"] = field(
        "补正轮次", "Each submission as it was handed in, oldest first", clause="3.1"
    )
    refusal_count: int | None = field(
        "不予通过意见数",
        "Refusals when this version was saved; null: not checked. The dry run names them",
        WORKING,
        "3.1",
        answer=Expression(refusals_known),
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", WORKING, answer=history("filing_application")
    )
    actions: list["Action"] = field(
        "可办事项",
        "What may be done now",
        WORKING,
        answer=actions(
            "filing_application", FILING_NEEDS, blocks, branch_of_role, is_assessed=is_assessed
        ),
    )


@of(models.FilingItem, "申请项目", "One occupation and its levels in an application", FILE)
class FilingItem(Node):
    occupation: "Occupation" = field("职业", "Occupation", clause="1.3.1")
    trade: "Trade | None" = field("工种", "Trade; null: the whole occupation", clause="1.3.1")
    level_from: int = field("最低等级", "Lowest level applied for, 5 to 1", clause="1.3")
    level_to: int = field("最高等级", "Highest level applied for, 5 to 1", clause="1.3")
    basis: Basis = field("评价依据类别", "Kind of basis", clause="2.1")
    standard: "Standard | None" = field("国家职业技能标准", "The standard", clause="2.1")
    specification: "EvaluationSpecification | None" = field(
        "评价规范", "The school's specification", clause="2.1"
    )
    method: EvaluationMethod = field("评价方式", "Method", clause="2.2")
    priority_reason: PriorityReason = field("优先理由", "Why it goes first", clause="1.3.2")
    site: Site | None = field("考核站点", "Where it is evaluated", clause="1.1.4")
    majors: list["FilingItemMajor"] = field("对应专业", "Majors that it serves", clause="1.3.3")
    is_proposed_to_pass: bool | None = field(
        "拟通过", "What the center proposed of it", AUTHORITIES, "3.2"
    )
    is_passed: bool | None = field(
        "评估通过", "Whether it passed; null before the conclusion", clause="3.2"
    )


@of(models.FilingItemMajor, "项目对应专业", "A major that an item serves", FILE)
class FilingItemMajor(Node):
    major: Major | None = field("专业", "The major", clause="1.3.3")
    expected_candidates: int | None = field(
        "年评价需求量", "Candidates expected a year", clause="1.1.3"
    )


@of(models.FilingEnrolment, "招生人数", "Enrolment of one calendar year", FILE)
class FilingEnrolment(Node):
    year: int = field("年份", "Calendar year", clause="1.1.2")
    enrolled: int = field("招生人数", "Students enrolled", clause="1.1.2")


@of(models.FilingMaterial, "申请材料", "A material of an application", FILE)
class FilingMaterial(Node):
    kind: MaterialKind = field("材料类别", "What it proves", clause="3.1")
    title: str = field("标题", "Title")
    document: "Document | None" = field("文件", "The document; null: it is still missing")
    note: str | None = field("备注", "Note of the school")


@of(models.FilingChange, "变更事项", "A fact of the agency as filed, and as it is to be", FILE)
class FilingChange(Node):
    fact: ChangedFact = field("事项", "What changes", clause="3.3")
    before: str | None = field("变更前", "As filed", clause="3.3", answer=Attribute("text_before"))
    after: str | None = field(
        "变更后", "As it is to be", clause="3.3", answer=Attribute("text_after")
    )
    site_before: Site | None = field("原站点", "The site that gives way", clause="1.1.4")
    site_after: Site | None = field("新站点", "The site in its place", clause="1.1.4")


@of(models.FilingRound, "补正轮次", "One submission, as it was handed in", FILE)
class FilingRound(Node):
    number: int = field("轮次", "Counts from 1", clause="3.1")
    submitted_at: datetime = field("提交时间", "When it was handed in", clause="3.1")
    returned_at: datetime | None = field("退回时间", "When it was returned; null: it was not")
    reason: str | None = field("理由", "Why it was returned", WORKING, "3.1")
    remarks: list["FilingRemark"] = field(
        "补正意见", "What is to be corrected, place by place", WORKING, "3.1"
    )
    content: list["FilingRoundValue"] = field(
        "提交内容",
        "Everything it said when it was handed in, place by place",
        clause="3.1",
        answer=Batch(values, CONTENT_NEEDS),
    )
    changes: list["FilingDifference"] = field(
        "与上一轮的差异",
        "What differs from the round before; nothing for the first",
        clause="3.1",
        answer=Batch(differences, CHANGES_NEED),
    )


@of(None, "内容项", "What a round said at one place", FILE)
class FilingRoundValue:
    path: list[str] = field("位置", 'Way into the content: ["items", "0", "siteId"]')
    value: str = field("内容", "In words: what an id named is written out")


@of(models.FilingRemark, "补正意见", "What the department asks to be corrected", WORKING)
class FilingRemark(Node):
    path: list[str] = field("位置", 'Way into the content: ["items", "0", "siteId"]', clause="3.1")
    text: str = field("意见", "What is to be corrected", clause="3.1")


@of(None, "差异", "One place at which two rounds differ", FILE)
class FilingDifference:
    path: list[str] = field("位置", "Way into the later round; of what was removed, the earlier")
    kind: Difference = field("类别", "Added, removed or changed")
    before: str | None = field("原内容", "In words; null where it was not")
    after: str | None = field("新内容", "In words; null where it is not")


@of(models.FilingSelfMark, "学校自评", "What the school gives itself for one criterion", FILE)
class FilingSelfMark(Node):
    criterion: "AssessmentCriterion | None" = field("指标", "By which criterion", clause="3.2")
    marks: int | None = field("得分", "0 to the full marks; null of a veto")
    is_fulfilled: bool | None = field("符合", "Of a veto: whether it is fulfilled")
    note: str | None = field("说明", "What the school notes for the panel")


@input_of("备案申请筛选", "Which applications")
class FilingApplicationFilter:
    kind: ApplicationKind | None = input_field("申请类别", "Of this kind")
    kind_in: list[ApplicationKind] | None = input_field(
        "申请类别之一", "Of one of these kinds", column="kind"
    )
    status: FilingStatus | None = input_field("状态", "By state")
    status_in: list[FilingStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    number: TextFilter | None = input_field("申请编号", "By number")
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    bureau_branch: BranchStatus | None = input_field(
        "人社报送状态",
        "By the last report to the bureau",
        AUTHORITIES,
        "3.3",
        condition=of_branch(Authority.BUREAU),
    )
    commission_branch: BranchStatus | None = input_field(
        "教委报送状态",
        "By the last report to the commission",
        AUTHORITIES,
        "3.3",
        condition=of_branch(Authority.COMMISSION),
    )
    submitted_at: DateTimeRange | None = input_field("提交时间", "By submission")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["FilingApplicationFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["FilingApplicationFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "FilingApplicationFilter | None" = input_field("非", "Not this", name="not")


class FilingApplicationOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    STATUS_ASC = order("status created_at", "按状态", "By state, oldest first in each")
    RECENTLY_CHANGED = order("-updated_at", "最近变更在前", "Last changed first")


enum_of(FilingApplicationOrder, "备案申请排序", "Order of applications")


@of(None, "查询", "Reads of applications")
class FilingApplicationQueries:
    filing_applications: Connection[FilingApplication] = connection(
        "备案申请",
        "Applications that the viewer may see: a school's own, a panel's, all handed in",
        FILE,
        "3.1",
        filter=FilingApplicationFilter,
        order=FilingApplicationOrder,
    )
    check_filing_application: list[Finding] = field(
        "备案申请预检",
        "Every finding that a submission would meet now; nothing is written",
        CHECKERS,
        "3.1",
        answer=Computed(check),
        id=argument(strawberry.ID, "标识", "The application"),
    )


@of(None, "订阅", "What happens to applications", FILE)
class FilingApplicationSubscriptions:
    filing_application_changed: FilingApplication | None = field(
        "备案申请变动",
        "An application that the viewer sees has changed",
        FILE,
        "3.1",
        answer=Changed(),
        id=argument(strawberry.ID | None, "标识", "This application alone; any if none"),
    )
