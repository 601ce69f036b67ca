"""评价结果: a school enters and files results in time or late; the center accepts or returns."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse, validate

from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.lifecycle import RESULTS, is_allowed
from rules.vocabulary import ResultFilingStatus, Role
from rules.working_days import SHANGHAI
from tests import rows
from tests.evaluated import (
    CENTER,
    City,
    Evaluated,
    city,
    evaluated,
    first_session,
    results,
    today,
    travel,
)
from tests.register import Failed, Register, schemas

FILING = "{ id version status isLate lateReason submittedAt roundDueOn acceptedOn reason }"
FOUND = "findings { code clause severity path }"
IMPORT = f"""mutation ($input: ImportResultsInput!) {{
  importResults(input: $input) {{ importedCount resultFiling {FILING} {FOUND} }}
}}"""
SUBMIT = f"""mutation ($input: SubmitResultsInput!) {{
  submitResults(input: $input) {{ resultFiling {FILING} {FOUND} }}
}}"""
CHECK = f"query ($id: ID!) {{ checkResults(id: $id) {{ {FOUND[11:-2]} }} }}"
OF_PLAN = """query ($id: ID!) { node(id: $id) { ... on ResultFiling { version status results {
  nodes { isAbsent isPassed marks { mark } } } } } }"""
# Block and release name results one by one and move no filing: tests/acts/test_supervision.py; a
# review names a mark: tests/acts/test_mark_review.py.
FILED = [act for act in RESULTS if act.name not in ("blockResults", "releaseResults", "reviewMark")]
ACTS = {
    "withdrawResults": "ActInput",
    "acceptResults": "ActInput",
    "returnResults": "ReturnResultsInput",
}


def deciding(act: str) -> str:
    return f"""mutation ($input: {ACTS[act]}!) {{
      {act}(input: $input) {{ resultFiling {FILING} {FOUND} }} }}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


def marked(of: Evaluated, place: int, theory: str, practice: str) -> dict[str, Any]:
    marks = zip(of.parts, (theory, practice), strict=True)
    return {
        "candidateId": of.candidate_id(place),
        "marks": [{"part": part.name, "value": mark} for part, mark in marks],
    }


def absent(of: Evaluated, place: int) -> dict[str, Any]:
    return {"candidateId": of.candidate_id(place), "isAbsent": True}


def named(of: Evaluated, version: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": of.filing_id, "expectedVersion": version, **more}


async def enter(register: Register, of: Evaluated, *given: Any, **more: Any) -> Any:
    asked = named(of, rows=list(given)) | more
    return (await register.ask(of.school, IMPORT, input=asked))["importResults"]


async def file(register: Register, of: Evaluated, version: int = 2, **more: Any) -> Any:
    answer = await register.ask(of.school, SUBMIT, input=named(of, version, **more))
    return answer["submitResults"]


async def decide(register: Register, act: str, viewer: Viewer, of: Evaluated, **more: Any) -> Any:
    return (await register.ask(viewer, deciding(act), input=named(of) | more))[act]


async def stored(register: Register, of: Evaluated) -> list[Any]:
    node = (await register.ask(of.school, OF_PLAN, id=of.filing_id))["node"]
    return [
        (r["isAbsent"], r["isPassed"], sorted(Decimal(m["mark"]) for m in r["marks"]))
        for r in node["results"]["nodes"]
    ]


async def entries(database: Database, of: Evaluated) -> list[str]:
    asked = "select act from register_entry where subject_id = $1 order by created_at"
    async with database.pool.acquire() as connection:
        return [row["act"] for row in await connection.fetch(asked, of.filing.id)]


def codes(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]


@pytest.mark.parametrize(
    ("marks", "passed"),
    [(("60", "60"), True), (("59.9", "100"), False), (("100", "59.9"), False)],
)
async def test_a_school_s_candidate_passes_with_60_in_every_part(
    database: Database, place: City, register: Register, marks: tuple[str, str], passed: bool
) -> None:
    of = await evaluated(database, place, 1)
    assert (await enter(register, of, marked(of, 0, *marks)))["importedCount"] == 1
    assert await stored(register, of) == [(False, passed, sorted(map(Decimal, marks)))]
    assert await entries(database, of) == ["importResults"]


async def test_a_part_marked_later_joins_the_marks_that_are_there(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    theory, practice = marked(of, 0, "70", "80")["marks"]
    await enter(register, of, {"studentNumber": "0001", "marks": [theory]})
    assert await stored(register, of) == [(False, None, [Decimal(70)])]
    await enter(register, of, {"studentNumber": "0001", "marks": [practice]}, expectedVersion=2)
    assert await stored(register, of) == [(False, True, [Decimal(70), Decimal(80)])]


async def test_a_candidate_found_to_have_been_absent_loses_the_marks(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await enter(register, of, marked(of, 0, "70", "80"))
    await enter(register, of, absent(of, 0), expectedVersion=2)
    assert await stored(register, of) == [(True, False, [])]


async def test_a_school_s_batch_with_a_refused_row_writes_nothing(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 2), await evaluated(database, place, 1)
    payload = await enter(
        register,
        of,
        marked(of, 0, "60", "60"),
        marked(of, 0, "61", "61"),
        marked(of, 1, "100.5", "59.55"),
        marked(other, 0, "60", "60"),
        {"studentNumber": "9999", "isAbsent": True},
        absent(of, 1) | {"marks": marked(of, 1, "1", "1")["marks"]},
        {"studentNumber": "0002", "marks": [{"part": "面试", "value": "80"}]},
    )
    assert codes(payload) == [
        ("RESULT_REPEATED", ["rows", "1", "candidateId"]),
        ("MARK_OUT_OF_RANGE", ["rows", "2", "marks", "0", "value"]),
        ("MARK_TOO_PRECISE", ["rows", "2", "marks", "1", "value"]),
        ("NOT_FOUND", ["rows", "3", "candidateId"]),
        ("RESULT_OF_NO_CANDIDATE", ["rows", "4", "studentNumber"]),
        ("RESULT_REPEATED", ["rows", "5", "candidateId"]),
        ("MARK_OF_ABSENT", ["rows", "5", "marks"]),
        ("RESULT_REPEATED", ["rows", "6", "studentNumber"]),
        ("MARK_OF_ANOTHER_PART", ["rows", "6", "marks", "0", "part"]),
    ]
    assert {finding["clause"] for finding in payload["findings"]} == {"4.3"}
    assert payload["importedCount"] is None
    assert payload["resultFiling"]["version"] == 1
    assert await stored(register, of) == []
    assert await entries(database, of) == []


async def test_a_school_may_leave_refused_rows_out(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    given = [marked(of, 0, "101", "60"), marked(of, 1, "60", "60")]
    payload = await enter(register, of, *given, errorPolicy="REJECT_ROWS")
    assert payload["importedCount"] == 1
    assert codes(payload) == [("MARK_OUT_OF_RANGE", ["rows", "0", "marks", "0", "value"])]
    assert await stored(register, of) == [(False, True, [Decimal(60), Decimal(60)])]


async def test_a_dry_run_says_what_would_be_written_and_writes_nothing(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    payload = await enter(register, of, marked(of, 0, "60", "60"), dryRun=True)
    assert (payload["importedCount"], codes(payload)) == (1, [])
    assert await stored(register, of) == []
    assert await entries(database, of) == []


async def test_more_than_1000_rows_are_refused_as_a_batch(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    with pytest.raises(Failed, match="up to 1000 rows"):
        await enter(register, of, *[absent(of, 0)] * 1001)


async def test_the_dry_run_names_the_forgotten_candidate_and_the_missing_mark(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    await enter(
        register, of, {"studentNumber": "0001", "marks": marked(of, 0, "60", "60")["marks"][:1]}
    )
    expected = [
        ("MARK_MISSING", ["candidates", of.candidate_id(0), "marks"]),
        ("RESULT_MISSING", ["candidates", of.candidate_id(1)]),
    ]
    found = (await register.ask(of.school, CHECK, id=of.filing_id))["checkResults"]
    assert [(finding["code"], finding["path"]) for finding in found] == expected
    refused = await file(register, of)
    assert codes(refused) == expected
    assert refused["resultFiling"]["status"] == "OPEN"
    assert refused["resultFiling"]["submittedAt"] is None


async def test_another_school_s_filing_is_not_found_by_any_act(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 1), await evaluated(database, place, 1)
    foreign = {"id": other.filing_id}
    for payload in (
        await enter(register, of, absent(of, 0), **foreign),
        await file(register, of, **foreign),
        await decide(register, "withdrawResults", of.school, of, **foreign),
    ):
        assert codes(payload) == [("NOT_FOUND", ["id"])]
        assert payload["resultFiling"] is None
    found = await register.ask(of.school, CHECK, id=other.filing_id)
    assert [finding["code"] for finding in found["checkResults"]] == ["NOT_FOUND"]
    assert await entries(database, other) == []


async def test_results_are_not_filed_before_the_evaluation_has_ended(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1, ended_on=await today(database) + timedelta(days=1))
    await rows.write(database, *results(of, None))
    assert codes(await file(register, of, 1)) == [("EVALUATION_NOT_ENDED", [])]
    assert await entries(database, of) == []


async def test_no_mark_is_entered_before_the_first_session_has_begun(
    database: Database, place: City, register: Register
) -> None:
    day = await today(database)
    of = await evaluated(database, place, 1, ended_on=day + timedelta(days=1))
    begins = datetime.combine(day + timedelta(days=1), datetime.min.time(), SHANGHAI)
    await rows.write(database, *first_session(of, begins))
    payload = await enter(register, of, marked(of, 0, "60", "60"))
    assert codes(payload) == [("EVALUATION_NOT_BEGUN", [])]
    assert payload["findings"][0]["clause"] == "4.2"
    assert await stored(register, of) == []
    assert await entries(database, of) == []
    await travel(database, begins)
    assert (await enter(register, of, marked(of, 0, "60", "60")))["importedCount"] == 1


async def test_results_are_in_time_until_24_00_of_the_fifth_working_day_and_late_after(
    database: Database, place: City, register: Register
) -> None:
    in_time, late = await evaluated(database, place, 1), await evaluated(database, place, 1)
    await rows.write(database, *results(in_time, ("60", "60")), *results(late, ("60", "60")))
    midnight = datetime.combine(late.filing.due_on + timedelta(days=1), datetime.min.time())
    await travel(database, midnight.replace(tzinfo=SHANGHAI) - timedelta(seconds=30))
    filed = await file(register, in_time, 1)
    assert (filed["resultFiling"]["status"], filed["resultFiling"]["isLate"]) == (
        "SUBMITTED",
        False,
    )
    await travel(database, midnight.replace(tzinfo=SHANGHAI))
    refused = await file(register, late, 1)
    assert codes(refused) == [("LATE_REASON_MISSING", ["lateReason"])]
    assert refused["resultFiling"]["status"] == "OPEN"
    assert await entries(database, late) == []
    excused = await file(register, late, 1, lateReason="考场停电")
    assert [finding["severity"] for finding in excused["findings"]] == ["WARNING"]
    assert excused["resultFiling"]["isLate"]
    assert excused["resultFiling"]["lateReason"] == "考场停电"


async def test_the_first_complete_submission_decides_and_a_withdrawal_changes_nothing_of_it(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("60", "60")))
    first = (await file(register, of, 1))["resultFiling"]
    await decide(register, "withdrawResults", of.school, of, expectedVersion=2)
    after = datetime.combine(of.filing.due_on + timedelta(days=2), datetime.min.time(), SHANGHAI)
    await travel(database, after)
    again = await file(register, of, 3)
    assert codes(again) == []
    assert again["resultFiling"]["submittedAt"] == first["submittedAt"]
    assert not again["resultFiling"]["isLate"]


async def test_a_returned_filing_has_a_due_day_of_its_own(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("60", "60")))
    await file(register, of, 1)
    blank = await decide(register, "returnResults", CENTER, of, expectedVersion=2, reason=" ")
    assert codes(blank) == [("REASON_MISSING", ["reason"])]
    returned = await decide(
        register, "returnResults", CENTER, of, expectedVersion=2, reason="成绩有误"
    )
    filing = returned["resultFiling"]
    assert (filing["status"], filing["reason"]) == ("RETURNED", "成绩有误")
    round_due_on = date.fromisoformat(filing["roundDueOn"])
    assert round_due_on > await today(database)
    await travel(
        database, datetime.combine(round_due_on + timedelta(days=1), datetime.min.time(), SHANGHAI)
    )
    refused = await file(register, of, 3)
    assert codes(refused) == [("LATE_REASON_MISSING", ["lateReason"])]
    excused = await file(register, of, 3, lateReason="核对试卷")
    assert excused["resultFiling"]["status"] == "SUBMITTED"
    assert not excused["resultFiling"]["isLate"]


async def test_the_center_accepts_and_the_day_is_kept(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, None))
    await file(register, of, 1)
    accepted = await decide(register, "acceptResults", CENTER, of, expectedVersion=2)
    assert accepted["resultFiling"]["status"] == "ACCEPTED"
    assert accepted["resultFiling"]["acceptedOn"] == str(await today(database))
    assert await entries(database, of) == ["submitResults", "acceptResults"]


async def test_a_stale_version_is_a_conflict_and_writes_nothing(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await enter(register, of, absent(of, 0))
    with pytest.raises(Failed) as failed:
        await enter(register, of, marked(of, 0, "60", "60"))
    assert isinstance(failed.value.causes[0], Conflict)
    assert await stored(register, of) == [(True, False, [])]


async def test_the_same_idempotency_key_imports_once(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    key = {"idempotencyKey": f"import-{of.filing.id}"}
    first = await enter(register, of, absent(of, 0), **key)
    assert await enter(register, of, absent(of, 0), **key) == first
    assert await entries(database, of) == ["importResults"]


@pytest.mark.parametrize("role", list(Role))
def test_an_act_is_in_the_schema_of_its_roles_alone(role: Role) -> None:
    for act in RESULTS:
        invalid = validate(schemas()[role], parse(f"mutation {{ {act.name} {{ __typename }} }}"))
        is_hidden = any(f"Cannot query field '{act.name}'" in str(error) for error in invalid)
        assert is_hidden == (role not in act.by)


@pytest.mark.parametrize("status", list(ResultFilingStatus))
@pytest.mark.parametrize("act", FILED, ids=lambda act: act.name)
async def test_an_act_in_a_state_does_what_the_workflow_s_table_says(
    database: Database, place: City, register: Register, act: Any, status: ResultFilingStatus
) -> None:
    sent = None if status is ResultFilingStatus.OPEN else datetime.now(SHANGHAI)
    of = await evaluated(database, place, 1, status=status, submitted_at=sent)
    await rows.write(database, *results(of, ("60", "60")))
    [role] = act.by
    viewer = of.school if role is Role.SCHOOL else CENTER
    if act.name == "importResults":
        payload = await enter(register, of, absent(of, 0))
    elif act.name == "submitResults":
        payload = await file(register, of, 1)
    else:
        more = {"reason": "更正"} if act.name == "returnResults" else {}
        payload = await decide(register, act.name, viewer, of, **more)
    if is_allowed(act, role, status):
        assert codes(payload) == []
        assert payload["resultFiling"]["status"] == (act.after or status).name
        assert await entries(database, of) == [act.name]
    else:
        assert codes(payload) == [("ACT_NOT_IN_STATE", [])]
        assert payload["resultFiling"]["version"] == 1
        assert await entries(database, of) == []
