"""The documents that front ends copy from fit the schemas they are for."""

from pathlib import Path

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, parse, validate

from operation import print_documents
from operation.generated import ROOT
from rules.vocabulary import Role
from schema.build import role_schemas, whole_schema

EXAMPLES = sorted((ROOT / "web" / "examples").glob("*/*.graphql"))


@pytest.fixture(scope="module")
def schemas() -> dict[Role, GraphQLSchema]:
    return role_schemas(whole_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_28_an_example_tab_is_valid_for_its_role(
    path: Path, schemas: dict[Role, GraphQLSchema]
) -> None:
    schema = schemas[Role[path.parent.name.upper()]]
    assert validate(schema, parse(path.read_text(encoding="utf-8"))) == []


def test_28_every_root_field_of_every_role_has_a_document(
    schemas: dict[Role, GraphQLSchema],
) -> None:
    for role, schema in schemas.items():
        texts = list(print_documents.documents(schema))
        roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
        fields = [name for root in roots if root for name in root.fields]
        asked = []
        for text in texts:
            document = parse(text)
            assert validate(schema, document) == [], (role, text)
            (operation,) = document.definitions
            assert isinstance(operation, OperationDefinitionNode)
            asked += [node.name.value for node in operation.selection_set.selections]  # type: ignore[attr-defined]
        assert asked == fields
