"""待办 What waits for the viewer's role."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    SIGNED_IN,
    Attribute,
    Expression,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.register_entry import of_institution, of_noun, type_of_noun
from resolvers.task import days_left, is_overdue, subject
from schema.filters import DateRange, DateTimeRange
from schema.node import Connection, connection

if TYPE_CHECKING:
    from schema.institution import Institution


@of(models.Task, "待办", "An act that waits for the viewer's role", SIGNED_IN)
class Task:
    act: str = field("事项", "Name of the mutation that leads on")
    clause: str = field("条款", "Its clause")
    noun: str = field(
        "对象类别",
        "Type of the object, as in its global id: FilingApplication",
        answer=Expression(type_of_noun),
    )
    subject: strawberry.ID = field("对象", "Its global id", answer=Expression(subject))
    institution: "Institution | None" = field("院校", "The school that it concerns")
    waiting_since: datetime = field("等待自", "Since when it waits")
    due_on: date | None = field(
        "截止日", "Until 24:00 of this day; null: no deadline", clause="4.3"
    )
    working_days_left: int | None = field(
        "剩余工作日",
        "Working days left, 0 on the last day, negative when overdue",
        clause="4.3",
        answer=Expression(days_left),
    )
    overdue: bool = field("已逾期", "The deadline has passed", answer=Expression(is_overdue))
    provisional: bool = field(
        "截止日待定",
        "Next year's working days are not published yet",
        answer=Attribute("is_provisional"),
    )


@input_of("待办筛选", "Which tasks", SIGNED_IN)
class TaskFilter:
    act: str | None = input_field("事项", "By mutation")
    noun: str | None = input_field(
        "对象类别", "By type of object: FilingApplication", condition=of_noun
    )
    institution: strawberry.ID | None = input_field(
        "院校", "On this school", condition=of_institution
    )
    due_on: DateRange | None = input_field("截止日", "By due day", clause="4.3")
    waiting_since: DateTimeRange | None = input_field("等待自", "By the beginning of the wait")
    and_: list["TaskFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["TaskFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "TaskFilter | None" = input_field("非", "Not this", name="not")


class TaskOrder(Enum):
    LONGEST_WAITING = order("waiting_since", "等待最久在前", "Longest waiting first")
    NEWEST = order("-waiting_since", "最新在前", "Newest first")


enum_of(TaskOrder, "待办排序", "Order of tasks")


@of(None, "查询", "Reads of tasks", SIGNED_IN)
class TaskQueries:
    tasks: Connection[Task] = connection(
        "待办", "What waits for the viewer's role", SIGNED_IN, filter=TaskFilter, order=TaskOrder
    )


@of(None, "订阅", "What happens to tasks", SIGNED_IN)
class TaskSubscriptions:
    tasks_changed: Connection[Task] = connection(
        "待办变动",
        "The tasks anew, whenever what is selected of them has changed",
        SIGNED_IN,
        filter=TaskFilter,
        order=TaskOrder,
    )
