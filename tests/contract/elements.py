"""The printed schema as its elements: what each is called, and what is printed beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphql import (
    ConstDirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueNode,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListValueNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    build_ast_schema,
    parse,
)

from operation.print_schema import FOLDER
from rules.vocabulary import Role

WHOLE = "schema"
Named = (
    ObjectTypeDefinitionNode
    | InterfaceTypeDefinitionNode
    | InputObjectTypeDefinitionNode
    | EnumTypeDefinitionNode
    | ScalarTypeDefinitionNode
)


@dataclass(frozen=True)
class Element:
    """`place` is like Type, Type.field, Type.field.argument; `roles` None means everybody."""

    place: str
    description: str
    roles: frozenset[Role] | None = None


@cache
def document(name: str) -> DocumentNode:
    return parse((FOLDER / f"{name}.graphql").read_text(encoding="utf-8"))


@cache
def schema_of(role: Role) -> GraphQLSchema:
    return build_ast_schema(document(role.name.lower()))


@cache
def whole() -> GraphQLSchema:
    return build_ast_schema(document(WHOLE), assume_valid_sdl=True)


def elements(name: str) -> Iterator[Element]:
    """Every type, field, argument, input field and enum value of a printed schema."""
    for definition in document(name).definitions:
        if isinstance(definition, Named):
            yield from _of_type(definition)


def _of_type(definition: Named) -> Iterator[Element]:
    name = definition.name.value
    yield _element(name, definition)
    parts = definition.values if isinstance(definition, EnumTypeDefinitionNode) else ()
    parts = getattr(definition, "fields", None) or parts
    for part in parts or ():
        place = f"{name}.{part.name.value}"
        yield _element(place, part)
        for argument in getattr(part, "arguments", None) or ():
            yield _element(f"{place}.{argument.name.value}", argument)


def _element(place: str, node: object) -> Element:
    description = getattr(node, "description", None)
    directives = getattr(node, "directives", None) or ()
    found = [_roles(d) for d in directives if d.name.value == "access"]
    return Element(place, description.value if description else "", found[0] if found else None)


def _roles(directive: ConstDirectiveNode) -> frozenset[Role] | None:
    for argument in directive.arguments or ():
        if argument.name.value == "roles" and isinstance(argument.value, ListValueNode):
            named = [v.value for v in argument.value.values if isinstance(v, EnumValueNode)]
            return frozenset(Role[name] for name in named)
    return None
