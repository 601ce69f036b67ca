"""发布的模式: what front ends were promised by the last release, held against what is now declared.

`python -m operation.released` records the printed schema of every role as released;
with `--check` it refuses a change that breaks a document written against it. What was deprecated
in a release may go in the next.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from graphql import (
    BreakingChange,
    BreakingChangeType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)

from operation.generated import ROOT
from operation.print_schema import FOLDER as PRINTED
from operation.refusal import RefusedError
from rules.vocabulary import Role

FOLDER: Final = ROOT / "schema" / "released"
REMOVALS: Final = frozenset(
    {
        BreakingChangeType.FIELD_REMOVED,
        BreakingChangeType.ARG_REMOVED,
        BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
    }
)


def broken(released: GraphQLSchema, now: GraphQLSchema) -> list[BreakingChange]:
    """What would break a document, but for what the release said would go."""
    announced = set(deprecated(released))
    return [
        change
        for change in find_breaking_changes(released, now)
        # Whatever led to a type that has gone is reported by itself.
        if change.type is not BreakingChangeType.TYPE_REMOVED
        and not (change.type in REMOVALS and announced.intersection(change.description.split()))
    ]


def deprecated(schema: GraphQLSchema) -> Iterator[str]:
    """Every deprecated element as breaking changes name it: `Type.field`, or an enum's value."""
    for type_ in schema.type_map.values():
        given: Any = type_
        for name, element in getattr(given, "fields", {}).items():
            if element.deprecation_reason:
                yield f"{type_.name}.{name}"
            for argument, described in getattr(element, "args", {}).items():
                if described.deprecation_reason:
                    yield f"{type_.name}.{name}({argument}:)"
        for name, value in getattr(given, "values", {}).items():
            if value.deprecation_reason:
                yield f"{type_.name}.{name}"


def check(folder: Path = FOLDER) -> None:
    """Raises RefusedError with every change that breaks a role's documents."""
    complaints = [
        f"{path.stem}: {change.description}"
        for path in sorted(folder.glob("*.graphql"))
        for change in broken(_read(path), _read(PRINTED / path.name))
    ]
    if complaints:
        raise RefusedError(
            "Breaking against the last release (deprecate first, remove a release later):\n"
            + "\n".join(complaints)
        )


def record() -> None:
    FOLDER.mkdir(exist_ok=True)
    for role in Role:
        name = f"{role.name.lower()}.graphql"
        (FOLDER / name).write_bytes((PRINTED / name).read_bytes())


def _read(path: Path) -> GraphQLSchema:
    return build_schema(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    try:
        check() if sys.argv[1:] == ["--check"] else record()
    except RefusedError as error:
        sys.exit(str(error))
