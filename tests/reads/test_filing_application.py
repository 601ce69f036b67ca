"""Reads of applications: who sees which, in which order, and what may be done now (3.1)."""

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import event, func

import models
from models.database import Database
from permissions.errors import BadUserInput
from permissions.viewer import Viewer
from rules.vocabulary import Authority, BranchStatus, FilingStatus, Role
from tests import rows
from tests.applying import CHECK, DEPARTMENT, School, new_school, school_that_may_apply
from tests.register import Failed, Register, schemas

LIST = """query($filter: FilingApplicationFilter, $orderBy: FilingApplicationOrder) {
  filingApplications(filter: $filter, orderBy: $orderBy, first: 200) {
    totalCount nodes { id status number institution { name } } } }"""
ACTIONS = """query($id: ID!) { node(id: $id) { ... on FilingApplication {
  refusalCount actions { act allowed reasons { code clause message } } } } }"""
WITHDRAW = """mutation($input: ActInput!) { withdrawFilingApplication(input: $input) {
  filingApplication { status } findings { code clause severity path message } } }"""
WHOLE = """query($id: ID!) { node(id: $id) { ... on FilingApplication {
  status scope experience declaresTruthful declaredAt submittedAt reason
  institution { name }
  items { levelFrom levelTo basis method priorityReason isPassed
    occupation { code name } trade { name } standard { name } specification { id }
    site { name hasMonitoring } majors { expectedCandidates major { name trainingLevel } } }
  enrolments { year enrolled }
  materials { kind title note document { title sha256 size } }
  history { act role before after reason } } } }"""


def filed(school: School, status: FilingStatus, **values: Any) -> models.FilingApplication:
    submitted = None if status is FilingStatus.DRAFT else func.register_now()
    own = {"institution_id": school.institution.id, "status": status, "submitted_at": submitted}
    return rows.row(models.FilingApplication, **own, **values)


async def actions(
    register: Register, viewer: Viewer, application: str
) -> dict[str, tuple[bool, list[str]]]:
    answer = await register.ask(viewer, ACTIONS, id=application)
    return {
        action["act"]: (action["allowed"], [reason["code"] for reason in action["reasons"]])
        for action in answer["node"]["actions"]
    }


async def test_the_department_reads_the_whole_application_after_it_was_submitted(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft()
    assert (await school.register.ask(DEPARTMENT, WHOLE, id=drafted["id"]))["node"] is None
    await school.submit(drafted)
    seen = (await school.register.ask(DEPARTMENT, WHOLE, id=drafted["id"]))["node"]
    (item,) = seen["items"]
    assert item["occupation"] == {"code": "6-31-01-03", "name": "电工"}
    assert item["majors"] == [
        {
            "expectedCandidates": 100,
            "major": {"name": "电气自动化技术", "trainingLevel": "COLLEGE"},
        }
    ]
    digest = sha256(b"a document").hexdigest()
    assert {material["document"]["sha256"] for material in seen["materials"]} == {digest}
    assert [entry["act"] for entry in seen["history"]] == ["submitFilingApplication"]
    own = (await school.register.ask(school.viewer, WHOLE, id=drafted["id"]))["node"]
    assert [(entry["act"], entry["after"]) for entry in own["history"]] == [
        ("createFilingApplication", "DRAFT"),
        ("submitFilingApplication", "SUBMITTED"),
    ]


async def test_a_school_lists_its_own_and_the_authorities_what_was_handed_in(
    reference_database: Database,
) -> None:
    school, other = await new_school(reference_database), await new_school(reference_database)
    own = [filed(school, FilingStatus.DRAFT), filed(school, FilingStatus.ACCEPTED)]
    await rows.write(reference_database, *own, filed(other, FilingStatus.SUBMITTED))
    listed = (await school.register.ask(school.viewer, LIST))["filingApplications"]
    assert {node["id"] for node in listed["nodes"]} == {f"FilingApplication:{a.id}" for a in own}
    for role in (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU):
        only = {"institution": f"Institution:{school.institution.id}"}
        seen = await school.register.ask(Viewer(role=role), LIST, filter=only)
        assert [n["status"] for n in seen["filingApplications"]["nodes"]] == ["ACCEPTED"]


async def test_an_expert_lists_the_applications_of_its_panels(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    expert = rows.row(models.Expert, name="专家", field="电气")
    application = filed(school, FilingStatus.IN_ASSESSMENT)
    assessment = rows.row(
        models.TechnicalAssessment,
        application_id=application.id,
        institution_id=school.institution.id,
    )
    member = rows.row(models.PanelMember, assessment_id=assessment.id, expert_id=expert.id)
    await rows.write(reference_database, expert, application, assessment, member)
    viewer = Viewer(role=Role.EXPERT, expert_id=expert.id)
    listed = (await school.register.ask(viewer, LIST))["filingApplications"]
    assert [node["id"] for node in listed["nodes"]] == [f"FilingApplication:{application.id}"]
    assert listed["totalCount"] == 1


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ({"status": "DRAFT"}, {FilingStatus.DRAFT}),
        ({"statusIn": ["ACCEPTED", "DECLINED"]}, {FilingStatus.ACCEPTED, FilingStatus.DECLINED}),
        ({"not": {"status": "DRAFT"}}, {FilingStatus.ACCEPTED, FilingStatus.DECLINED}),
        ({"number": {"startsWith": "2001-"}}, {FilingStatus.DECLINED}),
        ({"submittedAt": {"lte": "1999-01-01T00:00:00+08:00"}}, set()),
        ({"updatedSince": "1999-01-01T00:00:00+08:00"},
         {FilingStatus.DRAFT, FilingStatus.ACCEPTED, FilingStatus.DECLINED}),
    ],
)  # fmt: skip
async def test_a_filter_says_which_applications(
    reference_database: Database, only: dict[str, Any], expected: set[FilingStatus]
) -> None:
    school = await new_school(reference_database)
    await rows.write(
        reference_database,
        filed(school, FilingStatus.DRAFT),
        filed(school, FilingStatus.ACCEPTED),
        filed(school, FilingStatus.DECLINED, number=f"2001-{school.institution.school_code}"),
    )
    listed = (await school.register.ask(school.viewer, LIST, filter=only))["filingApplications"]
    assert {node["status"] for node in listed["nodes"]} == {status.name for status in expected}


async def test_each_order_is_total(reference_database: Database) -> None:
    school = await new_school(reference_database)
    states = (FilingStatus.WITHDRAWN, FilingStatus.DRAFT, FilingStatus.ACCEPTED)
    for status in states:
        await rows.write(reference_database, filed(school, status))

    async def listed(order: str) -> list[str]:
        answer = await school.register.ask(school.viewer, LIST, orderBy=order)
        return [node["status"] for node in answer["filingApplications"]["nodes"]]

    assert await listed("NEWEST") == ["ACCEPTED", "DRAFT", "WITHDRAWN"]
    assert await listed("RECENTLY_CHANGED") == ["ACCEPTED", "DRAFT", "WITHDRAWN"]
    assert await listed("STATUS_ASC") == ["ACCEPTED", "DRAFT", "WITHDRAWN"]


async def test_a_draft_says_that_its_refusals_keep_it_from_being_submitted(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    refused = await school.draft(declaresTruthful=False, declaresNonProfit=False)
    sound = await school.draft()
    may = await actions(school.register, school.viewer, refused["id"])
    assert may["submitFilingApplication"] == (False, ["APPLICATION_CONTENT_REFUSED"])
    assert may["updateFilingApplication"] == (True, [])
    may = await actions(school.register, school.viewer, sound["id"])
    assert may["submitFilingApplication"] == (True, [])


async def test_a_count_of_an_earlier_version_is_not_known_and_blocks_nothing(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    row = filed(school, FilingStatus.DRAFT, refusal_count=3, refusals_checked_version=7)
    await rows.write(reference_database, row)
    answer = await school.register.ask(school.viewer, ACTIONS, id=f"FilingApplication:{row.id}")
    assert answer["node"]["refusalCount"] is None
    may = await actions(school.register, school.viewer, f"FilingApplication:{row.id}")
    assert may["submitFilingApplication"] == (True, [])


async def test_each_authority_acts_on_its_own_branch_in_its_last_round(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    account, decider = rows.account("reporter"), rows.account("decider")
    application = filed(school, FilingStatus.ASSESSED)
    bureau = {
        "application_id": application.id,
        "authority": Authority.BUREAU,
        "reported_by_id": account.id,
    }
    first = rows.row(
        models.FilingReport, status=BranchStatus.SENT_BACK, round_number=1,
        decided_at=func.register_now(), decided_by_id=decider.id, **bureau,
    )  # fmt: skip
    second = rows.row(models.FilingReport, round_number=2, **bureau)
    await rows.write(reference_database, account, decider, application, first, second)

    async def is_in_state(role: Role, act: str) -> bool:
        may = await actions(
            school.register, Viewer(role=role), f"FilingApplication:{application.id}"
        )
        return "ACT_NOT_IN_STATE" not in may[act][1]

    assert await is_in_state(Role.BUREAU, "consentToFilingApplication")
    assert not await is_in_state(Role.COMMISSION, "consentToFilingApplication")
    assert not await is_in_state(Role.CENTER, "reportFilingApplication")
    assert await is_in_state(Role.DEPARTMENT, "reportFilingApplication")


def test_the_roles_that_list_applications_are_those_of_the_contract() -> None:
    listing = {
        role
        for role, schema in schemas().items()
        if schema.query_type and "filingApplications" in schema.query_type.fields
    }
    assert listing == {
        Role.SCHOOL, Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU, Role.EXPERT
    }  # fmt: skip


async def test_the_dry_run_takes_as_many_statements_for_twenty_items_as_for_one(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    one = await school.draft()
    twenty = await school.draft(items=[school.item()] * 20)
    statements: list[str] = []

    def count(*told: Any) -> None:
        statements.append(told[2])

    async def asked(application: dict[str, Any]) -> int:
        statements.clear()
        await school.register.ask(school.viewer, CHECK, id=application["id"])
        return len(statements)

    engine = reference_database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert await asked(one) == await asked(twenty) <= 48  # asked twice: judged
    finally:
        event.remove(engine, "before_cursor_execute", count)


@pytest.mark.parametrize("damaged", ["", "2026-0001", "Major:01a209c5-88c2-7ee4-be75-bccf4fd1d65f"])
async def test_the_dry_run_of_a_damaged_id_says_what_was_expected(
    reference_database: Database, damaged: str
) -> None:
    school = await new_school(reference_database)
    with pytest.raises(Failed) as failed:
        await school.register.ask(school.viewer, CHECK, id=damaged)
    (cause,) = failed.value.causes
    assert isinstance(cause, BadUserInput)
    assert "FilingApplication" in str(cause)


async def test_the_findings_are_in_the_language_of_the_request(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft(declaresTruthful=False)
    for language, word in (("zh-CN", "真实性"), ("en", "truth")):
        answer = await school.register.ask(school.viewer, CHECK, language, id=drafted["id"])
        (refusal,) = (f for f in answer["checkFilingApplication"] if f["severity"] == "REFUSAL")
        assert word in refusal["message"]


async def test_each_of_two_drafts_waits_while_the_other_is_under_way_and_no_longer(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    first, second = await school.draft(), await school.draft()

    async def reasons(drafted: Any) -> list[str]:
        may = await actions(school.register, school.viewer, drafted["id"])
        return may["submitFilingApplication"][1]

    assert await reasons(first) == await reasons(second) == []
    submitted = (await school.submit(first))["filingApplication"]
    assert await reasons(second) == ["APPLICATION_OPEN"]
    third = await school.draft()
    assert await reasons(third) == ["APPLICATION_OPEN"]
    await school.act(WITHDRAW, id=submitted["id"], expectedVersion=submitted["version"])
    assert await reasons(second) == await reasons(third) == []
