"""错误 Errors that a client may read: a closed list of codes, and the one class that carries words.

Whatever else is raised reaches a client as INTERNAL, opaque, with the request's id.
"""

from enum import Enum, unique
from typing import ClassVar

from permissions.request_facts import Language


@unique
class ErrorCode(Enum):
    """Every value that `extensions.code` can have; its value says what it means to a client."""

    UNAUTHENTICATED = "Nobody is signed in, or the session has ended"
    FORBIDDEN = "The account may not act in this role at all"
    BAD_USER_INPUT = "Something in the request is not well formed"
    CONFLICT = "The object, or the idempotency key, has been used otherwise in the meantime"
    RATE_LIMITED = "Too many requests; wait for the seconds of Retry-After"
    COST_EXCEEDED = "The document asks for more than one request may"
    DOCUMENT_NOT_FOUND = "No document is registered under this id"
    UNAVAILABLE = "A part is away for the moment; the same request may be sent again"
    INTERNAL = "A fault of the program; the request's id finds it in the log"
    GRAPHQL_PARSE_FAILED = "The document is not GraphQL"
    GRAPHQL_VALIDATION_FAILED = "The document does not fit the schema of the role"


class TypedError(Exception):
    """An error whose words are meant for the client, in Chinese and in English.

    `extensions` travel beside `code` in the error's extensions: plain JSON values only.
    """

    code: ClassVar[ErrorCode]

    def __init__(self, zh: str, en: str, **extensions: object) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.extensions = extensions

    def words(self, language: Language) -> str:
        return self.en if language is Language.ENGLISH else self.zh


class BadUserInput(TypedError):
    """Damaged ids, cursors, numbers out of range, a body that is not what it must be."""

    code = ErrorCode.BAD_USER_INPUT


class Conflict(TypedError):
    """A stale `expectedVersion`, or an idempotency key used with another body."""

    code = ErrorCode.CONFLICT


class Unauthenticated(TypedError):
    """No session, or one that has ended."""

    code = ErrorCode.UNAUTHENTICATED


class Forbidden(TypedError):
    """Disabled account, missing second factor, withdrawn role."""

    code = ErrorCode.FORBIDDEN


class CostExceeded(TypedError):
    """A document beyond a limit; `extensions` say which, its bound and what was asked."""

    code = ErrorCode.COST_EXCEEDED


class DocumentNotFound(TypedError):
    """A `documentId` that is not registered, or a free-form document where none is taken."""

    code = ErrorCode.DOCUMENT_NOT_FOUND


class Retryable(TypedError):
    """The same request may succeed later: `retry_after` is in whole seconds, at least 1."""

    def __init__(self, zh: str, en: str, retry_after: int = 1, **extensions: object) -> None:
        super().__init__(zh, en, retryAfter=max(1, retry_after), **extensions)
        self.retry_after = max(1, retry_after)


class RateLimited(Retryable):
    """Too many requests of one address or account."""

    code = ErrorCode.RATE_LIMITED


class Unavailable(Retryable):
    """The database is away, a queue is full, or the request took too long."""

    code = ErrorCode.UNAVAILABLE


class Internal(TypedError):
    """The opaque face of every other exception."""

    code = ErrorCode.INTERNAL
