"""代价 What a document asks for, counted before anything is read: the values it could answer.

A field counts one; what stands in a list counts as often as the list may have items: as many as
`first` or `last` say in a connection, as many ids as are given, ten in any other list. The parts
of a document that depend on variables are kept as such, and counted for each request in a few
microseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

from permissions.errors import CostExceeded
from transport.body import decode_variables

PAGE: Final = 20  # rows of a connection that names no number
LONGEST_PAGE: Final = 200
LIST: Final = 10  # of a list that is not paged, such as the findings of an act
IDS: Final = 100
ITEMS: Final = frozenset({"nodes", "edges"})
ROOTS: Final = {
    OperationType.QUERY: "query_type",
    OperationType.MUTATION: "mutation_type",
    OperationType.SUBSCRIPTION: "subscription_type",
}

Size = tuple[int | str, ...]
"""How often something counts: the greatest of these numbers, or of the variables of these names."""

ONCE: Final[Size] = (1,)


@dataclass(frozen=True, slots=True)
class Counted:
    """A selection: `own` fields, and others that count several times."""

    own: int = 0
    inner: tuple[tuple[Size, int, "Counted"], ...] = ()
    """Of each: how often, its bound, and what."""

    def total(self, variables: Mapping[str, Any]) -> int:
        return self.own + sum(
            _number(size, most, variables) * counted.total(variables)
            for size, most, counted in self.inner
        )

    @property
    def depends_on_variables(self) -> bool:
        return any(
            counted.depends_on_variables or any(isinstance(part, str) for part in size)
            for size, _, counted in self.inner
        )


def _number(size: Size, most: int, variables: Mapping[str, Any]) -> int:
    values = [variables.get(part) if isinstance(part, str) else part for part in size]
    numbers = [len(v) if isinstance(v, list) else v for v in values]
    known = [n for n in numbers if isinstance(n, int)]
    return max(0, min(max(known, default=PAGE), most))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one operation asks for; `defaults` are those of its variables."""

    counted: Counted
    defaults: Mapping[str, Any] = field(default_factory=dict)
    constant: int | None = None

    @classmethod
    def of(cls, counted: Counted, defaults: Mapping[str, Any]) -> "Cost":
        constant = None if counted.depends_on_variables else counted.total({})
        return cls(counted, defaults, constant)

    def requested(self, variables: bytes) -> int:
        """The number for a request; `variables` is the text of a JSON object. Raises Refused."""
        if self.constant is not None:
            return self.constant
        return self.counted.total({**self.defaults, **decode_variables(variables)})


@dataclass(frozen=True, slots=True)
class Charged:
    """What a request costs, and may cost. `shown` is what `extensions.cost` says when asked."""

    requested: int
    limit: int

    @property
    def shown(self) -> dict[str, int]:
        remaining = self.limit - self.requested
        return {"requested": self.requested, "limit": self.limit, "remaining": remaining}

    def check(self) -> None:
        """Raises CostExceeded with both numbers."""
        if self.requested > self.limit:
            raise CostExceeded(
                f"查询代价为{self.requested}，最多{self.limit}：请减少字段或每页行数。",
                f"The document costs {self.requested}, and may cost {self.limit} at most: "
                "ask for fewer fields or shorter pages.",
                limit="cost",
                requested=self.requested,
                allowed=self.limit,
            )


def costs_of(schema: GraphQLSchema, document: DocumentNode) -> dict[str | None, Cost]:
    """The cost of each operation of a valid document, by name."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    found = {}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            root = getattr(schema, ROOTS[node.operation])
            counted = _Counting(schema, fragments).selection(node.selection_set, root)
            found[node.name.value if node.name else None] = Cost.of(counted, _defaults(node))
    return found


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions or ()
        if isinstance(definition.default_value, IntValueNode)
    }


@dataclass(frozen=True, slots=True)
class _Counting:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def selection(self, selection_set: SelectionSetNode, type_: Any, page: Size = ()) -> Counted:
        """The fields of an object; `page`: how many items its lists have, if it is a page."""
        own = 0
        inner: list[tuple[Size, int, Counted]] = []
        for node in selection_set.selections:
            if isinstance(node, FieldNode):
                own += 1
                if node.selection_set:
                    inner.append(self.below(node, type_, page))
            else:
                inner.append((ONCE, 1, self.spread(node, type_, page)))
        return Counted(own, tuple(inner))

    def spread(self, node: Any, type_: Any, page: Size) -> Counted:
        if isinstance(node, FragmentSpreadNode):
            node = self.fragments[node.name.value]
        assert isinstance(node, (InlineFragmentNode, FragmentDefinitionNode))
        if node.type_condition is not None:
            type_ = self.schema.type_map[node.type_condition.name.value]
        return self.selection(node.selection_set, type_, page)

    def below(self, node: FieldNode, type_: Any, page: Size) -> tuple[Size, int, Counted]:
        element = _field(type_, node.name.value)
        assert node.selection_set is not None, "it has fields below"
        if element is None:  # introspection, which has limits of its own
            return ONCE, 1, Counted(1)
        own_page = _page(node) if "first" in element.args else ()
        counted = self.selection(node.selection_set, get_named_type(element.type), own_page)
        if not _is_list(element):
            return ONCE, 1, counted
        if page and node.name.value in ITEMS:
            return page, LONGEST_PAGE, counted
        if "most" in element.args:  # a facet
            return _sizes(node, "most") or (PAGE,), LONGEST_PAGE, counted
        if "ids" in element.args:
            return _sizes(node, "ids"), IDS, counted
        return (LIST,), LIST, counted


def _field(type_: Any, name: str) -> GraphQLField | None:
    if name.startswith("__"):
        return None
    found: GraphQLField = type_.fields[name]
    return found


def _is_list(element: GraphQLField) -> bool:
    inner = element.type.of_type if isinstance(element.type, GraphQLNonNull) else element.type
    return isinstance(inner, GraphQLList)


def _page(node: FieldNode) -> Size:
    return _sizes(node, "first", "last") or (PAGE,)


def _sizes(node: FieldNode, *names: str) -> Size:
    """What the arguments of these names say, as literals or variables."""
    values = [given.value for given in node.arguments or () if given.name.value in names]
    return tuple(size for value in values if (size := _size(value)) is not None)


def _size(value: Any) -> int | str | None:
    if isinstance(value, VariableNode):
        return value.name.value
    if isinstance(value, ListValueNode):
        return len(value.values)
    return int(value.value) if isinstance(value, IntValueNode) else None
