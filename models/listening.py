"""听取 What other processes tell through the database (NOTIFY), on a connection of its own.

Nothing waits on the way: what is told while there is no connection is lost. So whoever remembers
something is told of both ends: `lost` when nothing is heard any more, `connected` when it is
again.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import asyncpg

RECONNECT_SECONDS: Final = 1.0
CONNECT_SECONDS: Final = 10.0
ALIVE_SECONDS: Final = 5.0  # a line that went dead without a word is noticed within twice this

Heard = Callable[[str], None]
"""Takes the payload of one message."""


def _nothing() -> None:
    pass


async def listen(
    dsn: str,
    channels: Mapping[str, Heard],
    connected: Callable[[], None] = _nothing,
    lost: Callable[[], None] = _nothing,
) -> None:
    """Hear every channel, and connect again for ever, until the task is cancelled.

    `connected` is called once all channels are heard, `lost` once for every `connected`.
    """
    while True:
        with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await _listen_while_connected(dsn, channels, connected, lost)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _listen_while_connected(
    dsn: str,
    channels: Mapping[str, Heard],
    connected: Callable[[], None],
    lost: Callable[[], None],
) -> None:
    connection = await asyncpg.connect(dsn, timeout=CONNECT_SECONDS)
    ended = asyncio.Event()
    connection.add_termination_listener(lambda _: ended.set())
    try:
        for channel, heard in channels.items():
            await connection.add_listener(channel, _passing(heard))
        connected()
        try:
            await _while_alive(connection, ended)
        finally:
            lost()
    finally:
        connection.terminate()


def _passing(heard: Heard) -> Callable[..., None]:
    return lambda connection, process, channel, payload: heard(str(payload))


async def _while_alive(connection: Any, ended: asyncio.Event) -> None:
    while not ended.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(ALIVE_SECONDS):
                await ended.wait()
        if not ended.is_set():
            await connection.execute("select 1", timeout=ALIVE_SECONDS)
