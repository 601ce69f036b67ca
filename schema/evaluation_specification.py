"""评价规范 A school's own basis where no national standard exists; filed ones are public (2.1)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
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
from resolvers.evaluation_specification import (
    by_id,
    check,
    competences_in_order,
    in_force_on,
    of_institution,
    of_level,
    of_trade,
    parts_in_order,
    refusals_known,
    specification_actions,
)
from resolvers.occupation import of_occupation
from resolvers.workflow import history
from rules.vocabulary import PartKind, Role, SpecificationStatus
from schema.filters import TextFilter
from schema.finding import Finding
from schema.marking_rule import MarkingRule
from schema.node import Connection, Node, connection
from schema.staffing_ratio import StaffingRatio

if TYPE_CHECKING:
    from schema.document import Document
    from schema.institution import Institution
    from schema.occupation import Occupation, Standard, Trade
    from schema.workflow import Action, RegisterEntry

WORKING = (Role.SCHOOL, *AUTHORITIES)
CHECKERS = (Role.SCHOOL, Role.CENTER, Role.BUREAU)


@of(models.SpecificationPart, "评价规范科目", "A part of the evaluation, with its share of 100")
class SpecificationPart(Node):
    position: int = field("序号", "Place, from 1")
    kind: PartKind = field("类别", "Theory, practice, or a module of a process", clause="2.2")
    name: str = field("名称", "Name")
    weight: int = field("权重", "Share of 100", clause="2.1")


@of(models.SpecificationCompetence, "能力要求", "What the specification asks for at a level")
class SpecificationCompetence(Node):
    position: int = field("序号", "Place, from 1")
    level: int = field("等级", "Level, 5 to 1", clause="2.1")
    function: str = field("职业功能", "Function of the occupation")
    work: str = field("工作内容", "Work")
    skills: str = field("技能要求", "Skills asked for")
    knowledge: str = field("相关知识要求", "Knowledge asked for")


@of(models.EvaluationSpecification, "评价规范", "A school's own basis of evaluation")
class EvaluationSpecification(Node):
    institution: "Institution | None" = field("院校", "The school that developed it")
    occupation: "Occupation" = field("职业", "Occupation", clause="1.3.1")
    trade: "Trade | None" = field("工种", "Trade; null: the whole occupation")
    name: str = field("名称", "Name")
    edition: str = field("版本", "Edition")
    level_from: int = field("最低等级", "Lowest level it covers, 5 to 1")
    level_to: int = field("最高等级", "Highest level it covers, 5 to 1")
    parts: list[SpecificationPart] = field(
        "考核科目", "Its parts, in order", clause="2.1", answer=parts_in_order
    )
    competences: list[SpecificationCompetence] = field(
        "能力要求", "What it asks for, in order", clause="2.1", answer=competences_in_order
    )
    document: "Document | None" = field("规范文本", "Its text", WORKING, "2.1")
    predecessor: "EvaluationSpecification | None" = field("前一版本", "The edition before")
    successors: list["EvaluationSpecification"] = field("后续版本", "Editions that follow it")
    status: SpecificationStatus = field("状态", "State", clause="2.1")
    submitted_at: datetime | None = field("提交时间", "When it was last handed in", WORKING)
    examination: str | None = field("审查意见书", "The center's opinion", WORKING, "2.1")
    reason: str | None = field("退回原因", "Why it was returned or refused", WORKING, "2.1")
    is_delegated: bool = field(
        "委托备案", "Decided by the center under the bureau's delegation", clause="2.1"
    )
    filed_on: date | None = field("备案日期", "Day of the filing", clause="2.1")
    begins_on: date | None = field("启用日期", "First day in force", clause="2.1")
    ends_on: date | None = field(
        "失效日期", "Last day on which a plan may use it; null: no end is set", clause="2.1"
    )
    ended_by: "Standard | None" = field(
        "替代标准", "The national standard that takes its place", clause="2.1"
    )
    refusal_count: int | None = field(
        "不予通过意见数",
        "Refusals when this version was saved; null: not checked. The dry run names them",
        WORKING,
        "2.1",
        answer=Expression(refusals_known),
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done", WORKING, answer=history("evaluation_specification")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", WORKING, answer=specification_actions
    )
    staffing_ratio: StaffingRatio | None = field(
        "考务人员配比", "Its own ratio; null: the default holds", clause="4.1"
    )
    marking_rule: MarkingRule | None = field(
        "评分规定", "Its own marks, weights and resits; null: the default holds", clause="2.2"
    )


@input_of("评价规范筛选", "Which specifications")
class EvaluationSpecificationFilter:
    name: TextFilter | None = input_field("名称", "By name")
    edition: TextFilter | None = input_field("版本", "By edition")
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    trade: strawberry.ID | None = input_field("工种", "Of this trade", condition=of_trade)
    level: int | None = input_field("等级", "Whose range contains it", condition=of_level)
    status: SpecificationStatus | None = input_field("状态", "By state")
    status_in: list[SpecificationStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    in_force_on: date | None = input_field(
        "当日有效", "Filed, begun, and not ended on the day", clause="2.1", condition=in_force_on
    )
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["EvaluationSpecificationFilter"] | None = input_field(
        "且", "All of these", name="and"
    )
    or_: list["EvaluationSpecificationFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "EvaluationSpecificationFilter | None" = input_field("非", "Not this", name="not")


class EvaluationSpecificationOrder(Enum):
    NAME_ASC = order("name", "按名称", "By name")
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(EvaluationSpecificationOrder, "评价规范排序", "Order of specifications")


@of(None, "查询", "Reads of evaluation specifications")
class EvaluationSpecificationQueries:
    evaluation_specifications: Connection[EvaluationSpecification] = connection(
        "评价规范",
        "Evaluation specifications: filed ones are public",
        clause="2.1",
        filter=EvaluationSpecificationFilter,
        order=EvaluationSpecificationOrder,
    )
    evaluation_specification: EvaluationSpecification | None = field(
        "评价规范",
        "One specification",
        clause="2.1",
        answer=Rows(by_id),
        id=argument(strawberry.ID, "标识", "Global id"),
    )
    check_evaluation_specification: list[Finding] = field(
        "预检评价规范",
        "Every finding if it were handed in now; nothing is written",
        CHECKERS,
        "2.1",
        answer=Computed(check),
        id=argument(strawberry.ID, "标识", "The specification"),
    )
