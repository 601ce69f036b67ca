"""评价规范 A school's own basis where no national standard exists; filed ones are public (2.1)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import AUTHORITIES, enum_of, field, input_field, input_of, of, order
from resolvers.evaluation_specification import of_institution
from resolvers.occupation import of_occupation
from rules.vocabulary import Role, SpecificationStatus
from schema.filters import TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.institution import Institution
    from schema.occupation import Occupation, Trade

WORKING = (Role.SCHOOL, *AUTHORITIES)


@of(models.EvaluationSpecification, "评价规范", "A school's own basis of evaluation")
class EvaluationSpecification(Node):
    institution: "Institution | None" = field("院校", "The school that developed it")
    occupation: "Occupation" = field("职业", "Occupation", clause="1.3.1")
    trade: "Trade | None" = field("工种", "Trade; null: the whole occupation")
    name: str = field("名称", "Name")
    edition: str = field("版本", "Edition")
    level_from: int = field("最低等级", "Lowest level it covers, 5 to 1")
    level_to: int = field("最高等级", "Highest level it covers, 5 to 1")
    status: SpecificationStatus = field("状态", "State", clause="2.1")
    reason: str | None = field("退回原因", "Why it was returned or refused", WORKING, "2.1")
    filed_on: date | None = field("备案日期", "First day in force", clause="2.1")
    ends_on: date | None = field("失效日期", "Last day in force", clause="2.1")


@input_of("评价规范筛选", "Which specifications")
class EvaluationSpecificationFilter:
    name: TextFilter | None = input_field("名称", "By name")
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    status: SpecificationStatus | None = input_field("状态", "By state")
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
