"""权限一览: who sees which field and which rows, generated from the declarations.

`python -m operation.print_access` writes `docs/access.md`; with `--check` it only compares.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
)

import permissions.visible  # noqa: F401  (declares who sees which rows)
from operation.generated import HEAD, ROOT, keep
from operation.refusal import RefusedError
from permissions.declaration import Access
from permissions.role_schemas import access_of, model_of
from permissions.rows import Following, everything, predicate_of
from rules.vocabulary import Role
from schema.build import whole_schema

FILE: Final = ROOT / "docs" / "access.md"
SEEN: Final = "●"
SHOWN: Final = (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType, GraphQLEnumType)
INTRODUCTION: Final = """# 权限一览 Who may see what

One schema per role is cut by these declarations: what a role may not see is not in its schema.
Rows: each table has one predicate for each role, inside every statement.

Roles: {roles}.
"""


def text() -> str:
    schema = whole_schema()._schema
    roles = ", ".join(f"{role.name} {role.zh}" for role in Role)
    parts = [HEAD.format(target="docs"), INTRODUCTION.format(roles=roles), "\n## 行 Rows\n\n"]
    parts += _rows(schema)
    parts.append("\n## 字段 Fields, inputs and values\n")
    for type_ in _types(schema):
        parts += _section(type_)
    return "".join(parts)


def _types(schema: GraphQLSchema) -> list[GraphQLNamedType]:
    shown = (t for t in schema.type_map.values() if isinstance(t, SHOWN))
    return sorted((t for t in shown if not t.name.startswith("__")), key=lambda t: t.name)


def _row(first: str, cells: Sequence[str]) -> str:
    return f"| {first} | {' | '.join(cells)} |\n"


def _head(*first: str) -> str:
    names = [*first, *(role.name for role in Role)]
    return _row(names[0], names[1:]) + "|---" * len(names) + "|\n"


def _rows(schema: GraphQLSchema) -> Iterator[str]:
    """`all`, the name of the predicate, `as <the whole that it is a part of>`, or nothing."""
    yield _head("type")
    for type_ in _types(schema):
        model = model_of(type_) if isinstance(type_, GraphQLObjectType) else None
        if model is not None:
            yield _row(type_.name, [_predicate(model, role) for role in Role])


def _predicate(model: type, role: Role) -> str:
    predicate = predicate_of(model, role)
    if predicate is None:
        return ""
    if predicate is everything:
        return "all"
    if isinstance(predicate, Following):
        return f"as {predicate.whole.__name__}"
    named = getattr(predicate, "func", predicate)
    return str(getattr(named, "__name__", named)).replace("_", " ")


def _section(type_: Any) -> Iterator[str]:
    """One table, or one line where everything is for everybody."""
    elements = list(_elements(type_))
    meaning = (type_.description or "").splitlines()[0:1]
    yield f"\n### {type_.name}\n\n{' '.join(meaning)}\n"
    if all(access.admitted == tuple(Role) for _, access in elements):
        yield "For everybody.\n"
        return
    yield "\n" + _head("element", "clause")
    for name, access in elements:
        marks = [SEEN if role in access.admitted else "" for role in Role]
        yield _row(name, [access.clause or "", *marks])


def _elements(type_: Any) -> Iterator[tuple[str, Access]]:
    """Fields and values; an argument only where its roles are not those of its field."""
    if isinstance(type_, GraphQLEnumType):
        yield from ((n, access_of(v, f"{type_.name}.{n}")) for n, v in type_.values.items())
        return
    for name, element in type_.fields.items():
        own = access_of(element, f"{type_.name}.{name}")
        yield name, own
        for argument, given in getattr(element, "args", {}).items():
            access = access_of(given, f"{type_.name}.{name}({argument}:)")
            if access.admitted != own.admitted:
                yield f"{name}({argument}:)", access


if __name__ == "__main__":
    try:
        keep({FILE: text()}, sys.argv[1:], "docs")
    except RefusedError as error:
        sys.exit(str(error))
