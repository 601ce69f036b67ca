"""评价计划: a school drafts and files a plan; the center accepts or returns it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from graphql import parse, validate
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from resolvers.evaluation_plan_facts import plan_facts
from resolvers.services import Configuration
from rules.clause_4_3_result_filing import result_filing_due_on
from rules.lifecycle import PLAN, is_allowed
from rules.vocabulary import (
    AgencyCategory,
    AgencyScope,
    DocumentType,
    PlanStatus,
    Role,
    StaffDuty,
)
from rules.working_days import WorkingDays
from tests import rows
from tests.planned import (
    CENTER,
    City,
    Planning,
    accepted,
    act,
    checked,
    city,
    codes,
    do,
    drafted,
    enter,
    filled,
    planning,
    refusals,
    submitted,
)
from tests.register import Failed, Register, schemas

REASONED = ("cancelEvaluationPlan", "returnEvaluationPlan", "stopEvaluationPlan")
INPUTS = dict.fromkeys(REASONED, "ReasonedInput")
OF_CONDUCT = {a.name for a in PLAN if a.name.startswith("record")}  # tests/acts/test_conduct.py
DECIDING = [
    a for a in PLAN if a.name not in {"createEvaluationPlan", "importCandidates", *OF_CONDUCT}
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def fetch(database: Database, statement: str, *given: Any) -> list[Any]:
    async with database.pool.acquire() as connection:
        return list(await connection.fetch(statement, *given))


def number_of(plan: Any) -> str:
    return str(plan["id"]).removeprefix("EvaluationPlan:")


async def stored(database: Database, plan: Any) -> Any:
    asked = "select status, version, filed_at from evaluation_plan where id = $1"
    return (await fetch(database, asked, number_of(plan)))[0]


async def entries(database: Database, plan: Any) -> list[str]:
    asked = "select act from register_entry where subject_id = $1 order by created_at"
    return [row["act"] for row in await fetch(database, asked, number_of(plan))]


async def filings(database: Database, plan: Any) -> list[Any]:
    asked = "select * from result_filing where plan_id = $1"
    return await fetch(database, asked, number_of(plan))


async def seen(register: Register, viewer: Viewer, plan: Any) -> Any:
    document = "query ($id: ID!) { evaluationPlan(id: $id) { id version status } }"
    return (await register.ask(viewer, document, id=plan["id"]))["evaluationPlan"]


async def actions(register: Register, viewer: Viewer, plan: Any) -> dict[str, list[str]]:
    """By act: why it may not be done now; nothing if it may."""
    document = """query ($id: ID!) { evaluationPlan(id: $id) {
      actions { act allowed reasons { code } } } }"""
    found = (await register.ask(viewer, document, id=plan["id"]))["evaluationPlan"]["actions"]
    assert all(each["allowed"] == (not each["reasons"]) for each in found)
    return {each["act"]: [reason["code"] for reason in each["reasons"]] for each in found}


async def test_a_plan_goes_from_the_school_s_draft_to_the_center_s_acceptance(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of)
    assert await checked(register, of.school, plan) == []
    plan = (await act(register, of.school, "submitEvaluationPlan", plan))["evaluationPlan"]
    assert (plan["status"], plan["endsOn"]) == ("SUBMITTED", str(of.today + timedelta(days=10)))
    assert plan["agencyCode"].startswith("Y000031")
    payload = await act(register, CENTER, "acceptEvaluationPlan", plan)
    assert (payload["evaluationPlan"]["status"], payload["findings"]) == ("ACCEPTED", [])
    assert await entries(database, plan) == [
        "createEvaluationPlan",
        "importCandidates",
        "submitEvaluationPlan",
        "acceptEvaluationPlan",
    ]


async def test_the_center_s_acceptance_opens_the_filing_of_results_by_the_stored_calendar(
    database: Database, register: Register, of: Planning
) -> None:
    ended_on = of.today + timedelta(days=10)
    without = result_filing_due_on(ended_on, WorkingDays()).day
    holiday = rows.row(models.WorkingDay, day=without, is_working=False, source="a test")
    year = rows.row(models.WorkingYear, year=ended_on.year, is_published=True)
    await rows.write(database, holiday, year)
    (filing,) = await filings(database, await accepted(register, of))
    calendar = WorkingDays({without: False}, frozenset({ended_on.year}))
    due = result_filing_due_on(ended_on, calendar)
    assert due.day > without
    assert (filing["ended_on"], filing["due_on"]) == (ended_on, due.day)
    assert (filing["status"], filing["is_due_provisional"]) == ("OPEN", due.provisional)


async def test_a_draft_is_the_school_s_own_and_a_filed_plan_the_center_s_too(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    draft = await drafted(register, of)
    assert await seen(register, of.school, draft)
    assert await seen(register, other.school, draft) is None
    assert await seen(register, CENTER, draft) is None
    assert codes(await checked(register, CENTER, draft)) == [("NOT_FOUND", ["id"])]
    filed = await submitted(register, of)
    assert await seen(register, CENTER, filed)
    assert await checked(register, CENTER, filed) == []
    assert await seen(register, other.school, filed) is None


async def test_a_school_names_only_what_is_its_own(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    session = other.practice(assessorIds=of.ids(StaffDuty.ASSESSOR, 3), part="面试")
    plan = of.plan(
        sessions=[of.theory(invigilatorIds=other.ids(StaffDuty.INVIGILATOR, 1)), session]
    )
    create = ("createEvaluationPlan", "CreateEvaluationPlanInput")
    payload = await do(register, of.school, *create, plan=plan)
    assert payload["evaluationPlan"] is None
    assert codes(payload["findings"]) == [
        ("NOT_FOUND", ["plan", "sessions", "0", "invigilatorIds", "0"]),
        ("NOT_FOUND", ["plan", "sessions", "1", "part"]),
        ("NOT_FOUND", ["plan", "sessions", "1", "roomId"]),
        ("NOT_FOUND", ["plan", "sessions", "1", "internalSupervisorIds", "0"]),
    ]
    foreign = of.plan(agencyItemId=f"AgencyItem:{other.item.id}")
    payload = await do(register, of.school, *create, plan=foreign)
    assert codes(payload["findings"]) == [("NOT_FOUND", ["plan", "agencyItemId"])]
    asked = "select 1 from evaluation_plan where institution_id = $1"
    assert await fetch(database, asked, of.institution.id) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"level": 2}, ("LEVEL_NOT_OF_ITEM", ["plan", "level"])),
        ({"level": 9}, ("LEVEL_NOT_OF_ITEM", ["plan", "level"])),
        ({"batchName": " "}, ("TEXT_MISSING", ["plan", "batchName"])),
        (
            {"method": "PROCESS_ASSESSMENT", "parts": [], "sessions": []},
            ("METHOD_NOT_OF_ITEM", ["plan", "method"]),
        ),
        (
            {
                "parts": [{"kind": "MODULE", "name": "模块", "weight": "100", "courses": ["电工"]}],
                "sessions": [],
            },
            ("PART_NOT_OF_METHOD", ["plan", "parts", "0", "kind"]),
        ),
        (
            {
                "parts": [{"kind": "THEORY", "name": "理论", "weight": "50"}],
                "sessions": [],
            },
            ("WEIGHT_OUT_OF_RANGE", ["plan", "parts", "0", "weight"]),
        ),
        (
            {
                "parts": [
                    {
                        "kind": "COURSE_EXAMINATION",
                        "name": "课程",
                        "courseExamination": {"course": "机械"},
                    }
                ],
                "sessions": [],
            },
            ("COURSE_EXAMINATION_INCOMPLETE", ["plan", "parts", "0", "courseExamination"]),
        ),
    ],
)
async def test_a_school_s_draft_that_could_not_be_kept_is_refused_where_it_is_wrong(
    database: Database, register: Register, of: Planning, changes: Any, expected: Any
) -> None:
    payload = await do(
        register, of.school, "createEvaluationPlan", "CreateEvaluationPlanInput",
        plan=of.plan(**changes),
    )  # fmt: skip
    assert refusals(payload["findings"]) == [expected]
    asked = "select 1 from evaluation_plan where institution_id = $1"
    assert await fetch(database, asked, of.institution.id) == []


async def test_a_suspended_agency_drafts_no_plan(
    database: Database, place: City, register: Register
) -> None:
    of = await planning(database, place)
    await rows.write(database, *rows.suspended(of.agency, of.account, of.today))
    payload = await do(
        register, of.school, "createEvaluationPlan", "CreateEvaluationPlanInput", plan=of.plan()
    )
    assert codes(payload["findings"]) == [("AGENCY_NOT_IN_FORCE", ["plan"])]


async def test_an_incomplete_draft_is_kept_and_its_dry_run_names_what_is_missing(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of, parts=[], sessions=[], workScheme=None)
    found = await checked(register, of.school, plan)
    assert codes(found) == [
        ("CANDIDATES_MISSING", ["candidates"]),
        ("SESSIONS_MISSING", ["sessions"]),
        ("WORK_SCHEME_MISSING", ["workScheme"]),
        ("PARTS_MISSING", ["parts"]),
    ]
    assert {finding["clause"] for finding in found} == {"4.1", "4.2", "2.2"}
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert codes(payload["findings"]) == codes(found)
    assert (await stored(database, plan))["filed_at"] is None
    assert await entries(database, plan) == ["createEvaluationPlan"]
    blocked = await actions(register, of.school, plan)
    assert blocked["submitEvaluationPlan"] == ["PLAN_CONTENT_REFUSED"]
    assert blocked["updateEvaluationPlan"] == blocked["cancelEvaluationPlan"] == []


def after_expiry(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(), of.practice(days=701)]}


def begun(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(days=-1), of.practice()]}


def few_assessors(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(), of.practice(assessorIds=of.ids(StaffDuty.ASSESSOR, 2))]}


def even_assessors(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(), of.practice(assessorIds=of.ids(StaffDuty.ASSESSOR, 4))]}


def few_invigilators(of: Planning) -> dict[str, Any]:
    given = of.ids(StaffDuty.INVIGILATOR, 1)
    return {"sessions": [of.theory(invigilatorIds=given), of.practice()]}


def nobody_supervises(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(internalSupervisorIds=[]), of.practice()]}


def at_one_time(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.theory(), of.practice(startsAt=of.at(10))]}


def without_duty(of: Planning) -> dict[str, Any]:
    given = of.ids(StaffDuty.ASSESSOR, 2) + of.ids(StaffDuty.INVIGILATOR, 1)
    return {"sessions": [of.theory(), of.practice(assessorIds=given)]}


def no_theory(of: Planning) -> dict[str, Any]:
    return {"sessions": [of.practice()]}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (after_expiry, [("SESSION_OUTSIDE_VALIDITY", ["sessions", "1"])]),
        (begun, [("PLAN_NOT_BEFORE_FIRST_SESSION", ["sessions"])]),
        (few_assessors, [("TOO_FEW_ASSESSORS", ["sessions", "1", "assessorIds"])]),
        (even_assessors, [("ASSESSORS_EVEN", ["sessions", "1", "assessorIds"])]),
        (few_invigilators, [("TOO_FEW_INVIGILATORS", ["sessions", "0", "invigilatorIds"])]),
        (
            nobody_supervises,
            [("INTERNAL_SUPERVISOR_MISSING", ["sessions", "0", "internalSupervisorIds"])],
        ),
        (at_one_time, [("PERSON_TWICE_AT_ONE_TIME", ["sessions", "1"])]),
        (without_duty, [("STAFF_WITHOUT_DUTY", ["sessions", "1", "assessorIds"])]),
        (no_theory, [("PART_WITHOUT_SESSION", ["sessions"])]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_a_school_s_plan_is_refused_where_its_sessions_are_wrong(
    database: Database, register: Register, of: Planning, wrong: Any, expected: Any
) -> None:
    plan = await filled(register, of, **wrong(of))
    assert refusals(await checked(register, of.school, plan)) == expected
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert refusals(payload["findings"]) == expected
    assert payload["evaluationPlan"]["status"] == "DRAFT"
    assert "submitEvaluationPlan" not in await entries(database, plan)


async def test_a_room_is_not_overfull_and_staff_follow_the_number_of_candidates(
    register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 31)
    assert refusals(await checked(register, of.school, plan)) == [
        ("ROOM_TOO_SMALL", ["sessions", "0", "roomId"]),
        ("TOO_FEW_INVIGILATORS", ["sessions", "0", "invigilatorIds"]),
        ("ROOM_TOO_SMALL", ["sessions", "1", "roomId"]),
        ("TOO_FEW_ASSESSORS", ["sessions", "1", "assessorIds"]),
    ]


async def test_no_session_takes_place_at_a_site_without_monitoring(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of)
    unwatched = "update site set has_monitoring = false where institution_id = $1"
    await fetch(database, unwatched, of.institution.id)
    assert codes(await checked(register, of.school, plan)) == [
        ("SITE_WITHOUT_MONITORING", ["sessions", "0", "roomId"]),
        ("SITE_WITHOUT_MONITORING", ["sessions", "1", "roomId"]),
    ]


async def test_rooms_staff_and_candidates_of_another_accepted_plan_are_taken(
    register: Register, of: Planning
) -> None:
    await accepted(register, of)
    plan = await filled(register, of)
    taken = [
        ("PERSON_TWICE_AT_ONE_TIME", ["sessions", "0"]),
        ("ROOM_TWICE_AT_ONE_TIME", ["sessions", "0", "roomId"]),
        ("PERSON_TWICE_AT_ONE_TIME", ["sessions", "1"]),
        ("ROOM_TWICE_AT_ONE_TIME", ["sessions", "1", "roomId"]),
    ]
    assert sorted(codes(await checked(register, of.school, plan))) == sorted(taken)
    another_day = await filled(register, of, sessions=[of.theory(11), of.practice(11)])
    assert await checked(register, of.school, another_day) == []


async def test_of_two_plans_that_want_one_room_the_center_accepts_one(
    database: Database, register: Register, of: Planning
) -> None:
    first, second = await submitted(register, of), await submitted(register, of)
    payloads = await asyncio.gather(
        act(register, CENTER, "acceptEvaluationPlan", first),
        act(register, CENTER, "acceptEvaluationPlan", second),
    )
    states = sorted(payload["evaluationPlan"]["status"] for payload in payloads)
    assert states == ["ACCEPTED", "SUBMITTED"]
    opened = [len(await filings(database, plan)) for plan in (first, second)]
    assert sorted(opened) == [0, 1]


async def test_the_center_s_acceptance_asks_the_rules_again(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await submitted(register, of)
    await rows.write(database, *rows.suspended(of.agency, of.account, of.today, of.today))
    payload = await act(register, CENTER, "acceptEvaluationPlan", plan)
    assert codes(payload["findings"]) == [("AGENCY_NOT_IN_FORCE", [])]
    assert (await stored(database, plan))["status"] == "SUBMITTED"
    assert await filings(database, plan) == []


async def test_a_major_without_a_passed_evaluation_keeps_its_students_out(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 1)
    (candidate,) = await fetch(
        database, "select id from candidate where plan_id = $1", number_of(plan)
    )
    place = ["candidates", f"Candidate:{candidate['id']}", "majorCode"]
    lower = "update major_evaluation set highest_level = 4 where institution_id = $1"
    await fetch(database, lower, of.institution.id)
    assert codes(await checked(register, of.school, plan)) == [("MAJOR_EVALUATION_TOO_LOW", place)]
    await fetch(
        database, "delete from major_evaluation where institution_id = $1", of.institution.id
    )
    assert codes(await checked(register, of.school, plan)) == [("MAJOR_EVALUATION_MISSING", place)]
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert payload["evaluationPlan"]["status"] == "DRAFT"


async def test_the_center_returns_with_a_reason_and_the_school_files_again(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await submitted(register, of)
    blank = await act(register, CENTER, "returnEvaluationPlan", plan, reason=" ")
    assert codes(blank["findings"]) == [("REASON_MISSING", ["reason"])]
    assert (await stored(database, plan))["status"] == "SUBMITTED"
    payload = await act(register, CENTER, "returnEvaluationPlan", plan, reason="考场有误")
    plan = payload["evaluationPlan"]
    assert (plan["status"], plan["reason"]) == ("RETURNED", "考场有误")
    given = {"id": plan["id"], "expectedVersion": plan["version"]}
    moved = of.plan(
        sessions=[of.theory(12), of.practice(12)], workScheme={"title": "考务工作方案（修订）"}
    )
    update = ("updateEvaluationPlan", "UpdateEvaluationPlanInput")
    plan = (await do(register, of.school, *update, plan=moved, **given))["evaluationPlan"]
    assert plan["candidateCount"] == 2
    plan = (await act(register, of.school, "submitEvaluationPlan", plan))["evaluationPlan"]
    assert (plan["status"], plan["reason"]) == ("SUBMITTED", None)
    assert plan["endsOn"] == str(of.today + timedelta(days=12))
    asked = "select work_scheme_version from evaluation_plan where id = $1"
    assert (await fetch(database, asked, number_of(plan)))[0]["work_scheme_version"] == 2


async def test_an_update_replaces_parts_sessions_and_staff(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    given = {"id": plan["id"], "expectedVersion": plan["version"]}
    fewer = of.plan(parts=[{"kind": "PRACTICE", "name": "实操"}], sessions=[of.practice()])
    update = ("updateEvaluationPlan", "UpdateEvaluationPlanInput")
    payload = await do(register, of.school, *update, plan=fewer, **given)
    assert codes(payload["findings"]) == [("THEORY_AND_PRACTICE_PREFERRED", ["plan", "parts"])]
    assert payload["evaluationPlan"]["version"] > plan["version"]
    asked = """select count(*) n from plan_staff join plan_session s on s.id = session_id
      where s.plan_id = $1"""
    assert (await fetch(database, asked, number_of(plan)))[0]["n"] == 4


async def test_an_accepted_plan_is_cancelled_before_it_begins_and_no_results_are_due(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    payload = await act(register, of.school, "cancelEvaluationPlan", plan, reason="设备故障")
    assert payload["evaluationPlan"]["status"] == "CANCELLED"
    assert await filings(database, plan) == []


async def test_a_plan_that_has_begun_is_not_cancelled(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await accepted(register, of)
    earlier = "update plan_session set starts_at = register_now() where plan_id = $1"
    await fetch(database, earlier, number_of(plan))
    assert (await actions(register, of.school, plan))["cancelEvaluationPlan"] == [
        "EVALUATION_BEGUN"
    ]
    payload = await act(register, of.school, "cancelEvaluationPlan", plan, reason="设备故障")
    assert codes(payload["findings"]) == [("EVALUATION_BEGUN", [])]
    assert (await stored(database, plan))["status"] == "ACCEPTED"
    assert len(await filings(database, plan)) == 1


async def test_a_stale_version_is_a_conflict_and_nothing_is_written(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of)
    stale = plan | {"version": plan["version"] - 1}
    given = {"id": stale["id"], "expectedVersion": stale["version"], "plan": of.plan()}
    update = ("updateEvaluationPlan", "UpdateEvaluationPlanInput")
    before = await entries(database, plan)
    for attempt in (
        act(register, of.school, "submitEvaluationPlan", stale),
        enter(register, of, stale, of.candidate(7)),
        do(register, of.school, *update, **given),
    ):
        with pytest.raises(Failed) as failed:
            await attempt
        assert isinstance(failed.value.causes[0], Conflict)
    assert (await stored(database, plan))["version"] == plan["version"]
    assert await entries(database, plan) == before


async def test_another_school_s_plan_is_not_found_by_any_act(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    plan = await filled(register, other)
    given = {"id": plan["id"], "expectedVersion": plan["version"]}
    update = ("updateEvaluationPlan", "UpdateEvaluationPlanInput")
    for payload in (
        await act(register, of.school, "submitEvaluationPlan", plan),
        await act(register, of.school, "cancelEvaluationPlan", plan, reason="不再需要"),
        await do(register, of.school, *update, plan=of.plan(), **given),
        await enter(register, of, plan, of.candidate()),
    ):
        assert codes(payload["findings"]) == [("NOT_FOUND", ["id"])]
        assert payload["evaluationPlan"] is None
    assert codes(await checked(register, of.school, plan)) == [("NOT_FOUND", ["id"])]
    assert await entries(database, plan) == ["createEvaluationPlan", "importCandidates"]


async def test_the_same_idempotency_key_drafts_one_plan(
    database: Database, register: Register, of: Planning
) -> None:
    given: dict[str, Any] = {"plan": of.plan(), "idempotencyKey": "the-one-draft"}
    create = ("createEvaluationPlan", "CreateEvaluationPlanInput")
    first = await do(register, of.school, *create, **given)
    assert await do(register, of.school, *create, **given) == first
    asked = "select count(*) n from evaluation_plan where institution_id = $1"
    assert (await fetch(database, asked, of.institution.id))[0]["n"] == 1
    with pytest.raises(Failed) as failed:
        await do(register, of.school, *create, **given | {"plan": of.plan(level=4)})
    assert isinstance(failed.value.causes[0], Conflict)


async def test_a_plan_takes_the_code_of_the_agency_s_scope(
    database: Database, place: City, register: Register
) -> None:
    of = await planning(database, place, scope=AgencyScope.OTHER_SCHOOLS)
    earlier = rows.row(
        models.AgencyCode, code=f"Y1{of.institution.school_code}0", category=AgencyCategory.Y,
        scope=AgencyScope.OWN_STUDENTS, agency_id=of.agency.id, valid_from=of.today,
    )  # fmt: skip
    await rows.write(database, earlier)
    plan = await submitted(register, of)
    assert plan["agencyCode"] != earlier.code


def test_an_act_of_another_role_is_not_in_the_schema() -> None:
    for role in Role:
        for each in PLAN:
            input_ = INPUTS.get(each.name, "ActInput")
            document = (
                f"mutation ($input: {input_}!) {{ {each.name}(input: $input) {{ __typename }} }}"
            )
            errors = " ".join(e.message for e in validate(schemas()[role], parse(document)))
            is_unknown = f"Cannot query field '{each.name}'" in errors
            assert is_unknown == (role not in each.by), (role, each.name)


@pytest.mark.parametrize("each", DECIDING, ids=lambda each: each.name)
async def test_an_act_is_refused_in_every_state_it_does_not_start_from(
    database: Database, register: Register, of: Planning, each: Any
) -> None:
    plan = await submitted(register, of)
    (role,) = each.by
    viewer = of.school if role is Role.SCHOOL else CENTER
    put = "update evaluation_plan set status = $2, version = version + 1 where id = $1"
    for state in PlanStatus:
        if is_allowed(each, role, state) or (state is PlanStatus.DRAFT and viewer is CENTER):
            continue  # what may be done has its own tests; the center sees no draft
        await fetch(database, put, number_of(plan), state.name)
        version = (await stored(database, plan))["version"]
        given: dict[str, Any] = {"id": plan["id"], "expectedVersion": version}
        input_ = INPUTS.get(each.name, "ActInput")
        if each.name == "updateEvaluationPlan":
            input_, given = "UpdateEvaluationPlanInput", given | {"plan": of.plan()}
        if input_ == "ReasonedInput":
            given |= {"reason": "理由"}
        payload = await do(register, viewer, each.name, input_, **given)
        assert codes(payload["findings"]) == [("ACT_NOT_IN_STATE", [])], state
        assert dict(await stored(database, plan))["version"] == version


async def test_a_person_certified_already_is_refused_at_the_filing(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 1)
    earlier = await accepted(register, of, 1, sessions=[of.theory(20), of.practice(20)])
    await rows.write(database, await certificate(database, of, earlier))
    (finding,) = await checked(register, of.school, plan)
    assert (finding["code"], finding["clause"]) == ("ALREADY_CERTIFIED", "4.1")
    assert finding["path"][0] == "candidates"
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert payload["evaluationPlan"]["status"] == "DRAFT"
    other_level = await filled(register, of, 1, level=4)
    assert await checked(register, of.school, other_level) == []


async def certificate(database: Database, of: Planning, plan: Any) -> models.Certificate:
    """One in force at level 3, of the first candidate of the plan."""
    asked = "select id, person_id from candidate where plan_id = $1"
    (candidate,) = await fetch(database, asked, number_of(plan))
    code = """select agency_code_id, code from evaluation_plan plan
      join agency_code c on c.id = agency_code_id where plan.id = $1"""
    (filed,) = await fetch(database, code, number_of(plan))
    return rows.row(
        models.Certificate, number=f"{filed['code']}263000001",
        institution_id=of.institution.id, agency_id=of.agency.id,
        agency_code_id=filed["agency_code_id"], plan_id=number_of(plan),
        candidate_id=candidate["id"], person_id=candidate["person_id"],
        occupation_id=of.item.occupation_id, level=3, agency_name="学院", holder_name="欧阳小明",
        document_type=DocumentType.RESIDENT_IDENTITY_CARD, identity_sealed=b"", identity_index=b"",
        occupation_name="车工", level_name="三级/高级工", issued_on=of.today,
        verification_token=candidate["id"].bytes,
    )  # fmt: skip


async def test_a_plan_of_many_candidates_is_judged_in_as_many_statements_as_one_of_few(
    database: Database, register: Register, of: Planning
) -> None:
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        asked.append(statement)

    numbers = []
    for candidates in (1, 60):
        plan = await filled(register, of, candidates)
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        async with AsyncSession(database.engine) as session:
            await plan_facts(session, UUID(number_of(plan)), Configuration())
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        numbers.append(len(asked))
        asked.clear()
    assert numbers[0] == numbers[1] <= 13
