"""限度 What one document may ask for: bounds on its text, and on what it unfolds to.

Each definition is walked once and each fragment measured once, so a chain of fragments that
unfolds to a billion fields costs no more than its text. Nothing here needs the schema: a document
beyond a bound is refused before it is validated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    OperationType,
)
from graphql.validation.rules import overlapping_fields_can_be_merged

from permissions.errors import CostExceeded

COMPLEXITY_BUDGET: Final = 4_000  # 290 times the same object: given up in 22 ms, 10,000: 40 ms
MOST_SHOWN: Final = 1_000_000_000  # a document can unfold to a number with thousands of digits

# The rule on overlapping fields compares every two fields of one name; graphql-core takes its
# budget from this attribute and documents assigning to it.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = COMPLEXITY_BUDGET


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document. Counts marked * are taken after unfolding every fragment."""

    characters: int = 32_000
    tokens: int = 1_500
    comments: int = 100
    operations: int = 10
    fragments: int = 50
    directives: int = 30
    depth: int = 20  # * fields inside fields; the introspection query of GraphiQL has 15
    aliases: int = 15  # *
    fields: int = 1_000  # *
    root_fields: int = 20  # *
    root_fields_of_mutation: int = 1  # * also of a subscription
    errors: int = 5


@dataclass(frozen=True, slots=True)
class Extent:
    """What a definition unfolds to."""

    depth: int
    aliases: int
    fields: int
    root_fields: int


@dataclass(frozen=True, slots=True)
class Shape:
    """One definition by itself: its own extent, and its spreads with their depths."""

    own: Extent
    spreads: tuple[tuple[str, int], ...]
    directives: int


DefinitionT = TypeVar("DefinitionT", bound=Node)
NOTHING: Final = Extent(0, 0, 0, 0)


def check_limits(document: DocumentNode, limits: Limits) -> None:
    """Raises CostExceeded, with the number asked for and its bound, for the first bound passed."""
    operations = _of(document, OperationDefinitionNode)
    fragments = _of(document, FragmentDefinitionNode)
    _bound("operations", len(operations), limits.operations)
    _bound("fragments", len(fragments), limits.fragments)
    shapes = {fragment.name.value: shape_of(fragment) for fragment in fragments}
    roots = [(operation, shape_of(operation)) for operation in operations]
    directives = sum(s.directives for s in chain(shapes.values(), (s for _, s in roots)))
    _bound("directives", directives, limits.directives)
    measured: dict[str, Extent] = {}
    for operation, shape in roots:
        extent = unfold(shape, shapes, measured)
        _bound("depth", extent.depth, limits.depth)
        _bound("aliases", extent.aliases, limits.aliases)
        _bound("fields", extent.fields, limits.fields)
        is_query = operation.operation is OperationType.QUERY
        most = limits.root_fields if is_query else limits.root_fields_of_mutation
        _bound("rootFields", extent.root_fields, most)


def unfold(shape: Shape, shapes: dict[str, Shape], measured: dict[str, Extent]) -> Extent:
    """The extent of a definition with its fragments; `measured` remembers each fragment.

    A fragment that is missing or contains itself adds nothing: validation has words for those.
    """
    depth, aliases, fields = shape.own.depth, shape.own.aliases, shape.own.fields
    root_fields = shape.own.root_fields
    for name, at in shape.spreads:
        if name not in measured:
            measured[name] = NOTHING  # stands while the fragment is being measured: ends a circle
            if name in shapes:
                measured[name] = unfold(shapes[name], shapes, measured)
        inner = measured[name]
        depth = max(depth, at + inner.depth)
        aliases += inner.aliases
        fields += inner.fields
        root_fields += inner.root_fields if at == 0 else 0
    return Extent(depth, aliases, fields, root_fields)


def shape_of(definition: OperationDefinitionNode | FragmentDefinitionNode) -> Shape:
    """Walks one definition with a stack of its own: deep nesting cannot exhaust Python's."""
    depth = aliases = fields = root_fields = 0
    directives = len(definition.directives or ()) + sum(
        len(variable.directives or ()) for variable in definition.variable_definitions or ()
    )
    spreads: list[tuple[str, int]] = []
    open_selections: list[tuple[Iterator[Node], int]] = [
        (iter(definition.selection_set.selections), 0)
    ]
    while open_selections:
        selections, at = open_selections.pop()
        for selection in selections:
            directives += len(selection.directives or ())  # type: ignore[attr-defined]
            if isinstance(selection, FragmentSpreadNode):
                spreads.append((selection.name.value, at))
            elif isinstance(selection, InlineFragmentNode):
                open_selections.append((iter(selection.selection_set.selections), at))
            elif isinstance(selection, FieldNode):
                fields += 1
                root_fields += at == 0
                aliases += selection.alias is not None
                depth = max(depth, at + 1)
                if selection.selection_set:
                    open_selections.append((iter(selection.selection_set.selections), at + 1))
    return Shape(Extent(depth, aliases, fields, root_fields), tuple(spreads), directives)


def _of(document: DocumentNode, kind: type[DefinitionT]) -> list[DefinitionT]:
    return [definition for definition in document.definitions if isinstance(definition, kind)]


def _bound(name: str, requested: int, limit: int) -> None:
    if requested > limit:
        shown = min(requested, MOST_SHOWN)
        raise CostExceeded(
            f"单个查询文档超限：{name}为{shown}，最多{limit}。",
            f"Too much for one document: {name} is {shown}, and may be {limit} at most.",
            limit=name,
            requested=shown,
            allowed=limit,
        )
