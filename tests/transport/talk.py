"""A conversation with the application over raw ASGI: streams and sockets stay open."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from starlette.types import ASGIApp

SECONDS = 5.0


class Talk:
    """One connection. What it sends is waited for, message by message."""

    open: ClassVar[list["Talk"]] = []

    def __init__(self, app: ASGIApp, scope: Mapping[str, Any]) -> None:
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outgoing: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task = asyncio.ensure_future(app(scope, self._incoming.get, self._outgoing.put))
        self.open.append(self)

    def tell(self, **message: Any) -> None:
        self._incoming.put_nowait(message)

    def say(self, **message: Any) -> None:
        self.tell(type="websocket.receive", text=json.dumps(message))

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            return await self._outgoing.get()

    async def heard(self) -> Any:
        """The next text of a socket, or the code and words with which it is closed."""
        message = await self.next()
        if message["type"] == "websocket.close":
            return message["code"], message.get("reason", "")
        return json.loads(message["text"])

    @classmethod
    async def end_all(cls) -> None:
        """The clients go away: no connection may outlive its test."""
        tasks = [talk._task for talk in cls.open]
        cls.open.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def end(self) -> None:
        """It has ended by itself, and nothing of it is left."""
        async with asyncio.timeout(SECONDS):
            await self._task


def headers_of(**given: str) -> list[tuple[bytes, bytes]]:
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]


def post(app: ASGIApp, body: Mapping[str, Any], **headers: str) -> Talk:
    given = headers_of(content_type="application/json", **headers)
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": given,
        "client": ("192.0.2.1", 1),
    }
    talk = Talk(app, scope)
    talk.tell(type="http.request", body=json.dumps(body).encode(), more_body=False)
    return talk


def connect(app: ASGIApp, *protocols: str, **headers: str) -> Talk:
    scope = {
        "type": "websocket",
        "path": "/graphql",
        "query_string": b"",
        "headers": headers_of(host="register.test", **headers),
        "subprotocols": list(protocols),
        "client": ("192.0.2.1", 1),
    }
    talk = Talk(app, scope)
    talk.tell(type="websocket.connect")
    return talk
