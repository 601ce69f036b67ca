"""补考: who failed a part sits it again in a later plan; what was passed is carried over (4.3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from rules.working_days import SHANGHAI
from tests.evaluated import travel
from tests.planned import (
    CENTER,
    City,
    Planning,
    accepted,
    act,
    checked,
    city,
    drafted,
    enter,
    planning,
    refusals,
    today,
)
from tests.register import Register

IMPORT = """mutation ($input: ImportResultsInput!) { importResults(input: $input) {
  importedCount resultFiling { version } findings { code path } } }"""
FILE = """mutation ($input: SubmitResultsInput!) { submitResults(input: $input) {
  resultFiling { status version } findings { code path } } }"""
ACCEPT = """mutation ($input: ActInput!) { acceptResults(input: $input) {
  resultFiling { status } findings { code path } } }"""
REVIEW = """mutation ($input: ReviewMarkInput!) { reviewMark(input: $input) {
  findings { code path } } }"""
READ = """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan { endsOn
  candidates { nodes { id studentNumber } }
  resultFiling { id version results { nodes { id isPassed isAbsent
    candidate { id } marks { mark part { name } carriedFrom { mark } } } } } } } }"""
THEORY, PRACTICE = "理论", "实操"


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


def row(place: int, theory: str | None = None, practice: str | None = None) -> dict[str, Any]:
    marks = [
        {"part": part, "value": value}
        for part, value in ((THEORY, theory), (PRACTICE, practice))
        if value is not None
    ]
    return {"studentNumber": f"S{place:05d}", "marks": marks}


async def mark(register: Register, of: Planning, plan: Any, *given: Any, **more: Any) -> Any:
    filing = (await read(register, of, plan))["resultFiling"]
    asked = {"id": filing["id"], "expectedVersion": filing["version"], "rows": list(given)} | more
    return (await register.ask(of.school, IMPORT, input=asked))["importResults"]


async def file(register: Register, of: Planning, plan: Any) -> Any:
    filing = (await read(register, of, plan))["resultFiling"]
    asked = {"id": filing["id"], "expectedVersion": filing["version"], "lateReason": "补报"}
    return (await register.ask(of.school, FILE, input=asked))["submitResults"]


async def settle(register: Register, of: Planning, plan: Any) -> None:
    """The results are filed and accepted."""
    filed = await file(register, of, plan)
    assert filed["resultFiling"]["status"] == "SUBMITTED", filed["findings"]
    filing = (await read(register, of, plan))["resultFiling"]
    asked = {"id": filing["id"], "expectedVersion": filing["version"]}
    done = (await register.ask(CENTER, ACCEPT, input=asked))["acceptResults"]
    assert done["resultFiling"]["status"] == "ACCEPTED"


async def held(register: Register, of: Planning, number: int = 2, days: int = 2) -> Any:
    """An accepted plan whose sessions are over."""
    soon = (await today(register.database) - of.today).days + days
    sessions = [of.theory(soon), of.practice(soon)]
    plan = await accepted(register, of, number, sessions=sessions)
    await over(register, of, plan)
    return plan


async def over(register: Register, of: Planning, plan: Any) -> None:
    ended_on = (await read(register, of, plan))["endsOn"]
    evening = datetime.fromisoformat(f"{ended_on}T20:00:00").replace(tzinfo=SHANGHAI)
    await travel(register.database, evening)


async def later(register: Register, of: Planning, *rows: Any, days: int = 2) -> Any:
    """A draft of sessions to come with these candidates."""
    soon = (await today(register.database) - of.today).days + days
    plan = await drafted(register, of, sessions=[of.theory(soon), of.practice(soon)])
    payload = await enter(register, of, plan, *rows)
    assert payload["importedCount"] == len(rows), payload["findings"]
    return payload["evaluationPlan"]


async def again(register: Register, of: Planning, plan: Any, place: int = 0) -> dict[str, Any]:
    """The row of a candidate that names an earlier plan."""
    nodes = (await read(register, of, plan))["candidates"]["nodes"]
    own = next(node for node in nodes if node["studentNumber"] == f"S{place:05d}")
    return of.candidate(place, resitOfId=own["id"])


async def taken(register: Register, of: Planning, plan: Any) -> Any:
    """The draft is filed, accepted, and its sessions are over."""
    for viewer, name in ((of.school, "submitEvaluationPlan"), (CENTER, "acceptEvaluationPlan")):
        payload = await act(register, viewer, name, plan)
        assert refusals(payload["findings"]) == []
        plan = payload["evaluationPlan"]
    await over(register, of, plan)
    return plan


async def test_who_failed_practice_sits_it_again_and_keeps_the_theory(
    register: Register, of: Planning
) -> None:
    first = await held(register, of)
    await mark(register, of, first, row(0, "75.5", "50"), row(1, "80", "80"))
    await settle(register, of, first)
    plan = await taken(register, of, await later(register, of, await again(register, of, first)))
    twice = await mark(register, of, plan, row(0, "90", "61"))
    assert [(f["code"], f["path"]) for f in twice["findings"]] == [
        ("MARK_CARRIED_OVER", ["rows", "0", "marks", "0", "part"])
    ]
    assert (await read(register, of, plan))["resultFiling"]["results"]["nodes"] == []
    assert (await mark(register, of, plan, row(0, None, "61")))["findings"] == []
    (result,) = (await read(register, of, plan))["resultFiling"]["results"]["nodes"]
    assert result["isPassed"]
    marks = {
        one["part"]["name"]: (one["mark"], (one["carriedFrom"] or {}).get("mark"))
        for one in result["marks"]
    }
    assert marks == {THEORY: ("75.5", "75.5"), PRACTICE: ("61.0", None)}
    await settle(register, of, plan)


async def test_who_was_absent_from_the_resit_has_no_marks_until_found_to_have_been_there(
    register: Register, of: Planning
) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "50", "75"))
    await settle(register, of, first)
    plan = await taken(register, of, await later(register, of, await again(register, of, first)))
    await mark(register, of, plan, {"studentNumber": "S00000", "isAbsent": True})
    (result,) = (await read(register, of, plan))["resultFiling"]["results"]["nodes"]
    assert (result["isAbsent"], result["isPassed"], result["marks"]) == (True, False, [])
    await mark(register, of, plan, row(0, "59.5"))
    (result,) = (await read(register, of, plan))["resultFiling"]["results"]["nodes"]
    assert (result["isAbsent"], result["isPassed"], len(result["marks"])) == (False, False, 2)


async def test_a_mark_carried_over_is_not_reviewed_again(register: Register, of: Planning) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "75", "50"))
    await settle(register, of, first)
    plan = await taken(register, of, await later(register, of, await again(register, of, first)))
    await mark(register, of, plan, row(0, None, "58"))
    filing = (await read(register, of, plan))["resultFiling"]
    (result,) = filing["results"]["nodes"]
    asked = {
        "id": filing["id"], "expectedVersion": filing["version"], "resultId": result["id"],
        "part": THEORY, "value": "99", "objectedOn": str(await today(register.database)),
        "reviewedBy": "李复核", "reason": "再看一次",
    }  # fmt: skip
    payload = (await register.ask(of.school, REVIEW, input=asked))["reviewMark"]
    assert payload["findings"] == [{"code": "MARK_CARRIED_OVER", "path": ["part"]}]
    upheld = asked | {"part": PRACTICE, "value": "61"}
    assert (await register.ask(of.school, REVIEW, input=upheld))["reviewMark"]["findings"] == []
    (result,) = (await read(register, of, plan))["resultFiling"]["results"]["nodes"]
    assert result["isPassed"]


async def test_a_third_attempt_keeps_what_the_first_gave(register: Register, of: Planning) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "75", "50"))
    await settle(register, of, first)
    second = await taken(register, of, await later(register, of, await again(register, of, first)))
    await mark(register, of, second, row(0, None, "55"))
    await settle(register, of, second)
    third = await taken(register, of, await later(register, of, await again(register, of, second)))
    assert (await mark(register, of, third, row(0, None, "66")))["findings"] == []
    (result,) = (await read(register, of, third))["resultFiling"]["results"]["nodes"]
    assert result["isPassed"]
    roots = "select count(*) from result_mark where carried_from_id in ({})"
    of_first = """select mark.id from result_mark mark join result on result.id = mark.result_id
      join candidate on candidate.id = result.candidate_id where candidate.plan_id = $1"""
    number = first["id"].split(":")[1]
    assert await register.database.pool.fetchval(roots.format(of_first), number) == 2


@pytest.mark.parametrize(
    ("marks", "is_settled", "expected"),
    [
        (("75", "50"), False, "RESIT_OF_NO_RESULT"),
        (("75", "75"), True, "RESIT_OF_PASSED"),
    ],
)
async def test_a_plan_with_a_resit_of_nothing_is_not_filed(
    register: Register, of: Planning, marks: tuple[str, str], is_settled: bool, expected: str
) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, *marks))
    if is_settled:
        await settle(register, of, first)
    draft = await later(register, of, await again(register, of, first))
    (code,) = refusals(await checked(register, of.school, draft))
    assert (code[0], code[1][-1]) == (expected, "resitOfId")
    refused = await act(register, of.school, "submitEvaluationPlan", draft)
    assert refused["evaluationPlan"]["status"] == "DRAFT"
    assert [f["code"] for f in refused["findings"] if f["severity"] == "REFUSAL"] == [expected]


async def test_a_resit_is_of_the_same_level(register: Register, of: Planning) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "75", "50"))
    await settle(register, of, first)
    soon = (await today(register.database) - of.today).days + 2
    sessions = [of.theory(soon), of.practice(soon)]
    plan = await drafted(register, of, level=4, sessions=sessions)
    entered = await enter(register, of, plan, await again(register, of, first))
    found = await checked(register, of.school, entered["evaluationPlan"])
    assert [code for code, _ in refusals(found)] == ["RESIT_OF_ANOTHER"]


async def test_a_course_examination_does_not_take_the_place_of_a_failed_theory(
    register: Register, of: Planning
) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "50", "75"))
    await settle(register, of, first)
    soon = (await today(register.database) - of.today).days + 2
    course = {
        "course": "机械基础",
        "examinedOn": str(of.today),
        "fullMark": "100",
        "passMark": "60",
    }
    plan = await drafted(
        register, of,
        parts=[
            {"kind": "COURSE_EXAMINATION", "name": THEORY, "courseExamination": course},
            {"kind": "PRACTICE", "name": PRACTICE},
        ],
        sessions=[of.practice(soon)],
    )  # fmt: skip
    entered = await enter(register, of, plan, await again(register, of, first))
    found = await checked(register, of.school, entered["evaluationPlan"])
    assert [code for code, _ in refusals(found)] == ["THEORY_MARKED_ALREADY"]


async def test_after_its_term_a_result_is_no_longer_sat_again(
    register: Register, of: Planning
) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "75", "50"))
    await settle(register, of, first)
    year = timedelta(days=366)
    for column in ("ended_on", "due_on"):
        await register.database.pool.execute(
            f"update result_filing set {column} = {column} - $1::interval where plan_id = $2",
            2 * year, first["id"].split(":")[1],
        )  # fmt: skip
    draft = await later(register, of, await again(register, of, first))
    assert [code for code, _ in refusals(await checked(register, of.school, draft))] == [
        "RESIT_TERM_OVER"
    ]


async def test_a_resit_without_the_part_that_was_failed_is_not_filed(
    register: Register, of: Planning
) -> None:
    first = await held(register, of, 1)
    await mark(register, of, first, row(0, "50", "75"))
    await settle(register, of, first)
    soon = (await today(register.database) - of.today).days + 2
    only = {"parts": [{"kind": "PRACTICE", "name": PRACTICE}], "sessions": [of.practice(soon)]}
    plan = await drafted(register, of, **only)
    entered = await enter(register, of, plan, await again(register, of, first))
    found = refusals(await checked(register, of.school, entered["evaluationPlan"]))
    assert [code for code, _ in found] == ["RESIT_WITHOUT_PART"]
