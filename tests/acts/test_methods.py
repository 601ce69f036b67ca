"""评价方式: what course examinations and process assessments come to in results (2.2, 4.3)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest_asyncio

from models.database import Database
from rules.working_days import SHANGHAI
from tests.evaluated import travel
from tests.planned import City, Planning, accepted, checked, city, filled, planning, refusals, today
from tests.register import Register

IMPORT = """mutation ($input: ImportResultsInput!) { importResults(input: $input) {
  importedCount findings { code path message } } }"""
READ = """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan { endsOn
  parts { kind name weight courses courseExamination { course fullMark passMark } }
  resultFiling { id version results { nodes { isPassed total candidate { studentNumber }
    marks { mark } } } } } } }"""
COURSE = {"course": "机械基础", "examinedOn": "2026-01-10", "fullMark": "150", "passMark": "100"}


@pytest_asyncio.fixture(loop_scope="session")
async def register(database: Database) -> Register:
    return Register(database)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, shared: City) -> Planning:
    return await planning(database, shared)


async def read(register: Register, of: Planning, plan: Any) -> Any:
    return (await register.ask(of.school, READ, id=plan["id"]))["node"]


async def over(register: Register, of: Planning, plan: Any) -> None:
    ended_on = (await read(register, of, plan))["endsOn"]
    evening = datetime.fromisoformat(f"{ended_on}T20:00:00").replace(tzinfo=SHANGHAI)
    await travel(register.database, evening)


async def mark(register: Register, of: Planning, plan: Any, *rows: dict[str, str]) -> Any:
    """A row for each candidate: the marks by part."""
    filing = (await read(register, of, plan))["resultFiling"]
    given = [
        {
            "studentNumber": f"S{place:05d}",
            "marks": [{"part": part, "value": value} for part, value in row.items()],
        }
        for place, row in enumerate(rows)
    ]
    asked = {"id": filing["id"], "expectedVersion": filing["version"], "rows": given}
    return (await register.ask(of.school, IMPORT, input=asked))["importResults"]


async def outcome(register: Register, of: Planning, plan: Any) -> list[tuple[bool, Any]]:
    nodes = (await read(register, of, plan))["resultFiling"]["results"]["nodes"]
    nodes.sort(key=lambda node: node["candidate"]["studentNumber"])
    return [(node["isPassed"], node["total"] and Decimal(node["total"])) for node in nodes]


async def days_ahead(register: Register, of: Planning, days: int = 2) -> int:
    return int((await today(register.database) - of.today).days) + days


async def test_a_course_examination_is_marked_on_its_own_scale_and_passed_at_its_own_mark(
    register: Register, of: Planning
) -> None:
    soon = await days_ahead(register, of)
    parts = [
        {"kind": "COURSE_EXAMINATION", "name": "课程", "courseExamination": COURSE},
        {"kind": "PRACTICE", "name": "实操"},
    ]
    plan = await accepted(register, of, 2, parts=parts, sessions=[of.practice(soon)])
    await over(register, of, plan)
    beyond = await mark(register, of, plan, {"课程": "150.5", "实操": "60"})
    (finding,) = beyond["findings"]
    assert (finding["code"], finding["path"]) == (
        "MARK_OUT_OF_RANGE",
        ["rows", "0", "marks", "0", "value"],
    )
    assert "150" in finding["message"]
    rows = [{"课程": "100", "实操": "60"}, {"课程": "99.5", "实操": "60"}]
    assert (await mark(register, of, plan, *rows))["findings"] == []
    assert await outcome(register, of, plan) == [(True, None), (False, None)]


async def test_candidates_of_two_majors_do_not_share_a_course_examination(
    database: Database, register: Register, of: Planning
) -> None:
    parts = [
        {"kind": "COURSE_EXAMINATION", "name": "课程", "courseExamination": COURSE},
        {"kind": "PRACTICE", "name": "实操"},
    ]
    soon = await days_ahead(register, of)
    plan = await filled(register, of, 2, parts=parts, sessions=[of.practice(soon)])
    assert refusals(await checked(register, of.school, plan)) == []
    other = """insert into major (institution_id, catalogue_code, name, training_level)
      values ($1, '460999', '另一专业', 'COLLEGE') returning id"""
    major = await database.pool.fetchval(other, of.institution.id)
    moved = "update candidate set major_id = $1 where plan_id = $2 and student_number = 'S00001'"
    await database.pool.execute(moved, major, plan["id"].split(":")[1])
    found = refusals(await checked(register, of.school, plan))
    assert ("SUBSTITUTE_FOR_SEVERAL_MAJORS", ["parts"]) in found


async def test_modules_of_a_process_make_up_a_total_and_each_is_to_be_passed(
    database: Database, register: Register, of: Planning
) -> None:
    for table, number in (("agency_item", of.item.id), ("filing_item", of.item.filing_item_id)):
        change = f"update {table} set method = 'PROCESS_ASSESSMENT' where id = $1"
        await database.pool.execute(change, number)
    soon = await days_ahead(register, of)
    parts = [
        {"kind": "MODULE", "name": name, "weight": weight, "courses": courses}
        for name, weight, courses in (
            ("模块一", "33.3", ["电工基础"]),
            ("模块二", "66.7", ["电机与拖动", "可编程控制"]),
        )
    ]
    sessions = [of.practice(soon, part="模块一"), of.practice(soon + 1, part="模块二")]
    plan = await accepted(
        register, of, 2, method="PROCESS_ASSESSMENT", parts=parts, sessions=sessions
    )
    shown = (await read(register, of, plan))["parts"]
    assert [part["courses"] for part in shown] == [["电工基础"], ["电机与拖动", "可编程控制"]]
    await over(register, of, plan)
    rows = [{"模块一": "70", "模块二": "90"}, {"模块一": "59.5", "模块二": "100"}]
    assert (await mark(register, of, plan, *rows))["findings"] == []
    assert await outcome(register, of, plan) == [
        (True, Decimal("83.3")),
        (False, Decimal("86.5")),
    ]
