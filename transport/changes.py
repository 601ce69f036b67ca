"""变动 Who waits in this process for which table's rows: the database says that one has changed.

A row is named by its table and id, nothing else: what a follower is shown of it is read anew,
with the follower's own rights. What could not be heard is not guessed at: the follower is sent
away, comes again and reads what it missed by the twin of the subscription.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from permissions.errors import Unavailable

CHANNEL: Final = "row_changed"  # its payload: the table, a space, and the id if one row is meant
GATHER_SECONDS: Final = 0.05  # one act changes several rows, and they may be told apart
MOST_WAITING: Final = 1_000  # rows that a slow follower has not yet been told of


class Follower:
    """One that waits. Rows that change while it is busy are told once."""

    def __init__(self) -> None:
        self._changed: dict[str, None] = {}
        self._told = asyncio.Event()
        self._is_lost = False

    def tell(self, row_id: str) -> None:
        self._changed[row_id] = None
        self._is_lost |= len(self._changed) > MOST_WAITING
        self._told.set()

    def lose(self) -> None:
        self._is_lost = True
        self._told.set()

    async def next(self, seconds: float) -> list[str]:
        """The ids of rows that have changed, in the order of their first change; none if nothing
        did for `seconds`. Raises Unavailable when changes may have been missed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._told.wait()
                await asyncio.sleep(GATHER_SECONDS)
        if self._is_lost:
            raise Unavailable(
                "变动可能已有遗漏，请重新订阅并查询此间的变动。",
                "Changes may have been missed: subscribe again, and ask for those in between.",
            )
        changed, self._changed = list(self._changed), {}
        self._told.clear()
        return changed


class Changes:
    """The followers of this process, by table."""

    def __init__(self) -> None:
        self._followers: defaultdict[str, set[Follower]] = defaultdict(set)
        self._is_connected = False

    @contextmanager
    def follow(self, table: str) -> Iterator[Follower]:
        """Raises Unavailable while the database cannot be heard."""
        if not self._is_connected:
            raise Unavailable("暂时无法订阅，请重试。", "Nothing can be followed now; try again.")
        follower = Follower()
        self._followers[table].add(follower)
        try:
            yield follower
        finally:
            self._followers[table].discard(follower)

    def hear(self, told: str) -> None:
        table, _, row_id = told.partition(" ")
        for follower in self._followers[table]:
            follower.tell(row_id)

    def connected(self) -> None:
        self._is_connected = True

    def lost(self) -> None:
        """From the end of the connection, and at the end of serving."""
        self._is_connected = False
        for followers in self._followers.values():
            for follower in followers:
                follower.lose()
