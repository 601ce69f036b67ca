"""目录变动 The feed of the directory: what changed, in order, and who was removed (3.3, 3.4).

A copy is kept by reading on from the last cursor. `directoryChanged` tells the same as it happens;
whoever was away reads on from where it was.
"""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    Changed,
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
from resolvers.directory_change import agency_key, by_id, of_agency
from resolvers.scalars import BigInt
from rules.vocabulary import DirectoryChangeKind
from schema.filters import DateRange
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency


@of(models.DirectoryChange, "目录变动", "A change of the directory")
class DirectoryChange(Node):
    number: BigInt = field("序号", "Rises in the order in which changes became public")
    kind: DirectoryChangeKind = field("类别", "What became of the agency", clause="3.3")
    changed_on: date = field("变动日期", "Day of the change; a removal may be told ahead of it")
    agency: "Agency | None" = field("评价机构", "As it is now; null once it is shown no more")
    agency_id: strawberry.ID = field(
        "评价机构标识", "Its global id, also of who was removed", answer=Expression(agency_key)
    )
    name: str = field("名称", "Its name at the change")
    codes: list[str] = field("备案号", "Its codes in use at the change", clause="3.3")


@input_of("目录变动筛选", "Which changes")
class DirectoryChangeFilter:
    agency: strawberry.ID | None = input_field("评价机构", "Of this agency", condition=of_agency)
    kind: DirectoryChangeKind | None = input_field("类别", "Of this kind")
    changed_on: DateRange | None = input_field("变动日期", "By day")
    and_: list["DirectoryChangeFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["DirectoryChangeFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "DirectoryChangeFilter | None" = input_field("非", "Not this", name="not")


class DirectoryChangeOrder(Enum):
    OLDEST = order("number", "最早在前", "In the order of the changes")
    NEWEST = order("-number", "最新在前", "The last change first")


enum_of(DirectoryChangeOrder, "目录变动排序", "Order of changes")


@of(None, "查询", "Reads of the feed")
class DirectoryChangeQueries:
    directory_changes: Connection[DirectoryChange] = connection(
        "目录变动", "Every change of the directory; read on with the last endCursor", clause="3.4",
        filter=DirectoryChangeFilter, order=DirectoryChangeOrder,
    )  # fmt: skip
    directory_change: DirectoryChange | None = field(
        "目录变动", "One change", clause="3.4",
        answer=Rows(by_id), id=argument(strawberry.ID, "标识", "Global id"),
    )  # fmt: skip


@of(None, "订阅", "What happens in the directory")
class DirectoryChangeSubscriptions:
    directory_changed: DirectoryChange | None = field(
        "目录变动", "A change of the directory, as it becomes public", clause="3.4",
        answer=Changed(),
        id=argument(strawberry.ID | None, "标识", "This change alone; any if none"),
    )  # fmt: skip
