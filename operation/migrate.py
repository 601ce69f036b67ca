"""数据库迁移: an empty database is created, an older one upgraded, any other refused in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum, unique
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import open_engine
from models.register_clock import RegisterClock
from operation.refusal import RefusedError

ROOT = Path(__file__).parent.parent
ONE_AT_A_TIME = 0x64656E676A69  # the advisory lock of everybody who migrates this database


@unique
class State(Enum):
    """What a database is to this program."""

    EMPTY = "It holds no table."
    CURRENT = "It is of this version."
    BEHIND = "It is of an older version; a start upgrades it."
    UNKNOWN = (
        "The database was made by a version of this program that is newer or unknown. "
        "Run that version, or restore a backup of this one into an empty database."
    )
    FOREIGN = "The database holds tables that are not this register's. Choose an empty one."


async def state(dsn: str) -> State:
    """What the database is to this program. Raises OSError or asyncpg.PostgresError."""
    async with locked(dsn) as connection:
        return await connection.run_sync(_state)


async def prepare(dsn: str, *, rehearsal: bool) -> State:
    """Create or upgrade what a start needs; gives what was found before.

    `rehearsal` counts for a new register only. Safe when two programs start. Raises RefusedError.
    """
    async with locked(dsn) as connection:
        found = await connection.run_sync(_state)
        if found in {State.UNKNOWN, State.FOREIGN}:
            raise RefusedError(found.value)
        if found is not State.CURRENT:
            await connection.run_sync(upgrade_in)
        if found is State.EMPTY:
            await connection.execute(insert(RegisterClock).values(is_rehearsal=rehearsal))
    return found


async def create(dsn: str, *, rehearsal: bool) -> None:
    """Make the register in an empty database: all of it, or nothing. Raises RefusedError."""
    if await state(dsn) is not State.EMPTY:
        raise RefusedError("The database is not empty.")
    await prepare(dsn, rehearsal=rehearsal)


async def upgrade(dsn: str) -> None:
    """Bring an older register to this version. Raises RefusedError for anything else."""
    found = await state(dsn)
    if found is State.EMPTY:
        raise RefusedError("The database is empty: there is no register to upgrade.")
    await prepare(dsn, rehearsal=False)


async def create_database(dsn: str) -> None:
    """Create the database that `dsn` names, if the server does not have it."""
    parts = urlsplit(dsn)
    name = unquote(parts.path.removeprefix("/"))
    connection = await asyncpg.connect(urlunsplit(parts._replace(path="/postgres")))
    try:
        if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
            quoted = name.replace('"', '""')
            await connection.execute(f'create database "{quoted}" template template0')
    finally:
        await connection.close()


@asynccontextmanager
async def locked(dsn: str) -> AsyncIterator[AsyncConnection]:
    """One transaction on the database; one program at a time has it."""
    engine = open_engine(dsn, size=1)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"select pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            yield connection
    finally:
        await engine.dispose()


def configuration(connection: Connection) -> Config:
    """Alembic's settings, with the connection that `migrations/env.py` is to use."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    """The migration that this program was written for."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    assert newest is not None, "there are migrations"
    return newest


def _state(connection: Connection) -> State:
    scripts = ScriptDirectory.from_config(configuration(connection))
    heads = MigrationContext.configure(connection).get_current_heads()
    if not heads:
        return State.FOREIGN if inspect(connection).get_table_names() else State.EMPTY
    if set(heads) == set(scripts.get_heads()):
        return State.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return State.BEHIND if known.issuperset(heads) else State.UNKNOWN


def upgrade_in(connection: Connection) -> None:
    """All migrations that are missing, in the transaction of the connection."""
    command.upgrade(configuration(connection), "head")
