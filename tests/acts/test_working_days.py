"""工作日: the center enters a year as its notice has it; everybody reads days and districts."""

from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.errors import BadUserInput, Conflict
from permissions.viewer import Viewer
from rules.vocabulary import CertificateStatus, DocumentType, ResultFilingStatus, Role
from tests import rows
from tests.evaluated import City, Evaluated, city, evaluated
from tests.register import Failed, Register, schemas

CENTER = Viewer(role=Role.CENTER)
SET = """mutation($input: SetWorkingDaysInput!) { setWorkingDays(input: $input) {
  workingYear { year isPublished version days { day isWorking provisional } } changedCount
  findings { code clause path } } }"""
YEARS = "{ workingYears { year isPublished version } }"
DAYS = """query($from: Date!, $to: Date!) { workingDays(from: $from, to: $to) {
  day isWorking provisional } }"""
NOTICE = {
    "isPublished": True,
    "source": "the notice of the State Council's office",
    "days": [
        {"day": "2027-01-01", "isWorking": False},
        {"day": "2027-01-03", "isWorking": True},
    ],
}


@pytest_asyncio.fixture(loop_scope="session")
async def register(database: Database) -> Any:
    yield Register(database)
    for table in ("working_day", "working_year"):
        await database.pool.execute(f"delete from {table}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


async def set_days(register: Register, year: int = 2027, **given: Any) -> Any:
    asked = {"year": year, **NOTICE, **given}
    return (await register.ask(CENTER, SET, input=asked))["setWorkingDays"]


def found(payload: Any) -> list[tuple[str, str, list[str]]]:
    return [(one["code"], one["clause"], one["path"]) for one in payload["findings"]]


async def days(register: Register, first: str, last: str) -> Any:
    answer = await register.ask(None, DAYS, **{"from": first, "to": last})
    return answer["workingDays"]


async def counted(register: Register, table: str) -> int:
    return int(await register.database.pool.fetchval(f"select count(*) from {table}"))


@pytest.mark.parametrize("role", Role)
def test_the_calendar_is_the_centers_to_set_and_everybodys_to_read(role: Role) -> None:
    schema = schemas()[role]
    assert schema.mutation_type is not None
    assert schema.query_type is not None
    assert ("setWorkingDays" in schema.mutation_type.fields) is (role is Role.CENTER)
    assert {"workingDays", "workingYears", "districts"} <= set(schema.query_type.fields)


async def test_a_published_year_has_all_its_days_as_the_notice_moves_them(
    register: Register,
) -> None:
    payload = await set_days(register)
    year = payload["workingYear"]
    assert (payload["changedCount"], payload["findings"]) == (365, [])
    assert (year["year"], year["isPublished"], len(year["days"])) == (2027, True, 365)
    assert year["days"][:4] == [
        {"day": "2027-01-01", "isWorking": False, "provisional": False},
        {"day": "2027-01-02", "isWorking": False, "provisional": False},
        {"day": "2027-01-03", "isWorking": True, "provisional": False},
        {"day": "2027-01-04", "isWorking": True, "provisional": False},
    ]
    entry = await register.database.pool.fetchrow(
        "select * from register_entry where noun = 'working_year' order by created_at desc limit 1"
    )
    assert (entry["act"], entry["clause"], entry["reason"]) == (
        "setWorkingDays", "4.3", NOTICE["source"],
    )  # fmt: skip


async def test_days_of_a_year_without_its_notice_are_provisional(register: Register) -> None:
    await set_days(register, isPublished=False, days=[])
    assert await days(register, "2027-01-01", "2027-01-02") == [
        {"day": "2027-01-01", "isWorking": True, "provisional": True},
        {"day": "2027-01-02", "isWorking": False, "provisional": True},
    ]


async def test_days_are_read_from_first_to_last_and_no_more_than_a_year(
    register: Register,
) -> None:
    await set_days(register)
    await set_days(register, 2028, isPublished=False, days=[])
    read = await days(register, "2027-03-01", "2028-03-01")
    assert [one["day"] for one in read] == [
        str(date(2027, 3, 1) + timedelta(days=number)) for number in range(367)
    ]
    assert await days(register, "2020-01-01", "2020-12-31") == []
    assert [one["provisional"] for one in await days(register, "2027-12-31", "2028-01-01")] == [
        False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"year": 1999}, ("NUMBER_OUT_OF_RANGE", "4.3", ["year"])),
        ({"year": 9999}, ("NUMBER_OUT_OF_RANGE", "4.3", ["year"])),
        ({"source": " "}, ("TEXT_MISSING", "4.3", ["source"])),
        ({"days": []}, ("DAYS_OFF_MISSING", "4.3", ["days"])),
        (
            {"days": [*NOTICE["days"], {"day": "2026-12-31", "isWorking": False}]},  # type: ignore[misc]
            ("DAY_OF_ANOTHER_YEAR", "4.3", ["days", "2", "day"]),
        ),
        (
            {"days": [*NOTICE["days"], {"day": "2027-01-01", "isWorking": False}]},  # type: ignore[misc]
            ("NAMED_TWICE", "4.3", ["days", "2"]),
        ),
    ],
)
async def test_a_year_that_cannot_be_is_refused_and_not_entered(
    register: Register, change: Any, expected: Any
) -> None:
    payload = await set_days(register, **change)
    assert found(payload) == [expected]
    assert payload["workingYear"] is None
    assert await counted(register, "working_day") == await counted(register, "working_year") == 0


async def test_a_published_year_is_corrected_at_its_version_and_not_withdrawn(
    register: Register,
) -> None:
    first = (await set_days(register))["workingYear"]
    more = [*NOTICE["days"], {"day": "2027-01-04", "isWorking": False}]  # type: ignore[misc]
    for stale in (None, 99):
        with pytest.raises(Failed) as failed:
            await set_days(register, days=more, expectedVersion=stale)
        assert isinstance(failed.value.causes[0], Conflict)
    seen = {"expectedVersion": first["version"]}
    corrected = await set_days(register, days=more, **seen)
    assert corrected["changedCount"] == 1
    assert corrected["workingYear"]["version"] == first["version"] + 1
    (year,) = (await register.ask(None, YEARS))["workingYears"]
    withdrawn = await set_days(register, isPublished=False, expectedVersion=year["version"])
    assert found(withdrawn) == [("CALENDAR_PUBLISHED", "4.3", ["isPublished"])]
    assert (await register.ask(None, YEARS))["workingYears"] == [year]


async def test_the_same_key_sets_a_year_once(register: Register) -> None:
    first = await set_days(register, idempotencyKey="2027")
    assert await set_days(register, idempotencyKey="2027") == first


async def test_a_deadline_that_waited_for_the_notice_is_settled_by_it(
    database: Database, place: City, register: Register
) -> None:
    waiting, handed_in = await evaluated(database, place), await evaluated(database, place)
    provisional = (
        "update result_filing set ended_on = '2027-01-29', due_on = '2027-02-05', "
        "is_due_provisional = true, submitted_at = $2 where id = $1"
    )
    await database.pool.execute(provisional, waiting.filing.id, None)
    await database.pool.execute(
        provisional, handed_in.filing.id, await database.pool.fetchval("select register_now()")
    )
    holiday = [{"day": "2027-02-05", "isWorking": False}]
    await set_days(register, days=holiday)
    dues = {
        row["id"]: (str(row["due_on"]), row["is_due_provisional"])
        for row in await database.pool.fetch("select * from result_filing")
    }
    assert dues[waiting.filing.id] == ("2027-02-08", False)
    assert dues[handed_in.filing.id] == ("2027-02-05", True)
    told = "select count(*) from register_entry where act = 'setWorkingDays' and subject_id = $1"
    assert await database.pool.fetchval(told, waiting.filing.id) == 1


async def test_another_day_off_in_a_published_year_moves_what_is_still_awaited(
    database: Database, place: City, register: Register
) -> None:
    first = (await set_days(register))["workingYear"]
    ended = {"ended_on": date(2027, 1, 29), "due_on": date(2027, 2, 5)}
    waiting = await evaluated(database, place, **ended)
    sent = await database.pool.fetchval("select register_now()")
    returned = await evaluated(
        database, place, **ended, status=ResultFilingStatus.RETURNED, submitted_at=sent,
        returned_on=date(2027, 2, 1), round_due_on=date(2027, 2, 8),
    )  # fmt: skip
    filed = await evaluated(
        database, place, **ended, status=ResultFilingStatus.SUBMITTED, submitted_at=sent
    )
    more = [*NOTICE["days"], {"day": "2027-02-03", "isWorking": False}]  # type: ignore[misc]
    await set_days(register, days=more, expectedVersion=first["version"])
    dues = {
        row["id"]: (str(row["due_on"]), row["round_due_on"] and str(row["round_due_on"]))
        for row in await database.pool.fetch("select * from result_filing")
    }
    assert dues[waiting.filing.id] == ("2027-02-08", None)
    assert dues[returned.filing.id] == ("2027-02-05", "2027-02-09")
    assert dues[filed.filing.id] == ("2027-02-05", None)


async def test_a_make_up_day_makes_nobody_late_who_was_not(
    database: Database, place: City, register: Register
) -> None:
    day = await database.pool.fetchval("select register_today()")
    waiting = await evaluated(
        database, place, ended_on=day - timedelta(days=20), due_on=day + timedelta(days=1)
    )
    await set_days(register)
    due_on = "select due_on from result_filing where id = $1"
    assert await database.pool.fetchval(due_on, waiting.filing.id) == day


def _certificate(of: Evaluated, place: int, status: CertificateStatus) -> models.Certificate:
    """Issued on a Friday, to be reported by the next."""
    candidate = of.candidates[place]
    return rows.row(
        models.Certificate, number=f"{of.code.code}27300000{place + 1}",
        institution_id=candidate.institution_id, agency_id=of.agency.id,
        agency_code_id=of.code.id, plan_id=of.plan.id, candidate_id=candidate.id,
        person_id=candidate.person_id, occupation_id=of.city.occupation.id, level=3,
        agency_name="学院", holder_name="考生", identity_sealed=b"", identity_index=b"",
        document_type=DocumentType.RESIDENT_IDENTITY_CARD, occupation_name="车工",
        level_name="三级/高级工", issued_on=date(2027, 1, 29), status=status,
        report_due_on=date(2027, 2, 5), verification_token=candidate.id.bytes,
    )  # fmt: skip


async def test_certificates_not_reported_yet_follow_the_calendar(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    states = (CertificateStatus.REPORTED, CertificateStatus.ISSUED)
    reported, waiting = (_certificate(of, place, status) for place, status in enumerate(states))
    report = rows.row(
        models.CertificateReport, plan_id=of.plan.id, agency_id=of.agency.id,
        institution_id=of.filing.institution_id, due_on=date(2027, 2, 5),
        status=CertificateStatus.REPORTED,
    )  # fmt: skip
    reported.report_id = report.id
    await rows.write(database, report, reported, waiting)
    await set_days(register, days=[{"day": "2027-02-05", "isWorking": False}])
    due_on = "select report_due_on from certificate where id = $1"
    assert await database.pool.fetchval(due_on, waiting.id) == date(2027, 2, 8)
    assert await database.pool.fetchval(due_on, reported.id) == date(2027, 2, 5)


async def test_everybody_reads_the_districts_in_the_order_of_their_codes(
    database: Database,
) -> None:
    await rows.write(database, rows.district("310151", "崇明区"), rows.district("310104", "徐汇区"))
    answer = await Register(database).ask(None, "{ districts { code name } }")
    read = [one["code"] for one in answer["districts"]]
    assert read == sorted(read)
    assert {"310104", "310151"} <= set(read)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-03-02", "2026-03-01"), ("2026-01-01", "2027-01-03")]
)
async def test_days_from_a_later_to_an_earlier_or_beyond_a_year_are_bad_user_input(
    register: Register, first: str, last: str
) -> None:
    with pytest.raises(Failed) as failed:
        await days(register, first, last)
    (cause,) = failed.value.causes
    assert isinstance(cause, BadUserInput)
    assert cause.extensions == {"at": "to"}
