"""计划变更: a change of an accepted plan goes through the center (4.2, 4.3)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import StaffDuty
from tests.evaluated import travel
from tests.planned import CENTER, City, Planning, accepted, act, city, codes, planning, submitted
from tests.register import Register

FOUND = "findings { code clause severity path message }"
CHANGE = """planChange { id version status reason decidedAt requestedAt
  differences { path kind before after } actions { act allowed } history { act } }"""
PLAN = """query ($id: ID!) { evaluationPlan(id: $id) { id version status endsOn
  resultFiling { endedOn dueOn } changes { status } history { act }
  sessions { id version startsAt part { name } room { name }
    staff { duty staffMember { id } } seats { number isPresent candidate { id } } } } }"""
OPEN = """{ planChanges(filter: { status: REQUESTED }, first: 200) { nodes { plan { id } } } }"""

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


async def do(register: Register, viewer: Viewer, name: str, input_: str, **given: Any) -> Any:
    document = (
        f"""mutation ($input: {input_}!) {{ {name}(input: $input) {{ {CHANGE} {FOUND} }} }}"""
    )
    return (await register.ask(viewer, document, input=given))[name]


async def shown(register: Register, of: Planning, plan: Any) -> Any:
    return (await register.ask(of.school, PLAN, id=plan["id"]))["evaluationPlan"]


async def asked(register: Register, of: Planning, plan: Any, *sessions: Any, **given: Any) -> Any:
    return await do(
        register, of.school, "requestPlanChange", "RequestPlanChangeInput",
        **({"id": plan["id"], "expectedVersion": plan["version"], "reason": "考场停用",
            "sessions": sessions} | given),
    )  # fmt: skip


async def decided(register: Register, payload: Any, is_accepted: bool, **given: Any) -> Any:
    change = payload["planChange"]
    return await do(
        register, CENTER, "decidePlanChange", "DecidePlanChangeInput", id=change["id"],
        expectedVersion=change["version"], isAccepted=is_accepted, **given,
    )  # fmt: skip


def moved(of: Planning, session: Any, days: int) -> dict[str, Any]:
    return {
        "sessionId": session["id"],
        "startsAt": of.at(9, days),
        "endsAt": of.at(11, days),
    }


async def test_a_plan_stays_as_filed_until_the_center_accepts_the_change(
    register: Register, of: Planning
) -> None:
    plan = await shown(register, of, await accepted(register, of, 2))
    theory, practice = plan["sessions"]
    payload = await asked(register, of, plan, moved(of, practice, 20))
    change = payload["planChange"]
    assert change["status"] == "REQUESTED", payload["findings"]
    assert {(d["path"][2], d["kind"]) for d in change["differences"]} == {
        ("startsAt", "CHANGED"),
        ("endsAt", "CHANGED"),
    }
    assert change["actions"] == [{"act": "withdrawPlanChange", "allowed": True}]
    waiting = await shown(register, of, plan)
    assert waiting["sessions"] == plan["sessions"]
    assert waiting["version"] > plan["version"]
    assert waiting["endsOn"] == plan["endsOn"]

    payload = await decided(register, payload, True)
    assert payload["planChange"]["status"] == "ACCEPTED", payload["findings"]
    assert payload["planChange"]["differences"] == change["differences"]
    after = await shown(register, of, plan)
    assert [s["id"] for s in after["sessions"]] == [theory["id"], practice["id"]]
    assert after["sessions"][1]["startsAt"] != practice["startsAt"]
    assert [len(s["seats"]) for s in after["sessions"]] == [2, 2]
    assert after["endsOn"] == str(of.today + timedelta(days=20))
    assert after["resultFiling"]["endedOn"] == after["endsOn"]
    assert date.fromisoformat(after["resultFiling"]["dueOn"]) > of.today + timedelta(days=20)
    assert after["history"][-1] == {"act": "decidePlanChange"}
    assert after["changes"] == [{"status": "ACCEPTED"}]


async def test_staff_that_a_change_names_take_the_place_of_those_before(
    register: Register, of: Planning
) -> None:
    plan = await shown(register, of, await accepted(register, of, 2))
    theory = plan["sessions"][0]
    others = of.ids(StaffDuty.INVIGILATOR, 2, first=2)
    payload = await asked(register, of, plan, {"sessionId": theory["id"], "invigilatorIds": others})
    assert "监考" not in str(payload["planChange"]["differences"]), "no name of a person is kept"
    await decided(register, payload, True)
    after = (await shown(register, of, plan))["sessions"][0]
    named = {s["staffMember"]["id"] for s in after["staff"] if s["duty"] == "INVIGILATOR"}
    assert named == set(others)
    assert len(after["staff"]) == 3, "whom the change does not name stays"


async def test_what_the_guidance_refuses_of_a_plan_it_refuses_of_its_change(
    register: Register, of: Planning
) -> None:
    plan = await shown(register, of, await accepted(register, of, 2))
    theory = plan["sessions"][0]
    wrong = {"sessionId": theory["id"], "invigilatorIds": of.ids(StaffDuty.INVIGILATOR, 1)}
    payload = await asked(register, of, plan, wrong)
    assert payload["planChange"] is None
    assert [code for code, _ in codes(payload["findings"])] == ["TOO_FEW_INVIGILATORS"]
    room = {"sessionId": theory["id"], "roomId": f"Room:{of.institution.id}"}
    payload = await asked(register, of, plan, room)
    assert codes(payload["findings"]) == [("NOT_FOUND", ["sessions", "0", "roomId"])]
    payload = await asked(register, of, plan, {"sessionId": theory["id"]})
    assert codes(payload["findings"]) == [("PLAN_CHANGE_EMPTY", ["sessions"])]
    past = {"sessionId": theory["id"], "startsAt": of.at(9, -1), "endsAt": of.at(11, -1)}
    payload = await asked(register, of, plan, past)
    assert codes(payload["findings"]) == [("CHANGED_SESSION_BEGUN", ["sessions", "0", "startsAt"])]
    assert await shown(register, of, plan) == plan


async def test_one_change_waits_at_a_time_and_is_withdrawn_or_refused_with_a_reason(
    register: Register, of: Planning
) -> None:
    plan = await shown(register, of, await accepted(register, of, 2))
    first = await asked(register, of, plan, moved(of, plan["sessions"][1], 20))
    waiting = (await register.ask(CENTER, OPEN))["planChanges"]["nodes"]
    assert {"plan": {"id": plan["id"]}} in waiting
    now = await shown(register, of, plan)
    second = await asked(register, of, now, moved(of, plan["sessions"][1], 21))
    assert codes(second["findings"]) == [("PLAN_CHANGE_OPEN", [])]
    withdrawn = await do(
        register, of.school, "withdrawPlanChange", "ActInput",
        id=first["planChange"]["id"], expectedVersion=1,
    )  # fmt: skip
    assert withdrawn["planChange"]["status"] == "WITHDRAWN"
    late = await decided(register, withdrawn, True)
    assert codes(late["findings"]) == [("ACT_NOT_IN_STATE", [])]

    third = await asked(register, of, now, moved(of, plan["sessions"][1], 21))
    unsaid = await decided(register, third, False)
    assert codes(unsaid["findings"]) == [("REASON_MISSING", ["reason"])]
    refused = await decided(register, third, False, reason="无必要")
    assert refused["planChange"]["status"] == "REFUSED"
    assert (await shown(register, of, plan))["sessions"] == plan["sessions"]


async def test_a_plan_that_is_not_accepted_is_not_changed(register: Register, of: Planning) -> None:
    plan = await shown(register, of, await submitted(register, of, 2))
    payload = await asked(register, of, plan, moved(of, plan["sessions"][1], 20))
    assert codes(payload["findings"]) == [("PLAN_NOT_CHANGEABLE", [])]


async def test_another_school_does_not_find_the_plan_nor_its_change(
    database: Database, register: Register, of: Planning, place: City
) -> None:
    other = await planning(database, place)
    plan = await shown(register, of, await accepted(register, of, 2))
    given = moved(of, plan["sessions"][1], 20)
    payload = await asked(register, other, plan, given)
    assert codes(payload["findings"]) == [("NOT_FOUND", ["id"])]
    own = await asked(register, of, plan, given)
    taken = await do(
        register, other.school, "withdrawPlanChange", "ActInput",
        id=own["planChange"]["id"], expectedVersion=1,
    )  # fmt: skip
    assert codes(taken["findings"]) == [("NOT_FOUND", ["id"])]


async def test_what_is_cancelled_meanwhile_is_not_changed(register: Register, of: Planning) -> None:
    plan = await shown(register, of, await accepted(register, of, 2))
    payload = await asked(register, of, plan, moved(of, plan["sessions"][1], 20))
    now = await shown(register, of, plan)
    await act(register, of.school, "cancelEvaluationPlan", now, reason="停办")
    decision = await decided(register, payload, True)
    assert codes(decision["findings"]) == [("PLAN_NOT_CHANGEABLE", [])]


@pytest.mark.clause("4.3")
async def test_what_was_held_stays_and_a_change_of_the_last_day_does_not_move_the_end(
    database: Database, register: Register, of: Planning
) -> None:
    sessions = [of.theory(1), of.practice(1)]
    plan = await accepted(register, of, 2, sessions=sessions)
    await travel(database, datetime.fromisoformat(of.at(9, 1)) + timedelta(minutes=5))
    plan = await shown(register, of, plan)
    theory, practice = plan["sessions"]
    held = await asked(register, of, plan, moved(of, theory, 5))
    assert codes(held["findings"]) == [("CHANGED_SESSION_BEGUN", ["sessions", "0"])]
    payload = await asked(register, of, plan, moved(of, practice, 5))
    assert [code for code, _ in codes(payload["findings"])] == ["END_NOT_MOVED"]
    accepted_ = await decided(register, payload, True)
    assert accepted_["planChange"]["status"] == "ACCEPTED", accepted_["findings"]
    after = await shown(register, of, plan)
    assert after["sessions"][0] == theory
    assert after["sessions"][1]["startsAt"] != practice["startsAt"]
    assert (after["endsOn"], after["resultFiling"]) == (plan["endsOn"], plan["resultFiling"])
