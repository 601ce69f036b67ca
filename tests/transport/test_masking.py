"""What a client may read of an error."""

import asyncpg
import pytest
import sqlalchemy.exc
from graphql import GraphQLError

from permissions.errors import BadUserInput, Conflict, ErrorCode, TypedError, Unavailable
from permissions.request_facts import Language
from transport.masking import MOST_MESSAGE_CHARACTERS, code_of, worded

ENGLISH = Language.ENGLISH
SECRET = "310101199003077651"


def from_resolver(error: Exception) -> GraphQLError:
    return GraphQLError(str(error), path=["field"], original_error=error)


def database_error(state: str) -> sqlalchemy.exc.DBAPIError:
    """As SQLAlchemy wraps what its asyncpg dialect wrapped."""
    driver = asyncpg.PostgresError.new({"C": state, "M": f"about {SECRET}", "S": "ERROR"})
    return sqlalchemy.exc.DBAPIError(f"select {SECRET}", {"number": SECRET}, driver)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(SECRET),
        TimeoutError(SECRET),
        asyncpg.ConnectionDoesNotExistError(SECRET),
        asyncpg.InterfaceError("connection is closed"),
        sqlalchemy.exc.TimeoutError(SECRET),
        *map(database_error, ["57P01", "08006", "53300", "40001", "40P01", "25006", "57014"]),
    ],
)
def test_a_database_that_is_away_may_be_asked_again(error: Exception) -> None:
    for raised in (error, from_resolver(error)):
        entry = worded(raised, "id", ENGLISH)
        assert entry["extensions"]["code"] == "UNAVAILABLE"
        assert SECRET not in str(entry)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(SECRET),
        KeyError(SECRET),
        asyncpg.InterfaceError("another operation is in progress"),
        GraphQLError(SECRET, original_error=RuntimeError(SECRET)),
        GraphQLError(SECRET, path=["field"]),
        *map(database_error, ["23505", "42601", "22P02"]),
    ],
)
def test_any_other_fault_is_opaque(error: Exception) -> None:
    entry = worded(error, "id", ENGLISH)
    assert entry["extensions"] == {"code": "INTERNAL", "requestId": "id"}
    assert SECRET not in str(entry)


def test_a_typed_error_keeps_its_words_however_it_was_wrapped() -> None:
    conflict = Conflict("已被修改。", "Changed meanwhile.", currentVersion=3)
    wrapped = GraphQLError("x", original_error=GraphQLError("y", original_error=conflict))
    entry = worded(wrapped, "id", ENGLISH)
    assert entry["message"] == "Changed meanwhile."
    assert entry["extensions"] == {"code": "CONFLICT", "currentVersion": 3, "requestId": "id"}


def test_a_code_that_a_resolver_invents_is_not_believed() -> None:
    pretending = GraphQLError(SECRET, extensions={"code": "GRAPHQL_PARSE_FAILED"}, path=["field"])
    assert code_of(pretending) is ErrorCode.INTERNAL
    assert SECRET not in str(worded(pretending, "id", ENGLISH))
    without_path = GraphQLError(
        SECRET, extensions={"code": "OTHER"}, original_error=RuntimeError(SECRET)
    )
    assert code_of(without_path) is ErrorCode.INTERNAL


def test_a_suggestion_is_cut_off_wherever_it_came_from() -> None:
    coded = {"code": "GRAPHQL_VALIDATION_FAILED"}
    error = GraphQLError("Unknown value. Did you mean 'HIDDEN'?", extensions=coded)
    assert worded(error, "id", ENGLISH)["message"] == "Unknown value."
    assert "HIDDEN" not in worded(GraphQLError(error.message), "id", ENGLISH)["message"]


def test_a_message_does_not_repeat_a_whole_document() -> None:
    entry = worded(BadUserInput("字" * 30_000, "x" * 30_000), "id", ENGLISH)
    assert len(entry["message"]) == MOST_MESSAGE_CHARACTERS + 1


def test_every_typed_error_has_a_code_of_its_own() -> None:
    def leaves(kind: type[TypedError]) -> list[type[TypedError]]:
        below = kind.__subclasses__()
        return [kind] if not below else [leaf for child in below for leaf in leaves(child)]

    own = {kind.code for kind in leaves(TypedError) if kind.__module__ == "permissions.errors"}
    by_the_document = {ErrorCode.GRAPHQL_PARSE_FAILED, ErrorCode.GRAPHQL_VALIDATION_FAILED}
    inherited = {BadUserInput.code, Unavailable.code}  # transport/refusals.py has children of these
    assert own | by_the_document | inherited == set(ErrorCode)
