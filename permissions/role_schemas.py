"""One schema per role, cut from the whole by the printed `@access` directive itself.

What a role may not see is not in its schema: no field, argument, input field, enum value or type.
The cut is also where a declaration that cannot be kept is refused, at the start of the program.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import strawberry
from graphql import (
    ConstValueNode,
    GraphQLArgument,
    GraphQLDefaultInput,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    validate_schema,
)
from graphql.utilities.get_default_value_ast import get_default_value_ast

from permissions.declaration import Access
from rules.vocabulary import Role

DEFINITION = "strawberry-definition"
Element = TypeVar("Element", GraphQLField, GraphQLArgument, GraphQLInputField, GraphQLEnumValue)


class Undeclared(Exception):
    """A declaration that cannot be kept; the program does not start."""


def declared(element: Any) -> Any:
    """The Strawberry definition behind a graphql-core element."""
    return element.extensions.get(DEFINITION)


def model_of(type_: GraphQLNamedType) -> type | None:
    """The table of an object type, or None of a plain one."""
    definition = declared(type_)
    return getattr(definition.origin, "__model__", None) if definition else None


def access_of(element: Any, where: str) -> Access:
    found = [d for d in getattr(declared(element), "directives", ()) if isinstance(d, Access)]
    if len(found) != 1:
        raise Undeclared(f"{where} needs exactly one @access, it has {len(found)}.")
    return found[0]


def default_of(element: Any) -> ConstValueNode | None:
    return get_default_value_ast(element)


class Cut:
    """A recursive copy of the whole schema that keeps what `role` may see."""

    def __init__(self, whole: GraphQLSchema, role: Role) -> None:
        self.whole = whole
        self.role = role
        self.made: dict[str, GraphQLNamedType] = {}

    def schema(self) -> GraphQLSchema:
        roots = {
            "query": self.root(self.whole.query_type),
            "mutation": self.root(self.whole.mutation_type),
            "subscription": self.root(self.whole.subscription_type),
        }
        made = self.assembled(
            **roots,
            directives=[d for d in self.whole.directives if d.name != "access"],
            types=[self.named(t) for t in self.implementers()],
            description=self.whole.description,
        )
        if errors := validate_schema(made):
            raise Undeclared(f"The schema of {self.role.name}: {errors[0].message}")
        return made

    def assembled(self, **parts: Any) -> GraphQLSchema:
        try:
            return GraphQLSchema(**parts)
        except TypeError as error:  # graphql-core wraps what goes wrong inside its thunks
            cause: BaseException | None = error
            while cause is not None and not isinstance(cause, Undeclared):
                cause = cause.__cause__
            raise cause or error from None

    def root(self, type_: GraphQLObjectType | None) -> GraphQLNamedType | None:
        return self.named(type_) if type_ is not None and self.is_shown(type_) else None

    def implementers(self) -> list[GraphQLObjectType]:
        """Types reached through an interface alone, once one of its fields is shown."""
        return [
            t
            for t in self.whole.type_map.values()
            if isinstance(t, GraphQLObjectType) and t.interfaces and self.is_shown(t)
        ]

    def is_shown(self, type_: GraphQLNamedType) -> bool:
        """An object type is shown if one field that is not its interface's is visible."""
        if not isinstance(type_, GraphQLObjectType):
            return True
        inherited = {name for i in type_.interfaces for name in i.fields}
        own = {n: f for n, f in type_.fields.items() if n not in inherited}
        return bool(self.seen(own, type_.name))

    def seen(self, elements: Mapping[str, Element], where: str) -> dict[str, Element]:
        return {
            name: element
            for name, element in elements.items()
            if access_of(element, f"{where}.{name}").admits(self.role)
        }

    def refer(self, type_: Any, where: str) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return GraphQLNonNull(self.refer(type_.of_type, where))
        if isinstance(type_, GraphQLList):
            return GraphQLList(self.refer(type_.of_type, where))
        if not self.is_shown(type_):
            raise Undeclared(
                f"{self.role.name} sees {where}, but nothing of its type {type_.name}."
            )
        return self.named(type_)

    def named(self, type_: Any) -> Any:
        if isinstance(type_, GraphQLScalarType):
            return type_
        if type_.name not in self.made:
            self.made[type_.name] = self.build(type_)
        return self.made[type_.name]

    def build(self, type_: GraphQLNamedType) -> GraphQLNamedType:
        builders: list[tuple[type, Callable[[Any], GraphQLNamedType]]] = [
            (GraphQLObjectType, self.object),
            (GraphQLInterfaceType, self.interface),
            (GraphQLUnionType, self.union),
            (GraphQLEnumType, self.enum),
            (GraphQLInputObjectType, self.input),
        ]
        return next(build(type_) for kind, build in builders if isinstance(type_, kind))

    def fields(self, type_: Any) -> Callable[[], dict[str, GraphQLField]]:
        return lambda: {
            name: self.field(element, f"{type_.name}.{name}")
            for name, element in self.seen(type_.fields, type_.name).items()
        }

    def field(self, element: GraphQLField, where: str) -> GraphQLField:
        arguments = {
            name: self.argument(given, f"{where}({name}:)")
            for name, given in self.kept(element.args, where).items()
        }
        changed = {"type_": self.refer(element.type, where), "args": arguments}
        return GraphQLField(**{**element.to_kwargs(), **changed})

    def kept(self, elements: Mapping[str, Element], where: str) -> dict[str, Element]:
        """The visible inputs; what is hidden must do without a value."""
        visible = self.seen(elements, where)
        for name, element in elements.items():
            is_required = isinstance(getattr(element, "type", None), GraphQLNonNull)
            if name not in visible and is_required and default_of(element) is None:
                raise Undeclared(f"{where}.{name} is required, but hidden from {self.role.name}.")
        return visible

    def argument(self, element: GraphQLArgument, where: str) -> GraphQLArgument:
        return GraphQLArgument(**self.given(element, where))

    def given(self, element: GraphQLArgument | GraphQLInputField, where: str) -> dict[str, Any]:
        """An input with its default as a literal: one form for both executors and the printer."""
        literal = default_of(element)
        return {
            **element.to_kwargs(),
            "type_": self.refer(element.type, where),
            "default_value": Undefined,
            "default": None if literal is None else GraphQLDefaultInput(literal=literal),
        }

    def object(self, type_: GraphQLObjectType) -> GraphQLObjectType:
        changed = {
            "fields": self.fields(type_),
            "interfaces": lambda: [self.named(i) for i in type_.interfaces],
        }
        return GraphQLObjectType(**{**type_.to_kwargs(), **changed})  # type: ignore[arg-type]

    def interface(self, type_: GraphQLInterfaceType) -> GraphQLInterfaceType:
        changed = {
            "fields": self.fields(type_),
            "interfaces": lambda: [self.named(i) for i in type_.interfaces],
        }
        return GraphQLInterfaceType(**{**type_.to_kwargs(), **changed})  # type: ignore[arg-type]

    def union(self, type_: GraphQLUnionType) -> GraphQLUnionType:
        changed = {"types": lambda: [self.named(t) for t in type_.types if self.is_shown(t)]}
        return GraphQLUnionType(**{**type_.to_kwargs(), **changed})  # type: ignore[arg-type]

    def enum(self, type_: GraphQLEnumType) -> GraphQLEnumType:
        # A plain enum over the members: Strawberry's own subclass scans its values for each one.
        members = declared(type_).wrapped_cls.__members__
        values = {
            name: GraphQLEnumValue(**{**element.to_kwargs(), "value": members[name]})
            for name, element in self.seen(type_.values, type_.name).items()
        }
        return GraphQLEnumType(**{**type_.to_kwargs(), "values": values})  # type: ignore[arg-type]

    def input(self, type_: GraphQLInputObjectType) -> GraphQLInputObjectType:
        def fields() -> dict[str, GraphQLInputField]:
            return {
                name: GraphQLInputField(**self.given(element, f"{type_.name}.{name}"))
                for name, element in self.kept(type_.fields, type_.name).items()
            }

        # Strawberry checks @oneOf in its own out_type; graphql-core must be told.
        changed = {
            "fields": fields,
            "out_type": None,
            "is_one_of": bool(getattr(declared(type_), "is_one_of", False)),
        }
        return GraphQLInputObjectType(**{**type_.to_kwargs(), **changed})  # type: ignore[arg-type]


def role_schema(whole: strawberry.Schema, role: Role) -> strawberry.Schema:
    """The Strawberry schema of one role: executes, subscribes and prints like the whole."""
    cut = Cut(whole._schema, role).schema()
    mine = copy.copy(whole)
    mine._schema = cut
    cut._strawberry_schema = mine  # type: ignore[attr-defined]
    cut.extensions = {DEFINITION: mine}
    return mine
