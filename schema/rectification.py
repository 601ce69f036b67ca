"""限期整改 What a school has to put right, and by when (1.1.5, 4.2)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Expression,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.rectification import (
    is_open,
    is_overdue,
    of_institution,
    overdue,
    rectification_actions,
)
from resolvers.workflow import history
from rules.vocabulary import RectificationStatus, Role
from schema.filters import DateRange
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.institution import Institution
    from schema.supervision import Supervision
    from schema.workflow import Action, RegisterEntry

READERS = (Role.SCHOOL, *AUTHORITIES, Role.SUPERVISOR)


@of(models.Rectification, "限期整改", "What a school has to put right by a day", READERS)
class Rectification(Node):
    institution: "Institution | None" = field("院校", "The school", clause="1.1.5")
    agency: "Agency | None" = field("评价机构", "Its agency, if it is one", clause="3.3")
    supervision: "Supervision | None" = field(
        "督导记录", "The supervision it came from, if one", clause="4.2"
    )
    status: RectificationStatus = field("状态", "State", clause="1.1.5")
    what: str = field("整改事项", "What has to be put right", clause="1.1.5")
    required_role: Role = field("提出单位", "Who required it")
    required_on: date = field("提出日期", "Day on which it was required")
    due_on: date = field("整改期限", "Until 24:00 of this day", clause="1.1.5")
    answer: str | None = field("整改答复", "What the school answered")
    answered_on: date | None = field("答复日期", "Day of the answer")
    return_reason: str | None = field("退回理由", "Why an answer did not do", clause="1.1.5")
    is_overdue: bool = field(
        "已逾期", "The due day has passed without an answer", answer=Expression(overdue)
    )
    closed_on: date | None = field("办结日期", "Day on which it was closed; null while open")
    remark: str | None = field("办结意见", "What was said when it was closed")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("rectification")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", answer=rectification_actions
    )


@input_of("限期整改筛选", "Which rectifications", READERS)
class RectificationFilter:
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    status: RectificationStatus | None = input_field("状态", "By state")
    status_in: list[RectificationStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    is_open: bool | None = input_field("未办结", "Open or closed", condition=is_open)
    is_overdue: bool | None = input_field("已逾期", "Overdue or not", condition=is_overdue)
    due_on: DateRange | None = input_field("整改期限", "By due day")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["RectificationFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["RectificationFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "RectificationFilter | None" = input_field("非", "Not this", name="not")


class RectificationOrder(Enum):
    DUE_FIRST = order("due_on", "按期限先后", "Due first")
    NEWEST = order("-required_on", "最新在前", "Newest first")


enum_of(RectificationOrder, "限期整改排序", "Order of rectifications", READERS)


@of(None, "查询", "Reads of rectifications", READERS)
class RectificationQueries:
    rectifications: Connection[Rectification] = connection(
        "限期整改", "Rectifications that the viewer sees", READERS, "1.1.5",
        filter=RectificationFilter, order=RectificationOrder,
    )  # fmt: skip
