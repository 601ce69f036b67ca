"""Arguments and variables as plain structures: the same for both executors.

A structure is what declared functions get: dicts by Python names, lists, enum members, booleans,
`NodeId`, and scalars. For the executor the scalars are values; for the compiler they are the
parameters of a statement, and what decides the shape of the statement (enum members, booleans,
names of id types, which keys are given, null) is its value: the *shape* of the variables, which
is part of the key of a plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    NullValueNode,
    VariableNode,
)
from sqlalchemy import ARRAY, Uuid, bindparam

from permissions.errors import BadUserInput
from permissions.role_schemas import declared
from resolvers.identity import At, NodeId, read_id, spelled
from resolvers.read.dialect import GIVEN
from resolvers.scalars import SCALARS

ABSENT: Any = type("Absent", (), {"__repr__": lambda self: "ABSENT"})()
Values = dict[str, Any]
Environment = Mapping[str, Any]


class Misfit(Exception):
    """A value that GraphQL will not take, or takes in a way left to the executor."""


class Unreadable(NodeId):
    """An id that could not be read: `node` answers null, everything else refuses."""

    def of(self, type_name: str) -> Any:
        at, of_type = spelled(self.at), f" of {type_name}" if type_name else ""
        raise BadUserInput(
            f"{at}不是标识，应为{type_name or '对象'}的标识。",
            f"{at} is not an id; an id{of_type} was expected.",
            at=at,
        )


UNREADABLE = Unreadable("", None)


class Kind:
    """One input type: how a client's value of it is checked, shaped and made a structure.

    `shape` checks a JSON value of a variable, keeps its scalars in `values` under their path and
    answers the shape; `parameters` makes the structure of the same value with a parameter for each
    scalar; `literal` makes the structure of a literal of the document; `plain` makes the structure
    of what graphql-core coerced, and `bound` the same with a parameter for each scalar: what makes
    SQL gets parameters of the same types from both executors. `at` is the value's place in the
    arguments, for what is refused only where it is used.
    """

    def shape(self, value: Any, path: str, values: Values) -> Any:
        raise NotImplementedError

    def parameters(self, value: Any, path: str) -> Any:
        raise NotImplementedError

    def literal(self, node: Any, environment: Environment) -> Any:
        raise NotImplementedError

    def plain(self, value: Any, at: At = None) -> Any:
        return value

    def bound(self, value: Any, at: At = None) -> Any:
        return self.plain(value, at)


@dataclass
class Nullable(Kind):
    of: Kind

    def shape(self, value: Any, path: str, values: Values) -> Any:
        return None if value is None else self.of.shape(value, path, values)

    def parameters(self, value: Any, path: str) -> Any:
        return None if value is None else self.of.parameters(value, path)

    def literal(self, node: Any, environment: Environment) -> Any:
        if isinstance(node, VariableNode):
            return environment.get(node.name.value, ABSENT)
        return None if isinstance(node, NullValueNode) else self.of.literal(node, environment)

    def plain(self, value: Any, at: At = None) -> Any:
        return None if value is None else self.of.plain(value, at)

    def bound(self, value: Any, at: At = None) -> Any:
        return None if value is None else self.of.bound(value, at)


class Required(Nullable):
    def shape(self, value: Any, path: str, values: Values) -> Any:
        if value is None:
            raise Misfit("null")
        return self.of.shape(value, path, values)

    def literal(self, node: Any, environment: Environment) -> Any:
        found = super().literal(node, environment)
        if found is None:  # a nullable variable with a default, sent as null
            raise Misfit("null")
        return found


class Leaf(Kind):
    """A scalar: its value never decides the shape."""

    checks: dict[str, Callable[[Any], bool]] = {
        "Int": lambda v: type(v) is int and -(2**31) <= v < 2**31,
        "Float": lambda v: type(v) in (int, float),
        "String": lambda v: type(v) is str,
    }

    def __init__(self, name: str) -> None:
        self.scalar = SCALARS[name]
        self.is_fit = self.checks.get(name, lambda v: True)

    def parsed(self, value: Any) -> Any:
        if not self.is_fit(value):
            raise Misfit("kind")
        try:
            return self.plain(self.scalar.parse(value))
        except GraphQLError as error:
            raise Misfit("value") from error

    def plain(self, value: Any, at: At = None) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise BadUserInput(
                "文本不得含有字符U+0000。", "A text may not contain the character U+0000."
            )
        return value

    def bound(self, value: Any, at: At = None) -> Any:
        return bindparam(GIVEN, self.plain(value, at), type_=self.scalar.sql, unique=True)

    def shape(self, value: Any, path: str, values: Values) -> Any:
        values[path] = self.parsed(value)
        return "given"

    def parameters(self, value: Any, path: str) -> Any:
        return bindparam(path, type_=self.scalar.sql)

    def literal(self, node: Any, environment: Environment) -> Any:
        raw: Any = node.value
        if node.kind == "int_value":
            raw = int(raw)
        elif node.kind == "float_value":
            raw = float(raw)
        if self.scalar is SCALARS["Float"]:
            raw = float(raw)
        return self.bound(self.parsed(raw))


class Truth(Kind):
    """A boolean decides the shape: @skip and @include read it."""

    def shape(self, value: Any, path: str, values: Values) -> Any:
        if type(value) is not bool:
            raise Misfit("boolean")
        return value

    def parameters(self, value: Any, path: str) -> Any:
        return value

    def literal(self, node: Any, environment: Environment) -> Any:
        return node.value


@dataclass
class Word(Kind):
    """An enum value decides the shape: it may choose an order."""

    type: GraphQLEnumType

    def shape(self, value: Any, path: str, values: Values) -> Any:
        if type(value) is not str or value not in self.type.values:
            raise Misfit("enum")
        return value

    def parameters(self, value: Any, path: str) -> Any:
        return self.type.values[value].value

    def literal(self, node: Any, environment: Environment) -> Any:
        return self.type.values[node.value].value


class Id(Kind):
    """An id: the name of its type decides the shape, its number does not."""

    def shape(self, value: Any, path: str, values: Values) -> Any:
        if type(value) is not str:
            raise Misfit("id")
        found = read_id(value)
        if found is None:
            return "unreadable"
        values[path] = found.value
        return "id", found.type_name

    def parameters(self, value: Any, path: str) -> Any:
        found = read_id(value)
        return (found and NodeId(found.type_name, bindparam(path, type_=Uuid()))) or UNREADABLE

    def literal(self, node: Any, environment: Environment) -> Any:
        return self.bound(node.value)

    def plain(self, value: Any, at: At = None) -> Any:
        found = read_id(str(value))
        return Unreadable("", None, at) if found is None else replace(found, at=at)

    def bound(self, value: Any, at: At = None) -> Any:
        found = self.plain(value, at)
        if isinstance(found, Unreadable):
            return found
        return replace(found, value=bindparam(GIVEN, found.value, type_=Uuid(), unique=True))


@dataclass
class Several(Kind):
    """A list. Scalars travel as one array; anything else item by item."""

    item: Nullable

    @property
    def is_array(self) -> bool:
        return isinstance(self.item.of, Leaf)

    def shape(self, value: Any, path: str, values: Values) -> Any:
        if type(value) is not list:
            raise Misfit("list")  # GraphQL takes a single value for a list: the executor's
        if self.is_array:
            own: Values = {}
            for index, item in enumerate(value):
                if self.item.shape(item, str(index), own) is None:
                    own[str(index)] = None
            values[path] = list(own.values())
            return "array"
        return tuple(self.item.shape(v, f"{path}/{i}", values) for i, v in enumerate(value))

    def parameters(self, value: Any, path: str) -> Any:
        if isinstance(self.item.of, Leaf):
            return bindparam(path, type_=ARRAY(self.item.of.scalar.sql))
        return [self.item.parameters(v, f"{path}/{i}") for i, v in enumerate(value)]

    def literal(self, node: Any, environment: Environment) -> Any:
        nodes = node.values if isinstance(node, ListValueNode) else (node,)
        found = (self.item.literal(n, environment) for n in nodes)
        return [None if value is ABSENT else value for value in found]

    def plain(self, value: Any, at: At = None) -> Any:
        return [self.item.plain(v, (at, i)) for i, v in enumerate(value)]

    def bound(self, value: Any, at: At = None) -> Any:
        return [self.item.bound(v, (at, i)) for i, v in enumerate(value)]


class Fields(Kind):
    """An input object: which keys are given decides the shape."""

    def __init__(self, type_: GraphQLInputObjectType, kinds: "Kinds") -> None:
        self.type = type_
        self.kinds = kinds
        self.names = {name: declared(f).python_name for name, f in type_.fields.items()}

    def shape(self, value: Any, path: str, values: Values) -> Any:
        if type(value) is not dict or not value.keys() <= self.names.keys():
            raise Misfit("input")
        found = []
        for name, element in self.type.fields.items():
            if name in value:
                shape = self.kinds.of(element.type).shape(value[name], f"{path}/{name}", values)
                found.append((name, shape))
            elif element.default is None and isinstance(element.type, GraphQLNonNull):
                raise Misfit("missing")
        if self.type.is_one_of and (len(found) != 1 or found[0][1] is None):
            raise Misfit("oneOf")
        return tuple(found)

    def parameters(self, value: Any, path: str) -> Any:
        def given(name: str, kind: Kind) -> Any:
            return kind.parameters(value[name], f"{path}/{name}") if name in value else ABSENT

        return self.completed(given, {})

    def literal(self, node: Any, environment: Environment) -> Any:
        fields = {f.name.value: f.value for f in node.fields}

        def given(name: str, kind: Kind) -> Any:
            return kind.literal(fields[name], environment) if name in fields else ABSENT

        return self.completed(given, environment)

    def completed(self, given: Callable[[str, Kind], Any], environment: Environment) -> Any:
        """The structure by Python names, absent keys with a default filled in."""
        made = {}
        for name, element in self.type.fields.items():
            kind = self.kinds.of(element.type)
            value = given(name, kind)
            if value is ABSENT and element.default is not None:
                value = kind.literal(element.default.literal, environment)
            if value is not ABSENT:
                made[self.names[name]] = value
        return made

    def plain(self, value: Any, at: At = None) -> Any:
        return {
            self.names[name]: self.kind(name).plain(given, (at, name))
            for name, given in value.items()
        }

    def bound(self, value: Any, at: At = None) -> Any:
        return {
            self.names[name]: self.kind(name).bound(given, (at, name))
            for name, given in value.items()
        }

    def kind(self, name: str) -> Nullable:
        return self.kinds.of(self.type.fields[name].type)


class Kinds:
    """The input kinds of one role's schema, each made once."""

    def __init__(self) -> None:
        self.made: dict[Any, Kind] = {}

    def of(self, type_: Any) -> Nullable:
        found = self.made.get(type_)
        if found is None:
            inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
            wrapper = Required if isinstance(type_, GraphQLNonNull) else Nullable
            found = self.made[type_] = wrapper(self.named(inner))
        return found  # type: ignore[return-value]

    def named(self, type_: Any) -> Kind:
        if isinstance(type_, GraphQLList):
            return Several(self.of(type_.of_type))
        if isinstance(type_, GraphQLEnumType):
            return Word(type_)
        if isinstance(type_, GraphQLInputObjectType):
            found = self.made.get(type_.name)
            if found is None:
                found = self.made[type_.name] = Fields(type_, self)
            return found
        return self.scalar(type_)

    def scalar(self, type_: GraphQLScalarType) -> Kind:
        special: dict[str, Callable[[], Kind]] = {"ID": Id, "Boolean": Truth}
        make = special.get(type_.name)
        return make() if make else Leaf(type_.name)
