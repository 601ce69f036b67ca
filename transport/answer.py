"""应答 The answer to a GraphQL request: the only place that knows status and media type.

GraphQL over HTTP, as the audit suite of `graphql-http` reads it: a request that was executed is
200, whatever its fields say; only a field that was asked too often makes it 429. A request whose
document is at fault is 200 as application/json and 400 as application/graphql-response+json. What
HTTP has a status for has that status in both. A request error has no member `data`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import msgspec
from starlette.types import Send

from permissions.errors import ErrorCode, RateLimited, Retryable
from permissions.request_facts import Language
from transport.masking import code_of, typed, worded
from transport.negotiation import MediaType
from transport.refusals import Refused

Header = tuple[bytes, bytes]

STATUS: Final = {
    ErrorCode.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    ErrorCode.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ErrorCode.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorCode.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorCode.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}
WITHOUT_BODY: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to be sent."""

    status: int
    headers: tuple[Header, ...]
    body: bytes


def respond(
    media: MediaType,
    request_id: str,
    language: Language,
    *,
    data: bytes | None = None,
    errors: Sequence[BaseException] = (),
    extensions: object = None,
    was_executed: bool = True,
) -> Answer:
    """The answer to what was executed (`data` is JSON text, None for null), or to what was not.

    `errors` are as they were raised; here they get their words. A request that was not executed
    has errors and no data.
    """
    content_type = (b"content-type", media.value)
    if was_executed and data is not None and not errors and not extensions:
        return Answer(HTTPStatus.OK, (content_type,), result_of(data))  # every compiled read
    said = [worded(error, request_id, language) for error in errors]
    body = _body(data, said, extensions, was_executed=was_executed)
    refusing = next((e for e in errors if not was_executed or _is_limited(e)), None)
    status, headers = (HTTPStatus.OK, ()) if refusing is None else _refusal(media, refusing)
    return Answer(status, (content_type, *headers), body)


def result_of(data: bytes) -> bytes:
    """The execution result of one event, whose `data` is JSON text."""
    return b'{"data":%b}' % data


def refusal_of(error: BaseException, request_id: str, language: Language) -> bytes:
    """The execution result that ends a stream."""
    return _body(None, [worded(error, request_id, language)], None, was_executed=False)


def _body(
    data: bytes | None,
    errors: Sequence[dict[str, Any]],
    extensions: object,
    *,
    was_executed: bool,
) -> bytes:
    members: dict[str, Any] = {}
    if errors:
        members["errors"] = errors
    if was_executed:
        members["data"] = None if data is None else msgspec.Raw(data)
    if extensions:
        members["extensions"] = extensions
    return msgspec.json.encode(members)


def _is_limited(error: BaseException) -> bool:
    return isinstance(typed(error), RateLimited)


def _refusal(media: MediaType, error: BaseException) -> tuple[int, tuple[Header, ...]]:
    if isinstance(error, Refused):
        return error.status, error.headers
    shown = typed(error)
    of_the_document = HTTPStatus.OK if media is MediaType.JSON else HTTPStatus.BAD_REQUEST
    status = STATUS.get(code_of(error), of_the_document)
    headers: list[Header] = []
    if isinstance(shown, Retryable):
        headers.append((b"retry-after", str(shown.retry_after).encode()))
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b"Bearer"))
    return status, tuple(headers)


async def send_answer(send: Send, answer: Answer, headers: Sequence[Header]) -> None:
    """Send the answer with the headers of the request's own (its id, CORS, caching)."""
    sent = [*answer.headers, *headers]
    if answer.status not in WITHOUT_BODY:
        sent.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": sent})
    await send({"type": "http.response.body", "body": answer.body})
