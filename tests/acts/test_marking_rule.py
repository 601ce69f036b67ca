"""评分规定: the center enters marks and weights of a basis, plans are marked by them (2.2)."""

from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from rules.vocabulary import PartKind, Role, SpecificationStatus
from tests import rows
from tests.planned import CENTER, City, Planning, accepted, act, checked, city, filled, planning
from tests.register import Register, schemas

SAVE = """mutation($input: SaveMarkingRuleInput!) { saveMarkingRule(input: $input) {
  markingRule { id version theoryPassMark practicePassMark theoryWeight resitMonths }
  findings { code clause path } } }"""
PARTS = """query($id: ID!) { node(id: $id) { ... on EvaluationPlan { parts {
  kind passMark weight courses } } } }"""
OF_STANDARD = "query($id: ID!) { node(id: $id) { ... on Standard { markingRule { source } } } }"
RULE = {"practicePassMark": 70, "theoryWeight": 30, "practiceWeight": 70, "source": "1.9.2"}


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
async def standard(database: Database, shared: City, of: Planning) -> Any:
    """The one standard in force for the occupation."""
    made = rows.standard(shared.occupation)
    made.name += of.institution.name
    await rows.write(database, made)
    yield made
    for forget in (
        "delete from marking_rule where standard_id = $1",
        "update evaluation_plan set standard_id = null where standard_id = $1",
        "delete from standard where id = $1",
    ):
        await database.pool.execute(forget, made.id)


async def save(register: Register, standard: models.Standard, **given: Any) -> Any:
    asked = {"of": {"standardId": f"Standard:{standard.id}"}} | RULE | given
    return (await register.ask(CENTER, SAVE, input=asked))["saveMarkingRule"]


async def parts(register: Register, plan: Any) -> list[tuple[str, Decimal, Decimal | None]]:
    found = (await register.ask(CENTER, PARTS, id=plan["id"]))["node"]["parts"]
    return [
        (one["kind"], Decimal(one["passMark"]), one["weight"] and Decimal(one["weight"]))
        for one in found
    ]


async def test_an_accepted_plan_is_marked_by_the_rule_of_its_standard(
    register: Register, of: Planning, standard: models.Standard
) -> None:
    payload = await save(register, standard)
    assert payload["findings"] == []
    assert payload["markingRule"]["theoryPassMark"] == 60
    plan = await accepted(register, of)
    assert await parts(register, plan) == [("THEORY", 60, 30), ("PRACTICE", 70, 70)]
    seen = await register.ask(of.school, OF_STANDARD, id=f"Standard:{standard.id}")
    assert seen == {"node": {"markingRule": {"source": "1.9.2"}}}


async def test_what_is_entered_after_the_acceptance_is_for_later_plans(
    register: Register, of: Planning, standard: models.Standard
) -> None:
    plan = await accepted(register, of)
    assert await parts(register, plan) == [("THEORY", 60, None), ("PRACTICE", 60, None)]
    await save(register, standard)
    assert await parts(register, plan) == [("THEORY", 60, None), ("PRACTICE", 60, None)]


async def test_a_standard_has_one_rule_which_the_center_corrects(
    database: Database, register: Register, standard: models.Standard
) -> None:
    first = (await save(register, standard))["markingRule"]
    again = await save(register, standard)
    assert [f["code"] for f in again["findings"]] == ["ALREADY_REGISTERED"]
    corrected = await save(
        register, standard, id=first["id"], expectedVersion=first["version"], resitMonths=12
    )
    assert corrected["markingRule"]["resitMonths"] == 12
    kept = "select count(*) from marking_rule where standard_id = $1"
    assert await database.pool.fetchval(kept, standard.id) == 1


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"theoryPassMark": 59}, ("NUMBER_OUT_OF_RANGE", "2.2", ["theoryPassMark"])),
        ({"theoryWeight": None}, ("PART_WEIGHTS_NOT_WHOLE", "2.2", ["theoryWeight"])),
        ({"resitMonths": 0}, ("NUMBER_OUT_OF_RANGE", "2.2", ["resitMonths"])),
        ({"source": " "}, ("TEXT_MISSING", "2.2", ["source"])),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
)
async def test_a_rule_that_cannot_be_is_refused(
    database: Database, register: Register, standard: models.Standard, wrong: Any, expected: Any
) -> None:
    payload = await save(register, standard, **wrong)
    assert [tuple(finding.values()) for finding in payload["findings"]] == [expected]
    kept = "select count(*) from marking_rule where standard_id = $1"
    assert await database.pool.fetchval(kept, standard.id) == 0


def test_only_the_center_sets_marking_rules() -> None:
    having = [
        role
        for role, schema in schemas().items()
        if schema.mutation_type and "saveMarkingRule" in schema.mutation_type.fields
    ]
    assert having == [Role.CENTER]


async def specified(database: Database, of: Planning, *parts: tuple[PartKind, str, int]) -> None:
    """The school's filed specification is the basis of its item."""
    made = rows.row(
        models.EvaluationSpecification, institution_id=of.institution.id,
        occupation_id=of.item.occupation_id, name="评价规范", edition="2026年版", level_from=5,
        level_to=3, status=SpecificationStatus.FILED, filed_on=of.today, begins_on=of.today,
    )  # fmt: skip
    own = [
        rows.row(
            models.SpecificationPart, specification_id=made.id, position=place, kind=kind,
            name=name, weight=weight,
        )
        for place, (kind, name, weight) in enumerate(parts, start=1)
    ]  # fmt: skip
    await rows.write(database, made, *own)
    method = "PROCESS_ASSESSMENT" if parts[0][0] is PartKind.MODULE else "RESULT_ASSESSMENT"
    for table in ("agency_item", "filing_item"):
        await database.pool.execute(
            f"update {table} set basis = 'EVALUATION_SPECIFICATION', specification_id = $1,"
            " method = $2 where id = $3",
            made.id, method, of.item.id if table == "agency_item" else of.item.filing_item_id,
        )  # fmt: skip


async def test_a_specification_weighs_theory_and_practice_itself(
    database: Database, register: Register, of: Planning
) -> None:
    await specified(database, of, (PartKind.THEORY, "理论", 40), (PartKind.PRACTICE, "实操", 60))
    plan = await accepted(register, of)
    assert await parts(register, plan) == [("THEORY", 60, 40), ("PRACTICE", 60, 60)]


async def test_the_modules_of_a_plan_are_those_of_its_specification(
    database: Database, register: Register, of: Planning
) -> None:
    await specified(database, of, (PartKind.MODULE, "模块一", 60), (PartKind.MODULE, "模块二", 40))
    own = [
        {"kind": "MODULE", "name": name, "weight": weight, "courses": ["电工基础"]}
        for name, weight in (("模块一", "50"), ("模块二", "50"))
    ]
    sessions = [
        of.practice(part=part["name"], days=day) for part, day in zip(own, (10, 11), strict=True)
    ]
    content = {"method": "PROCESS_ASSESSMENT", "parts": own, "sessions": sessions}
    plan = await filled(register, of, **content)
    found = await checked(register, of.school, plan)
    assert [(f["code"], f["path"]) for f in found if f["severity"] == "REFUSAL"] == [
        ("MODULES_NOT_OF_SPECIFICATION", ["parts"])
    ]
    refused = await act(register, of.school, "submitEvaluationPlan", plan)
    assert refused["evaluationPlan"]["status"] == "DRAFT"
    for part, weight in zip(own, ("60", "40"), strict=True):
        part["weight"] = weight
    right = await accepted(register, of, **content)
    assert await parts(register, right) == [("MODULE", 60, 60), ("MODULE", 60, 40)]
