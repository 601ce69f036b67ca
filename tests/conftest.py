"""What every test may ask for: a server, a fresh database of its file, an opened `Database`.

`DATABASE_URL` names a server of the operator's, whose account may create databases; without it
each process of the run starts an embedded server, only when a test asks for one.
"""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from models.database import Database, open_database
from operation.embedded import Embedded
from operation.load import load_reference
from tests.server import Server, quick_folder

REFERENCE = "reference"
PATIENCE = "60s"  # for one statement: the machine of a test may be slow
BY_ROLE = {"test_fuzz.py", "test_judge.py"}  # minutes each, and a role needs no other


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks a database: these tests run on the oldest supported server too. And say what
    one process runs: a file, whose database its tests share; of the longest files a role."""
    for item in items:
        if "server_dsn" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
        item.add_marker(pytest.mark.xdist_group(_group(item)))


def _group(item: pytest.Item) -> str:
    role = getattr(item, "callspec", None) and item.callspec.params.get("role")  # type: ignore[attr-defined]
    if item.path.name in BY_ROLE and role is not None:
        return f"{item.path.name}/{role.name}"
    return str(item.path.relative_to(item.config.rootpath))


@pytest.fixture(scope="session")
def server_dsn() -> Iterator[str]:
    """A PostgreSQL for this process."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with quick_folder() as folder, Embedded(folder, is_durable=False) as embedded:
        yield embedded.dsn("postgres")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(server_dsn: str) -> AsyncIterator[Server]:
    """Where a test makes its own databases: from a template, or empty."""
    made = Server(server_dsn)
    yield made
    await made.drop_all()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: Server) -> AsyncIterator[str]:
    """A fresh rehearsal database of this test file: migrated, empty, its clock movable."""
    made = await server.cloned()
    yield made
    await server.drop(made)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def database(dsn: str) -> AsyncIterator[Database]:
    """The opened database of this test file."""
    opened = await open_database(dsn, size=4, read_timeout=PATIENCE)
    yield opened
    await opened.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reference_dsn(server: Server) -> AsyncIterator[str]:
    """As `dsn`, with the reference data of `data/` loaded."""
    await server.ensure_template(REFERENCE, load_reference)
    made = await server.cloned(REFERENCE)
    yield made
    await server.drop(made)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reference_database(reference_dsn: str) -> AsyncIterator[Database]:
    """As `database`, with the reference data of `data/` loaded."""
    opened = await open_database(reference_dsn, size=4, read_timeout=PATIENCE)
    yield opened
    await opened.close()
