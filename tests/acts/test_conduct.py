"""实施: attendance, incidents, internal and external supervision of an accepted plan (4.2)."""

from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role, StaffDuty
from tests import rows
from tests.evaluated import travel
from tests.planned import (
    CENTER,
    City,
    Planning,
    accepted,
    act,
    city,
    codes,
    filled,
    planning,
    submitted,
)
from tests.register import Register

FOUND = "findings { code clause severity path message }"
SESSIONS = """query ($id: ID!) { evaluationPlan(id: $id) {
  sessions { id version isToBeHeld part { name }
    seats { number isPresent candidate { id studentNumber } } }
  incidents { kind happenedAt } supervisions { side conclusion defects { aspect what } }
  history { act } resultFiling { id version status } } }"""
ATTENDANCE = "planSession { id version seats { number isPresent absenceReason } }"
SUPERVISION = "supervision { id side conclusion district { name } defects { aspect } }"

pytestmark = pytest.mark.clause("4.2")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def do(
    register: Register, viewer: Viewer, name: str, fields: str, input_: str = "", **given: Any
) -> Any:
    document = f"""mutation ($input: {input_ or name[0].upper() + name[1:] + "Input"}!) {{
      {name}(input: $input) {{ {fields} {FOUND} }} }}"""
    return (await register.ask(viewer, document, input=given))[name]


async def shown(register: Register, of: Planning, plan: Any) -> Any:
    return (await register.ask(of.school, SESSIONS, id=plan["id"]))["evaluationPlan"]


async def begun(database: Database, register: Register, of: Planning, number: int = 2) -> Any:
    """An accepted plan whose sessions are over; its day is the register's."""
    plan = await accepted(register, of, number, sessions=[of.theory(1), of.practice(1)])
    await travel(database, datetime.fromisoformat(of.at(18, 1)))
    return plan


async def attend(register: Register, of: Planning, session: Any, *absent: str) -> Any:
    return await do(
        register, of.school, "recordAttendance", ATTENDANCE, id=session["id"],
        expectedVersion=session["version"],
        absent=[{"candidateId": each, "reason": "病假"} for each in absent],
    )  # fmt: skip


async def test_who_is_filed_has_a_numbered_seat_for_each_part_and_the_same_after_a_return(
    register: Register, of: Planning
) -> None:
    plan = await submitted(register, of, 3)
    for _ in range(2):
        sessions = (await shown(register, of, plan))["sessions"]
        assert [[seat["number"] for seat in s["seats"]] for s in sessions] == [[1, 2, 3]] * 2
        assert {seat["isPresent"] for s in sessions for seat in s["seats"]} == {None}
        returned = await act(register, CENTER, "returnEvaluationPlan", plan, reason="再核")
        again = await act(register, of.school, "submitEvaluationPlan", returned["evaluationPlan"])
        plan = again["evaluationPlan"]
        assert plan["status"] == "SUBMITTED", again["findings"]


async def test_a_draft_has_no_seats(register: Register, of: Planning) -> None:
    plan = await filled(register, of)
    assert [s["seats"] for s in (await shown(register, of, plan))["sessions"]] == [[], []]


async def test_nobody_has_attended_a_session_that_is_ahead(
    register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    session = (await shown(register, of, plan))["sessions"][0]
    payload = await attend(register, of, session)
    assert codes(payload["findings"]) == [("SESSION_NOT_BEGUN", [])]
    assert {seat["isPresent"] for seat in payload["planSession"]["seats"]} == {None}


async def test_attendance_is_kept_corrected_and_held_against_the_results(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await begun(database, register, of)
    seen = await shown(register, of, plan)
    theory, practice = seen["sessions"]
    first, second = [seat["candidate"]["id"] for seat in theory["seats"]]
    unknown = await attend(register, of, theory, "Candidate:00000000-0000-7000-8000-000000000000")
    assert codes(unknown["findings"]) == [("NOT_FOUND", ["absent", "0", "candidateId"])]
    wrong = await attend(register, of, theory, first)
    kept = wrong["planSession"]
    assert [seat["isPresent"] for seat in kept["seats"]] == [False, True]
    assert [seat["absenceReason"] for seat in kept["seats"]] == ["病假", None]
    assert kept["version"] > theory["version"]
    corrected = await attend(register, of, kept, second)
    assert [seat["isPresent"] for seat in corrected["planSession"]["seats"]] == [True, False]
    await attend(register, of, practice, second)

    marks = [{"part": "理论", "value": "80"}, {"part": "实操", "value": "80"}]
    filing = seen["resultFiling"]
    given = [
        {"candidateId": first, "isAbsent": True},
        {"candidateId": second, "marks": marks},
    ]
    entered = await do(
        register, of.school, "importResults", "resultFiling { id version }",
        id=filing["id"], expectedVersion=filing["version"], rows=given,
    )  # fmt: skip
    filing = entered["resultFiling"]
    refused = await do(
        register, of.school, "submitResults", "resultFiling { status }",
        id=filing["id"], expectedVersion=filing["version"],
    )  # fmt: skip
    assert sorted(codes(refused["findings"])) == sorted(
        ("ABSENCE_DISAGREES", ["candidates", each]) for each in (first, second)
    )
    assert refused["resultFiling"]["status"] == "OPEN"


async def test_a_begun_plan_s_session_on_a_suspended_day_is_not_held(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of, sessions=[of.theory(1), of.practice(2)])
    await travel(database, datetime.fromisoformat(of.at(18, 1)))
    later = await database.pool.fetchval("select register_today() + 1")
    await rows.write(database, *rows.suspended(of.agency, of.account, later, later))
    await travel(database, datetime.fromisoformat(of.at(18, 2)))
    theory, practice = (await shown(register, of, plan))["sessions"]
    assert (theory["isToBeHeld"], practice["isToBeHeld"]) == (True, False)
    held = await attend(register, of, theory)
    assert held["findings"] == []
    refused = await attend(register, of, practice)
    assert codes(refused["findings"]) == [("SESSION_NOT_TO_BE_HELD", [])]
    assert {seat["isPresent"] for seat in refused["planSession"]["seats"]} == {None}


async def test_an_incident_is_told_to_the_center_and_the_district(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await begun(database, register, of)
    session = (await shown(register, of, plan))["sessions"][0]
    given = {
        "planId": plan["id"], "sessionId": session["id"], "kind": "EQUIPMENT",
        "happenedAt": of.at(9, 1), "description": "监控中断十分钟", "measures": "启用备用设备",
    }  # fmt: skip
    ahead = await do(
        register, of.school, "recordIncident", "incident { id }",
        **given | {"happenedAt": of.at(9, 30)},
    )  # fmt: skip
    assert codes(ahead["findings"]) == [("INCIDENT_IN_FUTURE", ["happenedAt"])]
    assert (await shown(register, of, plan))["incidents"] == []
    made = await do(register, of.school, "recordIncident", "incident { kind }", **given)
    assert made["incident"] == {"kind": "EQUIPMENT"}
    told = "select role from notice where act = 'recordIncident' and subject_id = $1"
    found = await database.pool.fetch(told, plan["id"].partition(":")[2])
    assert {row["role"] for row in found} == {"CENTER", "SUPERVISOR"}


async def test_internal_supervision_is_by_an_appointed_supervisor(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await begun(database, register, of)
    session = (await shown(register, of, plan))["sessions"][0]
    (own,) = of.ids(StaffDuty.INTERNAL_SUPERVISOR, 1)
    (other,) = of.ids(StaffDuty.INTERNAL_SUPERVISOR, 1, first=1)
    today = await database.pool.fetchval("select register_today()")
    given = {
        "sessionId": session["id"], "staffMemberId": own, "supervisedOn": str(today),
        "conclusion": "IN_ORDER", "remark": "全程在场", "defects": [],
    }  # fmt: skip
    refused = await do(
        register, of.school, "recordInternalSupervision", SUPERVISION,
        **given | {"staffMemberId": other, "conclusion": "DEFECTS"},
    )  # fmt: skip
    assert codes(refused["findings"]) == [
        ("NOT_SUPERVISING", ["staffMemberId"]), ("DEFECTS_MISSING", ["defects"])
    ]  # fmt: skip
    made = await do(register, of.school, "recordInternalSupervision", SUPERVISION, **given)
    assert made["supervision"]["side"] == "INTERNAL"
    kept = (await shown(register, of, plan))["supervisions"]
    assert kept == [{"side": "INTERNAL", "conclusion": "IN_ORDER", "defects": []}]


async def test_results_wait_for_what_a_supervisor_of_the_district_required_of_the_batch(
    database: Database, register: Register, place: City, of: Planning
) -> None:
    plan = await begun(database, register, of)
    supervisor = Viewer(
        Role.SUPERVISOR, account_id=of.account.id, district_code=place.district.code
    )
    elsewhere = Viewer(Role.SUPERVISOR, account_id=of.account.id, district_code="310999")
    today = await database.pool.fetchval("select register_today()")
    given = {
        "planId": plan["id"], "supervisedOn": str(today), "conclusion": "DEFECTS",
        "remark": "到场督导", "defects": [{"aspect": "FACILITIES", "what": "监控缺失"}],
    }  # fmt: skip
    refused = await do(register, elsewhere, "recordSupervision", SUPERVISION, **given)
    assert codes(refused["findings"]) == [("NOT_FOUND", ["planId"])]
    made = await do(register, supervisor, "recordSupervision", SUPERVISION, **given)
    assert made["supervision"]["defects"] == [{"aspect": "FACILITIES"}]
    assert made["supervision"]["district"]["name"] == place.district.name
    required = await do(
        register, supervisor, "requireRectification",
        "rectification { id version supervision { id } }",
        institutionId=f"Institution:{of.institution.id}", what="补齐监控", dueOn="2099-12-31",
        supervisionId=made["supervision"]["id"],
    )  # fmt: skip
    assert required["rectification"]["supervision"]["id"] == made["supervision"]["id"]

    filing = (await shown(register, of, plan))["resultFiling"]
    node = {"id": filing["id"]}
    number = filing["id"].partition(":")[2]
    put = """update result_filing set status = 'SUBMITTED', submitted_at = register_now(),
      version = version + 1 where id = $1 returning version"""
    version = await database.pool.fetchval(put, number)
    waiting = await do(
        register, CENTER, "acceptResults", "resultFiling { status }", "ActInput", **node,
        expectedVersion=version,
    )  # fmt: skip
    assert ("RECTIFICATION_OF_PLAN_OPEN", []) in codes(waiting["findings"])
    assert waiting["resultFiling"]["status"] == "SUBMITTED"


async def test_an_answer_that_does_not_do_is_returned_with_another_day(
    database: Database, register: Register, of: Planning
) -> None:
    center = Viewer(Role.CENTER, account_id=of.account.id)
    fields = "rectification { id version status dueOn returnReason answer isOverdue }"
    required = await do(
        register, center, "requireRectification", fields,
        institutionId=f"Institution:{of.institution.id}", what="补齐监控", dueOn="2099-01-31",
    )  # fmt: skip
    row = required["rectification"]
    answered = await do(
        register, of.school, "respondToRectification", fields,
        id=row["id"], expectedVersion=row["version"], answer="已补装",
    )  # fmt: skip
    given = {"id": row["id"], "expectedVersion": answered["rectification"]["version"]}
    blank = await do(
        register, center, "returnRectification", fields, **given, reason=" ", dueOn="2099-12-31"
    )
    assert codes(blank["findings"]) == [("REASON_MISSING", ["reason"])]
    assert blank["rectification"]["status"] == "ANSWERED"
    returned = await do(
        register, center, "returnRectification", fields,
        **given, reason="未见录像", dueOn="2099-12-31",
    )  # fmt: skip
    now = returned["rectification"]
    assert (now["status"], now["dueOn"], now["answer"]) == ("REQUIRED", "2099-12-31", "已补装")
    assert (now["returnReason"], now["isOverdue"]) == ("未见录像", False)


async def test_what_is_overdue_waits_for_those_who_oversee_it(
    database: Database, register: Register, of: Planning
) -> None:
    center = Viewer(Role.CENTER, account_id=of.account.id)
    required = await do(
        register, center, "requireRectification", "rectification { id }",
        institutionId=f"Institution:{of.institution.id}", what="补齐监控", dueOn="2099-01-31",
    )  # fmt: skip
    tasks = """query ($of: ID!) { tasks(filter: { institution: $of, noun: "Rectification" }) {
      nodes { act overdue } }
      rectifications(filter: { institution: $of, isOverdue: true }) { nodes { isOverdue } } }"""
    asked = {"of": f"Institution:{of.institution.id}"}
    before = await register.ask(center, tasks, **asked)
    assert (before["tasks"]["nodes"], before["rectifications"]["nodes"]) == ([], [])
    past = """update rectification set required_on = register_today() - 9,
      due_on = register_today() - 1 where id = $1"""
    await database.pool.execute(past, required["rectification"]["id"].partition(":")[2])
    after = await register.ask(center, tasks, **asked)
    assert after["tasks"]["nodes"] == [{"act": "closeRectification", "overdue": True}]
    assert after["rectifications"]["nodes"] == [{"isOverdue": True}]
