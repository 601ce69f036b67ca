"""The arguments of a field in a document, as structures (see `inputs`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import FieldNode, GraphQLField, VariableDefinitionNode

from permissions.role_schemas import declared
from resolvers.read.inputs import ABSENT, Environment, Kinds, Misfit, Required, Values


def arguments_of(
    field: GraphQLField, node: FieldNode, environment: Environment, kinds: Kinds
) -> dict[str, Any]:
    """By Python names; absent arguments have their default or are left out."""
    nodes = {a.name.value: a.value for a in node.arguments or ()}
    found = {}
    for name, argument in field.args.items():
        kind = kinds.of(argument.type)
        value = kind.literal(nodes[name], environment) if name in nodes else ABSENT
        if value is ABSENT and argument.default is not None:
            value = kind.literal(argument.default.literal, environment)
        if value is not ABSENT:
            found[declared(argument).python_name] = value
    return found


def plain_arguments(
    field: GraphQLField, coerced: Mapping[str, Any], kinds: Kinds
) -> dict[str, Any]:
    """What graphql-core coerced, in the same form."""
    return {
        declared(field.args[name]).python_name: kinds.of(field.args[name].type).plain(
            value, (None, name)
        )
        for name, value in coerced.items()
    }


def _path(name: str) -> str:
    """No client's variable may share a parameter with the viewer's own values."""
    return f"${name}"


def bound_arguments(
    field: GraphQLField, coerced: Mapping[str, Any], kinds: Kinds
) -> dict[str, Any]:
    """What graphql-core coerced, its scalars as parameters: for what makes SQL."""
    return {
        declared(field.args[name]).python_name: kinds.of(field.args[name].type).bound(
            value, (None, name)
        )
        for name, value in coerced.items()
    }


class Variables:
    """The variables of one operation: checked, shaped, and made the environment of literals."""

    def __init__(
        self, definitions: Iterable[VariableDefinitionNode], types: Mapping[str, Any], kinds: Kinds
    ) -> None:
        self.definitions = [
            (name := d.variable.name.value, kinds.of(types[name]), d.default_value)
            for d in definitions
        ]

    def shape(self, given: Mapping[str, Any], values: Values) -> tuple[Any, ...]:
        """Raises `Misfit` where the executor must answer; fills `values` by path."""
        found = []
        for name, kind, default in self.definitions:
            if name in given:
                found.append((name, kind.shape(given[name], _path(name), values)))
            elif default is None and isinstance(kind, Required):
                raise Misfit("missing")
            else:
                found.append((name, ABSENT))
        return tuple(found)

    def environment(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The structure of each variable; absent ones without default are left out."""
        made: dict[str, Any] = {}
        for name, kind, default in self.definitions:
            if name in given:
                made[name] = kind.parameters(given[name], _path(name))
            elif default is not None:
                made[name] = kind.literal(default, {})
        return made
