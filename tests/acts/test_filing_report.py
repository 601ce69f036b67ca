"""报送、同意、报备、回执: every act of the filing; no account reports and consents (3.3)."""

import asyncio
from itertools import count
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Agency, AgencyItem, FilingReceipt, FilingReport, Institution, MinistryReport
from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.lifecycle import FILING, Act
from rules.vocabulary import AssessmentConclusion, Authority, BranchStatus, FilingStatus, Role
from tests import rows
from tests.acts.filing_scene import Scene, codes
from tests.register import Failed, schemas

NUMBERS = count(1)
B, F = BranchStatus, FilingStatus
ACTIONS = """query A($id: ID!) { node(id: $id) { ... on FilingApplication {
  status actions { act allowed reasons { code } } } } }"""
WORKING = (Role.SCHOOL, Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


async def assessed(
    database: Database,
    conclusion: AssessmentConclusion = AssessmentConclusion.PASSED,
    bureau: BranchStatus | None = None,
    commission: BranchStatus | None = None,
    status: FilingStatus = F.ASSESSED,
) -> Scene:
    """An application after its assessment, each branch as far as it is said to be."""
    scene = await scene_of(database)
    center, department = scene.viewers[Role.CENTER], scene.viewers[Role.DEPARTMENT]
    await scene.set_status(status)
    made: list[Any] = [scene.concluded(conclusion)]
    for authority, branch, reporter, reviewer in (
        (Authority.BUREAU, bureau, center, scene.viewers[Role.BUREAU]),
        (Authority.COMMISSION, commission, department, scene.viewers[Role.COMMISSION]),
    ):
        if branch is not None:
            made.append(scene.reported(authority, branch, reporter, reviewer))
    await rows.write(database, *made)
    return scene


async def offered(scene: Scene, who: Viewer | Role) -> dict[str, Any]:
    viewer = scene.viewers[who] if isinstance(who, Role) else who
    node = f"FilingApplication:{scene.application.id}"
    shown = await scene.register.ask(viewer, ACTIONS, id=node)
    return {action["act"]: action for action in shown["node"]["actions"]}


# --- reports and consents


@pytest.mark.clause("3.3")
async def test_each_office_reports_on_its_own_branch(database: Database) -> None:
    scene = await assessed(database)
    for role in (Role.CENTER, Role.DEPARTMENT):
        assert codes(await scene.on_application(role, "reportFilingApplication")) == []
    reports = await scene.all(FilingReport, FilingReport.application_id == scene.application.id)
    accounts = {report.authority: report.reported_by_id for report in reports}
    assert accounts == {
        Authority.BUREAU: scene.viewers[Role.CENTER].account_id,
        Authority.COMMISSION: scene.viewers[Role.DEPARTMENT].account_id,
    }


@pytest.mark.clause("3.3")
async def test_two_consents_together_make_it_consented_in_either_order(database: Database) -> None:
    for first, second in ((Role.BUREAU, Role.COMMISSION), (Role.COMMISSION, Role.BUREAU)):
        scene = await assessed(database, bureau=B.REPORTED, commission=B.REPORTED)
        await scene.on_application(first, "consentToFilingApplication")
        assert await scene.status() is F.ASSESSED
        await scene.on_application(second, "consentToFilingApplication")
        assert await scene.status() is F.CONSENTED


OWN = """query O($id: ID!, $filter: FilingApplicationFilter) {
  node(id: $id) { ... on FilingApplication { ownBranch } }
  filingApplications(filter: $filter, first: 100) { nodes { id } } }"""


@pytest.mark.clause("3.3")
async def test_each_authority_sees_and_finds_its_own_branch(database: Database) -> None:
    scene = await assessed(database, bureau=B.CONSENTED, commission=B.REPORTED)
    node = f"FilingApplication:{scene.application.id}"
    for role, branch in (
        (Role.BUREAU, "CONSENTED"),
        (Role.CENTER, "CONSENTED"),
        (Role.COMMISSION, "REPORTED"),
        (Role.DEPARTMENT, "REPORTED"),
    ):
        wanted = {"bureauBranch": "CONSENTED", "commissionBranch": "REPORTED"}
        shown = await scene.register.ask(scene.viewers[role], OWN, id=node, filter=wanted)
        assert shown["node"]["ownBranch"] == branch
        assert {"id": node} in shown["filingApplications"]["nodes"]
        other = {"bureauBranch": "REFUSED"}
        none = await scene.register.ask(scene.viewers[role], OWN, id=node, filter=other)
        assert {"id": node} not in none["filingApplications"]["nodes"]


@pytest.mark.clause("3.3")
async def test_one_refusal_ends_it_in_whatever_order_the_authorities_decide(
    database: Database,
) -> None:
    for first, second in ((Role.BUREAU, Role.COMMISSION), (Role.COMMISSION, Role.BUREAU)):
        for refuses in (first, second):
            scene = await assessed(database, bureau=B.REPORTED, commission=B.REPORTED)
            for role in (first, second):
                act, given = "consentToFilingApplication", {}
                if role is refuses:
                    act, given = "refuseFilingApplication", {"reason": "不同意"}
                await scene.on_application(role, act, **given)
            assert await scene.status() is F.REFUSED
            (entry,) = await scene.entries("refuseFilingApplication")
            assert entry.reason == "不同意"


@pytest.mark.clause("3.3")
async def test_one_refusal_refuses_the_filing_and_says_why(database: Database) -> None:
    scene = await assessed(database, bureau=B.CONSENTED, commission=B.REPORTED)
    silent = await scene.on_application(Role.COMMISSION, "refuseFilingApplication", reason=" ")
    assert [(f["code"], f["clause"], f["path"]) for f in silent["findings"]] == [
        ("REASON_MISSING", "3.3", ["reason"])
    ]
    assert await scene.status() is F.ASSESSED
    await scene.on_application(Role.COMMISSION, "refuseFilingApplication", reason="条件不具备")
    assert await scene.status() is F.REFUSED
    (entry,) = await scene.entries("refuseFilingApplication")
    assert (entry.before, entry.after, entry.reason) == ("ASSESSED", "REFUSED", "条件不具备")
    assert not entry.is_public


@pytest.mark.clause("3.3")
async def test_what_was_sent_back_is_reported_in_a_second_round(database: Database) -> None:
    scene = await assessed(database, bureau=B.REPORTED)
    await scene.on_application(Role.BUREAU, "sendBackFilingApplication", reason="补充材料")
    assert codes(await scene.on_application(Role.CENTER, "reportFilingApplication")) == []
    reports = await scene.all(FilingReport, FilingReport.application_id == scene.application.id)
    assert {(report.round_number, report.status) for report in reports} == {
        (1, B.SENT_BACK),
        (2, B.REPORTED),
    }


@pytest.mark.clause("3.3")
async def test_who_reported_on_either_branch_decides_on_none(database: Database) -> None:
    scene = await assessed(database, bureau=B.REPORTED, commission=B.REPORTED)
    for reporter in (Role.CENTER, Role.DEPARTMENT):
        both = Viewer(Role.BUREAU, scene.viewers[reporter].account_id)
        refused = await scene.on_application(both, "consentToFilingApplication")
        assert codes(refused) == ["CONSENT_BY_REPORTER"]
        button = (await offered(scene, both))["consentToFilingApplication"]
        assert not button["allowed"]
        assert [reason["code"] for reason in button["reasons"]] == ["CONSENT_BY_REPORTER"]
    assert await scene.status() is F.ASSESSED
    assert not await scene.entries("consentToFilingApplication")


@pytest.mark.clause("3.3")
async def test_of_two_reviewers_at_once_one_wins_and_the_other_gets_conflict(
    database: Database,
) -> None:
    scene = await assessed(database, bureau=B.REPORTED)
    decisions = await asyncio.gather(
        scene.on_application(Role.BUREAU, "consentToFilingApplication"),
        scene.on_application(Role.BUREAU, "refuseFilingApplication", reason="不同意"),
        return_exceptions=True,
    )
    (lost,) = [decision for decision in decisions if isinstance(decision, Failed)]
    assert isinstance(lost.causes[0], Conflict)
    (report,) = await scene.all(FilingReport, FilingReport.application_id == scene.application.id)
    decided = await scene.entries("consentToFilingApplication")
    decided += await scene.entries("refuseFilingApplication")
    assert len(decided) == 1
    assert report.status in (B.CONSENTED, B.REFUSED)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("conclusion", AssessmentConclusion, ids=lambda term: term.name)
async def test_only_what_passed_is_reported(
    database: Database, conclusion: AssessmentConclusion
) -> None:
    scene = await assessed(database, conclusion)
    is_passed = conclusion.name.startswith("PASSED")
    button = (await offered(scene, Role.CENTER))["reportFilingApplication"]
    payload = await scene.on_application(Role.CENTER, "reportFilingApplication")
    assert codes(payload) == ([] if is_passed else ["ASSESSMENT_NOT_PASSED"])
    assert button["allowed"] == is_passed


# --- the ministry and the receipt


@pytest.mark.clause("3.3")
async def test_the_ministrys_outcome_has_its_reference_its_reason_and_its_day(
    database: Database,
) -> None:
    scene = await assessed(database, status=F.CONSENTED, bureau=B.CONSENTED, commission=B.CONSENTED)
    await scene.on_application(Role.CENTER, "reportToMinistry")
    for given, expected in (
        ({"outcome": "FILED"}, ("MINISTRY_NUMBER_MISSING", ["reference"])),
        ({"outcome": "RETURNED"}, ("REASON_MISSING", ["reason"])),
        (
            {"outcome": "FILED", "reference": "1", "outcomeOn": "2020-01-01"},
            ("MINISTRY_OUTCOME_OUT_OF_TIME", ["outcomeOn"]),
        ),
    ):
        refused = await scene.on_application(Role.CENTER, "recordMinistryOutcome", **given)
        assert [(f["code"], f["path"]) for f in refused["findings"]] == [expected]
    assert await scene.status() is F.REPORTED_TO_MINISTRY
    await scene.on_application(
        Role.CENTER, "recordMinistryOutcome", outcome="RETURNED", reason="缺材料"
    )
    assert await scene.status() is F.MINISTRY_RETURNED
    await scene.file()
    rounds = await scene.all(MinistryReport, MinistryReport.application_id == scene.application.id)
    assert {(report.round_number, report.reference) for report in rounds} == {
        (1, None),
        (2, "鉴备2026-17"),
    }


async def filed(database: Database) -> Scene:
    scene = await assessed(database, status=F.CONSENTED, bureau=B.CONSENTED, commission=B.CONSENTED)
    await scene.file()
    return scene


@pytest.mark.clause("3.4")
async def test_no_receipt_for_a_school_that_the_public_could_not_reach(database: Database) -> None:
    scene = await filed(database)
    async with AsyncSession(database.engine) as session, session.begin():
        school = await session.get_one(Institution, scene.school.id)
        school.evaluation_department_telephone = None
    button = (await offered(scene, Role.CENTER))["issueFilingReceipt"]
    refused = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    assert codes(refused) == ["DIRECTORY_ENTRY_INCOMPLETE"]
    assert [reason["code"] for reason in button["reasons"]] == codes(refused)
    assert await scene.status() is F.FILED
    assert not await scene.all(Agency, Agency.institution_id == scene.school.id)


@pytest.mark.clause("3.3")
async def test_the_same_key_issues_one_receipt(database: Database) -> None:
    scene = await filed(database)
    await scene.pass_items()
    given = {
        "id": f"FilingApplication:{scene.application.id}",
        "expectedVersion": (await scene.get(type(scene.application), scene.application.id)).version,
        "idempotencyKey": f"receipt-{scene.number}",
    }
    first = await scene.act(Role.CENTER, "issueFilingReceipt", **given)
    second = await scene.act(Role.CENTER, "issueFilingReceipt", **given)
    assert first == second
    receipts = await scene.all(FilingReceipt, FilingReceipt.application_id == scene.application.id)
    assert [receipt.number for receipt in receipts] == [first["receipt"]["number"]]
    items = await scene.all(AgencyItem, AgencyItem.agency_id == receipts[0].agency_id)
    assert len(items) == 2


@pytest.mark.clause("3.3")
async def test_what_is_filed_later_ends_with_its_agency_and_keeps_its_code(
    database: Database,
) -> None:
    scene = await filed(database)
    await scene.pass_items()
    first = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    await scene.apply_again()
    await rows.write(database, *scene.concluded_and_consented())
    await scene.file()
    second = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    assert codes(second) == []
    assert second["agency"]["id"] == first["agency"]["id"]
    assert second["receipt"]["number"] != first["receipt"]["number"]
    agency = await scene.all(Agency, Agency.institution_id == scene.school.id)
    items = await scene.all(AgencyItem, AgencyItem.agency_id == agency[0].id)
    assert len(items) == 4
    assert {item.valid_to for item in items} == {agency[0].valid_to}


# --- every act in every state and branch, for every role

AFTER_BOTH = {F.CONSENTED, F.REPORTED_TO_MINISTRY, F.MINISTRY_RETURNED, F.FILED, F.RECEIPT_ISSUED}
BRANCHES = [
    (None, None),
    (B.REPORTED, B.REPORTED),
    (B.SENT_BACK, B.SENT_BACK),
    (B.CONSENTED, B.REPORTED),
    (B.REPORTED, B.CONSENTED),
]
CASES = [
    (status, *((B.CONSENTED, B.CONSENTED) if status in AFTER_BOTH else (None, None)))
    for status in F
    if status not in (F.ASSESSED, F.DRAFT)
] + [(F.ASSESSED, *branches) for branches in BRANCHES]
GIVEN: dict[str, dict[str, Any]] = {
    "refuseFilingApplication": {"reason": "不同意"},
    "endFilingApplication": {"reason": "机构已移出"},
    "sendBackFilingApplication": {"reason": "补充材料"},
    "recordMinistryOutcome": {"outcome": "FILED", "reference": "鉴备1"},
}


UNASSESSED_CASES = [
    case for case in CASES if case[0] is not F.ACCEPTED and case[0] is not F.ASSESSED
]
UNASSESSED_CASES += [(F.ASSESSED, None, None), *((F.ACCEPTED, *branches) for branches in BRANCHES)]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("act", FILING, ids=lambda act: act.name)
async def test_the_buttons_say_what_the_mutation_does(database: Database, act: Act) -> None:
    for role in Role:
        is_offered = act.name in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
        assert is_offered == (role in act.by)
    for case in CASES:
        await button_and_mutation_agree(database, act, *case)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("act", FILING, ids=lambda act: act.name)
async def test_the_buttons_say_what_the_mutation_does_where_nothing_is_assessed(
    database: Database, act: Act
) -> None:
    for case in UNASSESSED_CASES:
        await button_and_mutation_agree(database, act, *case, is_assessed=False)


async def button_and_mutation_agree(
    database: Database,
    act: Act,
    status: FilingStatus,
    bureau: BranchStatus | None,
    commission: BranchStatus | None,
    is_assessed: bool = True,
) -> None:
    for role in act.by:
        scene = await assessed(database, bureau=bureau, commission=commission, status=status)
        if not is_assessed:
            await scene.reduces()
        await scene.as_after(status)
        button = (await offered(scene, role))[act.name]
        payload = await scene.on_application(role, act.name, **GIVEN.get(act.name, {}))
        case = f"{status.name} {bureau} {commission} {role.name}"
        assert [reason["code"] for reason in button["reasons"]] == codes(payload), case
        assert button["allowed"] == (codes(payload) == []), case
        assert bool(await scene.entries(act.name)) == button["allowed"], case


async def test_a_page_shows_the_buttons_of_the_own_role_only(database: Database) -> None:
    scene = await assessed(database)
    for role in WORKING:
        shown = set(await offered(scene, role)) & {act.name for act in FILING}
        assert shown == {act.name for act in FILING if role in act.by}
