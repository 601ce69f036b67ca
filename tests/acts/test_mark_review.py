"""成绩复核: a school reviews a mark on objection; the center returns results row by row (4.3)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.lifecycle import find, is_allowed
from rules.vocabulary import ResultFilingStatus, Role
from rules.working_days import SHANGHAI
from tests import rows
from tests.evaluated import CENTER, City, Evaluated, city, evaluated, first_session, results, today
from tests.register import Failed, Register

FOUND = "findings { code clause severity path }"
FILING = "{ id version status reason }"
REVIEW = f"""mutation ($input: ReviewMarkInput!) {{ reviewMark(input: $input) {{
  markReview {{ oldMark newMark reviewedBy reason objectedOn part {{ name }} }}
  resultFiling {FILING} {FOUND} }} }}"""
IMPORT = f"""mutation ($input: ImportResultsInput!) {{ importResults(input: $input) {{
  importedCount resultFiling {FILING} {FOUND} }} }}"""
SUBMIT = f"""mutation ($input: SubmitResultsInput!) {{ submitResults(input: $input) {{
  resultFiling {FILING} {FOUND} }} }}"""
RETURN = f"""mutation ($input: ReturnResultsInput!) {{ returnResults(input: $input) {{
  resultFiling {FILING} {FOUND} }} }}"""
ACCEPT = f"""mutation ($input: ActInput!) {{ acceptResults(input: $input) {{
  resultFiling {FILING} {FOUND} }} }}"""
READ = """query ($id: ID!, $filter: ResultFilter) { node(id: $id) { ... on ResultFiling { version
  results(filter: $filter) { nodes { id isPassed total returnReason returnedAt
    candidate { studentNumber }
    marks { mark } reviews { oldMark newMark } history { act reason } } } } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def read(
    register: Register, of: Evaluated, viewer: Viewer | None = None, **only: Any
) -> list[Any]:
    answer = await register.ask(viewer or of.school, READ, id=of.filing_id, filter=only or None)
    nodes = answer["node"]["results"]["nodes"]
    return sorted(nodes, key=lambda one: str(one["candidate"]["studentNumber"]))


async def act(
    register: Register, viewer: Viewer, of: Evaluated, document: str, **given: Any
) -> Any:
    answer = await register.ask(viewer, document, input={"id": of.filing_id} | given)
    return next(iter(answer.values()))


async def review(
    register: Register, of: Evaluated, result: Any, value: str, version: int = 1, **more: Any
) -> Any:
    given = {
        "resultId": result["id"],
        "part": of.parts[0].name,
        "value": value,
        "objectedOn": str(await today(register.database)),
        "reviewedBy": "李复核、王复核",
        "reason": "第三题漏计两分",
        "expectedVersion": version,
    }
    return await act(register, of.school, of, REVIEW, **given | more)


def codes(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]


async def entries(database: Database, of: Evaluated) -> list[str]:
    asked = "select act from register_entry where subject_id = $1 order by created_at"
    return [row["act"] for row in await database.pool.fetch(asked, of.filing.id)]


async def test_a_review_keeps_both_marks_and_counts_the_result_anew(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("59.5", "80")))
    (failed,) = await read(register, of)
    assert not failed["isPassed"]
    payload = await review(register, of, failed, "61.5")
    assert payload["findings"] == []
    kept = payload["markReview"]
    assert (Decimal(kept["oldMark"]), Decimal(kept["newMark"])) == (
        Decimal("59.5"),
        Decimal("61.5"),
    )
    assert (kept["reviewedBy"], kept["part"]["name"]) == ("李复核、王复核", of.parts[0].name)
    assert payload["resultFiling"]["version"] == 2
    (passed,) = await read(register, of)
    assert passed["isPassed"]
    assert sorted(Decimal(mark["mark"]) for mark in passed["marks"]) == [
        Decimal("61.5"),
        Decimal(80),
    ]
    assert [(one["act"], one["reason"]) for one in passed["history"]] == [
        ("reviewMark", "第三题漏计两分")
    ]
    assert await entries(database, of) == ["reviewMark"]


async def test_a_mark_upheld_is_kept_too_and_a_second_review_comes_after_the_first(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("70", "80")))
    (result,) = await read(register, of)
    await review(register, of, result, "70")
    await review(register, of, result, "55", version=2)
    (now,) = await read(register, of)
    assert [(Decimal(r["oldMark"]), Decimal(r["newMark"])) for r in now["reviews"]] == [
        (70, 70),
        (70, 55),
    ]
    assert not now["isPassed"]


async def test_what_is_no_review_is_refused_and_changes_nothing(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 2), await evaluated(database, place, 1)
    begins = datetime.combine(await today(database), datetime.min.time(), SHANGHAI)
    await rows.write(database, *first_session(of, begins), *results(of, ("59", "80"), None))
    await rows.write(database, *results(other, ("59", "80")))
    first, absent = await read(register, of)
    (foreign,) = await read(register, other)
    early = str((begins - timedelta(days=1)).date())
    for result, change, expected in (
        (first, {"objectedOn": early}, ("OBJECTION_TOO_EARLY", ["objectedOn"])),
        (first, {"objectedOn": "2999-01-01"}, ("DAY_IN_FUTURE", ["objectedOn"])),
        (first, {"value": "100.5"}, ("MARK_OUT_OF_RANGE", ["value"])),
        (first, {"part": "面试"}, ("MARK_OF_ANOTHER_PART", ["part"])),
        (first, {"reason": " "}, ("REASON_MISSING", ["reason"])),
        (first, {"reviewedBy": " "}, ("TEXT_MISSING", ["reviewedBy"])),
        (absent, {}, ("REVIEW_WITHOUT_MARK", ["part"])),
        (foreign, {}, ("NOT_FOUND", ["resultId"])),
    ):
        payload = await review(register, of, result, **{"value": "60"} | change)
        assert codes(payload) == [expected]
        assert payload["markReview"] is None
    assert [len(one["reviews"]) for one in await read(register, of)] == [0, 0]
    assert [one["isPassed"] for one in await read(register, of)] == [False, False]
    assert await entries(database, of) == []


@pytest.mark.parametrize("status", list(ResultFilingStatus))
async def test_a_mark_is_reviewed_before_its_results_are_filed_or_when_they_are_returned(
    database: Database, place: City, register: Register, status: ResultFilingStatus
) -> None:
    sent = None if status is ResultFilingStatus.OPEN else datetime.now(SHANGHAI)
    of = await evaluated(database, place, 1, status=status, submitted_at=sent)
    await rows.write(database, *results(of, ("59", "80")))
    (result,) = await read(register, of)
    payload = await review(register, of, result, "60")
    if is_allowed(find("reviewMark"), Role.SCHOOL, status):
        assert payload["resultFiling"]["status"] == status.name
        assert await entries(database, of) == ["reviewMark"]
    else:
        assert codes(payload) == [("ACT_NOT_IN_STATE", [])]
        assert await entries(database, of) == []


async def test_a_reviewed_mark_is_not_entered_anew_but_may_stand_in_the_file(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("59", "80")))
    (result,) = await read(register, of)
    await review(register, of, result, "60")
    theory, practice = (part.name for part in of.parts)

    def row(mark: str) -> dict[str, Any]:
        marks = [{"part": theory, "value": mark}, {"part": practice, "value": "81"}]
        return {"studentNumber": "0001", "marks": marks}

    for given, path in (
        (row("70"), ["rows", "0", "marks", "0", "value"]),
        ({"studentNumber": "0001", "isAbsent": True}, ["rows", "0", "isAbsent"]),
    ):
        refused = await act(register, of.school, of, IMPORT, rows=[given], expectedVersion=2)
        assert codes(refused) == [("MARK_REVIEWED", path)]
    same = await act(register, of.school, of, IMPORT, rows=[row("60.0")], expectedVersion=2)
    assert (same["importedCount"], same["findings"]) == (1, [])
    (now,) = await read(register, of)
    assert sorted(Decimal(mark["mark"]) for mark in now["marks"]) == [60, 81]


async def test_parts_that_weigh_100_together_give_a_total_that_follows_each_mark(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await database.pool.execute(
        "update plan_part set weight = case position when 1 then 30 else 70 end where plan_id = $1",
        of.plan.id,
    )
    marks = [{"part": part.name, "value": "70"} for part in of.parts]
    row = {"studentNumber": "0001", "marks": marks}
    await act(register, of.school, of, IMPORT, rows=[row], expectedVersion=1)
    (result,) = await read(register, of)
    assert Decimal(result["total"]) == 70
    await review(register, of, result, "61", version=2)
    assert Decimal((await read(register, of))[0]["total"]) == Decimal("67.3")
    gone = {"studentNumber": "0001", "marks": [], "isAbsent": True}
    await database.pool.execute("delete from mark_review")
    await act(register, of.school, of, IMPORT, rows=[gone], expectedVersion=3)
    assert (await read(register, of))[0]["total"] is None


async def submitted(database: Database, place: City, register: Register) -> Evaluated:
    of = await evaluated(database, place, 2)
    await rows.write(database, *results(of, ("60", "60"), ("70", "70")))
    await act(register, of.school, of, SUBMIT, expectedVersion=1)
    return of


async def test_the_center_returns_results_row_by_row_and_the_school_reads_why(
    database: Database, place: City, register: Register
) -> None:
    of = await submitted(database, place, register)
    first, second = await read(register, of)
    payload = await act(
        register, CENTER, of, RETURN, reason="部分成绩有误", expectedVersion=2,
        rows=[{"resultId": second["id"], "reason": "实操成绩与评分表不符"}],
    )  # fmt: skip
    assert payload["resultFiling"]["status"] == "RETURNED"
    untouched, returned = await read(register, of)
    assert (untouched["returnReason"], untouched["returnedAt"]) == (None, None)
    assert returned["returnReason"] == "实操成绩与评分表不符"
    assert [one["id"] for one in await read(register, of, isReturned=True)] == [second["id"]]
    assert [one["id"] for one in await read(register, of, isReturned=False)] == [first["id"]]
    assert [(one["act"], one["reason"]) for one in returned["history"]] == [
        ("returnResults", "实操成绩与评分表不符")
    ]


async def test_what_was_returned_and_stays_as_it_is_is_filed_with_a_warning(
    database: Database, place: City, register: Register
) -> None:
    of = await submitted(database, place, register)
    first, second = await read(register, of)
    named = [{"resultId": one["id"], "reason": "请核对"} for one in (first, second)]
    await act(register, CENTER, of, RETURN, reason="请核对", rows=named, expectedVersion=2)
    row = {
        "studentNumber": "0001",
        "marks": [{"part": of.parts[0].name, "value": "61"}],
    }
    await act(register, of.school, of, IMPORT, rows=[row], expectedVersion=3)
    payload = await act(register, of.school, of, SUBMIT, expectedVersion=4)
    assert codes(payload) == [("RETURNED_UNCHANGED", ["candidates", of.candidate_id(1)])]
    assert payload["findings"][0]["severity"] == "WARNING"
    assert payload["resultFiling"]["status"] == "SUBMITTED"
    accepted = await act(register, CENTER, of, ACCEPT, expectedVersion=5)
    assert accepted["resultFiling"]["status"] == "ACCEPTED"
    settled = await read(register, of)
    assert [one["returnReason"] for one in settled] == [None, None]
    assert [one["act"] for one in settled[1]["history"]] == ["returnResults"]


async def test_rows_returned_without_a_reason_or_of_another_plan_return_nothing(
    database: Database, place: City, register: Register
) -> None:
    of = await submitted(database, place, register)
    other = await submitted(database, place, register)
    first, _ = await read(register, of)
    (foreign, _) = await read(register, other)
    one = {"resultId": first["id"], "reason": "请核对"}
    for named, expected in (
        ([one | {"reason": " "}], ("REASON_MISSING", ["rows", "0", "reason"])),
        ([one, one], ("NAMED_TWICE", ["rows", "1"])),
        ([one, one | {"resultId": foreign["id"]}], ("NOT_FOUND", ["rows", "1", "resultId"])),
    ):
        payload = await act(
            register, CENTER, of, RETURN, reason="有误", rows=named, expectedVersion=2
        )
        assert codes(payload) == [expected]
    assert [one["returnReason"] for one in await read(register, of)] == [None, None]
    assert await entries(database, of) == ["submitResults"]


async def test_a_stale_version_reviews_nothing(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    await rows.write(database, *results(of, ("59", "80")))
    (result,) = await read(register, of)
    with pytest.raises(Failed):
        await review(register, of, result, "60", version=7)
    assert (await read(register, of))[0]["reviews"] == []
