"""A process that is killed while it issues certificates leaves none, and no number is lost."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from operation.generated import ROOT
from tests.acts.issuing_process import ISSUE
from tests.acts.test_certificate import PASSED, accepted, counted, kept, serials
from tests.evaluated import City, Evaluated, city
from tests.register import Register, ring

MANY = 120
SECONDS = 60  # a process begins and compiles its document
WAITING = """select activity.pid from pg_stat_activity activity
  join pg_locks wanted on wanted.pid = activity.pid
    and wanted.relation = $1::text::regclass and not wanted.granted
  join pg_locks written on written.pid = activity.pid
    and written.relation = 'certificate_counter'::regclass
    and written.granted and written.mode = 'RowExclusiveLock'
  where activity.datname = current_database()"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@asynccontextmanager
async def closed(database: Database, table: str) -> AsyncIterator[None]:
    """Whoever writes to the table waits until the end."""
    async with database.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"lock table {table} in share mode")
        yield


async def begun(dsn: str, of: Evaluated, given: dict[str, Any]) -> asyncio.subprocess.Process:
    school = {"account": str(of.school.account_id), "institution": str(of.school.institution_id)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.acts.issuing_process", dsn,
        cwd=ROOT, stdin=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    told = {"ring": ring().to_json().decode(), "input": given, **school}
    process.stdin.write(json.dumps(told).encode())
    process.stdin.close()
    return process


async def until(database: Database, asked: str, *given: Any, is_there: bool) -> Any:
    async with asyncio.timeout(SECONDS):
        while True:
            found = await database.pool.fetchval(asked, *given)
            if bool(found) is is_there:
                return found
            await asyncio.sleep(0.05)


async def written(database: Database, of: Evaluated) -> tuple[int, int, int]:
    """Certificates, serials taken, entries of the register."""
    asked = "select count(*) from register_entry where institution_id = $1"
    entries = await database.pool.fetchval(asked, of.school.institution_id)
    return len(await kept(database, of)), await counted(database, of), entries


@pytest.mark.parametrize("table", ["certificate", "register_entry"])
async def test_who_is_killed_while_issuing_has_issued_nothing_and_the_numbers_go_on(
    database: Database, place: City, dsn: str, table: str
) -> None:
    """With the serials taken, or with the certificates written too and their entries not yet."""
    of = await accepted(database, place, *[PASSED] * MANY)
    register = Register(database)
    some = [of.candidate_id(0), of.candidate_id(1)]
    await register.ask(of.school, ISSUE, input={"planId": of.plan_id, "candidateIds": some})
    given = {"planId": of.plan_id, "idempotencyKey": f"killed at {table}"}

    async with closed(database, table):
        process = await begun(dsn, of, given)
        backend = await until(database, WAITING, table, is_there=True)
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
    gone = "select pid from pg_stat_activity where pid = $1"
    await until(database, gone, backend, is_there=False)
    assert await written(database, of) == (2, 2, 2)

    again = await register.ask(of.school, ISSUE, input=given)
    issued = again["issueCertificates"]
    assert issued["issuedCount"] == MANY - 2
    assert serials([one["number"] for one in issued["certificates"]]) == list(range(3, MANY + 1))
    assert await written(database, of) == (MANY, MANY, MANY)
