"""监督线索: planted ones are found with their figures; in a usual batch there is nothing."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.clause_4_2_signals import is_pass_rate_signal, pass_rate_z
from rules.vocabulary import ResultFilingStatus, Role
from rules.working_days import SHANGHAI
from tests import rows
from tests.evaluated import CENTER, City, Evaluated, city, evaluated, first_session, results
from tests.register import Register, schemas

ASKED = """query ($filter: SignalFilter) { signals(first: 200, filter: $filter) { totalCount nodes {
  kind occurredOn persons outOf passed others othersPassed z marks
  plan { id } institution { id } part { name } } } }"""
SENT = datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
SUPERVISOR = Viewer(Role.SUPERVISOR, district_code="310101")
ELSEWHERE = Viewer(Role.SUPERVISOR, district_code="310115")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def batch(
    database: Database,
    place: City,
    marks: list[tuple[str, str] | None],
    level: int,
    status: ResultFilingStatus = ResultFilingStatus.SUBMITTED,
) -> Evaluated:
    of = await evaluated(database, place, len(marks), level=level, status=status, submitted_at=SENT)
    await rows.write(database, *results(of, *marks))
    return of


def unlike(passed: int, failed: int) -> list[tuple[str, str] | None]:
    """Marks of which no two persons have both alike."""
    good = [(str(60 + place % 40), str(60 + place // 40)) for place in range(passed)]
    return good + [(str(place % 40), str(20 + place // 40)) for place in range(failed)]


async def signals(register: Register, viewer: Viewer, *of: Evaluated, **asked: Any) -> list[Any]:
    """Those in the given batches, in the order of the batches."""
    found = (await register.ask(viewer, ASKED, filter=asked or None))["signals"]
    assert found["totalCount"] == len(found["nodes"])
    places = {each.plan_id: place for place, each in enumerate(of)}
    own = [node for node in found["nodes"] if node["plan"]["id"] in places]
    return sorted(own, key=lambda node: places[node["plan"]["id"]])


@pytest.mark.parametrize("role", Role)
def test_signals_are_for_the_center_and_for_supervisors(role: Role) -> None:
    query = schemas()[role].query_type
    assert query is not None
    assert ("signals" in query.fields) is (role in (Role.CENTER, Role.SUPERVISOR))


async def test_a_pass_rate_far_from_that_of_the_others_stands_out_with_its_figures(
    database: Database, place: City, register: Register
) -> None:
    usual = [await batch(database, place, unlike(24, 16), 5) for _ in range(3)]
    planted = await batch(database, place, [*unlike(25, 0), None, None], 5)
    (signal,) = await signals(register, CENTER, *usual, planted)
    assert signal["plan"]["id"] == planted.plan_id
    assert signal["institution"]["id"] == f"Institution:{planted.filing.institution_id}"
    assert (signal["kind"], signal["occurredOn"]) == ("PASS_RATE", str(planted.filing.ended_on))
    assert (signal["persons"], signal["passed"]) == (25, 25)
    assert (signal["others"], signal["othersPassed"]) == (120, 72)
    assert Decimal(signal["z"]) == pass_rate_z(25, 25, 72, 120)
    assert (signal["outOf"], signal["marks"], signal["part"]) == (None, None, None)


async def test_what_the_statement_finds_is_what_the_rule_says_of_each_batch(
    database: Database, place: City, register: Register
) -> None:
    chance = random.Random(4)
    counts = [(chance.randint(0, 60), chance.randint(0, 25)) for _ in range(8)] + [(0, 25), (19, 0)]
    batches = [await batch(database, place, unlike(*one), 4) for one in counts]
    whole, whole_passed = sum(map(sum, counts)), sum(passed for passed, _ in counts)
    expected = {
        of.plan_id: pass_rate_z(*figures)
        for of, (passed, failed) in zip(batches, counts, strict=True)
        if is_pass_rate_signal(
            *(figures := (
                passed, passed + failed, whole_passed - passed, whole - passed - failed
            ))
        )
    }  # fmt: skip
    found = await signals(register, CENTER, *batches, kind="PASS_RATE")
    assert {node["plan"]["id"]: Decimal(node["z"]) for node in found} == expected
    assert 2 <= len(expected) < len(batches)
    assert any(z is not None and z < 0 for z in expected.values())


async def test_many_with_the_same_mark_in_every_part_stand_out(
    database: Database, place: City, register: Register
) -> None:
    planted = await batch(database, place, [*unlike(24, 0), *[("85", "90.5")] * 6], 3)
    few = await batch(database, place, [*unlike(26, 0), *[("85", "90.5")] * 4], 3)
    (signal,) = await signals(register, CENTER, planted, few)
    assert signal["plan"]["id"] == planted.plan_id
    assert (signal["kind"], signal["persons"], signal["outOf"]) == ("EQUAL_MARKS", 6, 30)
    assert signal["marks"] == ["85.0", "90.5"]


async def test_more_persons_than_the_sessions_had_seats_stand_out(
    database: Database, place: City, register: Register
) -> None:
    planted = await batch(database, place, unlike(31, 0), 3)
    fitting = await batch(database, place, unlike(30, 0), 3)
    begins = datetime(2026, 6, 5, 23, 30, tzinfo=SHANGHAI)
    for of in (planted, fitting):
        await rows.write(database, *first_session(of, begins))
    (signal,) = await signals(register, CENTER, planted, fitting, kind="CAPACITY")
    assert signal["plan"]["id"] == planted.plan_id
    assert (signal["persons"], signal["outOf"]) == (31, 30)
    assert signal["part"] == {"name": planted.parts[0].name}
    assert signal["occurredOn"] == str((begins + timedelta(hours=2)).date())


async def test_a_district_s_supervisor_sees_the_signals_of_its_own_plans(
    database: Database, place: City, register: Register
) -> None:
    of = await batch(database, place, [("85", "90.5")] * 5, 3)
    assert await signals(register, SUPERVISOR, of) == []
    await rows.write(database, *first_session(of, datetime(2026, 6, 5, 9, tzinfo=SHANGHAI)))
    (seen,) = await signals(register, SUPERVISOR, of)
    assert seen["kind"] == "EQUAL_MARKS"
    assert await signals(register, ELSEWHERE, of) == []
    assert len(await signals(register, Viewer(Role.SUPERVISOR), of)) == 1


async def test_nothing_stands_out_before_results_are_filed_nor_in_a_usual_batch(
    database: Database, place: City, register: Register
) -> None:
    entered = await batch(database, place, [("85", "90.5")] * 30, 3, status=ResultFilingStatus.OPEN)
    chance = random.Random(7)
    usual = [
        await batch(
            database,
            place,
            [
                (str(chance.randint(45, 95)), str(chance.randint(45, 95)))
                for _ in range(chance.randint(20, 60))
            ],
            2,
        )
        for _ in range(10)
    ]
    assert await signals(register, CENTER, entered, *usual) == []
