"""监督检查: violations, inspections, rectifications, and results that are blocked (1.1, 3.3)."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.lifecycle import RECTIFICATION, is_allowed
from rules.vocabulary import RectificationStatus, ResultFilingStatus, Role
from tests import rows
from tests.evaluated import City, Evaluated, city, evaluated, results, today
from tests.register import Register

FOUND = "findings { code clause severity path message }"
RECTIFICATION_NOW = (
    "{ id version status what answer answeredOn closedOn remark dueOn requiredRole }"
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Evaluated:
    return await evaluated(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


def office(of: Evaluated, role: Role, **values: Any) -> Viewer:
    return Viewer(role, account_id=of.school.account_id, **values)


def school_id(of: Evaluated) -> str:
    return f"Institution:{of.school.institution_id}"


def codes(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]


async def do(register: Register, viewer: Viewer, name: str, fields: str, **given: Any) -> Any:
    document = f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ {fields} {FOUND} }} }}"""
    return (await register.ask(viewer, document, input=given))[name]


async def fetch(database: Database, statement: str, *given: Any) -> list[Any]:
    async with database.pool.acquire() as connection:
        return list(await connection.fetch(statement, *given))


# --- violations and inspections


@pytest.mark.clause("1.1.2")
async def test_a_violation_is_recorded_published_and_closed_on_its_last_day(
    database: Database, register: Register, of: Evaluated
) -> None:
    day = await today(database)
    fields = "violation { id version kind source brokenClause isPublic isListing closedOn }"
    given = {
        "institutionId": school_id(of), "happenedOn": str(day - timedelta(days=2)),
        "description": "组织替考", "kind": "EVALUATION_MISCONDUCT", "brokenClause": "4.2",
        "source": "沪人社职监〔2026〕1号", "isPublic": True, "isListing": True,
    }  # fmt: skip
    unknown = await do(
        register, office(of, Role.BUREAU), "recordViolation", fields,
        **given | {"brokenClause": "9.9"},
    )  # fmt: skip
    assert codes(unknown) == [("CLAUSE_UNKNOWN", ["brokenClause"])]
    payload = await do(register, office(of, Role.BUREAU), "recordViolation", fields, **given)
    violation = payload["violation"]
    assert (violation["kind"], violation["closedOn"]) == ("EVALUATION_MISCONDUCT", None)

    public = "query ($id: ID!) { node(id: $id) { ... on Institution { violations { kind } } } }"
    seen = await register.ask(None, public, id=school_id(of))
    assert seen["node"]["violations"] == [{"kind": "EVALUATION_MISCONDUCT"}]

    closing = {"id": violation["id"], "expectedVersion": 1, "reason": "信用修复"}
    early = await do(
        register, office(of, Role.CENTER), "closeViolation", fields,
        **closing, closedOn=str(day - timedelta(days=3)),
    )  # fmt: skip
    assert codes(early) == [("VIOLATION_CLOSED_OUT_OF_TIME", ["closedOn"])]
    assert early["violation"]["closedOn"] is None
    closed = await do(register, office(of, Role.CENTER), "closeViolation", fields, **closing)
    assert closed["violation"]["closedOn"] == str(day)


@pytest.mark.clause("1.1.5")
@pytest.mark.parametrize("is_public", [True, False])
async def test_an_inspection_of_the_education_side_is_read_by_the_school_and_where_published(
    database: Database, register: Register, of: Evaluated, is_public: bool
) -> None:
    day = await today(database)
    given = {"institutionId": school_id(of), "findings": "监控完好", "isPublic": is_public}
    fields = "inspection { id recordedRole inspectedOn }"
    early = await do(
        register, office(of, Role.COMMISSION), "recordInspection", fields,
        **given, inspectedOn=str(day + timedelta(days=1)),
    )  # fmt: skip
    assert codes(early) == [("DAY_IN_FUTURE", ["inspectedOn"])]
    payload = await do(
        register, office(of, Role.COMMISSION), "recordInspection", fields,
        **given, inspectedOn=str(day),
    )  # fmt: skip
    assert payload["inspection"]["recordedRole"] == "COMMISSION"
    document = "query ($id: ID!) { node(id: $id) { ... on Institution { inspections { id } } } }"
    for viewer, is_seen in ((of.school, True), (None, is_public)):
        seen = (await register.ask(viewer, document, id=school_id(of)))["node"]["inspections"]
        assert seen == [{"id": payload["inspection"]["id"]}] * is_seen


# --- rectifications


async def required(register: Register, of: Evaluated, viewer: Viewer, due: Any) -> Any:
    payload = await do(
        register, viewer, "requireRectification", f"rectification {RECTIFICATION_NOW}",
        institutionId=school_id(of), what="补齐监控录像", dueOn=str(due),
    )  # fmt: skip
    assert payload["rectification"], payload["findings"]
    return payload["rectification"]


TASKS = "{ tasks { nodes { act noun dueOn overdue institution { name } } } }"


@pytest.mark.clause("1.1.5")
async def test_a_rectification_waits_for_the_school_then_for_whoever_required_it(
    database: Database, register: Register, of: Evaluated
) -> None:
    due = await today(database) + timedelta(days=10)
    supervisor = office(of, Role.SUPERVISOR, district_code=of.city.district.code)
    elsewhere = office(of, Role.SUPERVISOR, district_code="310999")
    row = await required(register, of, supervisor, due)
    assert (row["status"], row["requiredRole"]) == ("REQUIRED", "SUPERVISOR")
    tasks = (await register.ask(of.school, TASKS))["tasks"]["nodes"]
    own = [task for task in tasks if task["noun"] == "Rectification"]
    assert [(task["act"], task["dueOn"]) for task in own] == [("respondToRectification", str(due))]
    answered = await do(
        register, of.school, "respondToRectification", f"rectification {RECTIFICATION_NOW}",
        id=row["id"], expectedVersion=row["version"], answer="已补装",
    )  # fmt: skip
    assert answered["rectification"]["status"] == "ANSWERED"
    for viewer, waits in ((supervisor, True), (elsewhere, False), (office(of, Role.CENTER), True)):
        tasks = (await register.ask(viewer, TASKS))["tasks"]["nodes"]
        assert ("closeRectification" in {task["act"] for task in tasks}) == waits
    closed = await do(
        register, supervisor, "closeRectification", f"rectification {RECTIFICATION_NOW}",
        id=row["id"], expectedVersion=answered["rectification"]["version"], remark="已核查",
    )  # fmt: skip
    assert closed["rectification"]["status"] == "CLOSED"
    assert closed["rectification"]["closedOn"] is not None
    tasks = (await register.ask(of.school, TASKS))["tasks"]["nodes"]
    assert "Rectification" not in {task["noun"] for task in tasks}


@pytest.mark.clause("1.1.5")
async def test_a_supervisor_does_not_close_what_the_center_required(
    database: Database, register: Register, of: Evaluated
) -> None:
    due = await today(database) + timedelta(days=10)
    supervisor = office(of, Role.SUPERVISOR)
    row = await required(register, of, office(of, Role.CENTER), due)
    payload = await do(
        register, supervisor, "closeRectification", f"rectification {RECTIFICATION_NOW}",
        id=row["id"], expectedVersion=row["version"], remark="已核查",
    )  # fmt: skip
    assert codes(payload) == [("RECTIFICATION_OF_ANOTHER", [])]
    assert payload["rectification"]["closedOn"] is None
    document = """query ($id: ID!) { node(id: $id) { ... on Rectification {
      actions { act reasons { code } } } } }"""
    buttons = (await register.ask(supervisor, document, id=row["id"]))["node"]["actions"]
    (button,) = [each for each in buttons if each["act"] == "closeRectification"]
    assert button == {
        "act": "closeRectification", "reasons": [{"code": "RECTIFICATION_OF_ANOTHER"}]
    }  # fmt: skip


@pytest.mark.clause("1.1.5")
async def test_a_supervisor_requires_nothing_of_a_school_of_another_district_that_it_sees(
    database: Database, register: Register, of: Evaluated
) -> None:
    elsewhere = office(of, Role.SUPERVISOR, district_code="310999")
    document = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await register.ask(elsewhere, document, id=school_id(of)))["node"] is not None
    payload = await do(
        register, elsewhere, "requireRectification", "rectification { id }",
        institutionId=school_id(of), what="补齐监控录像",
        dueOn=str(await today(database) + timedelta(days=10)),
    )  # fmt: skip
    assert codes(payload) == [("NOT_FOUND", ["institutionId"])]
    own = "select 1 from rectification where institution_id = $1"
    assert await fetch(database, own, of.school.institution_id) == []


@pytest.mark.clause("1.1.5")
async def test_a_rectification_without_time_or_words_is_not_required(
    database: Database, register: Register, of: Evaluated
) -> None:
    payload = await do(
        register, office(of, Role.CENTER), "requireRectification", "rectification { id }",
        institutionId=school_id(of), what=" ", dueOn=str(await today(database)),
    )  # fmt: skip
    assert codes(payload) == [
        ("TEXT_MISSING", ["what"]), ("RECTIFICATION_WITHOUT_TIME", ["dueOn"])
    ]  # fmt: skip
    own = "select 1 from rectification where institution_id = $1"
    assert await fetch(database, own, of.school.institution_id) == []


@pytest.mark.clause("1.1.5")
@pytest.mark.parametrize(
    "each", [a for a in RECTIFICATION if a.name != "requireRectification"], ids=lambda a: a.name
)
async def test_an_act_on_a_rectification_is_refused_in_every_state_it_does_not_start_from(
    database: Database, register: Register, of: Evaluated, each: Any
) -> None:
    center = office(of, Role.CENTER)
    row = await required(register, of, center, await today(database) + timedelta(days=9))
    viewer = center if Role.CENTER in each.by else of.school
    words = {
        "closeRectification": {"remark": "已核查"},
        "returnRectification": {"reason": "未见录像", "dueOn": "2099-12-31"},
        "respondToRectification": {"answer": "已补装"},
    }[each.name]
    number = row["id"].partition(":")[2]
    put = """update rectification
      set status = $2::text, version = version + 1, answer = '已补装', answered_on = required_on,
        closed_by_id = case when $2::text = 'CLOSED' then required_by_id end,
        closed_on = case when $2::text = 'CLOSED' then required_on end
      where id = $1 returning version"""
    for state in RectificationStatus:
        if is_allowed(each, viewer.role, state):
            continue
        ((version,),) = await fetch(database, put, number, state.name)
        payload = await do(
            register, viewer, each.name, "rectification { version }",
            id=row["id"], expectedVersion=version, **words,
        )  # fmt: skip
        assert codes(payload) == [("ACT_NOT_IN_STATE", [])], state
        assert payload["rectification"]["version"] == version


# --- results that are blocked


async def removed(database: Database, of: Evaluated, *, is_for_violation: bool) -> None:
    """As the center leaves the agency after its removal."""
    account = await fetch(database, "select id from account limit 1")
    school = of.school.institution_id
    violation = await fetch(
        database,
        """insert into violation (institution_id, happened_on, description, recorded_by_id)
           values ($1, register_today(), '替考', $2) returning id""",
        school, account[0]["id"],
    )  # fmt: skip
    await fetch(
        database,
        """insert into agency_decision (agency_id, institution_id, act, clause, decided_on,
             effective_on, account_id, violation_id)
           values ($1, $2, 'removeAgency', '3.3', register_today(), register_today(), $3, $4)""",
        of.agency.id, school, account[0]["id"], violation[0]["id"] if is_for_violation else None,
    )  # fmt: skip
    gone = "update agency set status = 'REMOVED', removed_on = register_today() where id = $1"
    await fetch(database, gone, of.agency.id)


async def filed(database: Database, place: City) -> tuple[Evaluated, list[Any]]:
    """Three results, two of them passed, accepted by the center."""
    of = await evaluated(database, place, 3)
    made = results(of, ("80", "80"), ("70", "90"), ("50", "90"))
    await rows.write(database, *made)
    accepted = """update result_filing set status = 'ACCEPTED', submitted_at = register_now(),
      accepted_on = register_today() where id = $1"""
    await fetch(database, accepted, of.filing.id)
    return of, [row for row in made if row.__tablename__ == "result"]


BLOCKED = "resultFiling { version results { nodes { isPassed blockedOn blockReason } } }"
ISSUE = """mutation ($input: IssueCertificatesInput!) { issueCertificates(input: $input) {
  issuedCount findings { code path } } }"""


@pytest.mark.clause("3.3")
async def test_from_a_blocked_result_no_certificate_is_issued_and_from_the_others_it_is(
    database: Database, register: Register, place: City
) -> None:
    of, made = await filed(database, place)
    await removed(database, of, is_for_violation=True)
    version = (await fetch(
        database, "select version from result_filing where id = $1", of.filing.id
    ))[0]["version"]  # fmt: skip
    payload = await do(
        register, office(of, Role.CENTER), "blockResults", BLOCKED, id=of.filing_id,
        expectedVersion=version, resultIds=[f"Result:{made[0].id}"], reason="替考",
    )  # fmt: skip
    assert payload["findings"] == []
    assert payload["resultFiling"]["version"] == version + 1
    blocked = [each["blockReason"] for each in payload["resultFiling"]["results"]["nodes"]]
    assert sorted(filter(None, blocked)) == ["替考"]
    chosen = {"planId": of.plan_id, "candidateIds": [of.candidate_id(0)]}
    refused = (await register.ask(of.school, ISSUE, input=chosen))["issueCertificates"]
    assert codes(refused) == [("RESULT_BLOCKED", ["candidateIds", "0"])]
    issued = await register.ask(of.school, ISSUE, input={"planId": of.plan_id})
    assert issued["issueCertificates"]["issuedCount"] == 1
    again = await do(
        register, office(of, Role.CENTER), "blockResults", BLOCKED, id=of.filing_id,
        expectedVersion=version + 1, reason="替考",
        resultIds=[f"Result:{made[0].id}", f"Result:{made[1].id}"],
    )  # fmt: skip
    assert codes(again) == [
        ("RESULT_BLOCKED_ALREADY", ["resultIds", "0"]),
        ("RESULT_CERTIFIED_ALREADY", ["resultIds", "1"]),
    ]


@pytest.mark.clause("3.3")
async def test_a_blocked_result_that_is_released_gets_its_certificate(
    database: Database, register: Register, place: City
) -> None:
    of, made = await filed(database, place)
    await removed(database, of, is_for_violation=True)
    named = {"id": of.filing_id, "resultIds": [f"Result:{made[0].id}"], "reason": "经查无误"}
    version = await fetch(database, "select version from result_filing where id = $1", of.filing.id)
    center = office(of, Role.CENTER)
    first = {**named, "expectedVersion": version[0]["version"]}
    refused = await do(register, center, "releaseResults", BLOCKED, **first)
    assert codes(refused) == [("RESULT_NOT_BLOCKED", ["resultIds", "0"])]
    blocked = await do(register, center, "blockResults", BLOCKED, **first)
    assert blocked["findings"] == []
    issued = await register.ask(of.school, ISSUE, input={"planId": of.plan_id})
    assert issued["issueCertificates"]["issuedCount"] == 1
    then = {**named, "expectedVersion": blocked["resultFiling"]["version"]}
    released = await do(register, center, "releaseResults", BLOCKED, **then)
    assert released["findings"] == []
    nodes = released["resultFiling"]["results"]["nodes"]
    assert {(each["blockedOn"], each["blockReason"]) for each in nodes} == {(None, None)}
    issued = await register.ask(of.school, ISSUE, input={"planId": of.plan_id})
    assert issued["issueCertificates"]["issuedCount"] == 1
    acts = "select act from register_entry where subject_id = $1 order by created_at, id"
    kept = [entry["act"] for entry in await fetch(database, acts, made[0].id)]
    assert kept == ["blockResults", "releaseResults"]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("is_removed", [True, False])
async def test_without_a_removal_for_a_violation_no_result_is_blocked(
    database: Database, register: Register, place: City, is_removed: bool
) -> None:
    of, made = await filed(database, place)
    if is_removed:
        await removed(database, of, is_for_violation=False)
    version = await fetch(database, "select version from result_filing where id = $1", of.filing.id)
    payload = await do(
        register, office(of, Role.CENTER), "blockResults", BLOCKED, id=of.filing_id,
        expectedVersion=version[0]["version"], resultIds=[f"Result:{made[0].id}"], reason="替考",
    )  # fmt: skip
    assert codes(payload) == [("NOT_REMOVED_FOR_VIOLATION", ["id"])]
    own = "select 1 from result where filing_id = $1 and blocked_on is not null"
    assert await fetch(database, own, of.filing.id) == []


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("change", [
    "update agency set valid_to = valid_from where id = $1",
    "update agency set status = 'REMOVED', removed_on = register_today() where id = $1",
])  # fmt: skip
async def test_what_was_evaluated_before_is_completed_by_an_expired_or_removed_agency(
    database: Database, register: Register, place: City, change: str
) -> None:
    of = await evaluated(database, place)
    await rows.write(database, *results(of, ("80", "80"), ("70", "90")))
    await fetch(database, change, of.agency.id)
    submit = """mutation ($input: SubmitResultsInput!) { submitResults(input: $input) {
      resultFiling { status version } findings { code path } } }"""
    given = {"id": of.filing_id, "expectedVersion": 1}
    payload = (await register.ask(of.school, submit, input=given))["submitResults"]
    assert payload["resultFiling"]["status"] == ResultFilingStatus.SUBMITTED.name
    accept = """mutation ($input: ActInput!) { acceptResults(input: $input) {
      resultFiling { status } findings { code } } }"""
    given["expectedVersion"] = payload["resultFiling"]["version"]
    done = await register.ask(office(of, Role.CENTER), accept, input=given)
    assert done["acceptResults"]["resultFiling"]["status"] == "ACCEPTED"
    issued = await register.ask(of.school, ISSUE, input={"planId": of.plan_id})
    assert issued["issueCertificates"]["issuedCount"] == 2
    report = """mutation ($input: ReportCertificatesInput!) { reportCertificates(input: $input) {
      findings { code severity } } }"""
    told = await register.ask(of.school, report, input={"planId": of.plan_id})
    assert told["reportCertificates"]["findings"] == []
