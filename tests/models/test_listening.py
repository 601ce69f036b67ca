"""What one process tells, every other hears, and knows when it could not hear."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from models.database import Database
from models.listening import listen

SECONDS = 10
END = """select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and query like 'LISTEN%'"""


class Ear:
    """What was heard, and what happened to the connection."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[str] = asyncio.Queue()

    def put(self, event: str) -> None:
        self.events.put_nowait(event)

    async def next(self) -> str:
        async with asyncio.timeout(SECONDS):
            return await self.events.get()


@pytest.fixture
async def ear(database: Database) -> AsyncIterator[Ear]:
    made = Ear()
    listener = asyncio.create_task(
        listen(
            database.dsn,
            {"first": lambda told: made.put(f"first {told}"), "second": made.put},
            connected=lambda: made.put("connected"),
            lost=lambda: made.put("lost"),
        )
    )
    assert await made.next() == "connected"
    yield made
    listener.cancel()


async def tell(database: Database, channel: str, told: str) -> None:
    await database.pool.execute("select pg_notify($1, $2)", channel, told)


async def test_each_channel_has_its_own_ear(database: Database, ear: Ear) -> None:
    await tell(database, "second", "b")
    await tell(database, "third", "c")
    await tell(database, "first", "a")
    assert [await ear.next(), await ear.next()] == ["b", "first a"]


async def test_a_lost_connection_is_said_and_made_again(database: Database, ear: Ear) -> None:
    await database.pool.execute(END)
    assert [await ear.next(), await ear.next()] == ["lost", "connected"]
    await tell(database, "first", "again")
    assert await ear.next() == "first again"
