"""考务人员: a plan's staff hold their cards, and the center sets the ratio of a standard."""

from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from rules.vocabulary import Role, StaffDuty
from tests import rows
from tests.planned import CENTER, City, Planning, act, city, filled, planning
from tests.register import Register, schemas

SAVE = """mutation($input: SaveStaffingRatioInput!) { saveStaffingRatio(input: $input) {
  staffingRatio { id version candidatesPerAssessor assessorsMinimum }
  findings { code clause path } } }"""
CHECK = "query($id: ID!) { checkEvaluationPlan(id: $id) { code severity path } }"
OF_STANDARD = "query($id: ID!) { node(id: $id) { ... on Standard { staffingRatio { source } } } }"
RATIO = {
    "candidatesPerInvigilator": 15,
    "invigilatorsMinimum": 2,
    "candidatesPerAssessor": 8,
    "assessorsMinimum": 5,
    "source": "1.9.3",
}


@pytest_asyncio.fixture(loop_scope="session")
async def register(database: Database) -> Register:
    return Register(database)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, shared: City) -> Planning:
    return await planning(database, shared)


@pytest_asyncio.fixture(loop_scope="session")
async def standard(database: Database, shared: City, of: Planning) -> models.Standard:
    """The standard on which the school's item rests."""
    made = rows.standard(shared.occupation)
    made.name += of.institution.name
    await rows.write(database, made)
    item = "update agency_item set standard_id = $1 where id = $2"
    await database.pool.execute(item, made.id, of.item.id)
    return made


async def save(register: Register, **given: Any) -> Any:
    return (await register.ask(CENTER, SAVE, input=RATIO | given))["saveStaffingRatio"]


async def refused(register: Register, of: Planning, plan: Any) -> list[tuple[str, list[str]]]:
    found = (await register.ask(of.school, CHECK, id=plan["id"]))["checkEvaluationPlan"]
    return [(f["code"], f["path"]) for f in found if f["severity"] == "REFUSAL"]


async def test_a_plan_is_judged_by_the_ratio_of_its_standard(
    register: Register, of: Planning, standard: models.Standard
) -> None:
    plan = await filled(register, of)
    assert await refused(register, of, plan) == []
    payload = await save(register, of={"standardId": f"Standard:{standard.id}"})
    assert payload["findings"] == []
    assert await refused(register, of, plan) == [
        ("TOO_FEW_ASSESSORS", ["sessions", "1", "assessorIds"])
    ]
    node = f"Standard:{standard.id}"
    seen = await register.ask(of.school, OF_STANDARD, id=node)
    assert seen == {"node": {"staffingRatio": {"source": "1.9.3"}}}


async def test_a_standard_has_one_ratio_which_the_center_corrects(
    database: Database, register: Register, standard: models.Standard
) -> None:
    basis = {"standardId": f"Standard:{standard.id}"}
    first = (await save(register, of=basis))["staffingRatio"]
    again = await save(register, of=basis)
    assert [f["code"] for f in again["findings"]] == ["ALREADY_REGISTERED"]
    corrected = await save(
        register, of=basis, id=first["id"], expectedVersion=first["version"], assessorsMinimum=3
    )
    assert corrected["staffingRatio"]["assessorsMinimum"] == 3
    kept = "select count(*) from staffing_ratio where standard_id = $1"
    assert await database.pool.fetchval(kept, standard.id) == 1


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"assessorsMinimum": 4}, ("ASSESSORS_EVEN", "4.1", ["assessorsMinimum"])),
        ({"candidatesPerAssessor": 0}, ("NUMBER_OUT_OF_RANGE", "4.1", ["candidatesPerAssessor"])),
        ({"source": " "}, ("TEXT_MISSING", "4.1", ["source"])),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
)
async def test_a_ratio_that_no_session_can_meet_is_refused(
    database: Database, register: Register, standard: models.Standard, wrong: Any, expected: Any
) -> None:
    payload = await save(register, of={"standardId": f"Standard:{standard.id}"}, **wrong)
    assert [tuple(finding.values()) for finding in payload["findings"]] == [expected]
    kept = "select count(*) from staffing_ratio where standard_id = $1"
    assert await database.pool.fetchval(kept, standard.id) == 0


def test_only_the_center_sets_ratios() -> None:
    having = [
        role
        for role, schema in schemas().items()
        if schema.mutation_type and "saveStaffingRatio" in schema.mutation_type.fields
    ]
    assert having == [Role.CENTER]


WRONG_STAFF = {
    "CARD_MISSING": "card_number = null",
    "CARD_EXPIRED": "card_valid_to = '2020-01-01'",
    "CARD_BELOW_LEVEL": "highest_level = 4",
    "OWN_CLASS_ASSESSED": "taught_classes = '{机械一班}'",
    "STAFF_WITHOUT_DUTY": "is_active = false",
}


@pytest.mark.parametrize("code", WRONG_STAFF)
async def test_an_assessor_who_may_not_serve_is_named_by_the_session(
    database: Database, register: Register, of: Planning, code: str
) -> None:
    plan = await filled(register, of)
    one = of.staff[StaffDuty.ASSESSOR][0].id
    await database.pool.execute(f"update staff_member set {WRONG_STAFF[code]} where id = $1", one)
    expected = [(code, ["sessions", "1", "assessorIds"])]
    assert await refused(register, of, plan) == expected
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert payload["evaluationPlan"]["status"] == "DRAFT"


async def test_a_card_of_another_occupation_does_not_serve(
    database: Database, register: Register, of: Planning
) -> None:
    other = rows.occupation("6-18-01-03", "镗工")
    await rows.write(database, other)
    plan = await filled(register, of)
    one = of.staff[StaffDuty.ASSESSOR][0].id
    card = "update staff_member set occupation_id = $2 where id = $1"
    await database.pool.execute(card, one, other.id)
    assert await refused(register, of, plan) == [
        ("CARD_OF_ANOTHER_OCCUPATION", ["sessions", "1", "assessorIds"])
    ]


async def test_the_rooms_of_a_site_together_do_not_pass_its_capacity(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 3)
    small = "update site set capacity = 2 where institution_id = $1"
    await database.pool.execute(small, of.institution.id)
    assert await refused(register, of, plan) == [
        ("SITE_TOO_SMALL", ["sessions", "0", "roomId"]),
        ("SITE_TOO_SMALL", ["sessions", "1", "roomId"]),
    ]
