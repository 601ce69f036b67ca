"""数据库连接: the engine for writes and the executor, the pool for compiled reads.

Both fix what a session depends on, so that an answer is the same on every server.
"""

from dataclasses import dataclass

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

READ_TIMEOUT = "3s"  # a compiled read is bounded by cost before it runs; this is the last wall
WRITE_TIMEOUT = "30s"
IDLE_IN_TRANSACTION_TIMEOUT = "60s"  # a writer that lost its program frees its locks
CONNECT_SECONDS = 10.0
STATEMENTS_KEPT = 256  # per connection: the plans of compiled reads

SESSION = {
    "application_name": "dengji",
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "jit": "off",  # compiled reads are short: the just-in-time compiler costs more than it saves
    "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT,
}


@dataclass(frozen=True)
class Database:
    """`engine`: SQLAlchemy, writes and the executor. `pool`: asyncpg, compiled reads.

    Nothing may set session state on a connection of the pool: it is given back as it is.
    """

    dsn: str
    engine: AsyncEngine
    pool: asyncpg.Pool

    async def close(self) -> None:
        """Wait for the reads that run, then close both."""
        await self.pool.close()
        await self.engine.dispose()


def open_engine(dsn: str, *, size: int = 10) -> AsyncEngine:
    """The engine alone. `dsn` is a libpq URI; nothing is connected yet."""

    async def connect() -> asyncpg.Connection:
        # Not by SQLAlchemy's own reading of the URI: it does not know all of libpq's words.
        return await asyncpg.connect(
            dsn,
            timeout=CONNECT_SECONDS,
            server_settings=SESSION | {"statement_timeout": WRITE_TIMEOUT},
        )

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_pre_ping=True,
        pool_size=size,
        max_overflow=0,
    )


async def open_database(dsn: str, *, size: int = 10, read_timeout: str = READ_TIMEOUT) -> Database:
    """Open engine and pool with at most `size` connections each.

    Raises OSError or asyncpg.PostgresError when the server cannot be reached.
    """
    pool = await asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=size,
        max_queries=1_000_000,
        reset=_keep,
        statement_cache_size=STATEMENTS_KEPT,
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        timeout=CONNECT_SECONDS,
        server_settings=SESSION | {"statement_timeout": read_timeout},
    )
    return Database(dsn, open_engine(dsn, size=size), pool)


async def _keep(connection: asyncpg.Connection) -> None:
    """No reset between reads: a round trip for each, and there is no session state to undo."""
