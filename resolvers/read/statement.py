"""The compiler: the selection of an operation becomes one expression of JSON text.

An object is text joined from its fields; a relation to one row is an outer join of the same
SELECT; a list is a correlated subquery; a root field is a subquery of its own. Whatever has no
value though it must have one refuses the statement, and the executor words the error.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
)
from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    inspect,
    null,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from models.base import may_be_null
from permissions.by_id import enter_by_id
from permissions.declaration import (
    MADE,
    Asked,
    Attribute,
    Batch,
    ByNodeId,
    Changed,
    Computed,
    Connected,
    Expression,
    Group,
    Related,
    Rows,
)
from permissions.role_schemas import declared, model_of
from permissions.rows import enter, enter_over
from resolvers.identity import NodeId, check_ids
from resolvers.read import connection
from resolvers.read.arguments import arguments_of
from resolvers.read.holes import CLOSE, OPEN, Hole, decoder, need_text, projector
from resolvers.read.inputs import Kinds, Values
from resolvers.read.scope import Scope, matches
from resolvers.read.selection import Selections
from resolvers.read.text import (
    NULL,
    SCALAR_TEXT,
    Pieces,
    array_text,
    enum_text,
    joined,
    literal_text,
    refused,
)
from rules.vocabulary import Role

CHANGED_ID: Final = "changed_id"
"""The parameter that names the row of an event."""


class Declined(Exception):
    """The executor must answer; `reason` is one of the listed reasons."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def filled(structure: Any, values: Values) -> Any:
    """A structure with the values of its parameters, as batch functions take it."""
    if isinstance(structure, BindParameter):
        return values.get(structure.key, structure.value)
    if isinstance(structure, Mapping):
        return {name: filled(v, values) for name, v in structure.items()}
    if isinstance(structure, list):
        return [filled(v, values) for v in structure]
    if isinstance(structure, NodeId):
        return type(structure)(structure.type_name, filled(structure.value, values))
    return structure


def asked_of(given: Mapping[str, Any], values: Values) -> Asked:
    """What a declared function is told of the request whose values these are."""
    own, address = filled(given, values), values.get(":address", "")
    return Asked(values[":viewer"], own, values[":services"], values[":language"], address)


def _without_nulls(value: Any, pieces: Pieces, row: Any) -> ColumnElement[Any]:
    """A list of what must have a value refuses the statement where an item has none."""
    has_null = func.array_position(value, null()).is_not(None)
    return case((has_null, refused(row)), else_=joined(pieces))


@dataclass
class Statement:
    """What compiling one operation gathers besides the text itself."""

    role: Role
    schema: GraphQLSchema
    selections: Selections
    environment: Mapping[str, Any]
    kinds: Kinds
    holes: list[Hole] = field(default_factory=list)
    guards: list[Callable[[Values], None]] = field(default_factory=list)
    preparations: list[Callable[[Values], Awaitable[None]]] = field(default_factory=list)
    told: list[tuple[str, Callable[[bool, Values], None]]] = field(default_factory=list)

    # --- objects and their fields

    def object(
        self, type_: GraphQLObjectType, nodes: Sequence[FieldNode], row: Any, scope: Scope | None
    ) -> Pieces:
        return self.fields(type_, self.selections.of(type_, nodes), row, scope)

    def fields(
        self, type_: GraphQLObjectType, found: dict[str, list[FieldNode]], row: Any, scope: Any
    ) -> Pieces:
        pieces: Pieces = ["{"]
        for key, nodes in found.items():
            pieces.append(f'{"" if len(pieces) == 1 else ","}"{key}":')
            pieces += self.field(type_, nodes, row, scope)
        return [*pieces, "}"]

    def field(
        self, type_: GraphQLObjectType, nodes: list[FieldNode], row: Any, scope: Scope | None
    ) -> Pieces:
        name = nodes[0].name.value
        if name == "__typename":
            return [f'"{type_.name}"']
        if name.startswith("__"):
            raise Declined("introspection")
        element = type_.fields[name]
        answer = declared(element).metadata["answer"]
        how: Callable[[Place], Pieces] = getattr(self, ANSWERS[type(answer)])
        return how(Place(type_, element, nodes, row, scope, answer))

    def arguments(self, place: "Place") -> dict[str, Any]:
        return arguments_of(place.element, place.nodes[0], self.environment, self.kinds)

    # --- values

    def value(self, type_: Any, value: ColumnElement[Any], row: Any, may_be_null: bool) -> Pieces:
        """A scalar, enum or array as text."""
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(inner, GraphQLList):
            pieces = array_text(value)
            if isinstance(inner.of_type, GraphQLNonNull):
                pieces = [_without_nulls(value, pieces, row)]
        elif isinstance(inner, GraphQLEnumType):
            pieces = enum_text(value)
        else:
            pieces = SCALAR_TEXT[inner.name if inner.name != "ID" else "String"](value)
        if not may_be_null:
            return pieces
        fallback = NULL if inner is type_ else refused(row)
        return [func.coalesce(joined(pieces), fallback)]

    def attribute(self, place: "Place") -> Pieces:
        name = place.answer.name or place.python_name
        if name == "id":
            return [f'"{place.type.name}:', cast(place.row.id, Text), '"']
        mapper = inspect(model_of(place.type))
        if name in mapper.relationships:
            relation = mapper.relationships[name]
            return (self.many if relation.uselist else self.one)(place, relation)
        column = mapper.column_attrs[name].columns[0]
        value = getattr(place.row, name)
        return self.value(place.element.type, value, place.row, may_be_null(column))

    def expression(self, place: "Place") -> Pieces:
        value = place.answer.function(place.row, self.arguments(place))
        return self.value(place.element.type, value, place.row, True)

    # --- rows

    def one(self, place: "Place", relation: Any) -> Pieces:
        child, seen = enter_over(relation, self.role)
        assert place.scope is not None
        place.scope.join(child, matches(place.row, child, relation), seen)
        text = joined(self.object(place.target, place.nodes, child, place.scope))
        absent = refused(place.row) if place.is_required else NULL
        return [case((child.id.is_(None), absent), else_=text)]

    def many(self, place: "Place", relation: Any) -> Pieces:
        child, seen = enter_over(relation, self.role)
        scope = Scope(child, matches(place.row, child, relation), seen)
        return self.list(place, scope, [child.id])

    def list(self, place: "Place", scope: Scope, order: Sequence[Any]) -> Pieces:
        text = self.whole(place, scope)
        gathered = func.string_agg(text, aggregate_order_by(literal_text(","), *order), type_=Text)
        return ["[", func.coalesce(scope.select(gathered).scalar_subquery(), literal_text("")), "]"]

    def whole(self, place: "Place", scope: Scope) -> ColumnElement[str]:
        """The text of one row of a list: it is never NULL, so no row can vanish."""
        text = joined(self.object(place.target, place.nodes, scope.row, scope))
        return func.coalesce(text, refused(scope.row), type_=Text)

    def rows(self, place: "Place") -> Pieces:
        child, seen = enter(model_of(place.target), self.role)  # type: ignore[arg-type]
        given, answer = self.arguments(place), place.answer
        if answer.check is not None:
            self.guards.append(lambda values: answer.check(filled(given, values)))
        if answer.after is not None:
            self.told.append((place.key, lambda found, v: answer.after(asked_of(given, v), found)))
        made = {} if answer.before is None else {MADE: self.made(answer.before, given)}
        scope = Scope(child, seen, answer.where(child, given | made))
        return self.ordered(place, scope)

    def made(self, before: Any, given: dict[str, Any]) -> BindParameter[Any]:
        """The parameter of what is made of the arguments ahead of the statement."""
        name = f"{MADE}{len(self.preparations)}"

        async def prepare(values: Values) -> None:
            values[name] = list(await before(asked_of(given, values)))

        self.preparations.append(prepare)
        return bindparam(name, type_=ARRAY(LargeBinary))

    def related(self, place: "Place") -> Pieces:
        child, seen = enter(model_of(place.target), self.role)  # type: ignore[arg-type]
        given = [self.arguments(place)] if place.element.args else []
        return self.ordered(place, Scope(child, seen, place.answer.on(child, place.row, *given)))

    def ordered(self, place: "Place", scope: Scope) -> Pieces:
        """A list in the order of its columns, or one row."""
        order = [*(getattr(scope.row, name) for name in place.answer.order), scope.row.id]
        if not place.is_list:
            return self.single(place, scope, order)
        return self.list(place, scope, order)

    def single(self, place: "Place", scope: Scope, order: Sequence[Any] = ()) -> Pieces:
        """At most one row; the statement says LIMIT so that a wider condition is no fault."""
        text = self.whole(place, scope)
        found = scope.select(text).order_by(*order or [scope.row.id]).limit(1)
        absent = refused(None) if place.is_each_required else NULL
        return [func.coalesce(found.scalar_subquery(), absent)]

    def changed(self, place: "Place") -> Pieces:
        """The row of the event, which comes as a parameter; null if it is not the one asked for."""
        child, seen = enter(model_of(place.target), self.role)  # type: ignore[arg-type]
        scope = Scope(child, seen, child.id == bindparam(CHANGED_ID, type_=Uuid()))
        asked: NodeId | None = self.arguments(place).get("id")
        if asked is not None:
            scope.conditions.append(child.id == asked.of(place.target.name))
        return self.single(place, scope)

    def by_node_id(self, place: "Place") -> Pieces:
        given = self.arguments(place)
        if not place.is_list:
            return self.node(place, given["id"])
        pieces: Pieces = ["["]
        for node_id in check_ids(given["ids"]):
            pieces += ["," if len(pieces) > 1 else "", *self.node(place, node_id)]
        return [*pieces, "]"]

    def node(self, place: "Place", node_id: NodeId) -> Pieces:
        """The object of an id, or null: unknown, forbidden, malformed, or a type not shown."""
        type_ = self.schema.type_map.get(node_id.type_name)
        if not isinstance(type_, GraphQLObjectType) or place.target not in type_.interfaces:
            return ["null"]
        child, found = enter_by_id(type_, self.role)
        if found is None:
            return ["null"]
        scope = Scope(child, found, child.id == node_id.value)
        return self.single(place.of(type_), scope)

    def connected(self, place: "Place") -> Pieces:
        return connection.compiled(self, place)

    def group(self, place: "Place") -> Pieces:
        return self.object(place.target, place.nodes, place.row, place.scope)

    # --- holes

    def batch(self, place: "Place") -> Pieces:
        needs = [n(place.row) if callable(n) else getattr(place.row, n) for n in place.answer.needs]
        return self.hole(place, place.answer.function, needs)

    def computed(self, place: "Place") -> Pieces:
        async def answer(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
            return [await place.answer.function(asked) for _ in rows]

        return self.hole(place, answer, [])

    def hole(self, place: "Place", function: Any, needs: Sequence[Any]) -> Pieces:
        given = self.arguments(place)

        async def answer(rows: Sequence[tuple[Any, ...]], values: Values) -> Sequence[Any]:
            return await function(rows, asked_of(given, values))  # type: ignore[no-any-return]

        project = projector(place.element.type, place.nodes, self.selections)
        slot = len(self.holes)
        self.holes.append(Hole(answer, decoder([n.type for n in needs]), project))
        pieces: Pieces = [f"{OPEN}{slot}:["]
        for index, need in enumerate(needs):
            pieces += ["," if index else "", *need_text(need)]
        return [*pieces, f"]{CLOSE}"]


@dataclass(frozen=True)
class Place:
    """One field being compiled: where it stands and how it is answered."""

    type: GraphQLObjectType
    element: GraphQLField
    nodes: list[FieldNode]
    row: Any
    scope: Scope | None
    answer: Any
    node_type: GraphQLObjectType | None = None

    @property
    def python_name(self) -> str:
        return str(declared(self.element).python_name)

    @property
    def key(self) -> str:
        """Of the field in the answer."""
        return (self.nodes[0].alias or self.nodes[0].name).value

    @property
    def target(self) -> Any:
        return self.node_type or get_named_type(self.element.type)

    @property
    def is_required(self) -> bool:
        return isinstance(self.element.type, GraphQLNonNull)

    @property
    def is_each_required(self) -> bool:
        """Of a list whether each item is, of one object whether it is."""
        inner = get_nullable_type(self.element.type)
        one = inner.of_type if isinstance(inner, GraphQLList) else self.element.type
        return isinstance(one, GraphQLNonNull)

    @property
    def is_list(self) -> bool:
        inner = self.element.type.of_type if self.is_required else self.element.type  # type: ignore[union-attr]
        return isinstance(inner, GraphQLList)

    def of(self, type_: GraphQLObjectType) -> "Place":
        return Place(self.type, self.element, self.nodes, self.row, self.scope, self.answer, type_)


# By name, so that a statement of another kind (a mutation's payload) may answer otherwise.
ANSWERS: dict[type, str] = {
    Attribute: "attribute",
    Expression: "expression",
    Batch: "batch",
    Rows: "rows",
    Changed: "changed",
    Related: "related",
    Connected: "connected",
    Group: "group",
    ByNodeId: "by_node_id",
    Computed: "computed",
}
