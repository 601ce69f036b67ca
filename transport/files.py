"""文件通道 The route of contents: `PUT /files/{ticket}` takes one, `GET /files/{link}` gives one.

The signature in the address is the right: no session is asked. A content is never taken for a page:
it is sent as an attachment, of the type that the inspection found, with nothing allowed to run.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from http import HTTPStatus
from time import monotonic, perf_counter
from typing import Final
from urllib.parse import quote
from uuid import UUID

import msgspec
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from models.store import ContentMissingError, Store
from permissions.links import Links, Purpose
from resolvers.contents import Kept, Named, named
from resolvers.identity import write_id
from rules.clause_3_1_documents import ENDINGS
from transport.answer import Answer, Header, send_answer
from transport.arrival import Arrival
from transport.byte_range import ByteRange, asked_range
from transport.certificate_file import Printer, part
from transport.cors import cross_origin_headers, preflight_answer
from transport.problem import problem
from transport.receiving import Receiver, read_link
from transport.refusals import Gone, Refused, method_not_allowed

METHODS: Final = b"GET, HEAD, PUT, OPTIONS"
PIECE_SECONDS: Final = 10.0  # between two pieces of a body
BODY_SECONDS: Final = 300.0  # 20 MB at 70 kB a second
JSON: Final[Header] = (b"content-type", b"application/json")
ALWAYS: Final[tuple[Header, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; sandbox; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-site"),
    (b"cache-control", b"private, no-store"),
)

Read = Callable[[int, int], Awaitable[AsyncGenerator[bytes, None]]]

log = structlog.get_logger()


class Files:
    """The ASGI application of `/files/{token}`."""

    def __init__(
        self,
        engine: AsyncEngine,
        links: Links,
        store: Store,
        receiver: Receiver,
        printer: Printer,
        allowed_origins: frozenset[str] = frozenset(),
        piece_seconds: float = PIECE_SECONDS,
    ) -> None:
        self._engine = engine
        self._links = links
        self._store = store
        self.receiver = receiver
        self._printer = printer
        self._allowed_origins = allowed_origins
        self._piece_seconds = piece_seconds

    def routes(self) -> list[BaseRoute]:
        return [Route("/files/{token}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = Arrival.of(scope)
        request_id = str(scope.get("request_id", arrival.request_id))
        status = 499
        try:
            status = await self._serve(arrival, scope["path_params"]["token"], receive, send)
        except Gone:
            pass
        except Exception as error:
            answer = problem(error, arrival.language(), request_id)
            status = answer.status
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.error("fault", request=request_id, exc_info=error)
            # What was not read of a refused body is not waited for.
            await send_answer(send, answer, [*self._headers(arrival), (b"connection", b"close")])
        log.info(
            "file",
            method=arrival.method,
            status=status,
            milliseconds=round((perf_counter() - arrival.started) * 1000, 3),
            request=request_id,
        )

    async def _serve(self, arrival: Arrival, token: str, receive: Receive, send: Send) -> int:
        if arrival.method == "PUT":
            answer = await self._take(arrival, token, receive)
        elif arrival.method in ("GET", "HEAD"):
            return await self._give(arrival, token, send)
        elif arrival.method == "OPTIONS":
            answer = preflight_answer(arrival.origin or b"", self._allowed_origins, METHODS)
        else:
            raise method_not_allowed(
                "文件用 PUT 上传，用 GET 下载。",
                "A content is sent by PUT and fetched by GET.",
                METHODS,
            )
        await send_answer(send, answer, self._headers(arrival))
        return answer.status

    def _headers(self, arrival: Arrival) -> list[Header]:
        if arrival.origin is None:
            return list(ALWAYS)
        return [*ALWAYS, *cross_origin_headers(arrival.origin, self._allowed_origins)]

    # --- in

    async def _take(self, arrival: Arrival, token: str, receive: Receive) -> Answer:
        if arrival.headers.get(b"content-encoding", b"identity") != b"identity":
            raise Refused(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "内容须原样上传，不得压缩传输。",
                "Send the bytes as they are, without a content encoding.",
            )
        pieces = body_pieces(receive, self._piece_seconds)
        upload_id, kept = await self.receiver.receive(token, pieces, _declared(arrival))
        return Answer(HTTPStatus.CREATED, (JSON,), _written(upload_id, kept))

    # --- out

    async def _give(self, arrival: Arrival, token: str, send: Send) -> int:
        found, read = await self._found(token)
        tag = f'"{found.content.sha256.hex()}"'.encode()
        headers = [*self._headers(arrival), (b"etag", tag), (b"accept-ranges", b"bytes")]
        if arrival.headers.get(b"if-none-match") == tag:
            await send_answer(send, Answer(HTTPStatus.NOT_MODIFIED, (), b""), headers)
            return HTTPStatus.NOT_MODIFIED
        wanted = asked_range(arrival.headers, tag, found.content.size)
        headers += [*_of_content(found), *wanted.headers()]
        return await _send(arrival.method, read, wanted, headers, send)

    async def _found(self, token: str) -> tuple[Named, Read]:
        """What a link leads to, and how its bytes are read. Raises Refused."""
        if self._links.is_for(Purpose.CERTIFICATE, token):
            id_ = read_link(self._links, Purpose.CERTIFICATE, token)
            if (printed := await self._printer.printed(id_)) is None:
                raise _missing()
            return printed[0], partial(part, printed[1])
        found = await named(self._engine, read_link(self._links, Purpose.DOWNLOAD, token))
        if found is None:
            raise _missing()
        return found, partial(self._store.read, found.content.sha256)


async def _send(
    method: str, read: Read, wanted: ByteRange, headers: list[Header], send: Send
) -> int:
    try:
        content = await read(wanted.start, wanted.end)
    except ContentMissingError:
        raise _missing() from None
    await send({"type": "http.response.start", "status": wanted.status, "headers": headers})
    if method == "GET":
        async with aclosing(content):
            async for piece in content:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
    return wanted.status


def _missing() -> Refused:
    return Refused(
        HTTPStatus.NOT_FOUND,
        "登记簿中没有该文件的内容。",
        "The register does not hold the content of this document.",
    )


def _declared(arrival: Arrival) -> int | None:
    length = arrival.headers.get(b"content-length", b"")
    return int(length) if length.isdigit() else None


def _written(upload_id: UUID, kept: Kept) -> bytes:
    return msgspec.json.encode(
        {
            "upload": write_id("Upload", upload_id),
            "mediaType": kept.media_type,
            "size": kept.size,
            "sha256": kept.sha256.hex(),
        }
    )


def _of_content(found: Named) -> list[Header]:
    """Always an attachment; its name is the title, written so that no header can be broken."""
    ending = ENDINGS.get(found.content.media_type, "bin")
    name = quote(f"{found.title}.{ending}", safe="")
    return [
        (b"content-type", found.content.media_type.encode()),
        (
            b"content-disposition",
            f"attachment; filename=\"document.{ending}\"; filename*=UTF-8''{name}".encode(),
        ),
    ]


async def body_pieces(receive: Receive, piece_seconds: float) -> AsyncIterator[bytes]:
    """The body as it comes. Raises Gone, and Refused (408) for one that does not come on."""
    ends = monotonic() + BODY_SECONDS
    has_more = True
    while has_more:
        try:
            async with asyncio.timeout(min(piece_seconds, ends - monotonic())):
                message = await receive()
        except TimeoutError:
            raise _slow(piece_seconds) from None
        if message["type"] == "http.disconnect":
            raise Gone
        has_more = message.get("more_body", False)
        yield message.get("body", b"")


def _slow(piece_seconds: float) -> Refused:
    return Refused(
        HTTPStatus.REQUEST_TIMEOUT,
        f"上传中断超过{piece_seconds:g}秒，或总时间过长。",
        f"Nothing came for {piece_seconds:g} seconds, or the whole took too long.",
    )
