"""模式文本: the whole schema with its roles, and the schema of each role as that role sees it.

`python -m operation.print_schema` writes `schema/sdl/`; with `--check` it only compares.
"""

import re
import sys
from pathlib import Path
from typing import Final

import strawberry
from graphql import print_schema
from strawberry.printer import print_schema as print_with_directives

import permissions.visible  # noqa: F401  (declares who sees which rows)
from operation.generated import ROOT, keep
from operation.refusal import RefusedError
from schema.build import role_schemas, whole_schema

FOLDER: Final = ROOT / "schema" / "sdl"
FOR_EVERYBODY: Final = re.compile(r" @access(?!\w|\()")
ROLES_BELOW_EACH_OTHER: Final = re.compile(r"\[\n((?:  [A-Z]+\n)+)\]")


def texts() -> dict[Path, str]:
    """Every file of `schema/sdl/` as it is to be."""
    whole = whole_schema()
    files = {FOLDER / "schema.graphql": whole_text(whole)}
    for role, schema in role_schemas(whole).items():
        files[FOLDER / f"{role.name.lower()}.graphql"] = print_schema(schema) + "\n"
    return files


def whole_text(whole: strawberry.Schema) -> str:
    """An element without a directive is for everybody, by no clause of its own."""
    text = print_with_directives(whole)
    text = ROLES_BELOW_EACH_OTHER.sub(_beside_each_other, text)
    return FOR_EVERYBODY.sub("", text) + "\n"


def _beside_each_other(found: re.Match[str]) -> str:
    return "[" + ", ".join(found[1].split()) + "]"


if __name__ == "__main__":
    try:
        keep(texts(), sys.argv[1:], "schema")
    except RefusedError as error:
        sys.exit(str(error))
