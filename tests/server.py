"""The PostgreSQL of a test run: databases are cloned from templates, never cleaned row by row."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from operation import migrate

REHEARSAL = "rehearsal"  # every migration, no row but the clock's; its clock can be moved
PRODUCTION = "production"


MEMORY = Path("/dev/shm")
WAITS = (0.1, 0.5, 2, 5)  # seconds
ENOUGH = 2 << 30  # bytes: a run's databases and their logs stay well below


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder of its own that everybody may enter, in memory where there is enough of it.

    Not pytest's `tmp_path`: only its owner may enter that, and PostgreSQL may run as another.
    """
    has_memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    place = MEMORY if has_memory else None
    with tempfile.TemporaryDirectory(prefix="dengji-test-", dir=place) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


class Server:
    """Where the tests of one process keep their databases. Every name is its own process's."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._prefix = f"dengji_test_{os.getpid()}"
        self._number = count(1)
        self._made: list[str] = []
        self._templates: dict[str, asyncio.Task[None]] = {}

    def dsn(self, name: str) -> str:
        return urlunsplit(urlsplit(self._dsn)._replace(path=f"/{name}"))

    async def ensure_template(
        self, name: str, build: Callable[[str], Awaitable[Any]], *, source: str | None = REHEARSAL
    ) -> None:
        """Build the template once for this process: a clone of `source`, completed by `build(dsn)`.

        `build` closes what it opened: a template with a connection cannot be cloned.
        """
        if name not in self._templates:
            self._templates[name] = asyncio.create_task(self._build(name, build, source))
        await asyncio.shield(self._templates[name])

    async def cloned(self, template: str = REHEARSAL) -> str:
        """The dsn of a new database with everything that the template holds."""
        if template in {REHEARSAL, PRODUCTION}:
            await self.ensure_template(template, _BUILD[template], source=None)
        elif template not in self._templates:
            raise LookupError(f"No template {template}: call ensure_template first.")
        await self._templates[template]
        return await self._create(f"{self._prefix}_{next(self._number)}", self._named(template))

    async def empty(self) -> str:
        """The dsn of a new database without a table."""
        return await self._create(f"{self._prefix}_{next(self._number)}", "template0")

    async def drop(self, dsn: str) -> None:
        """Remove a database, whoever is still connected."""
        name = urlsplit(dsn).path.removeprefix("/")
        statement = f'drop database if exists "{name}" with (force)'
        for wait in WAITS:
            try:
                await self._run(statement)
                break
            except asyncpg.InsufficientPrivilegeError:  # autovacuum is there: it ends by itself
                await asyncio.sleep(wait)
        else:
            await self._run(statement)
        self._made.remove(name)

    async def drop_all(self) -> None:
        for name in reversed(self._made.copy()):
            await self.drop(self.dsn(name))

    async def _build(
        self, name: str, build: Callable[[str], Awaitable[Any]], source: str | None
    ) -> None:
        if source in _BUILD:
            await self.ensure_template(source, _BUILD[source], source=None)
        template = self._named(source) if source else "template0"
        await build(await self._create(self._named(name), template))

    async def _create(self, name: str, template: str) -> str:
        await self._run(f'create database "{name}" template "{template}"')
        self._made.append(name)
        return self.dsn(name)

    def _named(self, template: str) -> str:
        return f"{self._prefix}_{template}"

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self.dsn("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


async def _rehearsal(dsn: str) -> None:
    await migrate.create(dsn, rehearsal=True)


async def _production(dsn: str) -> None:
    await migrate.create(dsn, rehearsal=False)


_BUILD: dict[str, Callable[[str], Awaitable[None]]] = {
    REHEARSAL: _rehearsal,
    PRODUCTION: _production,
}
