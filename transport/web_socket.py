"""长连接订阅 Subscriptions over WebSocket: the protocol `graphql-transport-ws`.

Queries and mutations go over HTTP, where they have their limits, caches and statuses. The token
travels in `connection_init` as `{"authorization": "Bearer …"}`; its rights are looked at for every
event. The numbers of closing are the protocol's.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Any, Final, Literal

import msgspec
from graphql import OperationType
from starlette.types import Receive, Scope, Send

from permissions.errors import (
    BadUserInput,
    Forbidden,
    RateLimited,
    TypedError,
    Unauthenticated,
)
from permissions.viewer import PUBLIC_VIEWER, Viewer
from transport.answer import result_of
from transport.arrival import Arrival
from transport.backend import Backend
from transport.body import decode_body
from transport.lane import Lane
from transport.masking import worded
from transport.options import Options
from transport.record import Trace, record, report_fault
from transport.streams import Streams

PROTOCOL: Final = "graphql-transport-ws"
INIT_SECONDS: Final = 10.0
MOST_SUBSCRIPTIONS: Final = 20
MOST_ID_CHARACTERS: Final = 128

OTHER_PROTOCOL: Final = (4406, "Subprotocol not acceptable")
INIT_TIMEOUT: Final = (4408, "Connection initialisation timeout")
INIT_TWICE: Final = (4429, "Too many initialisation requests")
NOT_INITIALISED: Final = (4401, "Unauthorized")
NOT_ADMITTED: Final = (4403, "Forbidden")
GOING_AWAY: Final = (1001, "The service is stopping")
TRY_LATER: Final = (1013, "Try again later")


class Message(msgspec.Struct):
    """What a client sends; what is unknown in it is refused with 4400."""

    type: Literal["connection_init", "ping", "pong", "subscribe", "complete"]
    id: str | None = None
    payload: msgspec.Raw = msgspec.Raw(b"null")


class Credentials(msgspec.Struct):
    authorization: str | None = None
    Authorization: str | None = None

    @property
    def header(self) -> str | None:
        return self.authorization or self.Authorization


class Closed(Exception):
    """The connection ends, by us with a code and its words, or because the client has gone."""

    def __init__(self, code: int | None = None, reason: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class WebSocketLane:
    """The ASGI application of the GraphQL path for WebSockets."""

    def __init__(self, backend: Backend, lane: Lane, options: Options, streams: Streams) -> None:
        self._backend, self._lane, self._options = backend, lane, options
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = Arrival.of({**scope, "method": "GET"})
        if not _is_of_allowed_page(arrival, self._options.allowed_origins):
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # 403: it was never accepted
            return
        socket = Socket(self._backend, self._lane, arrival, receive, send)
        try:
            with self._streams.enter(arrival.address):
                await socket.serve(scope.get("subprotocols", ()), self._streams)
        except RateLimited:
            await receive()
            await send({"type": "websocket.close", "code": TRY_LATER[0], "reason": TRY_LATER[1]})
        record(arrival, socket.trace, 101)


def _is_of_allowed_page(arrival: Arrival, allowed: frozenset[str]) -> bool:
    """A browser names the page that connects: our own, or one on the list."""
    if arrival.origin is None:
        return True
    origin = arrival.origin.decode("latin-1")
    host = arrival.headers.get(b"host", b"").decode("latin-1")
    return origin in allowed or origin.partition("://")[2] == host


class Socket:
    """One connection."""

    def __init__(
        self, backend: Backend, lane: Lane, arrival: Arrival, receive: Receive, send: Send
    ) -> None:
        self._backend, self._lane, self._arrival = backend, lane, arrival
        self._receive, self._send = receive, send
        self._token: str | None = None
        self._viewer: Viewer | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self._is_over = asyncio.Event()
        self.trace = Trace(way="subscribed")

    async def serve(self, offered: Any, streams: Streams) -> None:
        """Until the client has gone or is sent away. What still runs ends with it."""
        await self._receive()
        accepted = PROTOCOL if PROTOCOL in offered else None
        await self._send({"type": "websocket.accept", "subprotocol": accepted})
        talking = asyncio.create_task(self._talk(accepted is not None))
        over = asyncio.create_task(self._over())
        stopped = asyncio.create_task(streams.stopped())
        try:
            await asyncio.wait({talking, over, stopped}, return_when=asyncio.FIRST_COMPLETED)
            ended = next((task for task in (talking, over) if task.done()), None)
            closed = ended.result() if ended else Closed(*GOING_AWAY)
        finally:
            tasks = [talking, over, stopped, *self._running.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if closed.code is not None:
            with suppress(OSError, RuntimeError):
                await self._send(
                    {"type": "websocket.close", "code": closed.code, "reason": closed.reason}
                )

    async def _talk(self, is_protocol_known: bool) -> Closed:
        try:
            if not is_protocol_known:
                raise Closed(*OTHER_PROTOCOL)
            await self._initialise()
            while True:
                await self._take(await self._next())
        except Closed as closed:
            return closed

    async def _over(self) -> Closed:
        await self._is_over.wait()
        return Closed(*NOT_ADMITTED)

    # --- what comes in

    async def _next(self) -> Message:
        received = await self._receive()
        if received["type"] == "websocket.disconnect":
            raise Closed
        text = received.get("text")
        most = self._lane.most_bytes((self._viewer or PUBLIC_VIEWER).role)
        if text is None or len(text) > most:
            raise Closed(4400, "A text message of acceptable size is expected")
        try:
            return msgspec.json.decode(text, type=Message)
        except (msgspec.DecodeError, RecursionError):
            raise Closed(4400, "Not a message of graphql-transport-ws") from None

    async def _initialise(self) -> None:
        try:
            async with asyncio.timeout(INIT_SECONDS):
                while (message := await self._next()).type != "connection_init":
                    if message.type == "subscribe":
                        raise Closed(*NOT_INITIALISED)
                    await self._answer_ping(message)
        except TimeoutError:
            raise Closed(*INIT_TIMEOUT) from None
        await self._admit(message)
        await self._say(type="connection_ack")

    async def _admit(self, message: Message) -> None:
        """Whose connection it is: by the payload, or by the header that servers can send."""
        try:
            given = msgspec.json.decode(message.payload, type=Credentials | None)
            header = given.header if given else None
            arrival = self._arrival.authorized(header) if header else self._arrival
            self._token = arrival.token()
            self._viewer = await self._backend.viewer(self._token)
            self.trace.role = self._viewer.role
        except (msgspec.DecodeError, Unauthenticated, Forbidden):
            raise Closed(*NOT_ADMITTED) from None

    async def _take(self, message: Message) -> None:
        if message.type == "connection_init":
            raise Closed(*INIT_TWICE)
        if message.type == "subscribe":
            await self._subscribe(message)
        elif message.type == "complete":
            if task := self._running.pop(message.id or "", None):
                task.cancel()
        else:
            await self._answer_ping(message)

    async def _answer_ping(self, message: Message) -> None:
        if message.type == "ping":
            await self._say(type="pong")

    async def _subscribe(self, message: Message) -> None:
        name = message.id
        if not name or len(name) > MOST_ID_CHARACTERS:
            raise Closed(4400, "A subscription needs an id")
        if name in self._running:
            raise Closed(4409, f"Subscriber for {name} already exists")
        try:
            if len(self._running) >= MOST_SUBSCRIPTIONS:
                raise RateLimited(
                    f"一个连接最多{MOST_SUBSCRIPTIONS}个订阅。",
                    f"One connection has {MOST_SUBSCRIPTIONS} subscriptions at most.",
                )
            events = self._events(bytes(message.payload))
        except TypedError as error:
            await self._refuse(name, [error])
            return
        if isinstance(events, list):
            await self._refuse(name, events)
            return
        self._running[name] = asyncio.create_task(self._run(name, events))

    def _events(self, payload: bytes) -> AsyncGenerator[bytes, None] | list[Any]:
        """The events of an operation, or what is wrong with its document."""
        submitted = decode_body(payload)
        assert self._viewer is not None, "subscribed after the initialisation"
        document = self._lane.document(submitted, self._viewer.role)
        if document.errors:
            return list(document.errors)
        name, kind = document.select(submitted.operation_name)
        if kind is not OperationType.SUBSCRIPTION:
            raise BadUserInput(
                "此连接仅用于订阅，查询和变更请以HTTP发送。",
                "This connection is for subscriptions; send queries and mutations by HTTP.",
            )
        self._lane.charged(document, name, submitted.variables_text)
        self.trace.document, self.trace.operation = document.digest, name
        return self._backend.follow(
            document, name, submitted.variables_text, self._token, self._arrival.facts()
        )

    # --- what goes out

    async def _run(self, name: str, events: AsyncGenerator[bytes, None]) -> None:
        try:
            async with aclosing(events):
                async for data in events:
                    await self._say(type="next", id=name, payload=msgspec.Raw(result_of(data)))
            await self._say(type="complete", id=name)
        except Exception as error:
            report_fault(self._arrival, error)
            with suppress(OSError, RuntimeError):
                await self._refuse(name, [error])
            if isinstance(error, (Unauthenticated, Forbidden)):
                self._is_over.set()
        finally:
            if self._running.get(name) is asyncio.current_task():  # the id may be in use again
                del self._running[name]

    async def _refuse(self, name: str, errors: list[Any]) -> None:
        language = self._arrival.language()
        said = [worded(error, self._arrival.request_id, language) for error in errors]
        await self._say(type="error", id=name, payload=said)

    async def _say(self, **message: Any) -> None:
        text = msgspec.json.encode(message).decode()
        await self._send({"type": "websocket.send", "text": text})
