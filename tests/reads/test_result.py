"""评价结果: who reads which results, and how the working days left are counted."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import ResultFilingStatus, Role
from rules.working_days import SHANGHAI, WorkingDays
from tests import rows
from tests.evaluated import CENTER, City, city, evaluated, first_session, results, today
from tests.register import Register

FILING = """query ($id: ID!) { node(id: $id) { ... on ResultFiling {
  workingDaysLeft dueOn endedOn provisional isLate plan { id }
  results(first: 3, orderBy: ENTERED) { totalCount nodes {
    isPassed isAbsent candidate { maskedName } marks { mark part { name } } } }
  actions { act allowed reasons { code clause } } } } }"""
NOTICE = {"source": "a test"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def calendar(database: Database) -> WorkingDays:
    """A holiday on each of the next two weekdays of next week, and a worked Saturday."""
    day = await today(database)
    monday = day + timedelta(days=7 - day.weekday())
    named = {monday: False, monday + timedelta(days=1): False, monday + timedelta(days=5): True}
    await rows.write(
        database,
        *(
            rows.row(models.WorkingDay, day=day, is_working=is_working, **NOTICE)
            for day, is_working in named.items()
        ),
    )
    return WorkingDays(named)


async def read(register: Register, viewer: Viewer, filing_id: str) -> Any:
    return (await register.ask(viewer, FILING, id=filing_id))["node"]


@pytest.mark.parametrize("offset", range(-12, 16))
async def test_the_days_left_are_those_of_the_rule_over_the_stored_calendar(
    database: Database, place: City, register: Register, calendar: WorkingDays, offset: int
) -> None:
    day = await today(database)
    due_on = day + timedelta(days=offset)
    of = await evaluated(database, place, 0, ended_on=due_on - timedelta(days=5), due_on=due_on)
    node = await read(register, of.school, of.filing_id)
    assert node["workingDaysLeft"] == calendar.between(day, due_on)


async def test_the_days_left_are_those_of_the_correction_and_none_once_filed(
    database: Database, place: City, register: Register, calendar: WorkingDays
) -> None:
    day, sent = await today(database), datetime.now(SHANGHAI)
    for facts, left in (
        ({"status": ResultFilingStatus.RETURNED, "round_due_on": day}, 0),
        ({"status": ResultFilingStatus.SUBMITTED}, None),
    ):
        of = await evaluated(database, place, 0, submitted_at=sent, **facts)
        assert (await read(register, of.school, of.filing_id))["workingDaysLeft"] == left


async def test_a_school_and_the_center_read_results_with_their_candidates_and_marks(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    await rows.write(database, *results(of, ("60", "59.5"), None))
    for viewer in (of.school, CENTER):
        node = await read(register, viewer, of.filing_id)
        assert node["plan"]["id"] == of.plan_id
        assert node["results"]["totalCount"] == 2
        first, second = sorted(node["results"]["nodes"], key=lambda result: result["isAbsent"])
        assert (first["isPassed"], first["candidate"]) == (False, {"maskedName": "阿*"})
        marks = [(mark["part"]["name"], mark["mark"]) for mark in first["marks"]]
        assert marks == [("理论考试", "60.0"), ("实操考核", "59.5")]
        assert (second["isAbsent"], second["isPassed"], second["marks"]) == (True, False, [])


async def test_a_filing_counts_who_is_there_and_who_is_missing(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 5)
    entered = results(of, ("60", "60"), ("59", "80"), None, ("70", "70"))
    half = next(row for row in entered[-3:] if isinstance(row, models.Result))
    half.is_passed = None
    await rows.write(database, *entered)
    counts = """query ($id: ID!) { node(id: $id) { ... on ResultFiling {
      candidateCount enteredCount passedCount failedCount absentCount } } }"""
    assert (await register.ask(of.school, counts, id=of.filing_id))["node"] == {
        "candidateCount": 5,
        "enteredCount": 4,
        "passedCount": 1,
        "failedCount": 1,
        "absentCount": 1,
    }


async def test_what_may_be_done_now_is_said_to_each_role_with_the_reason(
    database: Database, place: City, register: Register
) -> None:
    ended_on = await today(database) + timedelta(days=1)
    of = await evaluated(database, place, 0, ended_on=ended_on)
    said = {a["act"]: a for a in (await read(register, of.school, of.filing_id))["actions"]}
    assert said["importResults"]["allowed"]
    assert said["submitResults"]["reasons"] == [{"code": "EVALUATION_NOT_ENDED", "clause": "4.3"}]
    assert said["withdrawResults"]["reasons"] == [{"code": "ACT_NOT_IN_STATE", "clause": "4.3"}]
    center = await read(register, CENTER, of.filing_id)
    assert [(a["act"], a["allowed"]) for a in center["actions"]] == [
        ("acceptResults", False),
        ("returnResults", False),
        ("blockResults", False),
        ("releaseResults", False),
    ]


async def test_the_button_to_enter_results_waits_for_the_first_session(
    database: Database, place: City, register: Register
) -> None:
    begins = datetime.now(SHANGHAI) + timedelta(days=2)
    of = await evaluated(database, place, 1, ended_on=begins.date())
    await rows.write(database, *first_session(of, begins))
    said = {a["act"]: a for a in (await read(register, of.school, of.filing_id))["actions"]}
    assert said["importResults"]["reasons"] == [{"code": "EVALUATION_NOT_BEGUN", "clause": "4.2"}]


async def test_the_button_to_file_waits_for_every_result_and_every_mark(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2, ended_on=await today(database) - timedelta(days=1))

    async def reasons() -> Any:
        found = (await read(register, of.school, of.filing_id))["actions"]
        return next(one["reasons"] for one in found if one["act"] == "submitResults")

    missing = [{"code": "RESULT_MISSING", "clause": "4.3"}]
    first, second = results(of, None), results(of, None, ("60", "60"))[1:]
    assert await reasons() == missing
    await rows.write(database, *first)
    assert await reasons() == missing
    half = second[0]
    assert isinstance(half, models.Result)
    half.is_passed = None
    await rows.write(database, half, *second[1:2])
    assert await reasons() == missing
    done = "update result set is_passed = true where id = $1"
    await database.pool.execute(done, half.id)
    assert await reasons() == []


async def test_another_school_reads_neither_filing_nor_results(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 1), await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("60", "60")))
    assert await read(register, other.school, of.filing_id) is None
    document = "{ results { totalCount } resultFilings { nodes { id } } }"
    answer = await register.ask(other.school, document)
    assert answer == {
        "results": {"totalCount": 0},
        "resultFilings": {"nodes": [{"id": other.filing_id}]},
    }


async def test_a_supervisor_reads_results_of_plans_with_a_session_in_the_own_district(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("60", "60")))
    of_the_city = Viewer(role=Role.SUPERVISOR)
    elsewhere = Viewer(role=Role.SUPERVISOR, district_code="310115")
    assert (await read(register, of_the_city, of.filing_id))["results"]["totalCount"] == 1
    assert await read(register, elsewhere, of.filing_id) is None


async def test_what_was_done_is_read_by_school_center_and_supervisor_alike(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, None))
    submit = (
        "mutation ($input: SubmitResultsInput!) { submitResults(input: $input) { __typename } }"
    )
    given = {"id": of.filing_id, "expectedVersion": 1}
    await register.ask(of.school, submit, input=given)
    document = """query ($id: ID!) { node(id: $id) { ... on ResultFiling {
      history { act clause role before after } } } }"""
    entry = {
        "act": "submitResults", "clause": "4.3", "role": "SCHOOL",
        "before": "OPEN", "after": "SUBMITTED",
    }  # fmt: skip
    for viewer in (of.school, CENTER, Viewer(role=Role.SUPERVISOR)):
        node = (await register.ask(viewer, document, id=of.filing_id))["node"]
        assert node == {"history": [entry]}


async def test_filters_take_plan_state_day_and_whether_passed(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 3)
    await rows.write(database, *results(of, ("60", "60"), ("59", "60"), None))
    document = """query ($result: ResultFilter, $filing: ResultFilingFilter) {
      results(filter: $result) { totalCount }
      resultFilings(filter: $filing, orderBy: DUE_FIRST) { totalCount } }"""
    for result, filing, expected in (
        ({"plan": of.plan_id}, {"plan": of.plan_id}, (3, 1)),
        ({"isPassed": True}, {"status": "OPEN"}, (1, 1)),
        ({"isAbsent": True}, {"isLate": True}, (1, 0)),
        ({"filingStatus": "ACCEPTED"}, {"dueOn": {"lte": str(date(2026, 1, 1))}}, (0, 0)),
        ({}, {"institution": f"Institution:{of.filing.institution_id}"}, (3, 1)),
        ({}, {"institution": f"Institution:{of.plan.id}"}, (3, 0)),
        ({"not": {"isPassed": True}}, {"not": {"isLate": True}}, (2, 1)),
    ):
        found = await register.ask(of.school, document, result=result, filing=filing)
        totals = found["results"]["totalCount"], found["resultFilings"]["totalCount"]
        assert totals == expected


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.EXPERT, Role.ADMINISTRATOR])
async def test_who_has_nothing_to_do_with_results_has_them_not_in_the_schema(
    register: Register, role: Role
) -> None:
    for document in ("{ results { totalCount } }", "{ resultFilings { totalCount } }"):
        with pytest.raises(AssertionError, match="Cannot query field"):
            await register.ask(Viewer(role=role), document)
