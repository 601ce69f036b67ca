"""The selections of a document: fragments spread, @skip and @include obeyed, twins merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)

from resolvers.read.inputs import Misfit

Fields = dict[str, list[FieldNode]]


@dataclass
class Selections:
    """Collects the fields of one operation under given variables (booleans as they are)."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]

    def of(self, type_: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fields:
        """The merged sub-selections of fields that share a response key."""
        found: Fields = {}
        seen: set[str] = set()
        for node in nodes:
            if node.selection_set is not None:
                self._collect(type_, node.selection_set, found, seen)
        return found

    def root(self, type_: GraphQLObjectType, selection_set: SelectionSetNode) -> Fields:
        found: Fields = {}
        self._collect(type_, selection_set, found, set())
        return found

    def _collect(
        self,
        type_: GraphQLObjectType,
        selection_set: SelectionSetNode,
        found: Fields,
        seen: set[str],
    ) -> None:
        for node in selection_set.selections:
            if not self._is_included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                found.setdefault(key, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._fits(type_, condition.name.value):
                    self._collect(type_, node.selection_set, found, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._fits(type_, fragment.type_condition.name.value):
                    self._collect(type_, fragment.selection_set, found, seen)

    def _fits(self, type_: GraphQLObjectType, name: str) -> bool:
        condition = self.schema.type_map.get(name)
        if condition is type_:
            return True
        is_abstract = not isinstance(condition, GraphQLObjectType)
        return is_abstract and self.schema.is_sub_type(condition, type_)  # type: ignore[arg-type]

    def _is_included(self, directives: Sequence[DirectiveNode]) -> bool:
        for directive in directives:
            wanted = {"skip": False, "include": True}.get(directive.name.value)
            if wanted is not None and self._condition(directive) is not wanted:
                return False
        return True

    def _condition(self, directive: DirectiveNode) -> bool:
        value: Any = (directive.arguments or ())[0].value
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            if given is None:  # a nullable variable with a default, sent as null
                raise Misfit("null")
            return bool(given)
        return bool(value.value)
