"""账号 Who signs in, in which roles, and who is asking now."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    SIGNED_IN,
    Computed,
    Expression,
    Group,
    Rows,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.account import (
    account_of_viewer,
    acts_for,
    acts_in,
    institution_of_viewer,
    is_locked,
    mail_address,
    role_of_viewer,
)
from rules.vocabulary import Role
from schema.filters import TextFilter
from schema.institution import Institution
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.district import District

ADMINISTRATION = (Role.SCHOOL, Role.ADMINISTRATOR)  # a school: of its own accounts
ADMINISTRATOR = (Role.ADMINISTRATOR,)


@of(models.Account, "账号", "An account of a person who signs in", SIGNED_IN)
class Account(Node):
    login_name: str = field("登录名", "Name to sign in with")
    display_name: str = field("显示名", "Name of the person")
    is_disabled: bool = field("已停用", "May not sign in")
    is_locked: bool = field(
        "已锁定",
        "Locked after failed sign-ins, for 15 minutes",
        ADMINISTRATOR,
        answer=Expression(is_locked),
    )
    mail_address: str | None = field(
        "电子邮箱", "Where notices are mailed; shown to its owner alone", answer=mail_address
    )
    roles: list["AccountRole"] = field("角色", "Roles that it may act in, and has acted in")


@of(models.AccountRole, "账号角色", "A role in which an account may act, and for whom", SIGNED_IN)
class AccountRole(Node):
    role: Role = field("角色", "The role")
    institution: Institution | None = field("院校", "The school, of a school's account")
    district: "District | None" = field("区", "The district, of a district's supervisor")
    is_withdrawn: bool = field("已撤销", "Withdrawn: nobody acts in it any more")


@of(None, "访问者", "Who asks: one person in one role, or the public")
class Viewer:
    role: Role = field("角色", "The role in which is asked", answer=Computed(role_of_viewer))
    account: Account | None = field(
        "账号", "The own account", SIGNED_IN, answer=Rows(account_of_viewer)
    )
    institution: Institution | None = field(
        "院校",
        "The school for which the viewer acts; null in other roles",
        SIGNED_IN,
        answer=Rows(institution_of_viewer),
    )


@input_of("账号筛选", "Which accounts", ADMINISTRATION)
class AccountFilter:
    login_name: TextFilter | None = input_field("登录名", "By login name")
    display_name: TextFilter | None = input_field("显示名", "By name of the person")
    is_disabled: bool | None = input_field("已停用", "Disabled or not")
    role: Role | None = input_field("角色", "That may act in this role", condition=acts_in)
    institution_id: strawberry.ID | None = input_field(
        "院校", "That may act for this school", ADMINISTRATOR, condition=acts_for
    )
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["AccountFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["AccountFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "AccountFilter | None" = input_field("非", "Not this", name="not")


class AccountOrder(Enum):
    DISPLAY_NAME_ASC = order("display_name", "按显示名", "By name of the person")
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(AccountOrder, "账号排序", "Order of accounts", ADMINISTRATION)


@of(None, "查询", "Reads of accounts")
class AccountQueries:
    viewer: Viewer = field("访问者", "Who asks", answer=Group())
    accounts: Connection[Account] = connection(
        "账号",
        "Accounts; for a school those that act for it",
        ADMINISTRATION,
        filter=AccountFilter,
        order=AccountOrder,
    )
