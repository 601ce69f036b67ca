"""掩蔽 What a client may read of an error: the words of typed errors, of parser and validator.

Everything else is INTERNAL with the request's id; a database that is away is UNAVAILABLE.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import asyncpg
import sqlalchemy.exc
from graphql import FieldNode, GraphQLError

from permissions.errors import BadUserInput, ErrorCode, Internal, TypedError, Unavailable

# Shut down (57P01-03), too many connections, a read-only server after a switch of the primary,
# two transactions in each other's way, a statement beyond its time: all may succeed later.
RETRYABLE_STATES: Final = frozenset(
    {"57P01", "57P02", "57P03", "53300", "25006", "40001", "40P01", "55P03", "57014"}
)
CONNECTION_STATES: Final = "08"  # the class of connection exceptions in SQLSTATE
MOST_MESSAGE_CHARACTERS: Final = 500
SUGGESTION: Final = re.compile(r" Did you mean .*\Z", re.DOTALL)


def typed(error: BaseException) -> TypedError:
    """The typed error that a client sees in place of `error`; itself, if it is one."""
    for cause in causes(error):
        if isinstance(cause, TypedError):
            return cause
    if any(is_connection_lost(cause) for cause in causes(error)):
        return Unavailable("The register cannot be reached for the moment; try again.")
    if isinstance(error, GraphQLError) and _is_of_the_document(error):
        return BadUserInput(SUGGESTION.sub("", error.message))
    return Internal("A fault of the program. Please report it with the request id.")


def worded(error: BaseException, request_id: str) -> dict[str, Any]:
    """One entry of `errors`, as JSON values, with its code and the request's id."""
    entry: dict[str, Any] = {}
    extensions: dict[str, object] = {}
    own_code = _own_code(error)
    if own_code is not None and isinstance(error, GraphQLError):
        entry["message"] = SUGGESTION.sub("", error.message)
        extensions["code"] = own_code
    else:
        shown = typed(error)
        entry["message"] = shown.message
        extensions |= {**shown.extensions, "code": shown.code.name}
    if isinstance(error, GraphQLError):
        if error.locations:
            entry["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
        if error.path is not None:
            entry["path"] = list(error.path)
    entry["message"] = _shortened(entry["message"])
    entry["extensions"] = extensions | {"requestId": request_id}
    return entry


def code_of(error: BaseException) -> ErrorCode:
    own_code = _own_code(error)
    return ErrorCode[own_code] if own_code is not None else typed(error).code


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what GraphQL and SQLAlchemy wrapped, and what it was raised from."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [
            getattr(cause, "original_error", None),
            getattr(cause, "orig", None),
            cause.__cause__,
        ]


def is_connection_lost(cause: BaseException) -> bool:
    """Whether the fault lies with the way to the database, so that the request may be repeated."""
    if isinstance(cause, (OSError, sqlalchemy.exc.TimeoutError)):  # sockets; a full queue
        return True
    if isinstance(cause, asyncpg.InterfaceError):
        return "closed" in str(cause)  # no state of its own: the connection went while in use
    state = getattr(cause, "sqlstate", None)
    return isinstance(state, str) and (
        state in RETRYABLE_STATES or state.startswith(CONNECTION_STATES)
    )


def _shortened(message: str) -> str:
    """Validation quotes names and values whole: an answer shall not repeat 30,000 characters."""
    if len(message) <= MOST_MESSAGE_CHARACTERS:
        return message
    return message[:MOST_MESSAGE_CHARACTERS] + "…"


def _own_code(error: BaseException) -> str | None:
    """The code that the reading of documents gave: parser's and validator's own words."""
    if not isinstance(error, GraphQLError) or error.path is not None:
        return None
    code = (error.extensions or {}).get("code")
    return code if isinstance(code, str) and code in _DOCUMENT_CODES else None


_DOCUMENT_CODES: Final = frozenset(
    {ErrorCode.GRAPHQL_PARSE_FAILED.name, ErrorCode.GRAPHQL_VALIDATION_FAILED.name}
)


def _is_of_the_document(error: GraphQLError) -> bool:
    """Whether graphql-core speaks of a variable or an argument, and not of a resolver's failure.

    What a resolver raised, and what it returned in vain, is tied to its field; a variable's or an
    argument's error is tied to the variable or argument.
    """
    if not error.nodes:
        return error.path is None and error.original_error is None
    return not any(isinstance(node, FieldNode) for node in error.nodes)
