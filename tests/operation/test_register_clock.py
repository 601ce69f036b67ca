"""The register's clock: moved in a rehearsal, the transaction's time in production."""

from datetime import timedelta

import asyncpg
import pytest

from models.database import Database
from tests.server import PRODUCTION, REHEARSAL, Server

MOVE = "update register_clock set moved_by = moved_by + $1::text::interval"


@pytest.mark.parametrize("template", [REHEARSAL, PRODUCTION])
async def test_a_new_register_has_the_time_of_the_transaction(
    server: Server, template: str
) -> None:
    dsn = await server.cloned(template)
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            assert await connection.fetchval("select register_now() = transaction_timestamp()")
    finally:
        await connection.close()
        await server.drop(dsn)


async def test_a_rehearsal_is_moved_forward(database: Database) -> None:
    async with database.pool.acquire() as connection:
        before = await connection.fetchval("select register_today()")
        await connection.execute(MOVE, "40 days")
        assert (await connection.fetchval("select register_today()") - before).days == 40


@pytest.mark.parametrize(
    "change",
    [
        "update register_clock set moved_by = moved_by - interval '1 second'",
        "update register_clock set is_rehearsal = false",
        "delete from register_clock",
        "truncate register_clock",
        "insert into register_clock (is_only, is_rehearsal) values (false, true)",
        "insert into register_clock (is_rehearsal) values (true)",
    ],
)
async def test_nobody_moves_a_rehearsal_back_or_makes_it_a_register(
    database: Database, change: str
) -> None:
    async with database.pool.acquire() as connection:
        before = await connection.fetch("select * from register_clock")
        with pytest.raises(asyncpg.IntegrityConstraintViolationError):
            await connection.execute(change)
        assert await connection.fetch("select * from register_clock") == before


@pytest.mark.parametrize(
    "change", [MOVE.replace("$1", "'1 day'"), "update register_clock set is_rehearsal = true"]
)
async def test_the_clock_of_a_register_cannot_be_moved(server: Server, change: str) -> None:
    dsn = await server.cloned(PRODUCTION)
    connection = await asyncpg.connect(dsn)
    try:
        with pytest.raises(asyncpg.IntegrityConstraintViolationError):
            await connection.execute(change)
        row = await connection.fetchrow("select is_rehearsal, moved_by from register_clock")
        assert row is not None
        assert tuple(row) == (False, timedelta(0))
    finally:
        await connection.close()
        await server.drop(dsn)


@pytest.mark.parametrize(
    ("instant", "day"),
    [("2026-12-31 15:59:59.999999Z", "2026-12-31"), ("2026-12-31 16:00:00Z", "2027-01-01")],
)
async def test_the_day_begins_at_midnight_in_shanghai(
    database: Database, instant: str, day: str
) -> None:
    said = "select timezone(interval '8 hours', $1::text::timestamptz)::date::text"
    async with database.pool.acquire() as connection:
        assert await connection.fetchval(said, instant) == day
