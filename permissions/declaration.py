"""The declaration of a field in one place: type, meaning, roles, clause, and how it is answered.

The `@access` directive IS the declaration: the printed schema shows it, and the role schemas are
cut by it (`permissions/role_schemas.py`). An element without a directive in the printed schema is
for everybody; in the program every element carries exactly one `Access`, or the start is refused.
"""

import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from enum import Enum
from typing import Any, dataclass_transform

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema_directive import Location
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from permissions.rows import Predicate
from permissions.viewer import Viewer
from rules.vocabulary import Role, Term

EVERYONE: tuple[Role, ...] = tuple(Role)
SIGNED_IN: tuple[Role, ...] = tuple(r for r in Role if r is not Role.PUBLIC)
AUTHORITIES: tuple[Role, ...] = (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)


@strawberry.schema_directive(
    locations=[
        Location.FIELD_DEFINITION,
        Location.ARGUMENT_DEFINITION,
        Location.INPUT_FIELD_DEFINITION,
        Location.ENUM_VALUE,
    ],
    description="谁可以看到或使用，及其条款 Who may see or use this element, by which clause.",
)
class Access:
    roles: list[Role] | None = strawberry.directive_field(name="roles", default=strawberry.UNSET)
    clause: str | None = strawberry.directive_field(name="clause", default=strawberry.UNSET)

    def admits(self, role: Role) -> bool:
        return self.roles is None or self.roles is strawberry.UNSET or role in self.roles

    @property
    def admitted(self) -> tuple[Role, ...]:
        return tuple(role for role in Role if self.admits(role))


def access(roles: Sequence[Role], clause: str | None) -> Access:
    everybody = set(roles) == set(Role)
    ordered = [role for role in Role if role in set(roles)]
    return Access(
        roles=strawberry.UNSET if everybody else ordered,
        clause=clause or strawberry.UNSET,
    )


# --- how a field is answered ---------------------------------------------------------------------

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """Who asks, with which arguments, and what the process offers to answer; `address` is where
    the request came from, as the server sees it."""

    viewer: Viewer
    arguments: Arguments = member(default_factory=dict)
    services: Any = None
    language: str = "zh-CN"
    address: str = ""


@dataclass(frozen=True)
class Attribute:
    """The column or relation of the type's table with the field's Python name (or `name`).

    Of a plain type (no table): the key of that name in its data.
    """

    name: str | None = None


@dataclass(frozen=True)
class Expression:
    """`function(row, arguments)` gives a SQL expression; `row` is the entered row."""

    function: Callable[[Any, Arguments], Any]


@dataclass(frozen=True)
class Batch:
    """`function(rows, asked)` answers all rows of a selection at once.

    `needs` are the columns (or functions from the row to an expression) that come along in the
    statement; each row is a tuple of their values in this order, each answer a scalar, or plain
    dicts and lists by Python names; one answer a row, in order.
    """

    function: Callable[[Sequence[tuple[Any, ...]], Asked], Awaitable[Sequence[Any]]]
    needs: tuple[str | Callable[[Any], Any], ...]


@dataclass(frozen=True)
class Rows:
    """`where(row, arguments)` gives the condition that the rows meet; the door adds who may.

    Answers one row (nullable) or a list (with `order`, column names, ties broken by id).
    `check(arguments)` sees the plain values before anything is asked, and raises BadUserInput.

    `before(asked)` runs ahead of the statement: it raises a TypedError, or gives the binary values
    that only the process can make of the arguments (blind indexes); `where` has them as an array
    parameter under `MADE`. `after(asked, is_found)`, of a root field, is told of the answer.
    """

    where: Callable[[Any, Arguments], Any]
    order: tuple[str, ...] = ()
    check: Callable[[Arguments], None] | None = None
    before: Callable[[Asked], Awaitable[Sequence[bytes]]] | None = None
    after: Callable[[Asked, bool], None] | None = None


MADE = ":made"


@dataclass(frozen=True)
class Related:
    """Rows tied to the parent row by `on(row, parent)` where no foreign key says it, or by
    `on(row, parent, arguments)` where the field has arguments.

    Answers one row (nullable) or a list (with `order`, column names, ties broken by id).
    """

    on: Callable[..., Any]
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Connected:
    """A keyset connection over a table (`where` bounds it) or over the relation `relation`."""

    where: Callable[[Any, Arguments], Any] | None = None
    relation: str | None = None


@dataclass(frozen=True)
class Facet:
    """A field of the `facets` of a connection: how many of its rows there are at each value.

    `path` leads over relations to the row that has the value; `value` is what the filter takes,
    `label` how it is called (`words` by value, where no column says it). They obey the
    connection's filter but for its own keys, `aside`, so that a choice never hides the others.
    Rows of a list are counted under the part of the filter that asks about them: `within` is its
    key, and `aside` are keys of that part. Where nothing is asked of them, they are counted from
    `kept`: over a relation, a column with the values of each row of the connection, each once.
    """

    path: tuple[str, ...]
    value: Callable[[Any], Any]
    aside: tuple[str, ...]
    label: Callable[[Any], Any] | None = None
    words: Mapping[str, str] | None = None
    within: str | None = None
    kept: tuple[str, str] | None = None


@dataclass(frozen=True)
class Changed:
    """A root field of a subscription: the row of its type that has just changed, if the viewer
    sees it; with the argument `id` that one row alone."""


@dataclass(frozen=True)
class Group:
    """A plain object whose fields are answered by themselves (the row stays the same)."""


@dataclass(frozen=True)
class ByNodeId:
    """`node(id:)` and `nodes(ids:)`: the type is read from the id."""


@dataclass(frozen=True)
class Computed:
    """A root field that the database cannot answer in the statement: `function(asked)`."""

    function: Callable[[Asked], Awaitable[Any]]


@dataclass(frozen=True)
class Act:
    """A mutation: `function(writing, input)` runs in the field's own transaction.

    `before(context, input)` runs ahead of it, for what must not wait inside a transaction, or must
    stand although the act fails; what it gives is `writing.prepared`.
    """

    function: Callable[..., Awaitable[Mapping[str, Any]]]
    keyed: bool = True
    before: Callable[..., Awaitable[Any]] | None = None


Answer = (
    Attribute
    | Expression
    | Batch
    | Rows
    | Related
    | Connected
    | Facet
    | Changed
    | Group
    | ByNodeId
    | Computed
    | Act
)

# --- the declaring functions ---------------------------------------------------------------------


@dataclass(frozen=True)
class Argument:
    type: Any
    zh: str
    en: str
    roles: tuple[Role, ...] | None = None
    clause: str | None = None
    default: Any = strawberry.UNSET


def argument(
    type_: Any,
    zh: str,
    en: str,
    roles: Sequence[Role] | None = None,
    clause: str | None = None,
    default: Any = strawberry.UNSET,
) -> Argument:
    """An argument; it is for the roles of its field unless `roles` says fewer."""
    return Argument(type_, zh, en, tuple(roles) if roles is not None else None, clause, default)


def field(
    zh: str,
    en: str,
    roles: Sequence[Role] | None = None,
    clause: str | None = None,
    *,
    answer: Answer | None = None,
    name: str | None = None,
    deprecated: str | None = None,
    arguments: Mapping[str, Argument] | None = None,
    **named: Argument,
) -> Any:
    """One field of an output type. Without `roles` it is for the roles of its type."""
    declared = StrawberryField(
        graphql_name=name,
        description=f"{zh} {en}",
        directives=[] if roles is None else [access(roles, clause)],
        metadata={
            "answer": answer or Attribute(),
            "clause": clause,
            "arguments": {**named, **(arguments or {})},
        },
        deprecation_reason=deprecated,
    )
    declared.arguments = []
    return declared


def _arguments(declared: StrawberryField, roles: Sequence[Role]) -> list[StrawberryArgument]:
    return [
        StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(given.type),
            description=f"{given.zh} {given.en}",
            default=given.default,
            directives=[access(given.roles or roles, given.clause)],
        )
        for name, given in declared.metadata["arguments"].items()
    ]


def _access(declared: StrawberryField) -> Access:
    found = declared.directives[0]
    assert isinstance(found, Access)
    return found


def _complete(fields: Iterable[StrawberryField], roles: Sequence[Role]) -> None:
    """Give every field without roles those of its type, and every argument those of its field."""
    for declared in fields:
        if not declared.directives:
            declared.directives = [access(roles, declared.metadata.get("clause"))]
        if "arguments" in declared.metadata:
            declared.arguments = _arguments(declared, _access(declared).admitted)


def _annotate(cls: type) -> None:
    """Arguments named by text resolve where their type is declared, like fields do."""
    namespace = vars(sys.modules[cls.__module__])
    for declared in cls.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        for given in declared.arguments:
            given.type_annotation.namespace = namespace


@dataclass_transform(kw_only_default=True)
def of(
    model: type | None,
    zh: str,
    en: str,
    roles: Sequence[Role] = EVERYONE,
    *,
    name: str | None = None,
    interface: bool = False,
    found_by_id: Mapping[Role, Predicate] | None = None,
) -> Callable[[type], type]:
    """Declare an output type over a table (`model`), or a plain one (None).

    `found_by_id` says which of the rows that a role sees `node` and `nodes` find for it, and
    those for the named roles alone; without it an id finds whatever its role sees.
    """

    def declare(cls: type) -> type:
        make = strawberry.interface if interface else strawberry.type
        made = make(cls, name=name, description=f"{zh} {en}")
        made.__model__ = model  # type: ignore[attr-defined]
        made.__found_by_id__ = found_by_id  # type: ignore[attr-defined]
        _complete(made.__strawberry_definition__.fields, roles)  # type: ignore[attr-defined]
        _annotate(made)
        return made

    return declare


def input_field(
    zh: str,
    en: str,
    roles: Sequence[Role] | None = None,
    clause: str | None = None,
    *,
    name: str | None = None,
    default: Any = strawberry.UNSET,
    condition: Callable[[Any, Any], Any] | None = None,
    within: Callable[[Any, Callable[[Any], Any]], Any] | None = None,
    column: str | None = None,
) -> Any:
    """One field of an input. In a filter `condition(row, value)` says what it asks of a row;
    `within(row, meets)` asks whether there is another row that meets the filter given as value;
    without both the value is compared with the column of the same name (or `column`)."""
    is_list = isinstance(default, list)
    return StrawberryField(
        graphql_name=name,
        description=f"{zh} {en}",
        directives=[] if roles is None else [access(roles, clause)],
        metadata={
            "condition": condition,
            "within": within,
            "column": column,
            "clause": clause,
        },
        **({"default_factory": default.copy} if is_list else {"default": default}),
    )


@dataclass_transform(kw_only_default=True)
def input_of(
    zh: str, en: str, roles: Sequence[Role] = EVERYONE, *, one_of: bool = False
) -> Callable[[type], type]:
    """Declare an input type."""

    def declare(cls: type) -> type:
        made: Any = strawberry.input(cls, description=f"{zh} {en}", one_of=one_of)
        _complete(made.__strawberry_definition__.fields, roles)
        return made  # type: ignore[no-any-return]

    return declare


def enum_of(
    term: type[Enum], zh: str, en: str, roles: Sequence[Role] = EVERYONE, *, name: str | None = None
) -> None:
    """Make an enumeration known to GraphQL; terms bring their own descriptions."""
    strawberry.enum(term, name=name, description=f"{zh} {en}")
    definition: Any = vars(term)["__strawberry_definition__"]
    for value, declared in zip(term, definition.values, strict=True):
        if isinstance(value, Term):
            declared.description = f"{value.zh} {value.en}"
            declared.directives = (access(roles, None),)
        else:
            declared.description = f"{value.value.zh} {value.value.en}"
            declared.directives = (access(value.value.roles or roles, value.value.clause),)


@dataclass(frozen=True)
class OrderBy:
    """The value of an order: non-null columns, all in one direction; the id is the last key."""

    columns: tuple[str, ...]
    descending: bool
    zh: str
    en: str
    roles: tuple[Role, ...] | None = None
    clause: str | None = None


def order(
    columns: str, zh: str, en: str, roles: Sequence[Role] | None = None, clause: str | None = None
) -> OrderBy:
    """`"issued_on number"` rises, `"-issued_on number"` falls in all its columns."""
    descending = columns.startswith("-")
    return OrderBy(
        tuple(columns.lstrip("-").split()),
        descending,
        zh,
        en,
        tuple(roles) if roles is not None else None,
        clause,
    )


enum_of(Role, "角色", "A role; a signed-in person acts in one at a time")
