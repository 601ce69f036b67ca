"""Whoever an act concerns is told of it, in its transaction; each account reads for itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.base import new_id
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import FilingStatus, Role
from tests import rows
from tests.acts.filing_scene import Scene, codes
from tests.evaluated import city
from tests.planned import accepted, planning
from tests.register import Failed, Register

NOTICES = """query($filter: NoticeFilter) {
  notices(filter: $filter, first: 200) { totalCount nodes {
    id message act clause byRole reason subject isRead institution { id } } } }"""
MARK = """mutation($input: MarkNoticesReadInput!) {
  markNoticesRead(input: $input) { unreadCount findings { code path } } }"""


async def notices(scene: Scene, who: Viewer | Role, **filter_: Any) -> list[dict[str, Any]]:
    viewer = scene.viewers[who] if isinstance(who, Role) else who
    found = (await scene.register.ask(viewer, NOTICES, filter=filter_))["notices"]
    assert found["totalCount"] == len(found["nodes"])
    about = f"Institution:{scene.school.id}"
    return [n for n in found["nodes"] if n["institution"] and n["institution"]["id"] == about]


async def acts(scene: Scene, who: Viewer | Role, **filter_: Any) -> list[str]:
    return [notice["act"] for notice in reversed(await notices(scene, who, **filter_))]


async def mark(scene: Scene, who: Viewer | Role, **given: Any) -> Any:
    viewer = scene.viewers[who] if isinstance(who, Role) else who
    return (await scene.register.ask(viewer, MARK, input=given))["markNoticesRead"]


async def count(database: Database, model: Any) -> int:
    async with AsyncSession(database.engine) as session:
        return int(await session.scalar(select(func.count()).select_from(model)) or 0)


async def test_along_the_chain_each_is_told_what_concerns_it(database: Database) -> None:
    scene = await Scene(database, 31).begin()
    await scene.assess()
    await scene.consent()
    await scene.file()
    await scene.on_application(Role.CENTER, "issueFilingReceipt")

    assert await acts(scene, Role.SCHOOL) == [
        "openAssessment", "scheduleAssessment", "confirmAssessmentConclusion",
        "consentToFilingApplication", "consentToFilingApplication", "reportToMinistry",
        "recordMinistryOutcome", "issueFilingReceipt",
    ]  # fmt: skip
    assert await acts(scene, Role.BUREAU) == ["reportFilingApplication", "issueFilingReceipt"]
    assert await acts(scene, Role.COMMISSION) == ["reportFilingApplication", "issueFilingReceipt"]
    assert await acts(scene, scene.panel[0]) == [
        "confirmAssessmentPanel", "scheduleAssessment", "confirmAssessmentConclusion",
    ]  # fmt: skip
    assert await acts(scene, scene.panel[3]) == []  # not on the panel


async def test_the_second_consent_tells_the_center_what_waits_now(database: Database) -> None:
    scene = await Scene(database, 32).begin()
    await scene.assess()
    await scene.consent()
    newest, *_ = await notices(scene, Role.CENTER)

    assert newest["message"] == f"两部门均已同意{scene.school.name}的备案，请向部中心报备。"
    assert (newest["clause"], newest["byRole"]) == ("3.3", "COMMISSION")
    assert newest["subject"] == f"FilingApplication:{scene.application.id}"
    told = (await scene.register.ask(scene.viewers[Role.CENTER], NOTICES, language="en"))["notices"]
    english = [n["message"] for n in told["nodes"] if n["id"] == newest["id"]]
    assert english == [
        f"Both authorities consent to the filing of {scene.school.name}; "
        "report it to the ministry's center."
    ]


async def test_a_branch_sent_back_tells_its_own_reporter_with_the_reason(
    database: Database,
) -> None:
    scene = await Scene(database, 33).begin()
    await scene.assess()
    await scene.on_application(Role.CENTER, "reportFilingApplication")
    await scene.on_application(Role.DEPARTMENT, "reportFilingApplication")
    await scene.on_application(Role.COMMISSION, "sendBackFilingApplication", reason="缺少师资说明")
    newest, *_ = await notices(scene, Role.DEPARTMENT)

    assert (newest["act"], newest["reason"]) == ("sendBackFilingApplication", "缺少师资说明")
    assert "sendBackFilingApplication" not in await acts(scene, Role.CENTER)
    assert "sendBackFilingApplication" not in await acts(scene, Role.SCHOOL)


async def test_an_act_that_is_refused_tells_nobody(database: Database) -> None:
    scene = await Scene(database, 34).begin()
    before = await count(database, models.Notice)
    refused = await scene.on_application(Role.CENTER, "issueFilingReceipt")

    assert codes(refused) == ["ACT_NOT_IN_STATE"]
    assert await count(database, models.Notice) == before


async def test_the_same_key_tells_once(database: Database) -> None:
    scene = await Scene(database, 35).begin()
    given = {"id": f"FilingApplication:{scene.application.id}", "expectedVersion": 1}
    for _ in range(2):
        await scene.act(Role.CENTER, "openAssessment", idempotencyKey="once", **given)

    assert await acts(scene, Role.DEPARTMENT) == ["openAssessment"]


async def test_a_draft_withdrawn_tells_no_authority(database: Database) -> None:
    scene = await Scene(database, 41).begin()
    await scene.set_status(FilingStatus.DRAFT)
    await scene.on_application(Role.SCHOOL, "withdrawFilingApplication")

    assert await scene.status() is FilingStatus.WITHDRAWN
    assert await acts(scene, Role.DEPARTMENT) == []


async def test_one_account_reads_for_itself_alone(database: Database) -> None:
    scene = await Scene(database, 36).begin()
    await scene.propose()
    other = rows.account("center-36-second")
    await rows.write(database, other)
    colleague = Viewer(Role.CENTER, other.id)
    first, *rest = await notices(scene, Role.CENTER, unread=True)
    before = len(await notices(scene, colleague, unread=True))
    marked = await mark(scene, Role.CENTER, ids=[first["id"]])

    assert marked["findings"] == []
    assert [n["id"] for n in await notices(scene, Role.CENTER, unread=True)] == [
        notice["id"] for notice in rest
    ]
    assert (await notices(scene, Role.CENTER, unread=False))[0]["id"] == first["id"]
    assert len(await notices(scene, colleague, unread=True)) == before


async def test_everything_up_to_an_instant_is_read_and_what_follows_is_not(
    database: Database,
) -> None:
    scene = await Scene(database, 37).begin()
    await scene.open_with_panel()
    now = (await scene.all(models.Notice))[-1].created_at + timedelta(hours=1)
    marked = await mark(scene, Role.DEPARTMENT, until=now.isoformat())
    assert marked == {"unreadCount": 0, "findings": []}

    await scene.visit()
    assert await acts(scene, Role.DEPARTMENT, unread=True) == ["scheduleAssessment"]
    # An act under way may tell at an instant that is past by now: it must not pass for read.
    (reading,) = await scene.all(models.NoticeReading, models.NoticeReading.role == Role.DEPARTMENT)
    assert reading.read_until <= now - timedelta(minutes=1)


async def test_before_an_account_had_the_role_nothing_waits_to_be_read(database: Database) -> None:
    scene = await Scene(database, 38).begin()
    await scene.open_with_panel()
    late = rows.account("center-38-late")
    held = models.AccountRole(id=new_id(), account_id=late.id, role=Role.CENTER)
    await rows.write(database, late, held)
    newcomer = Viewer(Role.CENTER, late.id)

    assert await acts(scene, newcomer, unread=True) == []
    assert "confirmAssessmentPanel" in await acts(scene, newcomer)
    await scene.opine()
    assert set(await acts(scene, newcomer, unread=True)) == {"signOffExpertOpinions"}


async def test_anothers_notice_is_not_found_and_stays_unread(database: Database) -> None:
    scene = await Scene(database, 39).begin()
    await scene.open_with_panel()
    (told, *_) = await notices(scene, Role.CENTER)
    before = await count(database, models.NoticeRead)
    marked = await mark(scene, Role.SCHOOL, ids=[told["id"]])

    assert [(f["code"], f["path"]) for f in marked["findings"]] == [("NOT_FOUND", ["ids", "0"])]
    assert await count(database, models.NoticeRead) == before


@pytest.mark.parametrize("given", [{}, {"ids": [], "until": "2026-11-23T09:00:00+08:00"}])
async def test_either_ids_or_an_instant(database: Database, given: dict[str, Any]) -> None:
    scene = Scene(database, 40)
    account = rows.account(f"center-40-{len(given)}")
    await rows.write(database, account)

    with pytest.raises(Failed, match="Give ids, or until"):
        await scene.register.ask(Viewer(Role.CENTER, account.id), MARK, input=given)


PLACES = ("310101", "310115", None)


async def test_supervisors_are_told_of_plans_with_a_session_in_their_district(
    database: Database,
) -> None:
    register = Register(database)
    of = await planning(database, await city(database))
    plan = await accepted(register, of)
    told = []
    for code in PLACES:
        viewer = Viewer(Role.SUPERVISOR, district_code=code)
        found = await register.ask(viewer, NOTICES, filter={"act": "acceptEvaluationPlan"})
        told.append([notice["subject"] for notice in found["notices"]["nodes"]])

    assert told == [[plan["id"]], [], [plan["id"]]]
