"""登记簿 The whole register of acts, for the administrator; others see the history of an object."""

from enum import Enum

import strawberry

from permissions.declaration import enum_of, input_field, input_of, of, order
from resolvers.register_entry import about, by_account, of_institution, of_noun
from rules.vocabulary import Role
from schema.filters import DateTimeRange, TextFilter
from schema.node import Connection, connection
from schema.workflow import RegisterEntry

ADMINISTRATOR = (Role.ADMINISTRATOR,)


@input_of("登记簿筛选", "Which entries", ADMINISTRATOR)
class RegisterEntryFilter:
    noun: TextFilter | None = input_field(
        "对象类别", "By type of object: FilingApplication", condition=of_noun
    )
    act: TextFilter | None = input_field("事项", "By act")
    clause: TextFilter | None = input_field("条款", "By clause")
    role: Role | None = input_field("角色", "By role")
    subject_id: strawberry.ID | None = input_field("对象", "About this object", condition=about)
    account_id: strawberry.ID | None = input_field(
        "账号", "Done by this account", condition=by_account
    )
    institution_id: strawberry.ID | None = input_field(
        "院校", "On this school", condition=of_institution
    )
    created_at: DateTimeRange | None = input_field("登记时间", "When it was done")
    and_: list["RegisterEntryFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["RegisterEntryFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "RegisterEntryFilter | None" = input_field("非", "Not this", name="not")


class RegisterEntryOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(RegisterEntryOrder, "登记簿排序", "Order of the register's entries", ADMINISTRATOR)


@of(None, "查询", "Reads of the register of acts")
class RegisterEntryQueries:
    register_entries: Connection[RegisterEntry] = connection(
        "登记簿",
        "Every act, never changed and never deleted",
        ADMINISTRATOR,
        filter=RegisterEntryFilter,
        order=RegisterEntryOrder,
    )
