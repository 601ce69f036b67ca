"""掩蔽 What a client may read of an error: the words of typed errors, of parser and validator.

Everything else is INTERNAL with the request's id; a database that is away is UNAVAILABLE.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import asyncpg
import sqlalchemy.exc
from graphql import ArgumentNode, FieldNode, GraphQLError, VariableNode

from permissions.errors import BadUserInput, ErrorCode, Internal, TypedError, Unavailable
from permissions.request_facts import Language

# Shut down (57P01-03), too many connections, a read-only server after a switch of the primary,
# two transactions in each other's way, a statement beyond its time: all may succeed later.
RETRYABLE_STATES: Final = frozenset(
    {"57P01", "57P02", "57P03", "53300", "25006", "40001", "40P01", "55P03", "57014"}
)
CONNECTION_STATES: Final = "08"  # the class of connection exceptions in SQLSTATE
MOST_MESSAGE_CHARACTERS: Final = 500
SUGGESTION: Final = re.compile(r" Did you mean .*\Z", re.DOTALL)
# What stands in Chinese before the words of graphql-core, which are for who writes documents.
OF_THE_DOCUMENT: Final = {
    ErrorCode.GRAPHQL_PARSE_FAILED: "文档不是有效的GraphQL",
    ErrorCode.GRAPHQL_VALIDATION_FAILED: "文档不符合该角色的模式",
}


def typed(error: BaseException) -> TypedError:
    """The typed error that a client sees in place of `error`; itself, if it is one."""
    for cause in causes(error):
        if isinstance(cause, TypedError):
            return cause
    if any(is_connection_lost(cause) for cause in causes(error)):
        return Unavailable(
            "登记系统暂时无法访问，请重试。",
            "The register cannot be reached for the moment; try again.",
        )
    if isinstance(error, GraphQLError) and _is_of_the_document(error):
        return _argument_refused(error)
    return Internal(
        "程序出错，请将请求编号告知管理员。",
        "A fault of the program. Please report it with the request id.",
    )


def worded(error: BaseException, request_id: str, language: Language) -> dict[str, Any]:
    """One entry of `errors`, as JSON values, with its code and the request's id."""
    entry: dict[str, Any] = {}
    extensions: dict[str, object] = {}
    own_code = _own_code(error)
    if own_code is not None and isinstance(error, GraphQLError):
        entry["message"] = _of_the_document(error, own_code, language)
        extensions["code"] = own_code.name
    else:
        shown = typed(error)
        entry["message"] = shown.words(language)
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
    return own_code if own_code is not None else typed(error).code


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


def _of_the_document(error: GraphQLError, code: ErrorCode, language: Language) -> str:
    """Parser's and validator's words, without names they guess at and without Python's None."""
    message = SUGGESTION.sub("", error.message).replace(" not to be None", " not to be null")
    return message if language is Language.ENGLISH else f"{OF_THE_DOCUMENT[code]}：{message}"


def _argument_refused(error: GraphQLError) -> BadUserInput:
    """A variable that may be null stands where null is not taken: all else is validated before."""
    named = (ArgumentNode, VariableNode)
    names = [node.name.value for node in error.nodes or () if isinstance(node, named)]
    if not names:
        return BadUserInput("变量不合其类型。", "A variable does not fit its type.")
    return BadUserInput(
        f"{names[0]}在此处必须有值，而所给的是null。",
        f"{names[0]} must have a value here, and what was given is null.",
        at=names[0],
    )


def _own_code(error: BaseException) -> ErrorCode | None:
    """The code that the reading of documents gave: parser's and validator's own words."""
    if not isinstance(error, GraphQLError) or error.path is not None:
        return None
    code = (error.extensions or {}).get("code")
    return next((own for own in OF_THE_DOCUMENT if own.name == code), None)


def _is_of_the_document(error: GraphQLError) -> bool:
    """Whether graphql-core speaks of a variable or an argument, and not of a resolver's failure.

    What a resolver raised, and what it returned in vain, is tied to its field; a variable's or an
    argument's error is tied to the variable or argument.
    """
    if not error.nodes:
        return error.path is None and error.original_error is None
    return not any(isinstance(node, FieldNode) for node in error.nodes)
