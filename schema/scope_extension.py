"""评价范围扩展 For which majors of other schools an agency is good (1.2)."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import AUTHORITIES, enum_of, field, input_field, input_of, of, order
from resolvers.scope_extension import of_agency
from resolvers.workflow import actions, history
from rules.vocabulary import ExtensionStatus, Role
from schema.institution import INSPECTED
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.institution import Institution, Major
    from schema.occupation import Occupation
    from schema.workflow import Action, RegisterEntry

WORKING = (Role.SCHOOL, *AUTHORITIES)


@of(models.ScopeExtension, "评价范围扩展", "An agency serves a major of another school")
class ScopeExtension(Node):
    agency: "Agency | None" = field("评价机构", "The agency", clause="1.2")
    served: "Institution | None" = field("服务院校", "The school whose students it may evaluate")
    major: "Major | None" = field("专业", "The major", INSPECTED, "1.2")
    occupation: "Occupation" = field("职业", "The occupation", clause="1.2")
    status: ExtensionStatus = field("状态", "State", clause="1.2")
    expected_candidates: int = field("预计人数", "Candidates expected a year", WORKING, "1.2")
    statement: str = field("运行情况", "How the agency has run, with figures", WORKING, "1.2")
    reason: str | None = field("理由", "Why it was refused or sent back", WORKING, "1.2")
    valid_from: date | None = field("有效期自", "First day, once recorded", clause="1.2")
    valid_to: date | None = field("有效期至", "Last day", clause="1.2")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", WORKING, answer=history("scope_extension")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", AUTHORITIES, answer=actions("scope_extension")
    )


@input_of("评价范围扩展筛选", "Which extensions")
class ScopeExtensionFilter:
    agency: strawberry.ID | None = input_field("评价机构", "Of this agency", condition=of_agency)
    status: ExtensionStatus | None = input_field("状态", "In this state")
    status_in: list[ExtensionStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    and_: list["ScopeExtensionFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["ScopeExtensionFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "ScopeExtensionFilter | None" = input_field("非", "Not this", name="not")


class ScopeExtensionOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(ScopeExtensionOrder, "评价范围扩展排序", "Order of extensions")


@of(None, "查询", "Reads of extensions of scope")
class ScopeExtensionQueries:
    scope_extensions: Connection[ScopeExtension] = connection(
        "评价范围扩展", "Majors of other schools that agencies serve", clause="1.2",
        filter=ScopeExtensionFilter, order=ScopeExtensionOrder,
    )  # fmt: skip
