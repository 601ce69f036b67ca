"""Documents are read once for each role, and the memory for them is bounded."""

from graphql import GraphQLSchema, OperationType

from permissions.errors import CostExceeded
from rules.vocabulary import Role
from tests.transport.small_register import SmallRegister
from transport.documents import Document, Documents
from transport.limits import Limits


class Counted:
    """The schema of every role, counting how often it is asked for: once for each reading."""

    def __init__(self) -> None:
        self.readings: list[Role] = []
        self._schema = SmallRegister().whole._schema

    def __call__(self, role: Role) -> GraphQLSchema:
        self.readings.append(role)
        return self._schema


def text_of(n: int) -> str:
    return f"query Q{n} {{ __typename }}"


def test_a_valid_document_is_read_once_for_each_role() -> None:
    schema_of = Counted()
    documents = Documents(schema_of, Limits())
    first = documents.get(Role.PUBLIC, text_of(1))
    assert documents.get(Role.PUBLIC, text_of(1)) is first
    assert documents.get(Role.SCHOOL, text_of(1)) is not first
    assert schema_of.readings == [Role.PUBLIC, Role.SCHOOL]
    assert first.operations == {"Q1": OperationType.QUERY}
    assert first.ast.loc is None


def test_the_document_not_used_for_longest_makes_room() -> None:
    schema_of = Counted()
    size = Documents(schema_of, Limits()).get(Role.PUBLIC, text_of(0)).size
    documents = Documents(schema_of, Limits(), max_bytes=3 * size)
    kept = [documents.get(Role.PUBLIC, text_of(n)) for n in range(3)]
    assert documents.get(Role.PUBLIC, text_of(0)) is kept[0]
    documents.get(Role.PUBLIC, text_of(3))
    assert documents.get(Role.PUBLIC, text_of(0)) is kept[0]
    assert documents.get(Role.PUBLIC, text_of(2)) is kept[2]
    assert documents.get(Role.PUBLIC, text_of(1)) is not kept[1]


def test_a_document_larger_than_the_memory_is_answered_and_not_kept() -> None:
    documents = Documents(Counted(), Limits(), max_bytes=10)
    first = documents.get(Role.PUBLIC, text_of(1))
    assert not first.errors
    assert documents.get(Role.PUBLIC, text_of(1)) is not first


def test_a_document_has_so_many_tokens_and_no_more() -> None:
    documents = Documents(Counted(), Limits(tokens=7))
    assert not documents.get(Role.PUBLIC, "{ certificates { id id } }").errors
    [refusal] = documents.get(Role.PUBLIC, "{ certificates { id id id } }").errors
    assert isinstance(refusal.original_error, CostExceeded)


def test_the_validator_suggests_no_name() -> None:
    documents = Documents(Counted(), Limits())
    for text in (
        "{ certificat { id } }",
        "{ certificate { numbr } }",
        "{ certificate(idd: 1) { id } }",
    ):
        errors = documents.get(Role.PUBLIC, text).errors
        assert errors
        assert not any("mean" in error.message for error in errors)


def test_a_refused_document_takes_no_room() -> None:
    size = Documents(Counted(), Limits()).get(Role.PUBLIC, text_of(0)).size
    documents = Documents(Counted(), Limits(), max_bytes=size)
    kept: Document = documents.get(Role.PUBLIC, text_of(0))
    for n in range(20):
        assert documents.get(Role.PUBLIC, f"{{ nope{n} }}").errors
    assert documents.get(Role.PUBLIC, text_of(0)) is kept
