"""节点 What every object of the register has, and how lists of them are paged."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

import strawberry

from permissions.declaration import Argument, Arguments, Connected, argument, field, of
from rules.vocabulary import Role

T = TypeVar("T")


@of(None, "节点", "An object of the register with a global id", interface=True)
class Node:
    id: strawberry.ID = field("全局标识", "Global id: type name and number")
    created_at: datetime = field("登记时间", "When it entered the register")
    updated_at: datetime = field("更新时间", "When it was last changed")
    version: int = field("版本", "Rises by one with every change; give it as expectedVersion")


@of(None, "分页信息", "Where a page stands in its connection")
class PageInfo:
    has_next_page: bool = field("是否有下一页", "Whether rows follow this page")
    has_previous_page: bool = field("是否有上一页", "Whether rows come before this page")
    start_cursor: str | None = field("首行游标", "Cursor of the first row; null on an empty page")
    end_cursor: str | None = field("末行游标", "Cursor of the last row; null on an empty page")


@of(None, "边", "One row of a connection with its cursor")
class Edge(Generic[T]):
    cursor: str = field("游标", "Where this row stands in its order")
    node: T = field("节点", "The row")


@of(None, "连接", "A page of rows over a total order")
class Connection(Generic[T]):
    edges: list[Edge[T]] = field("边", "The rows with their cursors")
    nodes: list[T] = field("节点", "The rows")
    page_info: PageInfo = field("分页信息", "Where the page stands")
    total_count: int = field("总数", "All rows under the same filter; costs nothing unless asked")


def connection(
    zh: str,
    en: str,
    roles: Sequence[Role] | None = None,
    clause: str | None = None,
    *,
    order: Any,
    filter: Any = None,
    where: Callable[[Any, Arguments], Any] | None = None,
    relation: str | None = None,
    **arguments: Argument,
) -> Any:
    """A connection field: `filter`, `orderBy` and the four arguments of a page."""
    paging = {
        "first": argument(
            int | None, "向后取几行", "Rows after the cursor, at most 200; 20 if none"
        ),
        "after": argument(str | None, "起始游标", "Rows after this cursor"),
        "last": argument(int | None, "向前取几行", "Rows before the cursor, at most 200"),
        "before": argument(str | None, "终止游标", "Rows before this cursor"),
        "order_by": argument(order | None, "排序", "The order; the first of its values if none"),
    }
    if filter is not None:
        paging["filter"] = argument(filter | None, "筛选", "Which rows; a null key says nothing")
    return field(
        zh,
        en,
        roles,
        clause,
        answer=Connected(where, relation),
        arguments={**arguments, **paging},
    )
