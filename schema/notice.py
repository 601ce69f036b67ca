"""通知 What the viewer's role was told: acts that decide about it or make something wait."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    SIGNED_IN,
    Attribute,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.notice import about, in_words, is_read, since, unread
from rules.vocabulary import Role
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.institution import Institution


@of(models.Notice, "通知", "An act of which the viewer's role is told", SIGNED_IN)
class Notice(Node):
    message: str = field("内容", "In words, in the language of the request", answer=in_words)
    act: str = field("事项", "Name of the act")
    clause: str | None = field("条款", "Its clause")
    by_role: Role = field("办理方", "In which role it was done")
    reason: str | None = field("理由", "The reason given with it")
    noun: str = field("对象类别", "Kind of the object")
    subject: strawberry.ID = field("对象", "Its global id", answer=about)
    institution: "Institution | None" = field(
        "院校", "The school that it concerns", answer=Attribute("about")
    )
    is_read: bool = field("已读", "Whether the viewer has read it in this role", answer=is_read)


@input_of("通知筛选", "Which notices", SIGNED_IN)
class NoticeFilter:
    unread: bool | None = input_field(
        "未读", "The unread alone, or the read alone", condition=unread
    )
    since: datetime | None = input_field("起始时间", "Told at or after", condition=since)
    act: str | None = input_field("事项", "By act")
    clause: str | None = input_field("条款", "By clause")
    and_: list["NoticeFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["NoticeFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "NoticeFilter | None" = input_field("非", "Not this", name="not")


class NoticeOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(NoticeOrder, "通知排序", "Order of notices", SIGNED_IN)


@of(None, "查询", "Reads of notices", SIGNED_IN)
class NoticeQueries:
    notices: Connection[Notice] = connection(
        "通知", "What the viewer's role was told; unread: filter and totalCount",
        SIGNED_IN, filter=NoticeFilter, order=NoticeOrder,
    )  # fmt: skip
