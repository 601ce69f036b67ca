"""A generated document with values that are really there, so that it comes past the first door.

An id becomes one of the register (mostly of the fitting type), `expectedVersion` that object's
version, and a text, number or day that is named like a column becomes a value of that column.
Where an interface is selected `__typename` is added: the answer can then be held to the schema.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NameNode,
    ObjectFieldNode,
    ObjectValueNode,
    SelectionSetNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    Visitor,
    get_named_type,
    parse,
    print_ast,
    visit,
)
from sqlalchemy import select

from models import Base
from models.database import Database
from resolvers.identity import write_id

SAMPLE = 20  # rows of each table
CHANCE = 0.9
RARELY = 0.05
SIZES: list[str | int] = [0, 1, 2, 20, 200]
AWAY = {"last", "before", "after"}
EXTREMES = ["", " ", "长" * 5_000, "%", "\u2028", "０１２", "😀" * 300]
TYPENAME = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())


@dataclass
class Values:
    """What a database holds: (id, version) by type, values by column's name in camelCase."""

    objects: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    columns: dict[str, list[str | int]] = field(default_factory=dict)


async def values_of(database: Database, account_id: Any = None, without: str = "\0") -> Values:
    """A sample of every table.

    Nothing of the account is offered, so that it stays able to sign in; nor any text that holds
    `without`.
    """
    found = Values()
    async with database.engine.connect() as connection:
        for mapper in Base.registry.mappers:
            table = mapper.local_table
            keys = [c for c in table.c if c.name == "created_at"] + [*table.primary_key]
            rows = await connection.execute(select(table).order_by(*keys).limit(SAMPLE))
            for row in rows.mappings():
                if account_id is None or account_id not in row.values():
                    kept = {n: v for n, v in row.items() if without not in str(v)}
                    _gather(found, mapper.class_.__name__, kept)
    return found


def _gather(found: Values, type_name: str, row: dict[str, Any]) -> None:
    if "version" in row and "id" in row:
        own = write_id(type_name, row["id"]), row["version"]
        found.objects.setdefault(type_name, []).append(own)
    for name, value in row.items():
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            found.columns.setdefault(_camel(name), []).append(value)
        elif type(value) is date:
            found.columns.setdefault(_camel(name), []).append(str(value))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def plausible(text: str, schema: GraphQLSchema, values: Values, seed: str) -> str:
    """The same document with other values; the same for the same seed and values."""
    visitor = _Plausible(schema, values, Random(seed))
    return print_ast(visit(parse(text), TypeInfoVisitor(visitor.information, visitor)))


def with_arguments(node: FieldNode, arguments: tuple[ArgumentNode, ...]) -> FieldNode:
    return FieldNode(
        alias=node.alias,
        name=node.name,
        arguments=arguments,
        directives=node.directives,
        selection_set=node.selection_set,
    )


def with_typenames(text: str, schema: GraphQLSchema) -> str:
    information = TypeInfo(schema)
    return print_ast(visit(parse(text), TypeInfoVisitor(information, _Typenames(information))))


class _Typenames(Visitor):
    def __init__(self, information: TypeInfo) -> None:
        super().__init__()
        self.information = information

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> Any:
        if isinstance(self.information.get_parent_type(), GraphQLInterfaceType):
            return SelectionSetNode(selections=(*node.selections, TYPENAME))
        return None


class _Plausible(Visitor):
    def __init__(self, schema: GraphQLSchema, values: Values, random: Random) -> None:
        super().__init__()
        shown = schema.type_map
        self.information = TypeInfo(schema)
        self.objects = {t: own for t, own in values.objects.items() if t in shown}
        self.columns = values.columns
        self.random = random
        self.versions = {i: v for own in values.objects.values() for i, v in own}
        self.about = ""

    def enter_field(self, *_: Any) -> None:
        """What an argument `id` speaks of: the field's own type, or the payload's first object."""
        type_ = get_named_type(self.information.get_type())
        if not isinstance(type_, GraphQLObjectType):
            return
        shown = [get_named_type(f.type).name for f in type_.fields.values()]
        known = [name for name in (type_.name, *shown) if name in self.objects]
        self.about = known[0] if known else self.about

    def leave_field(self, node: FieldNode, *_: Any) -> Any:
        """A page from the start: no other size beside `first`, and no cursor made of nothing."""
        given = node.arguments or ()
        kept = tuple(a for a in given if a.name.value not in AWAY)
        is_all = len(kept) == len(given) or self.random.random() > CHANCE
        return None if is_all else with_arguments(node, kept)

    def leave_argument(self, node: ArgumentNode, *_: Any) -> Any:
        value = self.value(node.name.value, node.value)
        return None if value is None else ArgumentNode(name=node.name, value=value)

    def leave_object_field(self, node: ObjectFieldNode, *_: Any) -> Any:
        value = self.value(node.name.value, node.value)
        return None if value is None else ObjectFieldNode(name=node.name, value=value)

    def leave_object_value(self, node: ObjectValueNode, *_: Any) -> Any:
        """The version of the object that stands beside it."""
        given = {f.name.value: f.value for f in node.fields}
        own = given.get("id")
        if not isinstance(own, StringValueNode) or "expectedVersion" not in given:
            return None
        version = IntValueNode(value=str(self.versions.get(own.value, 1)))
        return ObjectValueNode(
            fields=tuple(
                ObjectFieldNode(name=f.name, value=version)
                if f.name.value == "expectedVersion"
                else f
                for f in node.fields
            )
        )

    def value(self, name: str, node: ValueNode) -> ValueNode | None:
        """Another value, or None to leave it."""
        if isinstance(node, ListValueNode):
            return ListValueNode(values=tuple(self.value(name, v) or v for v in node.values))
        if not isinstance(node, (StringValueNode, IntValueNode)) or self.random.random() > CHANCE:
            return None
        type_ = get_named_type(self.information.get_input_type())
        if name == "idempotencyKey":
            return StringValueNode(value=f"key {self.random.random()}")
        if type_ is not None and type_.name == "ID":
            return StringValueNode(value=self.id(name))
        known = SIZES if name in ("first", "last") else self.columns.get(name)
        if known is None or type_ is None:
            return None
        if type_.name == "String" and self.random.random() < RARELY:
            return StringValueNode(value=self.random.choice(EXTREMES))
        return _literal(self.random.choice(known), type_.name)

    def id(self, name: str) -> str:
        """Mostly one of the type that the name ends with: planId is an EvaluationPlan's."""
        stem = name.removesuffix("s").removesuffix("Id")
        named = [t for t in self.objects if t.lower().endswith(stem.lower())]
        types = named or ([self.about] if self.about else [])
        if not types or self.random.random() > CHANCE:
            types = list(self.objects)
        return self.random.choice(self.objects[self.random.choice(types)])[0]


def _literal(value: str | int, type_name: str) -> ValueNode | None:
    if type_name in ("Int", "Float"):
        return IntValueNode(value=str(value)) if isinstance(value, int) else None
    return StringValueNode(value=str(value))
