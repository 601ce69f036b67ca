"""A connection in the statement: one page by keyset, totals only if selected.

The page is read with one row too many, which tells whether another page follows. The outer select
always aggregates, or does not read the page at all: otherwise it would give a row for each row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType, get_named_type
from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    cast,
    false,
    func,
    inspect,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import RelationshipProperty

from permissions.role_schemas import declared, model_of
from permissions.rows import enter, enter_over
from resolvers.read.arguments import arguments_of
from resolvers.read.condition import condition
from resolvers.read.dialect import GIVEN
from resolvers.read.facet import Matched, check_most, counted
from resolvers.read.keyset import PAGE, check_size, order_of, window_of
from resolvers.read.scope import Scope, matches
from resolvers.read.text import NULL, Pieces, joined, literal_text, quoted

if TYPE_CHECKING:
    from resolvers.read.inputs import Values
    from resolvers.read.statement import Place, Statement


def node_type_of(place: "Place") -> GraphQLObjectType:
    found: GraphQLObjectType = get_named_type(place.target.fields["nodes"].type)
    return found


def relation_of(place: "Place") -> RelationshipProperty[Any]:
    mapper: Any = inspect(model_of(place.type))
    relation: RelationshipProperty[Any] = mapper.relationships[place.answer.relation]
    return relation


def entered(page: "Page") -> tuple[Any, ColumnElement[bool]]:
    """A row of the connection with its predicate, reached over the relation if there is one."""
    role = page.statement.role
    if page.place.answer.relation:
        return enter_over(relation_of(page.place), role)
    return enter(page.model, role)


def conditions(
    place: "Place", given: dict[str, Any], row: Any, model: type
) -> list[ColumnElement[bool]]:
    """What bounds a connection besides the predicate: relation, own condition, filter."""
    found = []
    if place.answer.relation:
        found.append(matches(place.row, row, relation_of(place)))
    if place.answer.where:
        found.append(place.answer.where(row, given))
    if given.get("filter") is not None:
        type_: Any = get_named_type(place.element.args["filter"].type)
        found.append(condition(row, type_, given["filter"]))
    return found


@dataclass
class Page:
    """The page of one connection: its columns, each asked for once."""

    statement: "Statement"
    place: "Place"
    model: type
    given: dict[str, Any]

    def __post_init__(self) -> None:
        self.order = order_of(self.place.element, self.given, self.model)
        self.window = window_of(self.given)
        self.row, seen = entered(self)
        self.scope = Scope(
            self.row, seen, *conditions(self.place, self.given, self.row, self.model)
        )
        self.columns: list[ColumnElement[Any]] = []
        self._cursor: str | None = None
        self.size = self._size()
        for cursor, backward in self.window.cursors:
            keys = self._keys(cursor)
            self.scope.conditions.append(self.order.beyond(self.row, keys, backward))

    def _size(self) -> ColumnElement[int]:
        size = self.window.size
        if size is None:
            return literal(PAGE, Integer)
        self.guard(size, check_size)
        return size  # type: ignore[no-any-return]

    def guard(self, value: BindParameter[Any], check: Callable[[Any], None]) -> None:
        if value.value is not None:
            check(value.value)
            return
        key = value.key
        self.statement.guards.append(lambda values: check(values[key]))

    def _keys(self, cursor: BindParameter[Any]) -> list[BindParameter[Any]]:
        """Parameters for the keys in a cursor, decoded when the values are there."""
        columns = [getattr(self.row, name) for name in self.order.columns]
        if cursor.value is not None:
            found = self.order.decode(cursor.value)
            return [
                bindparam(GIVEN, v, type_=c.type, unique=True)
                for v, c in zip(found, columns, strict=True)
            ]
        names = [f"{cursor.key}/{self.order.name}/{i}" for i in range(len(columns))]
        decode, key = self.order.decode, cursor.key

        def derive(values: "Values") -> None:
            values.update(zip(names, decode(values[key]), strict=True))

        self.statement.guards.append(derive)
        return [bindparam(n, type_=c.type) for n, c in zip(names, columns, strict=True)]

    def column(self, made: ColumnElement[Any]) -> str:
        """Numbered, not named after a client's alias: PostgreSQL cuts names at 63 bytes."""
        self.columns.append(made)
        return f"c{len(self.columns) - 1}"

    def cursor(self) -> str:
        if self._cursor is None:
            self._cursor = self.column(self.order.cursor(self.row))
        return self._cursor

    def subquery(self) -> Any:
        order = self.order.order_by(self.row, self.window.is_backward)
        number = func.row_number().over(order_by=order).label("n")
        named = [made.label(f"c{index}") for index, made in enumerate(self.columns)]
        return self.scope.select(number, *named).order_by(*order).limit(self.size + 1).subquery()


def compiled(statement: "Statement", place: "Place") -> Pieces:
    type_ = node_type_of(place)
    model = model_of(type_)
    assert model is not None
    page = Page(statement, place, model, statement.arguments(place))
    parts: list[tuple[str, Any]] = []
    for key, nodes in statement.selections.of(place.target, place.nodes).items():
        parts.append((key, PARTS[nodes[0].name.value](page, nodes, key)))
    return _assembled(page, parts)


def _assembled(page: Page, parts: list[tuple[str, Any]]) -> Pieces:
    """Parts that are functions read the page; without any of them the page is not read."""
    from_page = page.subquery() if any(callable(part) for _, part in parts) else None
    pieces: Pieces = ["{"]
    for key, part in parts:
        own = part(from_page) if callable(part) else part
        pieces += [f'{"" if len(pieces) == 1 else ","}"{key}":', *own]
    pieces.append("}")
    if from_page is None:
        return pieces
    return [select(joined(pieces)).select_from(from_page).scalar_subquery()]


def _in_order(page: Page, rows: Any) -> Any:
    return rows.c.n.desc() if page.window.is_backward else rows.c.n.asc()


def _gathered(page: Page, name: str) -> Callable[[Any], Pieces]:
    def read(rows: Any) -> Pieces:
        comma = aggregate_order_by(literal_text(","), _in_order(page, rows))
        text = func.string_agg(rows.c[name], comma, type_=Text).filter(rows.c.n <= page.size)
        return ["[", func.coalesce(text, literal_text("")), "]"]

    return read


def _nodes(page: Page, nodes: list[FieldNode], key: str) -> Any:
    own = replace(page.place.of(node_type_of(page.place)), nodes=nodes)
    return _gathered(page, page.column(page.statement.whole(own, page.scope)))


def _edges(page: Page, nodes: list[FieldNode], key: str) -> Any:
    edge = get_named_type(page.place.target.fields["edges"].type)
    pieces: Pieces = ["{"]
    found = page.statement.selections.of(edge, nodes)
    for own_key, own in found.items():
        pieces.append(f'{"" if len(pieces) == 1 else ","}"{own_key}":')
        name = own[0].name.value
        if name == "__typename":
            pieces.append(f'"{edge.name}"')
        elif name == "cursor":
            pieces += quoted(page.order.cursor(page.row))
        else:
            place = replace(page.place.of(node_type_of(page.place)), nodes=own)
            pieces.append(page.statement.whole(place, page.scope))
    return _gathered(page, page.column(joined([*pieces, "}"])))


def _end(page: Page, is_last: bool) -> Callable[[Any], Pieces]:
    """The cursor of the first or last row of the page; null on an empty page."""
    name = page.cursor()
    takes_highest = is_last is not page.window.is_backward

    def read(rows: Any) -> Pieces:
        order = rows.c.n.desc() if takes_highest else rows.c.n.asc()
        cursors = func.array_agg(aggregate_order_by(rows.c[name], order), type_=ARRAY(Text))
        first = type_coerce(cursors.filter(rows.c.n <= page.size), ARRAY(Text))[1]
        return [func.coalesce(joined(quoted(first)), NULL)]

    return read


def _more(page: Page, is_next: bool) -> Any:
    """Rows beyond the page on the side it grows to; on the other side, whether it had a start."""
    window = page.window
    if is_next is not window.is_backward:
        return lambda rows: [cast(func.coalesce(func.bool_or(rows.c.n > page.size), false()), Text)]
    started = window.before if is_next else window.after
    return ["true" if started is not None else "false"]


def _page_info(page: Page, nodes: list[FieldNode], key: str) -> Any:
    info = get_named_type(page.place.target.fields["pageInfo"].type)
    made: dict[str, Callable[[], Any]] = {
        "__typename": lambda: [f'"{info.name}"'],
        "hasNextPage": lambda: _more(page, True),
        "hasPreviousPage": lambda: _more(page, False),
        "startCursor": lambda: _end(page, False),
        "endCursor": lambda: _end(page, True),
    }
    found = page.statement.selections.of(info, nodes)
    parts = [(own_key, made[own[0].name.value]()) for own_key, own in found.items()]

    def read(rows: Any) -> Pieces:
        pieces: Pieces = ["{"]
        for own_key, part in parts:
            own = part(rows) if callable(part) else part
            pieces += [f'{"" if len(pieces) == 1 else ","}"{own_key}":', *own]
        return [*pieces, "}"]

    return read if any(callable(part) for _, part in parts) else read(None)


def _total(page: Page, nodes: list[FieldNode], key: str) -> Pieces:
    """All rows of the connection, whatever the page."""
    row, seen = entered(page)
    scope = Scope(row, seen, *conditions(page.place, page.given, row, page.model))
    return [cast(scope.select(func.count()).scalar_subquery(), Text)]


def _facets(page: Page, nodes: list[FieldNode], key: str) -> Pieces:
    """Each facet is a subquery of its own, whatever the page; the rows that they count are found
    once for all that set aside none of the keys given."""
    type_: Any = get_named_type(page.place.target.fields["facets"].type)
    pieces: Pieces = ["{"]
    matched = Matched()
    for own_key, own in page.statement.selections.of(type_, nodes).items():
        pieces.append(f'{"" if len(pieces) == 1 else ","}"{own_key}":')
        if own[0].name.value == "__typename":
            pieces.append(f'"{type_.name}"')
        else:
            pieces += _facet(page, type_.fields[own[0].name.value], own, matched)
    return [*pieces, "}"]


def _facet(page: Page, element: GraphQLField, nodes: list[FieldNode], matched: Matched) -> Pieces:
    statement = page.statement
    most = arguments_of(element, nodes[0], statement.environment, statement.kinds)["most"]
    page.guard(most, check_most)
    answer = declared(element).metadata["answer"]
    role, given = statement.role, page.given
    found = counted(answer, page.model, role, page.place.element, given, most, matched)
    type_: Any = get_named_type(element.type)
    pieces: Pieces = ["{"]
    for key, own in statement.selections.of(type_, nodes).items():
        pieces.append(f'{"" if len(pieces) == 1 else ","}"{key}":')
        name = own[0].name.value
        if name == "__typename":
            pieces.append(f'"{type_.name}"')
        else:
            text = cast(func.to_json(found.c[name]), Text)
            pieces.append(text)
    comma = aggregate_order_by(literal_text(","), found.c.n)
    gathered = select(func.string_agg(joined([*pieces, "}"]), comma, type_=Text))
    return ["[", func.coalesce(gathered.scalar_subquery(), literal_text("")), "]"]


PARTS: dict[str, Callable[[Page, list[FieldNode], str], Any]] = {
    "__typename": lambda page, nodes, key: [f'"{page.place.target.name}"'],
    "edges": _edges,
    "facets": _facets,
    "nodes": _nodes,
    "pageInfo": _page_info,
    "totalCount": _total,
}
