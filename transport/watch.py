"""守候 A request is stopped when its time is over, or when whoever asked has gone.

Nearly every request ends within a few milliseconds, so nothing is watched at first: one timer is
set, and only a request that outlives it gets a task that listens for the connection's end.
"""

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

from starlette.types import Receive

from transport.refusals import Gone, SlowBody, TooSlow

UNWATCHED_SECONDS: Final = 0.05

T = TypeVar("T")


class Watch:
    """Watches over one request: `body_seconds` until its body is read, then `request_seconds`."""

    def __init__(self, receive: Receive, body_seconds: float, request_seconds: float) -> None:
        self._receive = receive
        self._body_seconds = body_seconds
        self._request_seconds = request_seconds
        self._is_reading = False
        self._body_is_read = False
        self._body_read: asyncio.Event | None = None
        self._reason: Gone | SlowBody | TooSlow | None = None

    async def over(self, work: Awaitable[T]) -> T:
        """The result of `work`, which is cancelled when its time is over or its asker has gone.

        Raises SlowBody, TooSlow or Gone in its place.
        """
        task = asyncio.current_task()
        assert task is not None, "only a task can be stopped"
        listeners: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        timer = loop.call_later(
            UNWATCHED_SECONDS, lambda: listeners.append(loop.create_task(self._listen(task)))
        )
        try:
            return await work
        except asyncio.CancelledError:
            if self._reason is None:
                raise
            task.uncancel()
            raise self._reason from None
        finally:
            timer.cancel()
            for listener in listeners:
                listener.cancel()

    def body_begins(self) -> None:
        """From now on it is the sender who is waited for, and not the register."""
        self._is_reading = True

    def body_is_read(self) -> None:
        """From now on nobody else waits for messages, and the time of the request runs."""
        self._body_is_read = True
        if self._body_read is not None:
            self._body_read.set()

    async def _listen(self, task: "asyncio.Task[object]") -> None:
        if self._body_is_read:
            self._reason = await self._until_gone(self._request_seconds - UNWATCHED_SECONDS)
        elif await self._until_body(self._body_seconds - UNWATCHED_SECONDS):
            self._reason = await self._until_gone(self._request_seconds)
        else:
            seconds = self._body_seconds
            self._reason = SlowBody(seconds) if self._is_reading else TooSlow(seconds)
        task.cancel()

    async def _until_body(self, seconds: float) -> bool:
        self._body_read = asyncio.Event()
        try:
            async with asyncio.timeout(seconds):
                return await self._body_read.wait()
        except TimeoutError:
            return False

    async def _until_gone(self, seconds: float) -> Gone | TooSlow:
        try:
            async with asyncio.timeout(seconds):
                while (await self._receive())["type"] != "http.disconnect":
                    pass
            return Gone()
        except TimeoutError:
            return TooSlow(self._request_seconds)
