"""长连接 Connections that stay open: how many there may be, and how they learn of the end."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from permissions.errors import RateLimited
from transport.rates import subscriber

RETRY_SECONDS = 30


class Streams:
    """Those of this process: at most `most`, of one address `most_of_address`."""

    def __init__(self, most: int, most_of_address: int) -> None:
        self._most, self._most_of_address = most, most_of_address
        self._open: Counter[str] = Counter()
        self._stopping = asyncio.Event()

    @contextmanager
    def enter(self, address: str) -> Iterator[None]:
        """Raises RateLimited when there is no room."""
        key = subscriber(address)
        if self._open.total() >= self._most or self._open[key] >= self._most_of_address:
            raise RateLimited(
                "已打开的订阅连接过多。",
                "Too many open connections for subscriptions.",
                retry_after=RETRY_SECONDS,
            )
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]

    def stop(self) -> None:
        """The service ends: whoever waits in `stopped` closes its connection."""
        self._stopping.set()

    async def stopped(self) -> None:
        await self._stopping.wait()
