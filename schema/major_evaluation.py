"""专业评估论证 Evaluations of a major for an occupation, needed before the first plan (1.2)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.major_evaluation import by_id, holds_on, of_institution, of_major, reaches
from resolvers.occupation import of_occupation
from resolvers.workflow import actions, history
from rules.vocabulary import MajorEvaluationStatus, Role
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.evaluation_specification import EvaluationSpecification
    from schema.expert import Expert
    from schema.institution import Institution, Major
    from schema.occupation import Occupation, Standard
    from schema.workflow import Action, RegisterEntry

WORKING = (Role.SCHOOL, *AUTHORITIES)
READERS = (*WORKING, Role.EXPERT)


@of(models.MajorEvaluation, "专业评估论证", "Evaluation of a major for an occupation", READERS)
class MajorEvaluation(Node):
    institution: "Institution | None" = field("院校", "The school")
    major: "Major | None" = field("专业", "The major", clause="1.2")
    occupation: "Occupation" = field("职业", "The occupation", clause="1.2")
    highest_level: int = field("最高等级", "Highest level, 5 to 1", clause="1.2")
    standard: "Standard | None" = field(
        "标准版本", "The edition by which it was evaluated", clause="2.1"
    )
    specification: "EvaluationSpecification | None" = field(
        "规范版本", "The edition by which it was evaluated", clause="2.1"
    )
    renews: "MajorEvaluation | None" = field("延续自", "The one that it renews", clause="1.2")
    status: MajorEvaluationStatus = field("状态", "State", clause="1.2")
    experts: list["EvaluationExpert"] = field("论证专家", "Who took part", AUTHORITIES, "1.2")
    minutes: str | None = field("论证意见记录", "What the experts said", AUTHORITIES, "1.2")
    proposed_pass: bool | None = field("拟定结论", "What the center proposed", AUTHORITIES, "1.2")
    proposed_level: int | None = field(
        "拟定最高等级", "What the center proposed", AUTHORITIES, "1.2"
    )
    proposed_valid_to: date | None = field(
        "拟定有效期至", "What the center proposed", AUTHORITIES, "1.2"
    )
    proposed_reason: str | None = field("拟定理由", "Why", AUTHORITIES, "1.2")
    return_reason: str | None = field(
        "退回理由", "Why the department returned the proposal", AUTHORITIES, "1.2"
    )
    reason: str | None = field("结论理由", "Why it passed or not")
    concluded_on: date | None = field("结论日期", "Day of the conclusion")
    valid_to: date | None = field("有效期至", "Last day; null: no end is set")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", WORKING, answer=history("major_evaluation")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", WORKING, answer=actions("major_evaluation")
    )


@of(models.EvaluationExpert, "论证专家", "An expert who took part", AUTHORITIES)
class EvaluationExpert(Node):
    expert: "Expert | None" = field("专家", "In the register of experts", clause="1.2")
    name: str = field("姓名", "As it was then")
    employer_name: str | None = field("工作单位", "As it was then")


@input_of("专业评估论证筛选", "Which evaluations", READERS)
class MajorEvaluationFilter:
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    major: strawberry.ID | None = input_field("专业", "Of this major", condition=of_major)
    occupation: strawberry.ID | None = input_field(
        "职业", "For this occupation", condition=of_occupation
    )
    status: MajorEvaluationStatus | None = input_field("状态", "By state")
    status_in: list[MajorEvaluationStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    holds_on: date | None = input_field(
        "当日有效", "Passed, and valid on the day", clause="1.2", condition=holds_on
    )
    reaches: int | None = input_field("达到等级", "Up to this level or above", condition=reaches)
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["MajorEvaluationFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["MajorEvaluationFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "MajorEvaluationFilter | None" = input_field("非", "Not this", name="not")


class MajorEvaluationOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(MajorEvaluationOrder, "专业评估论证排序", "Order of major evaluations", READERS)


@of(None, "查询", "Reads of major evaluations", READERS)
class MajorEvaluationQueries:
    major_evaluations: Connection[MajorEvaluation] = connection(
        "专业评估论证", "Evaluations of majors", READERS, "1.2",
        filter=MajorEvaluationFilter, order=MajorEvaluationOrder,
    )  # fmt: skip
    major_evaluation: MajorEvaluation | None = field(
        "专业评估论证", "One evaluation", READERS, "1.2",
        answer=Rows(by_id), id=argument(strawberry.ID, "标识", "Global id"),
    )  # fmt: skip
