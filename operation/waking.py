"""唤醒 Workers beside the server: a notice of the database wakes them, and so does time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

import asyncpg

from models.listening import listen

ASLEEP_SECONDS: Final = 30.0
PASSING = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
Turn = Callable[[], Awaitable[int]]


async def take_turns(dsn: str, channel: str, turns: Sequence[Turn]) -> None:
    """Until it is cancelled. Each turn is taken again as long as it finds something to do, then
    when a notice comes on the channel, or after a while; the turns run side by side."""
    events = [asyncio.Event() for _ in turns]

    def wake(_: str = "") -> None:
        for event in events:
            event.set()

    async with asyncio.TaskGroup() as tasks:
        # Awake at once when connected: for what came before it was heard.
        tasks.create_task(listen(dsn, {channel: wake}, connected=wake))
        for turn, awake in zip(turns, events, strict=True):
            tasks.create_task(_take(turn, awake))


async def _take(turn: Turn, awake: asyncio.Event) -> None:
    while True:
        awake.clear()
        with suppress(*PASSING):
            while await turn():
                _end_if_cancelled()
        _end_if_cancelled()
        with suppress(TimeoutError):
            async with asyncio.timeout(ASLEEP_SECONDS):
                await awake.wait()


def _end_if_cancelled() -> None:
    """A client may take a cancellation for a lost connection: it is not lost here."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
