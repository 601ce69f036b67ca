"""评价计划: what each role reads of plans and of the people in them."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse, validate
from sqlalchemy import Text, cast, literal, select

from models.database import Database
from permissions.masks import name_mask
from permissions.viewer import Viewer
from resolvers.candidate import masked_name
from rules.vocabulary import Role
from tests.planned import (
    CENTER,
    City,
    Planning,
    accepted,
    city,
    drafted,
    filled,
    planning,
    submitted,
)
from tests.register import Register, schemas

WHOLE = """query ($id: ID!) { evaluationPlan(id: $id) {
  id batchName level method status agencyCode workSchemeTitle workSchemeVersion startsAt endsOn
  candidateCount institution { name } agency { name }
  agencyItem { occupation { code name } }
  parts { position kind name passMark weight courseExamination { course } }
  sessions { startsAt endsAt part { name } room { name capacity } site { name }
    staff { duty staffMember { name } } }
  candidates(first: 200) { totalCount nodes { maskedName documentType maskedIdentity
    trainingLevel major { name } enrolledAt { name } } }
  resultFiling { status dueOn }
  history { act role before after }
  actions { act allowed reasons { code message } } } }"""
LIST = """query ($filter: EvaluationPlanFilter, $orderBy: EvaluationPlanOrder) {
  evaluationPlans(filter: $filter, orderBy: $orderBy) { totalCount nodes { id } } }"""
NAMES = "{ candidates { nodes { name } } }"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def listed(register: Register, viewer: Viewer, **given: Any) -> list[str]:
    found = (await register.ask(viewer, LIST, **given))["evaluationPlans"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["id"] for node in found["nodes"]]


async def test_the_center_reads_a_filed_plan_whole_with_masked_people(
    register: Register, of: Planning
) -> None:
    plan = (await register.ask(CENTER, WHOLE, id=(await accepted(register, of))["id"]))[
        "evaluationPlan"
    ]
    assert [part["name"] for part in plan["parts"]] == ["理论", "实操"]
    assert [session["room"]["name"] for session in plan["sessions"]] == ["理论一", "实操一"]
    assert len(plan["sessions"][1]["staff"]) == 4
    assert plan["startsAt"].startswith(str(of.today + timedelta(days=10)))
    assert plan["agencyItem"]["occupation"]["code"] == "6-18-01-01"
    (first, _) = plan["candidates"]["nodes"]
    assert first["maskedName"] == "欧*"
    assert first["maskedIdentity"] == "3" + "*" * 16 + of.identity(0)[-1]
    assert first["documentType"] == "RESIDENT_IDENTITY_CARD"
    assert plan["resultFiling"]["status"] == "OPEN"
    acts = [entry["act"] for entry in plan["history"]]
    assert acts == ["submitEvaluationPlan", "acceptEvaluationPlan"]  # what came before is its own


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.COMMISSION, Role.BUREAU, Role.SUPERVISOR])
async def test_who_need_not_know_the_people_reads_and_filters_by_masks_alone(
    register: Register, of: Planning, role: Role
) -> None:
    plan = await submitted(register, of)
    found = (await register.ask(Viewer(role), WHOLE, id=plan["id"]))["evaluationPlan"]
    assert {node["maskedName"] for node in found["candidates"]["nodes"]} == {"欧*"}
    for hidden in (
        "{ evaluationPlans { nodes { candidates { nodes { name } } } } }",
        "{ evaluationPlans { nodes { candidates { nodes { studentNumber } } } } }",
        '{ evaluationPlans { nodes { candidates(filter: {name: {eq: "a"}}) { totalCount } } } }',
        "{ evaluationPlans { nodes { candidates(orderBy: NAME_ASC) { totalCount } } } }",
        NAMES,
    ):
        assert validate(schemas()[role], parse(hidden)), hidden


async def test_nobody_is_told_a_whole_identity_number_or_a_phone(
    database: Database, register: Register, of: Planning
) -> None:
    for role in Role:
        types = schemas()[role].type_map
        names = set(getattr(types.get("Candidate"), "fields", {}))
        assert not names & {"identitySealed", "identity", "documentNumber", "phone", "phoneSealed"}
        assert "Person" not in types


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.EXPERT, Role.ADMINISTRATOR])
async def test_who_has_no_business_with_plans_has_none_in_the_schema(role: Role) -> None:
    types = schemas()[role].type_map
    assert not {"EvaluationPlan", "Candidate", "PlanSession"} & set(types)
    assert validate(schemas()[role], parse("{ evaluationPlans { totalCount } }"))


async def test_the_mask_of_the_statement_is_the_mask_of_the_program(database: Database) -> None:
    for name in ("张三", "欧阳小明", "O", "", "阿卜杜拉·买买提", "𠮷野"):

        class Row:
            pass

        row = Row()
        row.name = cast(literal(name), Text)  # type: ignore[attr-defined]
        async with database.engine.connect() as connection:
            found = (await connection.execute(select(masked_name(row, {})))).scalar()
        assert found == name_mask(name)


async def test_a_school_s_candidates_are_its_own_and_the_center_sees_those_of_filed_plans(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    await filled(register, of, 2)
    filed = await submitted(register, other, 3)
    document = """query ($filter: CandidateFilter) { candidates(filter: $filter) {
      totalCount nodes { name studentNumber plan { id } } } }"""
    assert (await register.ask(of.school, document))["candidates"]["totalCount"] == 2
    own: Any = {"filter": {"plan": filed["id"]}}
    assert (await register.ask(of.school, document, **own))["candidates"]["totalCount"] == 0
    found = (await register.ask(CENTER, document, **own))["candidates"]
    assert [node["studentNumber"] for node in found["nodes"]] == ["S00000", "S00001", "S00002"]
    by_number = own["filter"] | {"studentNumber": {"contains": "002"}}
    assert (await register.ask(CENTER, document, filter=by_number))["candidates"]["totalCount"] == 1


async def test_plans_are_found_by_state_school_agency_occupation_and_days(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    draft = (await drafted(register, of, sessions=[of.theory(20)]))["id"]
    filed = (await submitted(register, of))["id"]
    last = str(of.today + timedelta(days=10))
    for given, expected in (
        ({}, [filed, draft]),
        ({"status": "DRAFT"}, [draft]),
        ({"agency": f"Agency:{of.agency.id}", "status": "SUBMITTED"}, [filed]),
        ({"agency": f"Agency:{of.institution.id}"}, []),
        ({"institution": f"Institution:{of.institution.id}"}, [filed, draft]),
        ({"occupation": f"Occupation:{place.occupation.id}", "level": 3}, [filed, draft]),
        ({"occupation": f"Occupation:{of.agency.id}"}, []),
        ({"sessionOn": {"gte": str(of.today + timedelta(days=11))}}, [draft]),
        ({"sessionOn": {"lte": last}}, [filed]),
        ({"endsOn": {"gte": last, "lte": last}}, [filed]),
        ({"not": {"endsOn": {"gte": last}}}, [draft]),
        ({"batchName": {"contains": "一批"}}, [filed, draft]),
        ({"or": [{"status": "DRAFT"}, {"level": 4}]}, [draft]),
    ):
        assert await listed(register, of.school, filter=given) == expected, given
    assert await listed(register, of.school, orderBy="OLDEST") == [draft, filed]
    assert await listed(register, of.school, orderBy="CHANGED") == [filed, draft]
    center = {"institution": f"Institution:{of.institution.id}"}
    assert await listed(register, CENTER, filter=center) == [filed]


async def test_the_school_s_page_draws_its_buttons_from_the_plan(
    register: Register, of: Planning
) -> None:
    document = "query ($id: ID!) { evaluationPlan(id: $id) { actions { act allowed } } }"

    async def allowed(viewer: Viewer, plan: Any) -> set[str]:
        found = (await register.ask(viewer, document, id=plan["id"]))["evaluationPlan"]["actions"]
        return {action["act"] for action in found if action["allowed"]}

    draft = await filled(register, of)
    assert await allowed(of.school, draft) == {
        "updateEvaluationPlan",
        "importCandidates",
        "submitEvaluationPlan",
        "cancelEvaluationPlan",
        "recordPhotographs",
    }
    filed = await submitted(register, of)
    assert await allowed(of.school, filed) == {"cancelEvaluationPlan", "recordPhotographs"}
    assert await allowed(CENTER, filed) == {"acceptEvaluationPlan", "returnEvaluationPlan"}
    assert await allowed(Viewer(Role.BUREAU), filed) == set()
