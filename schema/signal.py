"""监督线索 What in filed results is worth a closer look; nothing is blocked by it (4.2)."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import enum_of, field, input_field, input_of, of, order
from resolvers.signal import of_institution, of_plan
from rules.vocabulary import Role, SignalKind
from schema.filters import DateRange
from schema.node import Connection, connection

if TYPE_CHECKING:
    from schema.evaluation_plan import EvaluationPlan, PlanPart
    from schema.institution import Institution

WATCHERS = (Role.CENTER, Role.SUPERVISOR)


@of(
    models.Signal,
    "监督线索",
    "Something in filed results that is worth a closer look, with its figures",
    WATCHERS,
)
class Signal:
    kind: SignalKind = field("类别", "What stands out", clause="4.2")
    plan: "EvaluationPlan | None" = field("评价计划", "In which batch", clause="4.2")
    institution: "Institution | None" = field("院校", "Of which school")
    occurred_on: date = field("日期", "Last day of the evaluation, or of the part", clause="4.2")
    persons: int = field(
        "人数",
        "PASS_RATE: present in the batch; EQUAL_MARKS: with these marks; CAPACITY: marked in the "
        "part",
        clause="4.2",
    )
    out_of: int | None = field(
        "对照数", "EQUAL_MARKS: marked in the batch; CAPACITY: seats of the part's sessions"
    )
    passed: int | None = field("合格人数", "PASS_RATE: passed in the batch", clause="4.2")
    others: int | None = field(
        "其他批次人数", "PASS_RATE: present in all other batches of the occupation and level"
    )
    others_passed: int | None = field("其他批次合格人数", "PASS_RATE: passed in those")
    z: Decimal | None = field(
        "偏离程度",
        "PASS_RATE: difference of the two rates in standard errors, two decimals; negative: lower",
        clause="4.2",
    )
    marks: list[str] | None = field(
        "成绩", "EQUAL_MARKS: the marks that all of them have, in the order of the parts"
    )
    part: "PlanPart | None" = field("科目", "CAPACITY: the part")


@input_of("监督线索筛选", "Which signals", WATCHERS)
class SignalFilter:
    kind: SignalKind | None = input_field("类别", "Of this kind")
    plan: strawberry.ID | None = input_field("评价计划", "In this batch", condition=of_plan)
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    occurred_on: DateRange | None = input_field("日期", "By day")
    and_: list["SignalFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["SignalFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "SignalFilter | None" = input_field("非", "Not this", name="not")


class SignalOrder(Enum):
    NEWEST = order("-occurred_on", "最新在前", "Newest first")
    OLDEST = order("occurred_on", "最早在前", "Oldest first")


enum_of(SignalOrder, "监督线索排序", "Order of signals", WATCHERS)


@of(None, "查询", "Reads of signals", WATCHERS)
class SignalQueries:
    signals: Connection[Signal] = connection(
        "监督线索",
        "Pass rates, equal marks and numbers that stand out in filed results",
        WATCHERS,
        "4.2",
        filter=SignalFilter,
        order=SignalOrder,
    )
