"""What is kept of public answers: for a moment, never beyond a change, never a certificate."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse

from models.database import Database
from operation.migrate import newest_revision
from permissions.key_ring import KeyRing
from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from resolvers.services import Services
from rules.vocabulary import Role
from tests import rows
from tests.reads.directory import Directory
from tests.transport.test_program import Client
from transport.kept_answers import KEPT_SECONDS, TOLD, KeptAnswers, may_be_kept
from transport.program import Program

DIRECTORY = Directory()  # of this file: rows can be written once
LIST = "{ agencies { nodes { name status } totalCount facets { districts { value count } } } }"
RENAME = "update agency set name = name || '改' where id = $1"
CERTIFICATE = '{ certificate(by: {numberAndName: {number: "Y", name: "x"}}) { number } }'


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def kept(time: Time) -> KeptAnswers:
    made = KeptAnswers(time)
    made.connected()
    return made


def test_an_answer_is_kept_for_a_second_from_before_it_was_asked(
    kept: KeptAnswers, time: Time
) -> None:
    asked = kept.asked()
    time.now = 0.4
    kept.keep("key", b"answer", asked)
    assert kept.get("key") == b"answer"
    time.now = KEPT_SECONDS
    assert kept.get("key") is None


def test_what_was_asked_before_a_change_is_not_kept(kept: KeptAnswers) -> None:
    asked = kept.asked()
    kept.drop("agency")
    kept.keep("key", b"old", asked)
    assert kept.get("key") is None


def test_while_nothing_is_heard_nothing_is_kept(kept: KeptAnswers) -> None:
    kept.keep("key", b"old", kept.asked())
    kept.lost()
    assert kept.get("key") is None
    kept.keep("key", b"old", kept.asked())
    assert kept.get("key") is None
    kept.connected()
    kept.keep("key", b"new", kept.asked())
    assert kept.get("key") == b"new"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def written(database: Database) -> Database:
    await rows.write(database, *DIRECTORY.rows)
    return database


@pytest_asyncio.fixture(loop_scope="session")
async def processes(written: Database) -> AsyncIterator[list[Program]]:
    """Two servers on one database, each with a listener of its own."""
    passwords, ring = Passwords(), KeyRing.generate()
    services = Services(passwords, Sealer(ring), Links(ring), written.engine)
    made = [Program(written, services, newest_revision()) for _ in range(2)]
    async with AsyncExitStack() as stack:
        for program in made:
            await stack.enter_async_context(program.listening())
        await until(made, is_heard=True)
        yield made
    passwords.close()


async def until(processes: list[Program], *, is_heard: bool) -> None:
    for _ in range(2_000):
        if all(program._kept._is_heard is is_heard for program in processes):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("not within ten seconds")


async def asked(program: Program) -> Any:
    client = Client(program)
    async with client.http:
        return (await client.post(LIST)).json()["data"]["agencies"]


@pytest.mark.clause("3.4")
async def test_6_a_change_shows_in_every_process_within_a_second(
    processes: list[Program], written: Database
) -> None:
    agency = DIRECTORY.agencies[0]
    before = [await asked(program) for program in processes]
    assert before[0] == before[1]
    assert all(program._kept._kept for program in processes)
    await written.pool.execute(RENAME, agency.id)
    for _ in range(round(KEPT_SECONDS / 0.005)):
        if not any(program._kept._kept for program in processes):
            break
        await asyncio.sleep(0.005)
    after = [await asked(program) for program in processes]
    assert after[0] == after[1] != before[0]


async def test_a_process_that_has_lost_its_listener_keeps_nothing_until_it_hears_again(
    processes: list[Program], written: Database
) -> None:
    await asked(processes[0])
    await written.pool.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and query ilike 'listen%'"
    )
    await until(processes, is_heard=False)
    assert (await asked(processes[0]))["totalCount"] == 3
    assert not processes[0]._kept._kept
    await until(processes, is_heard=True)
    await asked(processes[0])
    assert processes[0]._kept._kept


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("document", "is_kept"),
    [
        (LIST, True),
        ("{ occupations { nodes { code name } } }", True),
        ("{ directoryChanges { nodes { number agency { name } } } }", True),
        (CERTIFICATE, False),
        ("{ agencies { nodes { name receipts { number } } } }", False),
    ],
)
async def test_a_certificate_is_never_kept(
    processes: list[Program], document: str, is_kept: bool
) -> None:
    ast = parse(document, no_location=True)
    plan, _ = processes[0]._reader.plan(Role.PUBLIC, document, ast, None, b"{}")
    assert may_be_kept(plan) is is_kept


async def test_every_table_that_answers_are_kept_from_tells_its_changes(
    written: Database,
) -> None:
    found = await written.pool.fetch(
        "select tgrelid::regclass::text as name from pg_trigger"
        " where tgname = 'tell_public_changed'"
    )
    assert {row["name"] for row in found} == TOLD
