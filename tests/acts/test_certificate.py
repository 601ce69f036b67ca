"""证书: a school issues and reports under national numbers, the center accepts, all may query."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse, validate

import models
from models.database import Database
from permissions.errors import Conflict
from permissions.sealing import Place
from permissions.viewer import Viewer
from rules.lifecycle import CERTIFICATE, find, is_allowed
from rules.vocabulary import CertificateStatus, ResultFilingStatus, Role
from rules.working_days import SHANGHAI
from tests import rows
from tests.evaluated import CENTER, City, Evaluated, city, evaluated, results, today, travel
from tests.register import Failed, Register, schemas, sealer

FOUND = "findings { code clause severity path }"
ISSUE = f"""mutation ($input: IssueCertificatesInput!) {{ issueCertificates(input: $input) {{
  issuedCount certificates {{
    number level levelWords agencyName occupationName tradeName holderName maskedHolderName
    maskedIdentity issuedOn status validity verificationToken
    candidate {{ id }} history {{ act before after }}
  }} {FOUND} }} }}"""
REPORTED = (
    f"certificateReport {{ id version status reason dueOn certificates {{ totalCount }} }} {FOUND}"
)
REPORT = f"""mutation ($input: ReportCertificatesInput!) {{
  reportCertificates(input: $input) {{ {REPORTED} }} }}"""
DECISIONS = {"acceptCertificateReport": "ActInput", "returnCertificateReport": "ReasonedInput"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def accepted(
    database: Database, place: City, *marks: tuple[str, str] | None, **more: Any
) -> Evaluated:
    """A school whose results the center accepted today."""
    given = {
        "status": ResultFilingStatus.ACCEPTED,
        "submitted_at": datetime.now(SHANGHAI),
        "accepted_on": await today(database),
    } | more
    of = await evaluated(database, place, len(marks), **given)
    await rows.write(database, *results(of, *marks))
    return of


async def issue(register: Register, of: Evaluated, **more: Any) -> Any:
    given = {"planId": of.plan_id} | more
    return (await register.ask(of.school, ISSUE, input=given))["issueCertificates"]


async def report(register: Register, of: Evaluated, **more: Any) -> Any:
    given = {"planId": of.plan_id} | more
    return (await register.ask(of.school, REPORT, input=given))["reportCertificates"]


async def decide(register: Register, act: str, given: Any, **more: Any) -> Any:
    asked = {"id": given["id"], "expectedVersion": given["version"]} | more
    document = f"mutation ($input: {DECISIONS[act]}!) {{ {act}(input: $input) {{ {REPORTED} }} }}"
    return (await register.ask(CENTER, document, input=asked))[act]


async def kept(database: Database, of: Evaluated) -> list[Any]:
    asked = "select * from certificate where plan_id = $1 order by number"
    async with database.pool.acquire() as connection:
        return list(await connection.fetch(asked, of.plan.id))


async def counted(database: Database, of: Evaluated) -> int:
    asked = "select coalesce(sum(last), 0) from certificate_counter where agency_code_id = $1"
    async with database.pool.acquire() as connection:
        return int(await connection.fetchval(asked, of.code.id))


def codes(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]


def numbers(payload: Any) -> list[str]:
    return [certificate["number"] for certificate in payload["certificates"]]


def serials(found: Sequence[str]) -> list[int]:
    return [int(number[16:]) for number in found]


PASSED, FAILED = ("60", "60"), ("59.9", "60")


async def test_a_report_of_many_certificates_is_told_once(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    await issue(register, of)
    made = (await report(register, of))["certificateReport"]
    await decide(register, "acceptCertificateReport", made)
    told = """select role, act from notice where about_id = $1 order by created_at"""
    async with database.pool.acquire() as connection:
        found = await connection.fetch(told, of.school.institution_id)

    assert [tuple(row) for row in found] == [
        ("CENTER", "reportCertificates"),
        ("SCHOOL", "acceptCertificateReport"),
    ]


async def test_a_school_issues_to_all_who_passed_under_the_national_numbers(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, FAILED, None, PASSED, with_trade=True)
    payload = await issue(register, of)
    day = await today(database)
    assert (payload["issuedCount"], codes(payload)) == (2, [])
    assert numbers(payload) == [f"{of.code.code}{day:%y}300000{serial}" for serial in (1, 2)]
    first, second = payload["certificates"]
    assert len(first["number"]) == 22
    assert first["candidate"]["id"] == of.candidate_id(0)
    assert second["candidate"]["id"] == of.candidate_id(3)
    assert first["agencyName"] == of.agency.name
    assert (first["occupationName"], first["tradeName"]) == ("车工", "数控车工")
    assert (first["level"], first["levelWords"]) == (3, "三级/高级工")
    assert (first["holderName"], first["maskedHolderName"]) == ("阿里·木0", "阿*")
    assert first["maskedIdentity"] == "3****************0"
    assert first["issuedOn"] == str(day)
    assert (first["status"], first["validity"]) == ("ISSUED", "VALID")
    assert len(first["verificationToken"]) == 32
    assert first["history"] == [{"act": "issueCertificates", "before": None, "after": "ISSUED"}]


async def test_the_identity_number_on_a_certificate_opens_in_its_own_place_alone(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    [row] = await kept(database, of)
    own = Place("certificate", "identity_sealed", row["id"])
    assert sealer().unseal(row["identity_sealed"], own).startswith("310101200501")
    async with database.pool.acquire() as connection:
        person = await connection.fetchrow("select * from person where id = $1", row["person_id"])
    assert person["identity_sealed"] != row["identity_sealed"]
    assert person["identity_index"] == row["identity_index"]


async def test_a_second_issue_gives_nothing_new(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    again = await issue(register, of)
    assert (again["issuedCount"], again["certificates"], codes(again)) == (0, [], [])
    assert len(await kept(database, of)) == await counted(database, of) == 1


async def test_a_chosen_candidate_who_failed_or_has_one_or_is_another_s_refuses_all(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, FAILED, PASSED)
    other = await accepted(database, place, PASSED)
    await issue(register, of, candidateIds=[of.candidate_id(0)])
    chosen = [of.candidate_id(i) for i in (0, 1, 2, 2)] + [other.candidate_id(0)]
    refused = await issue(register, of, candidateIds=chosen)
    assert codes(refused) == [
        ("CERTIFICATE_ALREADY_ISSUED", ["candidateIds", "0"]),
        ("CANDIDATE_NOT_PASSED", ["candidateIds", "1"]),
        ("CERTIFICATE_ALREADY_ISSUED", ["candidateIds", "3"]),
        ("NOT_FOUND", ["candidateIds", "4"]),
    ]
    assert {finding["clause"] for finding in refused["findings"]} == {"4.4"}
    assert (refused["issuedCount"], refused["certificates"]) == (None, [])
    assert len(await kept(database, of)) == await counted(database, of) == 1
    left_out = await issue(register, of, candidateIds=chosen, errorPolicy="REJECT_ROWS")
    assert serials(numbers(left_out)) == [2]


@pytest.mark.parametrize(
    "status", [status for status in ResultFilingStatus if status is not ResultFilingStatus.ACCEPTED]
)
async def test_nothing_is_issued_before_the_center_accepted_the_results(
    database: Database, place: City, register: Register, status: ResultFilingStatus
) -> None:
    of = await accepted(database, place, PASSED, status=status, accepted_on=None)
    refused = await issue(register, of)
    assert codes(refused) == [("RESULT_FILING_NOT_ACCEPTED", ["planId"])]
    assert await kept(database, of) == []
    assert await counted(database, of) == 0


BUTTONS = """query ($id: ID!) { evaluationPlan(id: $id) {
  actions { act allowed reasons { code clause } } } }"""


async def buttons(register: Register, viewer: Viewer, of: Evaluated) -> dict[str, Any]:
    """Why an act is not possible; True where it is."""
    asked = await register.ask(viewer, BUTTONS, id=of.plan_id)
    found = asked["evaluationPlan"]["actions"]
    return {one["act"]: one["allowed"] or one["reasons"] for one in found}


async def test_the_page_of_a_plan_has_the_buttons_to_issue_and_to_report(
    database: Database, register: Register, place: City
) -> None:
    of = await accepted(database, place, PASSED)
    nothing_to_report = [{"code": "ACT_NOT_IN_STATE", "clause": "4.4"}]
    before = await buttons(register, of.school, of)
    assert before["issueCertificates"] is True
    assert before["reportCertificates"] == nothing_to_report
    await issue(register, of)
    assert (await buttons(register, of.school, of))["reportCertificates"] is True
    await report(register, of)
    assert (await buttons(register, of.school, of))["reportCertificates"] == nothing_to_report
    assert "issueCertificates" not in await buttons(register, CENTER, of)

    early = await accepted(
        database, place, PASSED, status=ResultFilingStatus.SUBMITTED, accepted_on=None
    )
    assert (await buttons(register, early.school, early))["issueCertificates"] == [
        {"code": "RESULT_FILING_NOT_ACCEPTED", "clause": "4.4"}
    ]


async def test_a_dry_run_takes_no_number(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    judged = await issue(register, of, dryRun=True)
    assert (judged["issuedCount"], judged["certificates"]) == (2, [])
    assert await kept(database, of) == []
    assert await counted(database, of) == 0


async def test_a_person_certified_in_another_plan_is_refused(
    database: Database, place: City, register: Register
) -> None:
    first, second = [await accepted(database, place, PASSED) for _ in range(2)]
    async with database.pool.acquire() as connection:
        same = "update candidate set person_id = $1 where id = $2"
        await connection.execute(same, first.candidates[0].person_id, second.candidates[0].id)
    await issue(register, first)
    refused = await issue(register, second)
    assert codes(refused) == [("ALREADY_CERTIFIED", ["candidates", second.candidate_id(0)])]
    assert await kept(database, second) == []
    assert await counted(database, second) == 0


async def test_the_serials_of_a_year_and_level_run_out_in_words(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    year = (await today(database)).year
    full = {"agency_code_id": of.code.id, "year": year, "level": 3, "last": 999_998}
    await rows.write(database, rows.row(models.CertificateCounter, **full))
    assert codes(await issue(register, of)) == [("SERIALS_EXHAUSTED", ["planId"])]
    assert await kept(database, of) == []
    assert await counted(database, of) == 999_998


async def test_two_schools_and_two_levels_count_by_themselves(
    database: Database, place: City, register: Register
) -> None:
    third = await accepted(database, place, PASSED)
    fourth = await accepted(database, place, PASSED, level=4)
    found = numbers(await issue(register, third)) + numbers(await issue(register, fourth))
    assert serials(found) == [1, 1]
    assert [number[15] for number in found] == ["3", "4"]


async def test_issues_at_the_same_time_leave_no_gap_and_no_double(
    database: Database, place: City, register: Register
) -> None:
    first = await accepted(database, place, *[PASSED] * 30)
    same_code = await accepted(database, place, *[PASSED] * 20)
    async with database.pool.acquire() as connection:
        plan = "update evaluation_plan set agency_code_id = $1 where id = $2"
        await connection.execute(plan, first.code.id, same_code.plan.id)
    payloads = await asyncio.gather(
        *(issue(Register(database), of) for of in (first, same_code, first, same_code))
    )
    found = [number for payload in payloads for number in numbers(payload)]
    assert sorted(serials(found)) == list(range(1, 51))
    assert len(set(found)) == 50
    assert await counted(database, first) == 50


async def test_a_refused_transaction_gives_its_numbers_back(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    stop = "alter table register_entry add constraint stop check (false) not valid"
    async with database.pool.acquire() as connection:
        await connection.execute(stop)
    try:
        with pytest.raises(Failed):
            await issue(register, of)
    finally:
        async with database.pool.acquire() as connection:
            await connection.execute("alter table register_entry drop constraint stop")
    assert await counted(database, of) == 0
    assert serials(numbers(await issue(register, of))) == [1]


async def test_500_certificates_are_issued_in_one_call(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, *[PASSED] * 500)
    payload = await issue(register, of)
    assert serials(numbers(payload)) == list(range(1, 501))
    async with database.pool.acquire() as connection:
        asked = "select count(*) from register_entry where act = $1 and institution_id = $2"
        found = await connection.fetchval(asked, "issueCertificates", of.filing.institution_id)
    assert found == 500


async def test_the_same_idempotency_key_issues_once(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    key = f"issue-{of.plan.id}"
    first = await issue(register, of, idempotencyKey=key)
    assert await issue(register, of, idempotencyKey=key) == first
    assert len(await kept(database, of)) == 1


async def test_another_school_s_plan_is_not_found(
    database: Database, place: City, register: Register
) -> None:
    of, other = [await accepted(database, place, PASSED) for _ in range(2)]
    for payload in (
        await issue(register, of, planId=other.plan_id),
        await report(register, of, planId=other.plan_id),
    ):
        assert codes(payload) == [("NOT_FOUND", ["planId"])]
    assert await kept(database, other) == []


async def test_a_school_reports_and_the_center_accepts(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    await issue(register, of)
    reported = await report(register, of)
    assert codes(reported) == []
    assert reported["certificateReport"]["certificates"] == {"totalCount": 2}
    assert {row["status"] for row in await kept(database, of)} == {"REPORTED"}
    again = await report(register, of)
    assert codes(again) == [("ACT_NOT_IN_STATE", [])]
    done = await decide(register, "acceptCertificateReport", reported["certificateReport"])
    assert done["certificateReport"]["status"] == "PUBLISHED"
    assert {row["status"] for row in await kept(database, of)} == {"PUBLISHED"}


async def test_a_returned_report_is_made_anew(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    first = (await report(register, of))["certificateReport"]
    blank = await decide(register, "returnCertificateReport", first, reason=" ")
    assert codes(blank) == [("REASON_MISSING", ["reason"])]
    returned = await decide(register, "returnCertificateReport", first, reason="照片不清")
    assert (returned["certificateReport"]["status"], returned["certificateReport"]["reason"]) == (
        "RETURNED",
        "照片不清",
    )
    assert [row["status"] for row in await kept(database, of)] == ["RETURNED"]
    second = (await report(register, of))["certificateReport"]
    assert second["id"] != first["id"]
    assert [row["status"] for row in await kept(database, of)] == ["REPORTED"]


async def test_a_report_without_a_certificate_is_refused(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, FAILED)
    refused = await report(register, of)
    assert (codes(refused), refused["certificateReport"]) == ([("ACT_NOT_IN_STATE", [])], None)


async def test_a_report_after_its_due_day_is_accepted_and_remarked_upon(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    later = datetime.combine(await today(database) + timedelta(days=12), datetime.min.time())
    await travel(database, later.replace(tzinfo=SHANGHAI))
    late = await report(register, of)
    assert codes(late) == [("REPORT_OVERDUE", [])]
    assert late["certificateReport"]["status"] == "REPORTED"


async def test_a_stale_version_is_a_conflict(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    reported = (await report(register, of))["certificateReport"]
    with pytest.raises(Failed) as failed:
        await decide(register, "acceptCertificateReport", reported | {"version": 7})
    assert isinstance(failed.value.causes[0], Conflict)
    assert [row["status"] for row in await kept(database, of)] == ["REPORTED"]


@pytest.mark.parametrize("role", list(Role))
def test_an_act_is_in_the_schema_of_its_roles_alone(role: Role) -> None:
    for act in CERTIFICATE:
        invalid = validate(schemas()[role], parse(f"mutation {{ {act.name} {{ __typename }} }}"))
        is_hidden = any(f"Cannot query field '{act.name}'" in str(error) for error in invalid)
        assert is_hidden == (role not in act.by)


@pytest.mark.parametrize("act", sorted(DECISIONS))
@pytest.mark.parametrize(
    "status", [status for status in CertificateStatus if status is not CertificateStatus.ISSUED]
)
async def test_the_center_decides_on_a_report_that_waits_and_on_no_other(
    database: Database, place: City, register: Register, act: str, status: CertificateStatus
) -> None:
    of = await evaluated(database, place, 1)
    waits = status is CertificateStatus.REPORTED
    given = rows.row(
        models.CertificateReport, plan_id=of.plan.id, agency_id=of.agency.id,
        institution_id=of.filing.institution_id, status=status, due_on=of.filing.due_on,
        decided_at=None if waits else datetime.now(SHANGHAI),
    )  # fmt: skip
    await rows.write(database, given)
    asked = {"id": f"CertificateReport:{given.id}", "version": 1}
    more = {"reason": "更正"} if act == "returnCertificateReport" else {}
    payload = await decide(register, act, asked, **more)
    assert is_allowed(find(act), Role.CENTER, status) is waits
    assert codes(payload) == ([] if waits else [("ACT_NOT_IN_STATE", [])])
    after = find(act).after
    assert payload["certificateReport"]["status"] == (
        after.name if waits and after else status.name
    )


TASKS = """query ($filter: TaskFilter) { tasks(filter: $filter) { nodes {
  act noun subject dueOn workingDaysLeft overdue provisional } } }"""


async def waiting(register: Register, of: Evaluated, act: str) -> list[Any]:
    found = await register.ask(of.school, TASKS, filter={"act": act})
    nodes: list[Any] = found["tasks"]["nodes"]
    return nodes


async def test_what_waits_for_a_school_names_the_plan_that_the_act_takes(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    (task,) = await waiting(register, of, "issueCertificates")
    assert (task["noun"], task["subject"]) == ("EvaluationPlan", of.plan_id)
    assert task["dueOn"] is None
    await issue(register, of)
    assert await waiting(register, of, "issueCertificates") == []
    (task,) = await waiting(register, of, "reportCertificates")
    assert (task["noun"], task["subject"]) == ("EvaluationPlan", of.plan_id)


@pytest.mark.clause("4.4")
async def test_certificates_wait_to_be_reported_until_the_fifth_working_day_after_their_issue(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    (task,) = await waiting(register, of, "reportCertificates")
    assert (task["workingDaysLeft"], task["overdue"]) == (5, False)
    reported = (await report(register, of))["certificateReport"]
    assert reported["dueOn"] == task["dueOn"]
    assert await waiting(register, of, "reportCertificates") == []
    await decide(register, "returnCertificateReport", reported, reason="姓名有误")
    (again,) = await waiting(register, of, "reportCertificates")
    assert again["subject"] == of.plan_id
    assert again["dueOn"] == task["dueOn"]
