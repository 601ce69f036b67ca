"""登记时钟: whoever is signed in moves the clock of a rehearsal forward, and nobody another's."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLObjectType
from sqlalchemy.exc import IntegrityError

from models.database import Database, open_database
from operation.migrate import newest_revision
from permissions.declaration import SIGNED_IN
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.register import Failed, Register, schemas
from tests.server import PRODUCTION, REHEARSAL, Server
from transport.program import open_program

MOVE = """mutation($input: MoveClockInput!) { moveClock(input: $input) {
    today now findings { code path severity } } }"""
SCHOOL = Viewer(role=Role.SCHOOL)


async def move(register: Register, days: int, viewer: Viewer = SCHOOL, **more: Any) -> Any:
    answer = await register.ask(viewer, MOVE, input={"days": days, **more})
    return answer["moveClock"]


async def today(database: Database) -> date:
    day: date = await database.pool.fetchval("select register_today()")
    return day


def acts_of(schema: Any) -> set[str]:
    assert isinstance(schema.mutation_type, GraphQLObjectType)
    return set(schema.mutation_type.fields)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database, rehearsal=True)


async def test_a_school_moves_the_clock_forward_and_is_told_the_day(
    database: Database, register: Register
) -> None:
    before = await today(database)
    moved = await move(register, 40)
    assert moved["findings"] == []
    assert moved["today"] == str(before + timedelta(days=40)) == str(await today(database))
    now = await database.pool.fetchval("select register_now()")
    assert abs(datetime.fromisoformat(moved["now"]) - now) < timedelta(minutes=1)


@pytest.mark.parametrize("days", [0, -1, 3_661, 2**31 - 1])
async def test_a_move_back_or_too_far_is_refused_and_the_clock_stays(
    database: Database, register: Register, days: int
) -> None:
    before = await today(database)
    moved = await move(register, days)
    refusal = {"code": "NUMBER_OUT_OF_RANGE", "path": ["days"], "severity": "REFUSAL"}
    assert (moved["findings"], moved["today"]) == ([refusal], str(before))
    assert await today(database) == before


async def test_the_same_key_moves_once(database: Database, register: Register) -> None:
    before = await today(database)
    viewer = Viewer(role=Role.CENTER, account_id=None)
    first = await move(register, 3, viewer, idempotencyKey="once")
    assert await move(register, 3, viewer, idempotencyKey="once") == first
    assert await today(database) == before + timedelta(days=3)


@pytest.mark.parametrize("role", Role)
def test_everybody_signed_in_has_the_act_in_a_rehearsal_and_nobody_elsewhere(role: Role) -> None:
    assert ("moveClock" in acts_of(schemas(rehearsal=True)[role])) is (role in SIGNED_IN)
    assert "moveClock" not in acts_of(schemas()[role])
    assert acts_of(schemas(rehearsal=True)[role]) - {"moveClock"} == acts_of(schemas()[role])


@pytest.mark.parametrize(("template", "is_there"), [(REHEARSAL, True), (PRODUCTION, False)])
async def test_the_program_asks_its_database_whether_it_is_a_rehearsal(
    server: Server, register: Register, template: str, is_there: bool
) -> None:
    dsn = await server.cloned(template)
    opened = await open_database(dsn, size=2)
    program = await open_program(opened, register.services, newest_revision())
    assert ("moveClock" in acts_of(program.schema(Role.SCHOOL)._schema)) is is_there
    await opened.close()
    await server.drop(dsn)


async def test_a_register_in_earnest_keeps_its_clock_whatever_the_schema(server: Server) -> None:
    dsn = await server.cloned(PRODUCTION)
    opened = await open_database(dsn, size=2)
    with pytest.raises(Failed) as failed:
        await move(Register(opened, rehearsal=True), 1)
    assert isinstance(failed.value.causes[0], IntegrityError)
    assert await opened.pool.fetchval("select moved_by from register_clock") == timedelta(0)
    await opened.close()
    await server.drop(dsn)
