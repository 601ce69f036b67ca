"""Documents by number: valid for any role's schema, full of what compilers get wrong.

The number is the seed. Most documents are right; some are wrong on purpose (a foreign cursor, a
size out of range), and must then be wrong both ways.
"""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from tests.judge import pools
from tests.judge.pools import Pool

DEPTH = 5
ABSENT: Any = object()


class Word(str):
    """An enum value: bare in a document, quoted in JSON."""

    __slots__ = ()


class Variable(str):
    """The use of a variable in a literal."""

    __slots__ = ()


def literal(value: Any) -> str:
    if isinstance(value, Variable):
        return f"${value}"
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(literal(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(v)}" for name, v in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


@dataclass
class Asked:
    """A document with its variables."""

    text: str
    variables: dict[str, Any]
    others: dict[str, Any] | None = None  # asked with these too: a plan is kept and met again


@dataclass
class Documents:
    """One document of one role's schema. `number` is the seed."""

    schema: GraphQLSchema
    pool: Pool
    number: int
    definitions: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.number)
        self.arguments_of: dict[tuple[str, str], str] = {}
        self.fields_left = 60
        self.aliases = 0
        self.types: dict[str, str] = {}
        self.about = ""

    def document(self) -> Asked:
        root = self.schema.query_type
        assert root is not None
        selection = self.selection(root, 0)
        definitions = f"({', '.join(self.definitions)})" if self.definitions else ""
        text = "\n".join([f"query Q{definitions} {selection}", *self.fragments])
        others = self.others() if self.variables and self.chance(0.4) else None
        return Asked(text, self.variables, others)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def others(self) -> dict[str, Any]:
        """Other values for the same document: absent, null, or changed within their kind."""
        made = {}
        for name, definition in self.types.items():
            may_be_absent = not definition.endswith("!")
            if may_be_absent and self.chance(0.3):
                continue
            is_null = may_be_absent and "!" not in definition and self.chance(0.3)
            made[name] = None if is_null else self.changed(self.variables.get(name))
        return made

    def changed(self, value: Any) -> Any:
        if isinstance(value, bool):
            return not value if self.chance(0.5) else value
        if isinstance(value, int):
            return value + 1 if 0 < value < 3 else value
        if isinstance(value, list):
            return [self.changed(v) for v in value[:1]] if self.chance(0.5) else value
        if isinstance(value, dict):
            return {name: self.changed(v) for name, v in value.items()}
        return self.pool.like(self.random, value) if isinstance(value, str) else value

    # --- selections

    def selection(self, type_: Any, depth: int) -> str:
        parts = [self.part(type_, depth) for _ in range(self.width(type_, depth))]
        if self.chance(0.1):
            parts.insert(self.random.randint(0, len(parts)), "__typename")
        self.random.shuffle(parts)
        return "{ " + " ".join(part for part in parts if part) + " __typename }"

    def width(self, type_: Any, depth: int) -> int:
        most = {0: 2, 1: 6, 2: 6, 3: 5}.get(depth, 3)
        return self.random.randint(1, min(most, max(1, len(type_.fields))))

    def part(self, type_: Any, depth: int) -> str:
        """A field, or fields inside a fragment."""
        chance = self.random.random()
        share = 0.6 if isinstance(type_, GraphQLInterfaceType) else 0.2
        if chance > share:
            return self.one_or_twins(type_, depth)
        condition = self.condition(type_)
        inner = self.one_or_twins(condition, depth) or "__typename"
        if chance < share / 2:
            on = "" if condition is type_ and self.chance(0.3) else f"on {condition.name} "
            return f"... {on}{self.directives()}{{ {inner} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {condition.name} {{ {inner} }}")
        spread = f"...{name} {self.directives()}"
        return spread * (2 if self.chance(0.2) else 1)

    def condition(self, type_: Any) -> Any:
        """A type that the fragment may narrow to, or widen to."""
        if isinstance(type_, GraphQLInterfaceType):
            return self.random.choice([type_, *self.schema.get_possible_types(type_)])
        wider = [*type_.interfaces, type_] if self.chance(0.3) else [type_]
        return self.random.choice(wider)

    def one_or_twins(self, type_: Any, depth: int) -> str:
        """A field; seldom twice under the same key, so that both selections must be merged."""
        name = self.field_name(type_, depth)
        if name is None:
            return "__typename"
        element: GraphQLField = type_.fields[name]
        head = self.head(type_, name, element, depth)
        count = 2 if self.chance(0.12) else 1
        return " ".join(self.completed(head, element, depth) for _ in range(count))

    def field_name(self, type_: Any, depth: int) -> str | None:
        names = list(type_.fields)
        if depth >= DEPTH or self.fields_left <= 0:
            names = [n for n in names if is_leaf_type(get_named_type(type_.fields[n].type))]
        if not names:
            return None
        self.fields_left -= 1
        weights = [2.5 if self.is_rich(type_.fields[name]) else 1 for name in names]
        return self.random.choices(names, weights)[0]

    def is_rich(self, element: GraphQLField) -> bool:
        return bool(element.args) or not is_leaf_type(get_named_type(element.type))

    def head(self, type_: Any, name: str, element: GraphQLField, depth: int) -> str:
        """Alias, name, arguments. Without an alias a field's arguments are always the same."""
        if self.chance(0.25):
            self.aliases += 1
            long = "_" * 70 if self.chance(0.1) else ""
            return f"{long}a{self.aliases}: {name}{self.arguments(name, element)}"
        key = (type_.name, name)
        if key not in self.arguments_of:
            self.arguments_of[key] = self.arguments(name, element)
        return f"{name}{self.arguments_of[key]}"

    def completed(self, head: str, element: GraphQLField, depth: int) -> str:
        inner = get_named_type(element.type)
        if isinstance(inner, (GraphQLObjectType, GraphQLInterfaceType)):
            return f"{head} {self.directives()}{self.selection(inner, depth + 1)}"
        return f"{head} {self.directives()}"

    def directives(self) -> str:
        if not self.chance(0.08):
            return ""
        name = self.random.choice(("skip", "include"))
        condition: Any = self.chance(0.5)
        if self.chance(0.5):
            condition = self.variable("Boolean!", condition)
        return f"@{name}(if: {literal(condition)}) "

    # --- arguments

    def arguments(self, field_name: str, element: GraphQLField) -> str:
        given: dict[str, Any] = {}
        self.about = self.subject(field_name, element)
        for name in sorted(element.args, key=lambda own: own != "orderBy"):
            value = self.argument(name, element, given)
            if value is not ABSENT:
                given[name] = value
        if not given:
            return ""
        return "(" + ", ".join(f"{name}: {literal(value)}" for name, value in given.items()) + ")"

    def subject(self, name: str, element: GraphQLField) -> str:
        """The type that an `id` speaks of: the field's own, or the one that its name ends with."""
        own = get_named_type(element.type).name.removesuffix("Connection")
        named = [type_ for type_ in self.pool.ids if name.endswith(type_)]
        return max(named, key=len) if named and own not in self.pool.ids else own

    def argument(self, name: str, element: GraphQLField, given: dict[str, Any]) -> Any:
        argument = element.args[name]
        if name == "to" and "from" in given and self.chance(0.9):
            return given["from"]  # a span may be bounded
        if name in ("first", "last", "after", "before"):
            return self.paging(name, element, given)
        has_default = argument.default is not None
        is_required = isinstance(argument.type, GraphQLNonNull) and not has_default
        likely = {"filter": 0.5, "orderBy": 0.75}.get(name, 0.75)
        if not is_required and not self.chance(likely):
            return ABSENT
        return self.maybe_variable(argument.type, self.input(argument.type, name, 0))

    def paging(self, name: str, element: GraphQLField, given: dict[str, Any]) -> Any:
        """`first` or `last`, seldom both; a cursor mostly of the order that is asked for."""
        share = {"first": 0.5, "last": 0.03 if "first" in given else 0.75}.get(name, 0.22)
        if not self.chance(share):
            return ABSENT
        if name in ("first", "last"):
            value: Any = self.size()
        else:
            value = self.pool.cursor(self.random, self.order_of(element, given))
        return self.maybe_variable(element.args[name].type, None if self.chance(0.05) else value)

    def size(self) -> int:
        """Out of range in every tenth document, so that little else is wrong there."""
        if self.number % 10 == 9 and self.chance(0.5):
            return self.random.choice(pools.WRONG_SIZES)
        return self.pool.size(self.random, self.about)

    def order_of(self, element: GraphQLField, given: dict[str, Any]) -> str:
        order = given.get("orderBy")
        if isinstance(order, Variable):
            order = self.variables.get(order)
        orders: Any = get_named_type(element.args["orderBy"].type)
        return f"{orders.name}.{order or next(iter(orders.values))}"

    def maybe_variable(self, type_: Any, value: Any) -> Any:
        if _has_variable(value) or not self.chance(0.4):
            return value
        return self.variable(str(type_), value)

    def variable(self, type_: str, value: Any) -> Variable:
        """Absent, null, with a default, or of a stricter type: whatever the position allows."""
        name = f"v{len(self.definitions)}"
        default = ""
        if type_.endswith("!"):
            if self.chance(0.15):  # nullable with a default may stand where null may not
                type_, default = type_[:-1], f" = {literal(value)}"
        elif value is not None and self.chance(0.2):
            type_ += "!"
        elif self.chance(0.2):
            default = f" = {literal(value)}"
        self.definitions.append(f"${name}: {type_}{default}")
        self.types[name] = f"{type_}{default}"
        if type_.endswith("!") or not self.chance(0.3):
            self.variables[name] = _plain(value)
        elif self.chance(0.5):
            self.variables[name] = None
        return Variable(name)

    # --- inputs

    def input(self, type_: Any, name: str, depth: int) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self.present(type_.of_type, name, depth)
        return None if self.chance(0.08) else self.present(type_, name, depth)

    def present(self, type_: Any, name: str, depth: int) -> Any:
        if isinstance(type_, GraphQLList):
            count = self.random.randint(0, 3 if depth < 3 else 1)
            return [self.item(type_.of_type, name, depth + 1) for _ in range(count)]
        if isinstance(type_, GraphQLEnumType):
            return Word(self.random.choice(list(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        return self.scalar(type_.name, name)

    def item(self, type_: Any, name: str, depth: int) -> Any:
        value = self.input(type_, name, depth)
        return self.maybe_variable(type_, value) if self.chance(0.3) else value

    def object(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        if type_.is_one_of:
            name, element = self.random.choice(list(type_.fields.items()))
            return {name: self.present(element.type, name, depth + 1)}
        made = {}
        share = (0.25, 0.35, 0.5)[min(depth, 2)] if len(type_.fields) > 4 else 0.6
        for name, element in type_.fields.items():
            inner = get_named_type(element.type)
            is_required = isinstance(element.type, GraphQLNonNull) and element.default is None
            is_deep = depth > 3 and isinstance(inner, GraphQLInputObjectType)
            if not is_required and (is_deep or not self.chance(share)):
                continue
            made[name] = self.item(element.type, name, depth + 1)
        return made

    def scalar(self, type_: str, name: str) -> Any:
        choices: dict[str, Any] = {
            "Int": pools.NUMBERS,
            "Float": pools.FLOATS,
            "BigInt": pools.LARGE,
            "Decimal": pools.DECIMALS,
            "Date": pools.DAYS,
            "DateTime": pools.INSTANTS,
            "Boolean": (True, False),
        }
        if type_ == "ID":
            named = name[:1].upper() + name[1:]
            return self.pool.id(self.random, named if named in self.schema.type_map else self.about)
        return self.random.choice(choices.get(type_) or self.pool.words)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {name: _plain(v) for name, v in value.items()}
    return str(value) if isinstance(value, Word) else value


def _has_variable(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_variable(v) for v in value)
    if isinstance(value, dict):
        return any(_has_variable(v) for v in value.values())
    return isinstance(value, Variable)
