"""评价机构: what the center decides of an agency, and what it does to its plans (3.3)."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse, validate

from models.database import Database
from permissions.viewer import Viewer
from rules.lifecycle import AGENCY, is_allowed
from rules.vocabulary import AgencyStatus, Role
from tests import rows
from tests.evaluated import travel
from tests.planned import (
    FOUND,
    PLAN,
    City,
    Planning,
    accepted,
    act,
    checked,
    city,
    codes,
    do,
    filled,
    planning,
    submitted,
)
from tests.register import Register, schemas

DECISION = """decision { act clause decidedOn effectiveOn untilOn reason publicReason isPublic
  items { beforeLevelFrom beforeLevelTo afterLevelFrom afterLevelTo } }"""
PAYLOAD = f"""agency {{ id version status isInForce }} {DECISION}
  agencyCode {{ code category scope validFrom }}
  stoppedPlans {PLAN} resumedPlans {PLAN} {FOUND}"""
DIRECTORY = """query ($id: ID!, $on: Date) { agency(by: { id: $id }) {
  version status(on: $on) isInForce(on: $on)
  items { status(on: $on) isInForce(on: $on) levelFrom levelTo endedOn }
  suspensions { beginsOn endsOn agencyItem { id } }
  decisions { act publicReason } history { act before after } } }"""
ACTIONS = """query ($id: ID!) { agency(by: { id: $id }) {
  actions { act allowed reasons { code } } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


def center(of: Planning) -> Viewer:
    return Viewer(Role.CENTER, account_id=of.account.id)


def agency_id(of: Planning) -> str:
    return f"Agency:{of.agency.id}"


def item_id(of: Planning) -> str:
    return f"AgencyItem:{of.item.id}"


async def listed(register: Register, of: Planning, viewer: Viewer | None = None, **on: Any) -> Any:
    viewer = viewer or center(of)
    return (await register.ask(viewer, DIRECTORY, id=agency_id(of), **on))["agency"]


async def decide(register: Register, of: Planning, name: str, **given: Any) -> Any:
    """One decision of the center on the agency as it is now: its payload."""
    version = (await listed(register, of))["version"]
    asked = {"id": agency_id(of), "expectedVersion": version, "reason": "监控录像保存不足"}
    document = f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ {PAYLOAD} }} }}"""
    return (await register.ask(center(of), document, input=asked | given))[name]


async def decided(register: Register, of: Planning, name: str, **given: Any) -> Any:
    payload = await decide(register, of, name, **given)
    assert payload["decision"], payload["findings"]
    return payload


async def fetch(database: Database, statement: str, *given: Any) -> list[Any]:
    async with database.pool.acquire() as connection:
        return list(await connection.fetch(statement, *given))


async def plan_now(register: Register, of: Planning, plan: Any) -> Any:
    document = f"query ($id: ID!) {{ evaluationPlan(id: $id) {PLAN[:-1]} stoppedBy {{ act }} }} }}"
    return (await register.ask(of.school, document, id=plan["id"]))["evaluationPlan"]


async def filings(database: Database, plan: Any) -> list[Any]:
    number = plan["id"].removeprefix("EvaluationPlan:")
    return await fetch(database, "select status from result_filing where plan_id = $1", number)


async def entries(database: Database, row: Any) -> list[str]:
    number = row["id"].partition(":")[2]
    asked = "select act from register_entry where subject_id = $1 order by created_at, id"
    return [entry["act"] for entry in await fetch(database, asked, number)]


# --- suspension and restoration


@pytest.mark.clause("3.3")
async def test_a_suspension_stops_what_has_not_begun_and_a_restoration_resumes_it(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    suspended = await decided(register, of, "suspendAgency")
    assert suspended["agency"]["status"] == "SUSPENDED"
    assert not suspended["agency"]["isInForce"]
    assert [stopped["id"] for stopped in suspended["stoppedPlans"]] == [plan["id"]]
    stopped = await plan_now(register, of, plan)
    assert (stopped["status"], stopped["reason"]) == ("STOPPED", "监控录像保存不足")
    assert stopped["stoppedBy"] == {"act": "suspendAgency"}
    assert await filings(database, plan) == []

    restored = await decided(register, of, "restoreAgency", reason="已整改")
    assert restored["agency"]["isInForce"]
    assert [resumed["id"] for resumed in restored["resumedPlans"]] == [plan["id"]]
    resumed = await plan_now(register, of, plan)
    assert (resumed["status"], resumed["reason"], resumed["stoppedBy"]) == ("ACCEPTED", None, None)
    assert [filing["status"] for filing in await filings(database, plan)] == ["OPEN"]
    assert (await entries(database, plan))[-2:] == ["stopEvaluationPlan", "resumeEvaluationPlan"]


@pytest.mark.clause("3.3")
async def test_a_suspended_agency_files_no_plan_from_that_day_on(
    database: Database, register: Register, of: Planning
) -> None:
    waiting = await submitted(register, of, 1)
    draft = await filled(register, of, 1, sessions=[of.theory(12), of.practice(12)])
    await decided(register, of, "suspendAgency", untilOn=str(of.today))
    assert codes(await checked(register, of.school, draft)) == [("AGENCY_NOT_IN_FORCE", [])]
    buttons = """query ($id: ID!) { evaluationPlan(id: $id) {
      actions { act reasons { code } } } }"""
    for viewer, plan, name in (
        (of.school, draft, "submitEvaluationPlan"),
        (center(of), waiting, "acceptEvaluationPlan"),
    ):
        shown = (await register.ask(viewer, buttons, id=plan["id"]))["evaluationPlan"]["actions"]
        reasons = {each["act"]: each["reasons"] for each in shown}
        assert reasons[name] == [{"code": "AGENCY_NOT_IN_FORCE"}]
    refused = await act(register, of.school, "submitEvaluationPlan", draft)
    assert codes(refused["findings"]) == [("AGENCY_NOT_IN_FORCE", [])]
    refused = await act(register, center(of), "acceptEvaluationPlan", waiting)
    assert codes(refused["findings"]) == [("AGENCY_NOT_IN_FORCE", [])]
    await decided(register, of, "restoreAgency")
    done = await act(register, center(of), "acceptEvaluationPlan", waiting)
    assert done["evaluationPlan"]["status"] == "ACCEPTED", done["findings"]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("until", "is_stopped"), [(9, False), (10, True), (None, True)])
async def test_the_session_s_day_decides_whether_a_suspension_stops_its_plan(
    database: Database, register: Register, of: Planning, until: int | None, is_stopped: bool
) -> None:
    plan = await accepted(register, of)
    last = until and str(of.today + timedelta(days=until))
    payload = await decided(register, of, "suspendAgency", untilOn=last)
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]] * is_stopped
    assert (await plan_now(register, of, plan))["status"] == (
        "STOPPED" if is_stopped else "ACCEPTED"
    )


@pytest.mark.clause("3.3")
async def test_a_plan_that_has_begun_is_completed_whatever_becomes_of_the_agency(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    earlier = "update plan_session set starts_at = starts_at - $2::interval where plan_id = $1"
    number = plan["id"].removeprefix("EvaluationPlan:")
    await fetch(database, earlier, number, timedelta(days=11))
    payload = await decided(register, of, "removeAgency")
    assert payload["stoppedPlans"] == []
    assert (await plan_now(register, of, plan))["status"] == "ACCEPTED"
    assert [filing["status"] for filing in await filings(database, plan)] == ["OPEN"]


@pytest.mark.clause("3.3")
async def test_a_suspension_of_an_item_leaves_the_agency_in_force(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    payload = await decided(register, of, "suspendAgency", itemIds=[item_id(of)])
    assert (payload["agency"]["status"], payload["agency"]["isInForce"]) == ("LISTED", True)
    assert len(payload["decision"]["items"]) == len(payload["stoppedPlans"]) == 1
    found = await listed(register, of)
    assert [(item["status"], item["isInForce"]) for item in found["items"]] == [
        ("SUSPENDED", False)
    ]
    refused = await do(
        register, of.school, "createEvaluationPlan", "CreateEvaluationPlanInput", plan=of.plan()
    )
    assert codes(refused["findings"]) == [("ITEM_NOT_IN_FORCE", ["plan"])]
    again = await decide(register, of, "suspendAgency", itemIds=[item_id(of)])
    assert codes(again["findings"]) == [("ITEM_SUSPENDED", ["itemIds", "0"])]
    restored = await decided(register, of, "restoreAgency", itemIds=[item_id(of)])
    assert [each["id"] for each in restored["resumedPlans"]] == [plan["id"]]


@pytest.mark.clause("3.3")
async def test_a_suspension_until_a_day_ends_by_itself(
    database: Database, register: Register, place: City
) -> None:
    of = await planning(database, place)
    until = of.today + timedelta(days=3)
    await decided(register, of, "suspendAgency", untilOn=str(until))
    for shift, status in ((-1, "SUSPENDED"), (0, "SUSPENDED"), (1, "LISTED")):
        found = await listed(register, of, on=str(until + timedelta(days=shift)))
        assert (found["status"], found["isInForce"]) == (status, status == "LISTED")
    before = await listed(register, of, on=str(of.today - timedelta(days=1)))
    assert before["status"] == "LISTED"


@pytest.mark.clause("3.3")
async def test_what_could_not_be_filed_any_more_stays_stopped(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    await decided(register, of, "suspendAgency")
    away = "update room set capacity = 1 where id = $1"
    await fetch(database, away, of.theory_room.id)
    payload = await decided(register, of, "restoreAgency")
    assert payload["resumedPlans"] == []
    assert codes(payload["findings"]) == [("PLANS_STAY_STOPPED", [])]
    stopped = await plan_now(register, of, plan)
    assert stopped["status"] == "STOPPED"
    refused = await act(register, center(of), "resumeEvaluationPlan", stopped)
    assert "ROOM_TOO_SMALL" in {finding["code"] for finding in refused["findings"]}
    await fetch(database, "update room set capacity = 30 where id = $1", of.theory_room.id)
    resumed = await act(register, center(of), "resumeEvaluationPlan", stopped)
    assert resumed["evaluationPlan"]["status"] == "ACCEPTED"


@pytest.mark.clause("3.3")
async def test_a_plan_is_stopped_singly_only_where_a_session_could_not_be_held(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    refused = await act(register, center(of), "stopEvaluationPlan", plan, reason="理由")
    assert codes(refused["findings"]) == [("NOTHING_TO_STOP_FOR", [])]
    assert (await plan_now(register, of, plan))["status"] == "ACCEPTED"
    earlier = of.today + timedelta(days=5)
    await fetch(database, "update agency set valid_to = $2 where id = $1", of.agency.id, earlier)
    payload = await act(register, center(of), "stopEvaluationPlan", plan, reason="有效期已届满")
    assert payload["evaluationPlan"]["status"] == "STOPPED"
    assert await filings(database, plan) == []


# --- reduction


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("levels", "is_stopped"), [((4, 3), False), ((5, 4), True), (None, True)])
async def test_a_reduction_stops_plans_of_the_levels_that_it_takes_away(
    database: Database, register: Register, of: Planning,
    levels: tuple[int, int] | None, is_stopped: bool,
) -> None:  # fmt: skip
    plan = await accepted(register, of)
    low, high = levels or (None, None)
    wanted = [{"itemId": item_id(of), "levelFrom": low, "levelTo": high}]
    payload = await decided(register, of, "reduceAgency", items=wanted)
    assert payload["decision"]["items"] == [
        {"beforeLevelFrom": 5, "beforeLevelTo": 3, "afterLevelFrom": low, "afterLevelTo": high}
    ]
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]] * is_stopped
    items = (await listed(register, of))["items"]
    kept = [item for item in items if item["endedOn"] is None]
    assert [(item["levelFrom"], item["levelTo"]) for item in kept] == [levels] * bool(levels)
    assert all(item["isInForce"] for item in kept)
    (item,) = [item for item in items if item["endedOn"] is not None]
    before = await listed(register, of, on=str(of.today - timedelta(days=1)))
    assert all(item["isInForce"] for item in before["items"])
    if not levels:
        assert (item["endedOn"], item["isInForce"]) == (str(of.today), False)
        again = await decide(register, of, "reduceAgency", items=wanted)
        assert codes(again["findings"])[0] == ("ITEM_ENDED", ["items", "0"])


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("low", "high"), [(5, 3), (5, 2), (3, 5), (9, 3)])
async def test_what_is_no_reduction_changes_nothing(
    database: Database, register: Register, of: Planning, low: int, high: int
) -> None:
    wanted = [{"itemId": item_id(of), "levelFrom": low, "levelTo": high}]
    payload = await decide(register, of, "reduceAgency", items=wanted)
    assert codes(payload["findings"]) == [("NOT_A_REDUCTION", ["items", "0"])]
    found = await listed(register, of)
    assert (found["version"], found["decisions"]) == (1, [])


# --- removal


@pytest.mark.clause("3.3")
async def test_a_removed_agency_leaves_the_directory_and_its_code_is_never_used_again(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    payload = await decided(register, of, "removeAgency")
    assert payload["agency"]["status"] == "REMOVED"
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]]
    assert (await register.ask(None, DIRECTORY, id=agency_id(of)))["agency"] is None
    for shift, is_in_force in ((-1, True), (0, False), (1, False)):
        found = await listed(register, of, on=str(of.today + timedelta(days=shift)))
        assert found["isInForce"] == is_in_force
    asked = "select valid_to from agency_code where agency_id = $1"
    assert [row["valid_to"] for row in await fetch(database, asked, of.agency.id)] == [of.today]
    again = await decide(register, of, "restoreAgency")
    assert codes(again["findings"]) == [("ACT_NOT_IN_STATE", [])]


@pytest.mark.clause("3.3")
async def test_a_removal_names_a_violation_of_the_same_school(
    database: Database, register: Register, place: City, of: Planning
) -> None:
    other = await planning(database, place)
    theirs = rows.violation(other.institution, other.account, of.today)
    own = rows.violation(of.institution, of.account, of.today)
    await rows.write(database, theirs, own)
    refused = await decide(register, of, "removeAgency", violationId=f"Violation:{theirs.id}")
    assert codes(refused["findings"]) == [("NOT_FOUND", ["violationId"])]
    assert (await listed(register, of))["status"] == "LISTED"
    await decided(register, of, "removeAgency", violationId=f"Violation:{own.id}")
    asked = "select violation_id from agency_decision where agency_id = $1"
    assert [row["violation_id"] for row in await fetch(database, asked, of.agency.id)] == [own.id]


# --- decided ahead of its day


async def states(register: Register, of: Planning, *shifts: int) -> list[tuple[str, bool]]:
    """How the agency stands so many days from today."""
    days = [str(of.today + timedelta(days=shift)) for shift in shifts]
    found = [await listed(register, of, on=day) for day in days]
    return [(each["status"], each["isInForce"]) for each in found]


@pytest.mark.clause("3.3")
async def test_a_removal_takes_effect_on_its_day_and_until_then_the_agency_is_as_it_was(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    for day in (-1, 9_999):
        on = str(of.today + timedelta(days=day))
        refused = await decide(register, of, "removeAgency", effectiveOn=on)
        assert codes(refused["findings"]) == [("DECISION_DAY_OUT_OF_TIME", ["effectiveOn"])]
    assert (await listed(register, of))["version"] == 1
    ahead = of.today + timedelta(days=5)
    payload = await decided(register, of, "removeAgency", effectiveOn=str(ahead))
    assert (payload["agency"]["status"], payload["agency"]["isInForce"]) == ("LISTED", True)
    assert payload["decision"]["effectiveOn"] == str(ahead)
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]]
    assert await states(register, of, 0, 4, 5) == [
        ("LISTED", True), ("LISTED", True), ("REMOVED", False)
    ]  # fmt: skip
    assert (await register.ask(None, DIRECTORY, id=agency_id(of)))["agency"] is not None
    asked = "select valid_to from agency_code where agency_id = $1"
    assert [row["valid_to"] for row in await fetch(database, asked, of.agency.id)] == [ahead]


@pytest.mark.clause("3.3")
async def test_what_was_decided_ahead_is_taken_back_before_its_day(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    ahead = str(of.today + timedelta(days=5))
    await decided(register, of, "removeAgency", effectiveOn=ahead)
    shown = (await register.ask(center(of), ACTIONS, id=agency_id(of)))["agency"]["actions"]
    assert {each["act"]: each["allowed"] for each in shown}["restoreAgency"]
    restored = await decided(register, of, "restoreAgency", reason="决定有误")
    assert [resumed["id"] for resumed in restored["resumedPlans"]] == [plan["id"]]
    assert await states(register, of, 0, 5, 6) == [("LISTED", True)] * 3
    codes_in_use = "select 1 from agency_code where agency_id = $1 and valid_to is null"
    assert len(await fetch(database, codes_in_use, of.agency.id)) == 1
    again = await decide(register, of, "restoreAgency")
    assert codes(again["findings"]) == [("NOTHING_SUSPENDED", [])]


@pytest.mark.clause("3.3")
async def test_a_suspension_begins_and_ends_on_the_days_that_it_names(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    first, last = (str(of.today + timedelta(days=days)) for days in (9, 11))
    payload = await decided(register, of, "suspendAgency", effectiveOn=first, untilOn=last)
    assert (payload["agency"]["status"], payload["agency"]["isInForce"]) == ("LISTED", True)
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]]
    suspended = ("SUSPENDED", False)
    listed_ = ("LISTED", True)
    assert await states(register, of, 0, 8, 9, 11, 12) == [
        listed_, listed_, suspended, suspended, listed_
    ]  # fmt: skip
    restored = await decided(register, of, "restoreAgency")
    assert [resumed["id"] for resumed in restored["resumedPlans"]] == [plan["id"]]
    assert await states(register, of, 8, 9, 11) == [listed_] * 3


@pytest.mark.clause("3.3")
async def test_a_reduction_from_a_day_to_come_leaves_the_plans_before_it(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    wanted = [{"itemId": item_id(of)}]
    late, soon = (str(of.today + timedelta(days=days)) for days in (60, 3))
    payload = await decided(register, of, "reduceAgency", items=wanted, effectiveOn=late)
    assert payload["stoppedPlans"] == []
    (item,) = (await listed(register, of))["items"]
    assert (item["endedOn"], item["isInForce"]) == (late, True)
    payload = await decided(register, of, "reduceAgency", items=wanted, effectiveOn=soon)
    assert [stopped["id"] for stopped in payload["stoppedPlans"]] == [plan["id"]]
    (item,) = (await listed(register, of))["items"]
    assert item["endedOn"] == soon


# --- codes


@pytest.mark.clause("3.3")
async def test_the_center_sets_the_letter_by_a_new_code_and_the_old_one_ends(
    database: Database, register: Register, of: Planning
) -> None:
    given = {"scope": "OWN_STUDENTS", "category": "S"}
    payload = await decided(register, of, "assignAgencyCode", **given)
    assert payload["agencyCode"]["code"].startswith("S000031")
    asked = """select category, valid_from, valid_to from agency_code where agency_id = $1
      order by valid_from"""
    first, second = await fetch(database, asked, of.agency.id)
    assert (first["category"], first["valid_to"]) == ("Y", of.today - timedelta(days=1))
    assert (second["category"], second["valid_to"]) == ("S", None)
    again = await decide(register, of, "assignAgencyCode", **given)
    assert codes(again["findings"]) == [("CODE_BEGINS_TOO_EARLY", ["validFrom"])]


@pytest.mark.clause("3.3")
async def test_one_agency_holds_a_code_for_each_scope_and_a_plan_keeps_the_code_of_its_filing(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    other = await decided(register, of, "assignAgencyCode", scope="OTHER_SCHOOLS")
    assert other["agencyCode"]["category"] == "S"
    open_codes = "select category from agency_code where agency_id = $1 and valid_to is null"
    found = await fetch(database, open_codes, of.agency.id)
    assert {row["category"] for row in found} == {"Y", "S"}
    changed = await decided(register, of, "assignAgencyCode", scope="OWN_STUDENTS")
    assert changed["agencyCode"]["code"] != plan["agencyCode"]
    assert (await plan_now(register, of, plan))["agencyCode"] == plan["agencyCode"]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    "change",
    [
        "update agency_code set code = 'Y000031999999' where agency_id = $1",
        "update agency_code set scope = 'OTHER_SCHOOLS' where agency_id = $1",
        "delete from agency_code where agency_id = $1",
    ],
)
async def test_the_database_keeps_codes_as_they_are(
    database: Database, of: Planning, change: str
) -> None:
    with pytest.raises(Exception, match="never changed and never deleted"):
        await fetch(database, change, of.agency.id)


# --- who sees and who may


@pytest.mark.clause("3.4")
async def test_a_reason_is_read_by_the_school_and_the_authorities_until_it_is_published(
    database: Database, register: Register, place: City, of: Planning
) -> None:
    await decided(register, of, "suspendAgency")
    await decided(register, of, "restoreAgency", reason="已整改", isReasonPublic=True)
    other = await planning(database, place)
    reasons = "query ($id: ID!) { agency(by: { id: $id }) { decisions { reason } } }"
    expected = {of.school: "监控录像保存不足", center(of): "监控录像保存不足", other.school: None}
    for viewer, first in expected.items():
        found = (await register.ask(viewer, reasons, id=agency_id(of)))["agency"]["decisions"]
        assert [each["reason"] for each in found] == [first, "已整改"]
    public = await register.ask(None, DIRECTORY, id=agency_id(of))
    assert public["agency"]["decisions"] == [
        {"act": "suspendAgency", "publicReason": None},
        {"act": "restoreAgency", "publicReason": "已整改"},
    ]
    assert [entry["act"] for entry in public["agency"]["history"]] == [
        "suspendAgency", "restoreAgency"
    ]  # fmt: skip


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("each", AGENCY, ids=lambda each: each.name)
def test_a_decision_is_in_the_schema_of_its_role_alone(each: Any) -> None:
    for role in Role:
        document = f"mutation {{ {each.name} {{ __typename }} }}"
        errors = " ".join(e.message for e in validate(schemas()[role], parse(document)))
        is_unknown = f"Cannot query field '{each.name}'" in errors
        assert is_unknown == (role not in each.by), role


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("each", AGENCY, ids=lambda each: each.name)
async def test_a_decision_is_refused_in_every_state_it_does_not_start_from(
    database: Database, register: Register, of: Planning, each: Any
) -> None:
    given = {
        "reduceAgency": {"items": []},
        "assignAgencyCode": {"scope": "OWN_STUDENTS"},
    }.get(each.name, {})
    for state in AgencyStatus:
        if state is AgencyStatus.SUSPENDED:
            await rows.write(database, *rows.suspended(of.agency, of.account, of.today))
        if state is AgencyStatus.REMOVED:
            await decided(register, of, "removeAgency")
        if is_allowed(each, Role.CENTER, state):
            continue
        payload = await decide(register, of, each.name, **given)
        assert codes(payload["findings"]) == [("ACT_NOT_IN_STATE", [])], state
        assert payload["decision"] is None


@pytest.mark.clause("3.3")
async def test_a_decision_without_a_reason_or_on_items_of_others_decides_nothing(
    database: Database, register: Register, place: City, of: Planning
) -> None:
    other = await planning(database, place)
    blank = await decide(register, of, "suspendAgency", reason=" ")
    assert codes(blank["findings"]) == [("REASON_MISSING", ["reason"])]
    theirs = await decide(register, of, "suspendAgency", itemIds=[item_id(other)])
    assert codes(theirs["findings"]) == [("NOT_FOUND", ["itemIds", "0"])]
    twice = await decide(register, of, "suspendAgency", itemIds=[item_id(of), item_id(of)])
    assert codes(twice["findings"]) == [("NAMED_TWICE", ["itemIds", "1"])]
    none = await decide(register, of, "suspendAgency", itemIds=[])
    assert codes(none["findings"]) == [("ITEMS_NOT_NAMED", ["itemIds"])]
    found = await listed(register, of)
    assert (found["version"], found["status"], found["decisions"]) == (1, "LISTED", [])
    assert (
        await fetch(database, "select 1 from agency_suspension where agency_id = $1", of.agency.id)
        == []
    )


@pytest.mark.clause("3.3")
async def test_the_buttons_follow_the_state_of_the_day(
    database: Database, register: Register, of: Planning
) -> None:
    async def buttons() -> dict[str, list[str]]:
        found = (await register.ask(center(of), ACTIONS, id=agency_id(of)))["agency"]["actions"]
        return {each["act"]: [reason["code"] for reason in each["reasons"]] for each in found}

    assert (await buttons())["restoreAgency"] == ["NOTHING_SUSPENDED"]
    await decided(register, of, "suspendAgency", untilOn=str(of.today))
    during = await buttons()
    assert (during["suspendAgency"], during["restoreAgency"]) == (["ACT_NOT_IN_STATE"], [])


@pytest.mark.clause("3.3")
async def test_nothing_runs_when_a_validity_ends_and_yet_the_agency_is_in_force_no_more(
    database: Database, register: Register, place: City
) -> None:
    """Last: it moves the clock of this file's database."""
    of = await planning(database, place)
    last = of.agency.valid_to
    for shift, is_in_force in ((-1, True), (0, True), (1, False)):
        found = await listed(register, of, on=str(last + timedelta(days=shift)))
        assert found["isInForce"] == is_in_force
    await decided(register, of, "suspendAgency", untilOn=str(of.today + timedelta(days=1)))
    async with database.pool.acquire() as connection:
        now = await connection.fetchval("select register_now()")
    await travel(database, now + timedelta(days=2))
    assert (await listed(register, of))["status"] == "LISTED"
    assert (await decided(register, of, "suspendAgency"))["agency"]["status"] == "SUSPENDED"
    asked = "select ends_on from agency_suspension where agency_id = $1 order by begins_on"
    ends = [row["ends_on"] for row in await fetch(database, asked, of.agency.id)]
    assert ends == [of.today + timedelta(days=1), None]
