"""Each kind of application, through the mutations from its draft to its receipt (3.1, 3.3)."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.clause_3_3_filing import validity
from rules.vocabulary import MaterialKind, PartKind, PlanStatus, Role
from rules.working_days import SHANGHAI
from tests import rows
from tests.adjusting import Adjusting, agency_of_a_school
from tests.applying import CHECK, CREATE, SAVE_SITE, found, places, school_that_may_apply

CODES = count(51)
OWN = """query($id: ID!) { node(id: $id) { ... on FilingApplication {
  kind needsAssessment agency { id } explanation takesEffectOn
  items { levelFrom levelTo site { id } majors { expectedCandidates } }
  changes { fact before after siteBefore { id } siteAfter { id } } } } }"""
TASKS = "{ tasks(first: 50) { nodes { act subject dueOn overdue } } }"


async def refused(adjusting: Adjusting, id_: str) -> list[tuple[str, str, list[str]]]:
    """The dry run's refusals, which a submission meets too and which keep it a draft."""
    answer = await adjusting.school.register.ask(adjusting.school.viewer, CHECK, id=id_)
    expected = places(answer["checkFilingApplication"])
    assert found(await adjusting.act(Role.SCHOOL, "submitFilingApplication", id_)) == expected
    row = await adjusting.get(models.FilingApplication, id_)
    assert row.status.name == "DRAFT" or expected == []
    return expected


async def shown(adjusting: Adjusting, id_: str) -> Any:
    answer = await adjusting.school.register.ask(adjusting.school.viewer, OWN, id=id_)
    return answer["node"]


async def decided(adjusting: Adjusting) -> list[tuple[date, list[tuple[Any, ...]]]]:
    """The decisions on the agency: from when, and the levels before and after of their items."""
    kept = models.AgencyDecisionItem
    async with AsyncSession(adjusting.database.engine) as session:
        decisions = await session.scalars(
            select(models.AgencyDecision)
            .where(models.AgencyDecision.agency_id == adjusting.agency.id)
            .order_by(models.AgencyDecision.id)
        )
        answer = []
        for decision in decisions.all():
            named = await session.scalars(select(kept).where(kept.decision_id == decision.id))
            levels = [
                (
                    item.before_level_from, item.before_level_to,
                    item.after_level_from, item.after_level_to,
                )
                for item in named
            ]  # fmt: skip
            answer.append((decision.effective_on, levels))
        return answer


# --- for whom


@pytest.mark.clause("3.3")
async def test_a_school_that_is_no_agency_adds_renews_changes_and_reduces_nothing(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    for kind in ("ADDITION", "RENEWAL", "CHANGE", "REDUCTION"):
        payload = await school.act(CREATE, kind=kind)
        assert found(payload) == [("APPLICANT_NOT_LISTED", "3.3", [])]
        assert payload["filingApplication"] is None


@pytest.mark.clause("3.3")
async def test_an_agency_does_not_file_for_the_first_time(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    drafted = await adjusting.create(**adjusting.school.content())
    assert await refused(adjusting, drafted["id"]) == [("APPLICANT_LISTED_ALREADY", "3.3", [])]


@pytest.mark.clause("3.1")
async def test_of_each_kind_one_application_is_under_way(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    content = adjusting.school.content(items=[adjusting.school.item(levelFrom=3)])
    first = await adjusting.create(kind="ADDITION", **content)
    await adjusting.act(Role.SCHOOL, "submitFilingApplication", first["id"])
    second = await adjusting.create(kind="ADDITION", **content)
    assert await refused(adjusting, second["id"]) == [("APPLICATION_OPEN", "3.1", [])]
    reduction = {"items": [adjusting.school.item(levelTo=4)], "declaresTruthful": True}
    third = await adjusting.create(kind="REDUCTION", **reduction)
    assert await refused(adjusting, third["id"]) == []


@pytest.mark.clause("3.1")
async def test_an_application_brings_nothing_that_its_kind_is_not_about(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    school = adjusting.school
    content = school.content(items=[school.item(levelFrom=3)])
    name = {"fact": "NAME", "after": "新名"}
    drafted = await adjusting.create(
        kind="ADDITION",
        explanation="多余",
        takesEffectOn=str(adjusting.today),
        changes=[name],
        **content,
    )
    assert await refused(adjusting, drafted["id"]) == [
        ("PART_NOT_OF_KIND", "3.1", [part]) for part in ("changes", "explanation", "takesEffectOn")
    ]


# --- addition


@pytest.mark.clause("3.3")
async def test_an_added_level_ends_with_its_agency(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    school = adjusting.school
    drafted = await adjusting.create(
        kind="ADDITION", **school.content(items=[school.item(levelFrom=3)])
    )
    issued = await adjusting.through(drafted["id"])
    agency, today = adjusting.agency, str(adjusting.today)
    assert issued["receipt"] | {"number": None} == {
        "number": None,
        "kind": "ADDITION",
        "issuedOn": today,
        "validFrom": today,
        "validTo": str(agency.valid_to),
        "items": [{"levelFrom": 3, "levelTo": 3}],
    }
    assert issued["agency"]["validTo"] == str(agency.valid_to)
    held, added = await adjusting.items()
    assert (held.level_from, held.level_to, held.valid_to) == (5, 4, agency.valid_to)
    assert (added.level_from, added.level_to) == (3, 3)
    assert (added.valid_from, added.valid_to) == (adjusting.today, agency.valid_to)
    assert await decided(adjusting) == [(adjusting.today, [(None, None, 3, 3)])]
    assert await codes_of(adjusting) == 1


async def codes_of(adjusting: Adjusting) -> int:
    async with AsyncSession(adjusting.database.engine) as session:
        kept = select(models.AgencyCode).where(models.AgencyCode.agency_id == adjusting.agency.id)
        return len((await session.scalars(kept)).all())


@pytest.mark.clause("3.3")
async def test_what_the_agency_holds_is_not_added(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    drafted = await adjusting.create(kind="ADDITION", **adjusting.school.content())
    assert await refused(adjusting, drafted["id"]) == [
        ("ITEM_HELD_ALREADY", "3.3", ["items", "0", "levelTo"])
    ]


@pytest.mark.clause("3.3")
async def test_nothing_is_added_to_an_agency_that_was_removed_meanwhile(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    school = adjusting.school
    drafted = await adjusting.create(
        kind="ADDITION", **school.content(items=[school.item(levelFrom=3)])
    )
    await adjusting.accepted(drafted["id"])
    await adjusting.assessed(drafted["id"])
    await adjusting.filed(drafted["id"])
    await adjusting.ends(-1)
    assert await adjusting.refusals(Role.CENTER, "issueFilingReceipt", drafted["id"]) == [
        "AGENCY_GONE"
    ]
    assert len(await adjusting.items()) == 1
    assert await decided(adjusting) == []


# --- renewal


async def renewal(adjusting: Adjusting, **given: Any) -> Any:
    content = adjusting.school.content()
    del content["items"]
    return await adjusting.create(kind="RENEWAL", **content | given)


@pytest.mark.clause("3.3")
async def test_a_renewal_begins_with_the_items_of_the_agency(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    drafted = await renewal(adjusting)
    own = await shown(adjusting, drafted["id"])
    assert own["agency"]["id"] == f"Agency:{adjusting.agency.id}"
    assert own["items"] == [
        {
            "levelFrom": 5,
            "levelTo": 4,
            "site": {"id": adjusting.school.site},
            "majors": [{"expectedCandidates": 80}],
        }
    ]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("days", "is_early"), [(91, True), (90, False), (0, False)])
async def test_a_renewal_is_applied_for_within_the_window(
    reference_database: Database, days: int, is_early: bool
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(days)
    drafted = await renewal(adjusting, explanation="首个有效期，实训楼改建")
    expected = [("RENEWAL_TOO_EARLY", "3.3", [])] if is_early else []
    assert await refused(adjusting, drafted["id"]) == expected
    answer = await adjusting.school.register.ask(adjusting.school.viewer, TASKS)
    renew = [task for task in answer["tasks"]["nodes"] if task["act"] == "createFilingApplication"]
    assert renew == []  # not open yet, or applied for


@pytest.mark.clause("3.3")
async def test_after_the_end_there_is_nothing_to_renew(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(-1)
    drafted = await renewal(adjusting, explanation="迟了一天")
    assert ("APPLICANT_NOT_LISTED", "3.3", []) in await refused(adjusting, drafted["id"])
    first = await adjusting.create(**adjusting.school.content())
    assert await refused(adjusting, first["id"]) == []


@pytest.mark.clause("3.3")
async def test_an_open_window_waits_for_the_school_until_the_end(
    reference_database: Database,
) -> None:
    for days, is_open in ((91, False), (90, True), (0, True), (-1, False)):
        adjusting = await agency_of_a_school(reference_database)
        await adjusting.ends(days)
        answer = await adjusting.school.register.ask(adjusting.school.viewer, TASKS)
        assert (
            answer["tasks"]["nodes"]
            == [
                {
                    "act": "createFilingApplication",
                    "subject": f"Agency:{adjusting.agency.id}",
                    "dueOn": str(adjusting.today + timedelta(days=days)),
                    "overdue": False,
                }
            ][: int(is_open)]
        )


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize("is_mapped", [False, True])
async def test_an_item_is_renewed_under_the_name_that_its_occupation_has_now(
    reference_database: Database, is_mapped: bool
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(30)
    earlier = rows.occupation(f"6-07-06-{next(CODES)}", "维修电工")
    earlier.edition = 1999
    now = UUID(adjusting.school.occupation.split(":")[1])
    mapping = rows.row(
        models.OccupationSuccession, predecessor_id=earlier.id, successor_id=now,
        succeeded_on=date(2022, 9, 28), source="大典对照表",
    )  # fmt: skip
    await rows.write(reference_database, earlier, *[mapping][: int(is_mapped)])
    async with AsyncSession(reference_database.engine) as session, session.begin():
        item = await session.get_one(models.AgencyItem, adjusting.item.id)
        item.occupation_id = earlier.id
    items = [adjusting.school.item(levelFrom=5, levelTo=4)]
    drafted = await renewal(adjusting, items=items, explanation="首个有效期")
    not_held = [("ITEM_NOT_HELD", "3.3", ["items", "0", "levelTo"])]
    assert await refused(adjusting, drafted["id"]) == ([] if is_mapped else not_held)


@pytest.mark.clause("3.3")
async def test_few_batches_need_an_explanation_and_an_open_rectification_refuses(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(30)
    drafted = await renewal(adjusting)
    assert await refused(adjusting, drafted["id"]) == [
        ("RENEWAL_UNEXPLAINED", "3.3", ["explanation"])
    ]
    await rows.write(
        reference_database,
        rows.row(
            models.Rectification,
            institution_id=adjusting.school.institution.id,
            what="补齐监控",
            required_role=Role.CENTER,
            required_by_id=adjusting.offices[Role.CENTER].account_id,
            required_on=adjusting.today,
            due_on=adjusting.today,
        ),
    )
    again = await renewal(adjusting, explanation="首个有效期")
    assert await refused(adjusting, again["id"]) == [("RECTIFICATION_OPEN", "3.3", [])]


@pytest.mark.clause("3.3")
async def test_a_renewal_goes_on_from_the_day_after_the_old_end_under_the_same_code(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(30)
    old_end = adjusting.today + timedelta(days=30)
    items = [adjusting.school.item(levelFrom=4, levelTo=4)]  # level 5 is not renewed
    drafted = await renewal(adjusting, items=items, explanation="首个有效期")
    issued = await adjusting.through(drafted["id"])
    term = validity(old_end + timedelta(days=1))
    assert issued["receipt"]["kind"] == "RENEWAL"
    assert issued["receipt"]["validFrom"] == str(term.valid_from)
    assert issued["receipt"]["validTo"] == issued["agency"]["validTo"] == str(term.valid_to)
    old, new = await adjusting.items()
    assert (old.level_from, old.level_to, old.valid_to) == (5, 4, old_end)
    assert (new.level_from, new.level_to) == (4, 4)
    assert (new.valid_from, new.valid_to) == (term.valid_from, term.valid_to)
    assert await codes_of(adjusting) == 1
    assert await decided(adjusting) == [(term.valid_from, [(None, None, 4, 4)])]
    in_force = """query($id: ID!, $on: Date!) { node(id: $id) {
      ... on Agency { isInForce(on: $on) } } }"""
    for on in (adjusting.today, old_end, term.valid_from, term.valid_to):
        answer = await adjusting.school.register.ask(
            None, in_force, id=issued["agency"]["id"], on=str(on)
        )
        assert answer["node"]["isInForce"]


# --- change


CHANGE = {
    "kind": "CHANGE",
    "materials": [],
    "declaresTruthful": True,
}


async def renamed(adjusting: Adjusting, name: str) -> None:
    """The school's file says another name, and is verified."""
    async with AsyncSession(adjusting.database.engine) as session, session.begin():
        school = await session.get_one(models.Institution, adjusting.school.institution.id)
        school.name = name


def certificate(adjusting: Adjusting) -> list[dict[str, Any]]:
    kind = MaterialKind.LEGAL_PERSON_CERTIFICATE
    return [{"kind": kind.name, "title": kind.zh, "documentId": adjusting.school.document}]


@pytest.mark.clause("3.3")
async def test_a_change_takes_over_what_the_verified_file_says_without_an_assessment(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    before, after = adjusting.agency.name, f"{adjusting.agency.name}（更名）"
    await renamed(adjusting, after)
    drafted = await adjusting.create(**CHANGE | {"materials": certificate(adjusting)})
    own = await shown(adjusting, drafted["id"])
    assert not own["needsAssessment"]
    assert {(each["fact"], each["before"], each["after"]) for each in own["changes"]} == {
        ("NAME", before, after),
        ("ADDRESS", adjusting.agency.address, adjusting.agency.address),
    }
    await adjusting.accepted(drafted["id"])
    assert await adjusting.refusals(Role.CENTER, "openAssessment", drafted["id"]) == [
        "ACT_NOT_OF_KIND"
    ]
    await adjusting.filed(drafted["id"])
    issued = await adjusting.receipt(drafted["id"])
    assert issued["agency"]["name"] == after
    assert issued["receipt"]["items"] == [{"levelFrom": 5, "levelTo": 4}]
    assert issued["agency"]["validTo"] == str(adjusting.agency.valid_to)
    (held,) = await adjusting.items()
    assert held.valid_to == adjusting.agency.valid_to


@pytest.mark.clause("3.3")
async def test_a_change_that_the_file_does_not_say_or_that_changes_nothing_is_refused(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    materials = certificate(adjusting)
    same = await adjusting.create(**CHANGE | {"materials": materials})
    assert await refused(adjusting, same["id"]) == [("CHANGE_MISSING", "3.3", ["changes"])]
    invented = [{"fact": "NAME", "after": "别的学院"}]
    other = await adjusting.create(**CHANGE | {"materials": materials, "changes": invented})
    assert await refused(adjusting, other["id"]) == [
        ("CHANGE_NOT_IN_FILE", "3.3", ["changes", "0", "after"])
    ]
    assert (await adjusting.get(models.Agency, adjusting.agency.id)).name == adjusting.agency.name


@pytest.mark.clause("3.3")
async def test_a_text_has_its_new_text_and_a_site_its_two_sites(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    site = adjusting.school.site
    changes: list[dict[str, Any]] = [
        {"fact": "NAME"},
        {"fact": "ADDRESS", "after": "新路1号", "siteBeforeId": site},
        {"fact": "SITE", "after": "新站点", "siteBeforeId": site},
        {"fact": "NAME", "after": "又一个"},
    ]
    payload = await adjusting.school.act(CREATE, **CHANGE | {"changes": changes})
    assert found(payload) == [
        ("NAMED_TWICE", "3.1", ["changes", "3"]),
        ("VALUE_MISSING", "3.1", ["changes", "0", "after"]),
        ("VALUE_WITHOUT_PLACE", "3.1", ["changes", "1", "siteBeforeId"]),
        ("VALUE_MISSING", "3.1", ["changes", "2", "siteAfterId"]),
        ("VALUE_WITHOUT_PLACE", "3.1", ["changes", "2", "after"]),
    ]


@pytest.mark.clause("3.2")
async def test_of_a_new_site_the_panel_looks_at_the_site_and_nothing_else(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    school = adjusting.school
    poor = await new_site(adjusting, name="无监控", hasMonitoring=False)
    good = await new_site(adjusting, name="新实训中心")
    for site, expected in (
        (poor, [("SITE_WITHOUT_MONITORING", "1.1.4", ["changes", "0", "siteAfterId"])]),
        (good, []),
    ):
        change = {"fact": "SITE", "siteBeforeId": school.site, "siteAfterId": site}
        drafted = await adjusting.create(
            **CHANGE | {"materials": certificate(adjusting), "changes": [change]}
        )
        assert await refused(adjusting, drafted["id"]) == expected
    id_ = drafted["id"]
    await adjusting.act(Role.DEPARTMENT, "acceptFilingApplication", id_)
    assert await adjusting.refusals(Role.CENTER, "reportFilingApplication", id_) == [
        "ACT_NOT_IN_STATE"
    ]
    opening = """mutation($i: ActInput!) { openAssessment(input: $i) {
      technicalAssessment { conditions } findings { code } } }"""
    row = await adjusting.get(models.FilingApplication, id_)
    opened = await school.register.ask(
        adjusting.offices[Role.CENTER], opening, i={"id": id_, "expectedVersion": row.version}
    )
    assessment = opened["openAssessment"]["technicalAssessment"]
    assert assessment["conditions"] == ["CONDITION_1_1_4"]


@pytest.mark.clause("3.3")
async def test_a_new_site_takes_the_place_of_the_old_for_every_item_there(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    good = await new_site(adjusting, name="新实训中心")
    change = {"fact": "SITE", "siteBeforeId": adjusting.school.site, "siteAfterId": good}
    drafted = await adjusting.create(
        **CHANGE | {"materials": certificate(adjusting), "changes": [change]}
    )
    await adjusting.through(drafted["id"])
    (held,) = await adjusting.items()
    assert f"Site:{held.site_id}" == good


async def new_site(adjusting: Adjusting, **changed: Any) -> str:
    saved = await adjusting.school.act(SAVE_SITE, **adjusting.school.site_input(**changed))
    return str(saved["site"]["id"])


# --- reduction


@pytest.mark.clause("3.3")
async def test_a_level_given_up_ends_on_its_day_and_what_is_kept_stays(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    on = adjusting.today + timedelta(days=10)
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=4, levelTo=4)],
        takesEffectOn=str(on),
        declaresTruthful=True,
    )
    issued = await adjusting.through(drafted["id"], is_assessed=False)
    assert issued["receipt"]["validFrom"] == str(on)
    assert issued["receipt"]["items"] == [{"levelFrom": 5, "levelTo": 5}]
    kept, ended = await adjusting.items()
    assert (kept.id, kept.level_from, kept.level_to) == (adjusting.item.id, 5, 5)
    assert (kept.ended_on, kept.valid_to) == (None, adjusting.agency.valid_to)
    assert (ended.level_from, ended.level_to, ended.ended_on) == (4, 4, on)
    assert (ended.valid_from, ended.valid_to) == (kept.valid_from, kept.valid_to)
    assert await decided(adjusting) == [(on, [(5, 4, 5, 5)])]


@pytest.mark.clause("3.3")
async def test_plans_go_with_the_levels_that_they_are_for(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    plans = [
        rows.row(
            models.EvaluationPlan,
            institution_id=adjusting.school.institution.id,
            agency_id=adjusting.agency.id,
            agency_item_id=adjusting.item.id,
            level=level,
            method=adjusting.item.method,
            batch_name=f"{level}级",
        )
        for level in (5, 4)
    ]
    await rows.write(reference_database, *plans)
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=4, levelTo=4)],
        declaresTruthful=True,
    )
    await adjusting.through(drafted["id"], is_assessed=False)
    kept, ended = await adjusting.items()
    assert ended.ended_on == adjusting.today
    bound = [(await adjusting.get(models.EvaluationPlan, plan.id)).agency_item_id for plan in plans]
    assert bound == [kept.id, ended.id]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("days", "is_stopped"), [(9, False), (10, True)])
async def test_a_plan_with_a_session_from_the_day_of_the_reduction_is_stopped(
    reference_database: Database, days: int, is_stopped: bool
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    plan = await accepted_plan(adjusting, adjusting.today + timedelta(days=days))
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=4, levelTo=4)],
        takesEffectOn=str(adjusting.today + timedelta(days=10)),
        declaresTruthful=True,
    )
    await adjusting.through(drafted["id"], is_assessed=False)
    kept = await adjusting.get(models.EvaluationPlan, plan.id)
    expected = PlanStatus.STOPPED if is_stopped else PlanStatus.ACCEPTED
    assert (kept.status, kept.reason) == (expected, "减项" if is_stopped else None)


async def accepted_plan(adjusting: Adjusting, on: date) -> models.EvaluationPlan:
    """At level 4, with one session at nine in the morning of the day."""
    async with AsyncSession(adjusting.database.engine) as session:
        room = await session.scalar(
            select(models.Room).where(models.Room.site_id == adjusting.item.site_id).limit(1)
        )
        codes = select(models.AgencyCode.id)
        code = await session.scalar(codes.where(models.AgencyCode.agency_id == adjusting.agency.id))
    plan = rows.row(
        models.EvaluationPlan,
        institution_id=adjusting.school.institution.id,
        agency_id=adjusting.agency.id,
        agency_code_id=code,
        agency_item_id=adjusting.item.id,
        level=4,
        method=adjusting.item.method,
        batch_name="第一批",
        number=f"{adjusting.agency.id}",
        status=PlanStatus.ACCEPTED,
        ends_on=on,
        filed_at=func.register_now(),
    )
    part = rows.row(models.PlanPart, plan_id=plan.id, position=1, kind=PartKind.THEORY, name="理论")
    assert room is not None
    session_row = rows.row(
        models.PlanSession,
        plan_id=plan.id,
        part_id=part.id,
        site_id=adjusting.item.site_id,
        room_id=room.id,
        starts_at=datetime.combine(on, time(9), SHANGHAI),
        ends_at=datetime.combine(on, time(11), SHANGHAI),
    )
    await rows.write(adjusting.database, plan, part, session_row)
    return plan


@pytest.mark.clause("3.3")
async def test_an_item_given_up_ends_and_prolongs_nothing(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=5, levelTo=4)],
        declaresTruthful=True,
    )
    await adjusting.through(drafted["id"], is_assessed=False)
    (ended,) = await adjusting.items()
    assert (ended.ended_on, ended.valid_to) == (adjusting.today, adjusting.agency.valid_to)
    assert await decided(adjusting) == [(adjusting.today, [(5, 4, None, None)])]


@pytest.mark.clause("3.3")
async def test_what_is_given_up_after_its_renewal_ends_in_both_terms(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    await adjusting.ends(30)
    drafted = await renewal(adjusting, explanation="首个有效期")
    await adjusting.through(drafted["id"])
    on = adjusting.today + timedelta(days=5)
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=5, levelTo=4)],
        takesEffectOn=str(on),
        declaresTruthful=True,
    )
    await adjusting.through(drafted["id"], is_assessed=False)
    assert [item.ended_on for item in await adjusting.items()] == [on, on]
    offered = """query($id: ID!, $on: Date!) { node(id: $id) {
      ... on Agency { items { isInForce(on: $on) } } } }"""
    for day, expected in ((4, [True, False]), (5, [False, False]), (31, [False, False])):
        answer = await adjusting.school.register.ask(
            None,
            offered,
            id=f"Agency:{adjusting.agency.id}",
            on=str(adjusting.today + timedelta(days=day)),
        )
        in_force = [item["isInForce"] for item in answer["node"]["items"]]
        assert sorted(in_force, reverse=True) == expected


@pytest.mark.clause("3.3")
async def test_only_what_is_held_is_given_up_and_not_in_the_past(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    drafted = await adjusting.create(
        kind="REDUCTION",
        items=[adjusting.school.item(levelFrom=4, levelTo=3)],
        takesEffectOn=str(adjusting.today - timedelta(days=1)),
        declaresTruthful=True,
    )
    assert await refused(adjusting, drafted["id"]) == [
        ("REDUCTION_DAY_OUT_OF_TIME", "3.3", ["takesEffectOn"]),
        ("ITEM_NOT_HELD", "3.3", ["items", "0", "levelTo"]),
    ]


# --- an end without a decision

END = "endFilingApplication"
REMOVE = """mutation($i: RemoveAgencyInput!) { removeAgency(input: $i) {
  agency { status } findings { code } } }"""
CLOSE = """mutation($i: RecordInstitutionClosureInput!) { recordInstitutionClosure(input: $i) {
  institution { status } findings { code severity } } }"""
TOLD = "{ notices(first: 50) { nodes { act subject } } }"


async def filed_addition(adjusting: Adjusting) -> str:
    """Filed by the ministry's center, without its receipt."""
    content = adjusting.school.content(items=[adjusting.school.item(levelFrom=3)])
    id_: str = (await adjusting.create(kind="ADDITION", **content))["id"]
    await adjusting.accepted(id_)
    await adjusting.assessed(id_)
    await adjusting.filed(id_)
    return id_


@pytest.mark.clause("3.3")
async def test_an_application_whose_agency_is_gone_is_ended_with_a_reason(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    id_ = await filed_addition(adjusting)
    given = {"reason": "机构有效期已满"}
    assert await adjusting.refusals(Role.CENTER, END, id_, **given) == ["APPLICATION_GOES_ON"]
    assert (await adjusting.get(models.FilingApplication, id_)).status.name == "FILED"
    await adjusting.ends(-1)
    assert await adjusting.refusals(Role.DEPARTMENT, END, id_, reason=" ") == ["REASON_MISSING"]
    assert await adjusting.refusals(Role.CENTER, END, id_, **given) == []
    ended = await adjusting.get(models.FilingApplication, id_)
    assert (ended.status.name, ended.reason) == ("ENDED", "机构有效期已满")
    assert await adjusting.refusals(Role.CENTER, "issueFilingReceipt", id_) == ["ACT_NOT_IN_STATE"]


@pytest.mark.clause("3.3")
async def test_a_removal_ends_what_would_have_adjusted_the_agency(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    id_ = await filed_addition(adjusting)
    row = await adjusting.get(models.Agency, adjusting.agency.id)
    given = {"id": f"Agency:{row.id}", "expectedVersion": row.version, "reason": "弄虚作假"}
    answer = await adjusting.school.register.ask(adjusting.offices[Role.CENTER], REMOVE, i=given)
    assert answer["removeAgency"]["findings"] == []
    ended = await adjusting.get(models.FilingApplication, id_)
    assert (ended.status.name, ended.reason) == ("ENDED", "弄虚作假")
    told = await adjusting.school.register.ask(adjusting.school.viewer, TOLD)
    assert {"act": END, "subject": id_} in told["notices"]["nodes"]
    first = await adjusting.create(**adjusting.school.content())
    assert await refused(adjusting, first["id"]) == []


@pytest.mark.clause("1.1")
async def test_a_closed_school_has_nothing_under_way(reference_database: Database) -> None:
    adjusting = await agency_of_a_school(reference_database)
    school = await adjusting.get(models.Institution, adjusting.school.institution.id)
    item = adjusting.school.item(levelFrom=4, levelTo=4)
    handed_in, draft = [
        await adjusting.create(kind="REDUCTION", items=[item], declaresTruthful=True)
        for _ in range(2)
    ]
    await adjusting.accepted(handed_in["id"])
    given = {
        "id": f"Institution:{school.id}",
        "expectedVersion": school.version,
        "closedOn": str(adjusting.today),
        "reason": "并入其他学校",
    }
    viewer = adjusting.offices[Role.DEPARTMENT]
    answer = await adjusting.school.register.ask(viewer, CLOSE, i=given)
    assert answer["recordInstitutionClosure"]["institution"] == {"status": "CLOSED"}
    ended = await adjusting.get(models.FilingApplication, handed_in["id"])
    assert (ended.status.name, ended.reason) == ("ENDED", "并入其他学校")
    kept = await adjusting.get(models.FilingApplication, draft["id"])
    assert kept.status.name == "DRAFT"


# --- withdrawal


@pytest.mark.clause("3.1")
async def test_an_application_is_withdrawn_until_the_ministry_hears_of_it(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    item = adjusting.school.item(levelFrom=4, levelTo=4)
    for steps, expected in ((4, []), (5, ["ACT_NOT_IN_STATE"])):
        drafted = await adjusting.create(kind="REDUCTION", items=[item], declaresTruthful=True)
        await adjusting.accepted(drafted["id"])
        for role, name in (
            (Role.CENTER, "reportFilingApplication"),
            (Role.DEPARTMENT, "reportFilingApplication"),
            (Role.BUREAU, "consentToFilingApplication"),
            (Role.COMMISSION, "consentToFilingApplication"),
            (Role.CENTER, "reportToMinistry"),
        )[:steps]:
            assert await adjusting.refusals(role, name, drafted["id"]) == []
        withdrawn = await adjusting.refusals(
            Role.SCHOOL, "withdrawFilingApplication", drafted["id"]
        )
        assert withdrawn == expected


@pytest.mark.clause("3.3")
async def test_offices_see_what_waits_for_them_where_nothing_is_assessed(
    reference_database: Database,
) -> None:
    adjusting = await agency_of_a_school(reference_database)
    item = adjusting.school.item(levelFrom=4, levelTo=4)
    drafted = await adjusting.create(kind="REDUCTION", items=[item], declaresTruthful=True)
    await adjusting.accepted(drafted["id"])
    await adjusting.act(Role.CENTER, "reportFilingApplication", drafted["id"])
    for role, expected in (
        (Role.CENTER, set()),
        (Role.DEPARTMENT, {"reportFilingApplication"}),
        (Role.BUREAU, {"consentToFilingApplication"}),
        (Role.COMMISSION, set()),
    ):
        assert await waiting(adjusting, adjusting.offices[role], drafted["id"]) == expected


async def waiting(adjusting: Adjusting, viewer: Viewer, subject: str) -> set[str]:
    nodes: list[dict[str, Any]] = []
    asked = """query($after: String) { tasks(first: 200, after: $after) {
      nodes { act subject } pageInfo { hasNextPage endCursor } } }"""
    after = None
    while True:
        page = (await adjusting.school.register.ask(viewer, asked, after=after))["tasks"]
        nodes += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return {task["act"] for task in nodes if task["subject"] == subject}
        after = page["pageInfo"]["endCursor"]
