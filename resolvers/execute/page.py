"""Connections for the executor: the pages of many parents in one statement, totals in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from sqlalchemy import Select, and_, func, inspect, literal_column, select

from permissions.declaration import Connected, Facet
from permissions.role_schemas import model_of
from permissions.rows import enter, one_statement
from resolvers.execute.context import Context
from resolvers.execute.relations import among
from resolvers.read.arguments import bound_arguments, plain_arguments
from resolvers.read.condition import condition
from resolvers.read.facet import Matched, check_most, counted
from resolvers.read.keyset import PAGE, check_size, order_of, window_of
from resolvers.read.scope import matches


@dataclass
class Paging:
    """One connection field with its arguments, for one request."""

    context: Context
    type: GraphQLObjectType
    element: GraphQLField
    answer: Connected
    coerced: dict[str, Any]

    def __post_init__(self) -> None:
        self.given = plain_arguments(self.element, self.coerced, self.context.kinds)
        self.bound = bound_arguments(self.element, self.coerced, self.context.kinds)
        self.window = window_of(self.given)
        self.size = PAGE if self.window.size is None else self.window.size
        check_size(self.size)
        named: Any = get_named_type(self.element.type)
        self.model = cast(Any, model_of(get_named_type(named.fields["nodes"].type)))
        self.order = order_of(self.element, self.given, self.model)
        self.cursors = [(self.order.decode(c), side) for c, side in self.window.cursors]

    def conditions(self, row: Any) -> list[Any]:
        found = []
        if self.answer.where:
            found.append(self.answer.where(row, self.bound))
        if self.given.get("filter") is not None:
            type_: Any = get_named_type(self.element.args["filter"].type)
            found.append(condition(row, type_, self.bound["filter"]))
        return found

    def bounded(self, ids: Sequence[UUID]) -> tuple[Any, Any, list[Any]]:
        """The entered row, the parent's id (or null), and what ties and bounds the rows."""
        row, seen = enter(self.model, self.context.viewer.role)
        conditions = [seen, *self.conditions(row)]
        if not self.answer.relation:
            return row, literal_column("null"), conditions
        own: Any = model_of(self.type)
        parent, _ = enter(own, self.context.viewer.role)
        relation = inspect(own).relationships[self.answer.relation]
        return row, parent.id, [*conditions, among(parent.id, ids), matches(parent, row, relation)]

    def paged(self, ids: list[Any]) -> Select[Any]:
        """The rows of each parent's page with one too many, each with its cursor."""
        row, parent, conditions = self.bounded(ids)
        beyond = [self.order.beyond(row, keys, side) for keys, side in self.cursors]
        order = self.order.order_by(row, self.window.is_backward)
        number = func.row_number().over(partition_by=parent, order_by=order).label("n")
        columns = (row.id.label("id"), parent.label("parent"), self.order.cursor(row).label("c"))
        page = select(number, *columns).where(and_(*conditions, *beyond)).subquery()
        whole, _ = enter(self.model, self.context.viewer.role)
        return (
            select(page.c.parent, page.c.c, whole)
            .join(page, page.c.id == whole.id)
            .where(page.c.n <= self.size + 1)
            .order_by(page.c.n)
        )

    async def pages(self, ids: list[Any]) -> list[dict[str, Any]]:
        with one_statement():
            statement = self.paged(ids)
        found = await self.context.execute(statement)
        gathered: dict[Any, list[tuple[str, Any]]] = {}
        for parent_id, cursor, own in found:
            gathered.setdefault(parent_id, []).append((cursor, own))
        return [self.page(i, gathered.get(i, [])) for i in ids]

    def page(self, parent: Any, found: list[tuple[str, Any]]) -> dict[str, Any]:
        more = len(found) > self.size
        rows = found[: self.size]
        if self.window.is_backward:
            rows.reverse()
        started = self.window.before if self.window.is_backward else self.window.after
        ahead, behind = (
            (started is not None, more) if self.window.is_backward else (more, started is not None)
        )
        return {
            "edges": [{"cursor": c, "node": row} for c, row in rows],
            "nodes": [row for _, row in rows],
            "page_info": {
                "has_next_page": ahead,
                "has_previous_page": behind,
                "start_cursor": rows[0][0] if rows else None,
                "end_cursor": rows[-1][0] if rows else None,
            },
            "total_count": lambda: self.total(parent),
            "facets": self,
        }

    async def facet(self, answer: Facet, most: int) -> list[dict[str, Any]]:
        check_most(most)
        role = self.context.viewer.role
        found = counted(answer, self.model, role, self.element, self.bound, most, Matched())
        rows = await self.context.execute(select(found).order_by(found.c.n))
        return [dict(row) for row in rows.mappings()]

    async def total(self, parent: Any) -> int:
        name = ("total", id(self.element), repr(self.coerced))
        return int(await self.context.load(name, self.totals, parent))

    def counted(self, ids: list[Any]) -> Select[Any]:
        row, parent, conditions = self.bounded(ids)
        # A role that sees every row may leave no condition to name the table.
        counted = select(parent.label("parent"), func.count()).select_from(row)
        statement = counted.where(and_(*conditions))
        return statement.group_by(parent) if self.answer.relation else statement

    async def totals(self, ids: list[Any]) -> list[int]:
        with one_statement():
            statement = self.counted(ids)
        counts = {row[0]: int(row[1]) for row in await self.context.execute(statement)}
        return [counts.get(i, 0) for i in ids]
