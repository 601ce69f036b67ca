"""应用 The ASGI application: the GraphQL lane in front, Starlette for every other route.

`/healthz` says that the process answers; `/readyz` whether it can serve. When the server stops,
readiness ends at once, requests under way are waited for, and new ones get a retryable refusal.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from permissions.errors import Unavailable
from transport.answer import respond, send_answer
from transport.arrival import Arrival, request_id_of, with_request_id
from transport.backend import Backend
from transport.lane import Lane
from transport.options import Options
from transport.streams import Streams
from transport.web_socket import WebSocketLane

Lifespan = Callable[[], AbstractAsyncContextManager[None]]
STOPPING = "服务正在停止。", "The service is stopping."


def application(
    backend: Backend,
    options: Options | None = None,
    routes: Sequence[BaseRoute] = (),
    lifespan: Lifespan | None = None,
) -> "Application":
    """The whole application. `routes` are further pages; `lifespan` opens and closes the backend.

    What `lifespan` opened is closed only after the last request under way has ended, or after
    `options.drain_seconds`.
    """
    return Application(backend, options or Options(), routes, lifespan)


class Application:
    """The ASGI application; `stop` ends what would not end by itself."""

    def __init__(
        self,
        backend: Backend,
        options: Options,
        routes: Sequence[BaseRoute],
        lifespan: Lifespan | None,
    ) -> None:
        self._backend = backend
        self._options = options
        self._streams = Streams(options.streams, options.streams_of_address)
        self._lane = Lane(backend, options, self._streams)
        self._web_socket = WebSocketLane(backend, self._lane, options, self._streams)
        self._lifespan = lifespan
        self._under_way = 0
        self._is_stopping = False
        self._idle = asyncio.Event()
        self._pages = Starlette(
            routes=[Route("/healthz", self._health), Route("/readyz", self._readiness), *routes],
            lifespan=self._serving,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] == self._options.path:
            await self._count(self._web_socket, scope, receive, send)
        elif scope["type"] != "http":
            await self._pages(scope, receive, send)
        elif scope["path"] != self._options.path:
            request_id = request_id_of(dict(scope["headers"]))
            await self._pages(
                {**scope, "request_id": request_id}, receive, with_request_id(send, request_id)
            )
        elif self._is_stopping:
            await self._refuse(scope, send)
        else:
            await self._count(self._lane, scope, receive, send)

    async def _count(self, lane: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        self._under_way += 1
        try:
            await lane(scope, receive, send)
        finally:
            self._under_way -= 1
            if self._is_stopping and not self._under_way:
                self._idle.set()

    async def _refuse(self, scope: Scope, send: Send) -> None:
        arrival = Arrival.of(scope)
        error = Unavailable(*STOPPING)
        answer = respond(
            arrival.media,
            arrival.request_id,
            arrival.language(),
            errors=(error,),
            was_executed=False,
        )
        request_id = (b"x-request-id", arrival.request_id.encode())
        await send_answer(send, answer, [request_id, (b"connection", b"close")])

    @asynccontextmanager
    async def _serving(self, _: Starlette) -> AsyncIterator[None]:
        if self._lifespan is None:
            yield
            await self._drain()
            return
        async with self._lifespan():
            yield
            await self._drain()

    def stop(self) -> None:
        """From now on new requests are refused, and subscriptions are sent away."""
        self._is_stopping = True
        self._streams.stop()

    async def _drain(self) -> None:
        self.stop()
        if not self._under_way:
            return
        try:
            async with asyncio.timeout(self._options.drain_seconds):
                await self._idle.wait()
        except TimeoutError:
            return  # the server cancels what is left

    async def _health(self, _: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"}, headers={"cache-control": "no-store"})

    async def _readiness(self, _: Request) -> JSONResponse:
        lacking = [STOPPING[1]] if self._is_stopping else await self._lacking()
        return JSONResponse(
            {"status": "not ready" if lacking else "ready", "lacking": lacking},
            status_code=503 if lacking else 200,
            headers={"cache-control": "no-store"},
        )

    async def _lacking(self) -> list[str]:
        try:
            async with asyncio.timeout(self._options.request_seconds):
                return await self._backend.ready()
        except Exception as error:
            return [f"Readiness could not be asked: {type(error).__name__}."]
