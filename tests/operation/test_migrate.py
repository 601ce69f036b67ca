"""A start creates, upgrades or refuses, and never does half of it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from operation import draft, migrate
from operation.migrate import State
from operation.refusal import RefusedError
from operation.travel import travel
from tests.server import PRODUCTION, Server


@pytest_asyncio.fixture(loop_scope="session")
async def empty(server: Server) -> AsyncIterator[str]:
    dsn = await server.empty()
    yield dsn
    await server.drop(dsn)


@pytest_asyncio.fixture(loop_scope="session")
async def register(server: Server) -> AsyncIterator[str]:
    dsn = await server.cloned()
    yield dsn
    await server.drop(dsn)


async def test_the_models_ask_for_no_migration_that_is_not_written(register: str) -> None:
    async with migrate.locked(register) as connection:
        await connection.run_sync(draft.check)


async def test_a_table_without_a_migration_is_named(register: str) -> None:
    await _run(register, "drop table register_clock cascade")
    with pytest.raises(RefusedError, match="add_table register_clock"):
        async with migrate.locked(register) as connection:
            await connection.run_sync(draft.check)


async def test_a_start_creates_the_register_and_says_that_it_was_empty(empty: str) -> None:
    assert await migrate.prepare(empty, rehearsal=True) is State.EMPTY
    assert await migrate.prepare(empty, rehearsal=False) is State.CURRENT
    assert await _value(empty, "select is_rehearsal from register_clock") is True


async def test_two_programs_that_start_at_once_create_one_register(empty: str) -> None:
    starts = (migrate.prepare(empty, rehearsal=True), migrate.prepare(empty, rehearsal=False))
    found = await asyncio.gather(*starts)
    assert sorted(state.name for state in found) == ["CURRENT", "EMPTY"]
    assert await _value(empty, "select count(*) from register_clock") == 1


async def test_a_creation_that_fails_leaves_nothing(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_at_the_end(connection: Connection) -> None:
        upgrade_in(connection)
        raise ConnectionError

    upgrade_in = migrate.upgrade_in
    monkeypatch.setattr(migrate, "upgrade_in", fail_at_the_end)
    with pytest.raises(ConnectionError):
        await migrate.create(empty, rehearsal=True)
    assert await migrate.state(empty) is State.EMPTY


async def test_a_register_of_an_older_version_is_upgraded(empty: str) -> None:
    await migrate.create(empty, rehearsal=True)
    await _run(empty, "drop schema public cascade; create schema public")
    async with migrate.locked(empty) as connection:
        await connection.run_sync(_first_migration_only)
    assert await migrate.state(empty) is State.BEHIND
    await migrate.upgrade(empty)
    assert await migrate.state(empty) is State.CURRENT


async def test_a_register_of_a_newer_version_is_refused_and_left_as_it_is(register: str) -> None:
    await _run(register, "update alembic_version set version_num = '2999_01_01_1'")
    with pytest.raises(RefusedError, match="newer or unknown"):
        await migrate.prepare(register, rehearsal=True)
    assert await _value(register, "select version_num from alembic_version") == "2999_01_01_1"


async def test_the_database_of_another_program_is_refused_and_left_as_it_is(empty: str) -> None:
    await _run(empty, "create table something (id int)")
    with pytest.raises(RefusedError, match="not this register's"):
        await migrate.prepare(empty, rehearsal=True)
    assert await _value(empty, "select count(*) from pg_tables where schemaname = 'public'") == 1


async def test_an_empty_database_is_not_upgraded(empty: str) -> None:
    with pytest.raises(RefusedError, match="no register to upgrade"):
        await migrate.upgrade(empty)
    assert await migrate.state(empty) is State.EMPTY


async def test_a_register_is_not_created_twice(register: str) -> None:
    with pytest.raises(RefusedError, match="not empty"):
        await migrate.create(register, rehearsal=False)


async def test_a_migration_does_not_wait_for_a_lock_behind_which_everybody_waits(
    empty: str,
) -> None:
    async with migrate.locked(empty) as connection:
        await connection.run_sync(migrate.upgrade_in)
        assert await _shown(connection, "lock_timeout") == "5s"
        assert await _shown(connection, "statement_timeout") == "5min"


async def test_a_rehearsal_travels_and_a_register_in_earnest_does_not(
    server: Server, register: str
) -> None:
    today = await _value(register, "select register_today()")
    assert (await travel(register, 40) - today).days == 40
    production = await server.cloned(PRODUCTION)
    with pytest.raises(RefusedError, match="no rehearsal"):
        await travel(production, 1)
    assert await _value(production, "select moved_by = interval '0' from register_clock")
    await server.drop(production)


async def test_a_template_is_built_once_and_every_clone_has_its_rows(server: Server) -> None:
    async def build(dsn: str) -> None:
        await travel(dsn, 100)
        built.append(dsn)

    built: list[str] = []
    for _ in range(2):
        await server.ensure_template("after_a_hundred_days", build)
        dsn = await server.cloned("after_a_hundred_days")
        days = "select extract(day from moved_by)::int from register_clock"
        assert await _value(dsn, days) == 100
        await server.drop(dsn)
    assert len(built) == 1


def _first_migration_only(connection: Connection) -> None:
    command.upgrade(migrate.configuration(connection), "2026_11_23_1")


async def _shown(connection: AsyncConnection, setting: str) -> str:
    return str((await connection.exec_driver_sql(f"show {setting}")).scalar_one())


async def _run(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(statement)
    await connection.close()


async def _value(dsn: str, query: str) -> Any:
    connection = await asyncpg.connect(dsn)
    value = await connection.fetchval(query)
    await connection.close()
    return value
