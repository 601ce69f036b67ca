"""技术评估: who does what when, and what the school may not read (3.2)."""

from itertools import count
from typing import Any

import pytest
from graphql import parse, validate

from models import (
    AssessmentItem,
    AssessmentStep,
    ExpertOpinion,
    FilingItem,
    PanelMember,
)
from models.database import Database
from permissions.errors import BadUserInput, Conflict
from permissions.viewer import Viewer
from rules.lifecycle import ASSESSMENT, Act, is_allowed
from rules.vocabulary import AssessmentConclusion, AssessmentStatus, FilingStatus, Opinion, Role
from tests.acts.filing_scene import Scene, codes
from tests.register import Failed, schemas

NUMBERS = count(1)
READ = """query R($id: ID!) { node(id: $id) { ... on TechnicalAssessment {
  status conclusion reason dueOn concludedOn opinions { condition opinion reason }
  history { act role } %s } } }"""
ACTIONS = "actions { act allowed reasons { code clause } }"


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


async def read(scene: Scene, who: Viewer | Role, more: str = "") -> Any:
    viewer = scene.viewers[who] if isinstance(who, Role) else who
    node = f"TechnicalAssessment:{(await scene.assessment()).id}"
    return (await scene.register.ask(viewer, READ % more, id=node))["node"]


# --- the panel


@pytest.mark.clause("3.2")
async def test_the_center_opens_an_assessment_of_every_condition(database: Database) -> None:
    scene = await scene_of(database)
    opened = await scene.on_application(Role.CENTER, "openAssessment")
    assert opened["technicalAssessment"]["status"] == "OPENED"
    assert await scene.status() is FilingStatus.IN_ASSESSMENT
    assert len((await scene.assessment()).conditions) == 6
    assert len(await scene.entries("openAssessment")) == 2  # on the application and on itself


@pytest.mark.clause("3.2")
async def test_an_expert_of_the_school_is_not_appointed_nor_one_twice(database: Database) -> None:
    scene = await scene_of(database)
    own = await scene.act(
        Role.CENTER,
        "saveExpert",
        expert={"name": "本校", "field": "机械", "employerId": f"Institution:{scene.school.id}"},
    )
    await scene.on_application(Role.CENTER, "openAssessment")
    refused = await scene.on_assessment(Role.CENTER, "appointExpert", expertId=own["expert"]["id"])
    assert codes(refused) == ["EXPERT_OF_THE_SCHOOL", "EXPERT_FIELD_UNRELATED"]
    assert refused["findings"][0]["clause"] == "3.2"
    assert refused["findings"][0]["path"] == ["expertId"]
    expert = f"Expert:{scene.experts[0].id}"
    assert codes(await scene.on_assessment(Role.CENTER, "appointExpert", expertId=expert)) == []
    again = await scene.on_assessment(Role.CENTER, "appointExpert", expertId=expert)
    assert codes(again) == ["EXPERT_REPEATED"]
    assessment = await scene.assessment()
    assert len(await scene.all(PanelMember, PanelMember.assessment_id == assessment.id)) == 1
    assert len(await scene.entries("appointExpert")) == 1


@pytest.mark.clause("3.2")
async def test_the_department_confirms_no_panel_that_is_even_or_small(database: Database) -> None:
    scene = await scene_of(database)
    await scene.on_application(Role.CENTER, "openAssessment")
    for size, expected in enumerate(["PANEL_TOO_SMALL"] * 3 + [None, "PANEL_EVEN"]):
        if size:
            expert = f"Expert:{scene.experts[size - 1].id}"
            await scene.on_assessment(Role.CENTER, "appointExpert", expertId=expert)
        if expected:
            refused = await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel")
            assert codes(refused)[0] == expected
            assert (await scene.assessment()).status is AssessmentStatus.OPENED


@pytest.mark.clause("3.2")
async def test_a_panel_that_changed_is_not_confirmed_as_it_was_seen(database: Database) -> None:
    scene = await scene_of(database)
    await scene.on_application(Role.CENTER, "openAssessment")
    seen = (await scene.assessment()).version
    await scene.on_assessment(
        Role.CENTER, "appointExpert", expertId=f"Expert:{scene.experts[0].id}"
    )
    with pytest.raises(Failed) as failed:
        await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel", expectedVersion=seen)
    (conflict,) = failed.value.causes
    assert isinstance(conflict, Conflict)
    assert conflict.extensions == {"currentVersion": (await scene.assessment()).version}


@pytest.mark.clause("3.2")
async def test_who_stands_aside_sees_nothing_more_and_the_panel_is_short(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    expert = scene.panel[0]
    aside = await scene.on_assessment(expert, "recuseFromAssessment", reason="亲属在该校任职")
    assert codes(aside) == []
    assert aside["technicalAssessment"] is None
    assert await read(scene, expert) is None
    (entry,) = await scene.entries("recuseFromAssessment")
    assert entry.reason is None  # the school reads the entry
    assert (await scene.assessment()).status is AssessmentStatus.OPENED
    refused = await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel")
    assert codes(refused) == ["PANEL_TOO_SMALL"]


@pytest.mark.clause("3.2")
async def test_steps_are_scheduled_for_days_to_come_each_once(database: Database) -> None:
    scene = await scene_of(database)
    await scene.on_application(Role.CENTER, "openAssessment")
    day = str(await scene.today())
    good = {"method": "SITE_VISIT", "day": day, "place": "实训中心"}
    bad = [good, good, {"method": "QUESTIONING", "day": "2020-01-01", "place": " "}]
    refused = await scene.on_assessment(Role.CENTER, "scheduleAssessment", steps=bad)
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [
        ("ALREADY_REGISTERED", ["steps", "1"]),
        ("ASSESSMENT_IN_PAST", ["steps", "2", "day"]),
        ("TEXT_MISSING", ["steps", "2", "place"]),
    ]
    assessment = await scene.assessment()
    of_it = AssessmentStep.assessment_id == assessment.id
    assert not await scene.all(AssessmentStep, of_it)
    done = await scene.on_assessment(
        Role.CENTER, "scheduleAssessment", steps=[good], idempotencyKey=f"s{scene.number}"
    )
    again = await scene.act(
        Role.CENTER,
        "scheduleAssessment",
        id=f"TechnicalAssessment:{assessment.id}",
        expectedVersion=assessment.version,
        steps=[good],
        idempotencyKey=f"s{scene.number}",
    )
    assert again == done
    assert len(await scene.all(AssessmentStep, of_it)) == 1


# --- opinions


@pytest.mark.clause("3.2")
async def test_an_expert_gives_each_opinion_once_and_explains_what_is_not_met(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    expert = scene.panel[0]
    given = {"condition": "CONDITION_1_1_4", "opinion": "NOT_MET"}
    refused = await scene.on_assessment(expert, "recordExpertOpinion", **given)
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [
        ("OPINION_REASON_MISSING", ["reason"])
    ]
    done = await scene.on_assessment(expert, "recordExpertOpinion", **given, reason="场地不足")
    assert codes(done) == []
    await scene.on_assessment(
        expert, "recordExpertOpinion", condition="CONDITION_1_1_4", opinion="MET"
    )
    (kept,) = await scene.all(
        ExpertOpinion, ExpertOpinion.assessment_id == (await scene.assessment()).id
    )
    assert kept.expert_id == scene.experts[0].id
    assert (kept.opinion, kept.reason) == (Opinion.MET, None)


@pytest.mark.clause("3.2")
async def test_an_opinion_is_on_one_condition_or_one_item_of_the_application(
    database: Database,
) -> None:
    scene, other = await scene_of(database), await scene_of(database)
    await scene.open_with_panel()
    await other.open_with_panel()
    item, foreign = (f"FilingItem:{one.items[0].id}" for one in (scene, other))
    for given, expected in (
        ({}, ["OPINION_SUBJECT_UNCLEAR"]),
        ({"condition": "CONDITION_1_1_1", "itemId": item}, ["OPINION_SUBJECT_UNCLEAR"]),
        ({"itemId": foreign}, ["NOT_FOUND"]),
        ({"itemId": item}, []),
    ):
        said = await scene.on_assessment(
            scene.panel[0], "recordExpertOpinion", opinion="MET", **given
        )
        assert codes(said) == expected, given
    of_it = ExpertOpinion.assessment_id == (await scene.assessment()).id
    assert len(await scene.all(ExpertOpinion, of_it)) == 1


@pytest.mark.clause("3.2")
async def test_after_the_sign_off_opinions_stand(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    expert = scene.panel[0]
    early = await scene.on_assessment(expert, "signOffExpertOpinions")
    assert codes(early) == ["OPINION_MISSING"]
    await scene.opine_as(expert)
    assert codes(await scene.on_assessment(expert, "signOffExpertOpinions")) == []
    for act, given in (
        ("recordExpertOpinion", {"condition": "CONDITION_1_1_1", "opinion": "MET"}),
        ("recordExpertMarks", {"marks": []}),
        ("signOffExpertOpinions", {}),
    ):
        refused = await scene.on_assessment(expert, act, **given)
        assert codes(refused) == ["OPINION_SIGNED_OFF"], act
    assert len(await scene.entries("signOffExpertOpinions")) == 1


@pytest.mark.clause("3.2")
async def test_colleagues_read_each_other_when_both_have_signed_off(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    first, second, third = scene.panel[:3]
    for viewer in (first, second, third):
        await scene.opine_as(viewer)
    await scene.on_assessment(first, "signOffExpertOpinions")
    seen = {viewer: len((await read(scene, viewer))["opinions"]) for viewer in (first, second)}
    assert seen == {first: 8, second: 8}
    assert len((await read(scene, Role.CENTER))["opinions"]) == 8
    await scene.on_assessment(second, "signOffExpertOpinions")
    shown = await read(scene, first, "opinions { expert { name } }")
    names = [opinion["expert"] and opinion["expert"]["name"] for opinion in shown["opinions"]]
    assert sorted(names, key=str) == sorted([None] * 8 + ["专家0"] * 8, key=str)
    assert len((await read(scene, third))["opinions"]) == 8
    assert len((await read(scene, Role.DEPARTMENT))["opinions"]) == 16


@pytest.mark.clause("3.2")
async def test_an_expert_of_no_panel_finds_no_assessment(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    refused = await scene.on_assessment(
        scene.panel[3], "recordExpertOpinion", condition="CONDITION_1_1_1", opinion="MET"
    )
    assert codes(refused) == ["NOT_FOUND"]
    assert refused["findings"][0]["path"] == ["id"]


@pytest.mark.clause("3.2")
async def test_an_opinion_is_not_given_on_a_withdrawn_application(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.set_status(FilingStatus.WITHDRAWN)
    refused = await scene.on_assessment(
        scene.panel[0], "recordExpertOpinion", condition="CONDITION_1_1_1", opinion="MET"
    )
    assert codes(refused) == ["APPLICATION_NOT_UNDER_ASSESSMENT"]


# --- the conclusion


@pytest.mark.clause("3.2")
async def test_the_conclusion_waits_for_every_opinion_and_follows_the_majority(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.visit()
    given = {"conclusion": "PASSED", "reason": "符合条件"}
    early = await scene.on_assessment(Role.CENTER, "proposeAssessmentConclusion", **given)
    assert "SIGN_OFF_MISSING" in codes(early)
    await scene.opine(against="CONDITION_1_1_4")
    against = await scene.on_assessment(Role.CENTER, "proposeAssessmentConclusion", **given)
    assert "CONCLUSION_AGAINST_OPINIONS" in codes(against)
    assert (await scene.assessment()).status is AssessmentStatus.PANEL_CONFIRMED
    assert not await scene.entries("proposeAssessmentConclusion")


@pytest.mark.clause("3.2")
async def test_items_pass_when_the_department_confirms_and_not_before(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.visit()
    await scene.opine(without=(scene.items[0],))
    given = {"conclusion": "PASSED_IN_PART", "reason": "一项符合"}
    other = await scene_of(database)
    foreign = await scene.on_assessment(
        Role.CENTER,
        "proposeAssessmentConclusion",
        passedItemIds=[f"FilingItem:{other.items[0].id}"],
        **given,
    )
    assert [(f["code"], f["path"]) for f in foreign["findings"]] == [
        ("NOT_FOUND", ["passedItemIds", "0"])
    ]
    done = await scene.on_assessment(
        Role.CENTER,
        "proposeAssessmentConclusion",
        passedItemIds=[f"FilingItem:{scene.items[1].id}"],
        **given,
    )
    assert not {"REFUSAL"} & {finding["severity"] for finding in done["findings"]}
    assert [(await scene.get(FilingItem, item.id)).is_passed for item in scene.items] == [None] * 2
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    passed = [(await scene.get(FilingItem, item.id)).is_passed for item in scene.items]
    assert passed == [False, True]
    assert await scene.status() is FilingStatus.ASSESSED


@pytest.mark.clause("3.2")
async def test_the_proposer_does_not_confirm_in_another_role(database: Database) -> None:
    scene = await scene_of(database)
    await scene.propose()
    proposer = Viewer(Role.DEPARTMENT, scene.viewers[Role.CENTER].account_id)
    refused = await scene.on_assessment(proposer, "confirmAssessmentConclusion")
    assert codes(refused) == ["CONCLUSION_BY_PROPOSER"]
    shown = await read(scene, proposer, ACTIONS)
    reasons = {a["act"]: [r["code"] for r in a["reasons"]] for a in shown["actions"]}
    assert reasons["confirmAssessmentConclusion"] == ["CONCLUSION_BY_PROPOSER"]
    assert await scene.status() is FilingStatus.IN_ASSESSMENT


@pytest.mark.clause("3.2")
async def test_to_be_improved_opens_a_second_round_of_the_failed_condition_only(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.to_be_improved()
    assert await scene.status() is FilingStatus.ACCEPTED
    assert (await scene.get(FilingItem, scene.items[0].id)).is_passed is None
    early = await scene.on_application(Role.CENTER, "openAssessment")
    assert codes(early) == ["NEXT_ROUND_TOO_EARLY"]
    told = await scene.on_assessment(Role.SCHOOL, "reportImprovement", improvement="已加装监控")
    assert codes(told) == []
    again = await scene.on_assessment(Role.SCHOOL, "reportImprovement", improvement="已加装监控")
    assert codes(again) == ["IMPROVEMENT_REPORTED"]
    await scene.open_with_panel()
    second = await scene.assessment()
    assert second.round_number == 2
    assert [condition.name for condition in second.conditions] == ["CONDITION_1_1_4"]
    assert not await scene.all(AssessmentItem, AssessmentItem.assessment_id == second.id)
    other = await scene.on_assessment(
        scene.panel[0], "recordExpertOpinion", condition="CONDITION_1_1_1", opinion="MET"
    )
    assert codes(other) == ["CONDITION_NOT_IN_QUESTION"]
    await scene.visit()
    await scene.opine()
    done = await scene.on_assessment(
        Role.CENTER, "proposeAssessmentConclusion", conclusion="PASSED", reason="已整改"
    )
    assert "REFUSAL" not in {finding["severity"] for finding in done["findings"]}, codes(done)
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    assert await scene.status() is FilingStatus.ASSESSED
    assert (await scene.get(FilingItem, scene.items[0].id)).is_passed is True


# --- what the school reads


@pytest.mark.clause("3.2")
async def test_the_school_reads_the_conclusion_once_confirmed_and_never_whose_opinion(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.propose()
    before = await read(scene, Role.SCHOOL)
    assert before["conclusion"] is None
    assert before["reason"] is None
    assert before["opinions"] == []
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    after = await read(scene, Role.SCHOOL)
    assert after["conclusion"] == AssessmentConclusion.PASSED.name
    assert after["reason"] == "符合条件"
    assert len(after["opinions"]) == 24
    for hidden in ("panel { id }", "opinions { expert { id } }", "proposedConclusion"):
        asked = parse(READ % hidden)
        assert validate(schemas()[Role.SCHOOL], asked), hidden
        assert not validate(schemas()[Role.CENTER], asked), hidden


@pytest.mark.clause("3.2")
async def test_an_expert_reads_its_own_opinions_only(database: Database) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    for viewer in scene.panel[:3]:
        await scene.opine_as(viewer)
    shown = await read(scene, scene.panel[0], "panel { isRecused expert { name } }")
    assert len(shown["opinions"]) == 8
    names = [member["expert"] and member["expert"]["name"] for member in shown["panel"]]
    assert sorted(names, key=str) == [None, None, "专家0"]


# --- every act in every state, for every role: the button says what the mutation does


async def reach(scene: Scene, state: AssessmentStatus) -> None:
    if state is AssessmentStatus.OPENED:
        await scene.on_application(Role.CENTER, "openAssessment")
        for expert in scene.experts[:3]:
            await scene.on_assessment(Role.CENTER, "appointExpert", expertId=f"Expert:{expert.id}")
        await scene.visit()
    elif state is AssessmentStatus.PANEL_CONFIRMED:
        await scene.open_with_panel()
        await scene.visit()
        await scene.opine(leave="CONDITION_1_1_6")
    elif state is AssessmentStatus.CONCLUDED:
        await scene.to_be_improved()
    else:
        await scene.propose()


async def given_for(act: str, scene: Scene, day: str) -> dict[str, Any]:
    steps = await scene.all(
        AssessmentStep, AssessmentStep.assessment_id == (await scene.assessment()).id
    )
    held = f"AssessmentStep:{steps[0].id}"
    step = {"method": "QUESTIONING", "day": day, "place": "会议室"}
    given: dict[str, dict[str, Any]] = {
        "appointExpert": {"expertId": f"Expert:{scene.experts[3].id}"},
        "scheduleAssessment": {"steps": [step]},
        "recordExpertOpinion": {"condition": "CONDITION_1_1_6", "opinion": "MET"},
        "recordAssessmentMinutes": {"stepId": held, "minutes": "相符"},
        "recordExpertMarks": {"marks": []},
        "returnAssessmentConclusion": {"reason": "再议"},
        "reportImprovement": {"improvement": "已整改"},
        "recuseFromAssessment": {"reason": "回避"},
        "proposeAssessmentConclusion": {"conclusion": "PASSED", "reason": "符合条件"},
    }
    return given.get(act, {})


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("state", AssessmentStatus, ids=lambda state: state.name)
@pytest.mark.parametrize("act", ASSESSMENT, ids=lambda act: act.name)
async def test_the_buttons_say_what_the_mutation_does(
    database: Database, act: Act, state: AssessmentStatus
) -> None:
    scene = await scene_of(database)
    await reach(scene, state)
    day = str(await scene.today())
    for role in Role:
        is_offered = act.name in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
        assert is_offered == (role in act.by)
        if role not in (*act.by, Role.COMMISSION, Role.BUREAU):
            continue
        shown = await read(scene, role, ACTIONS)
        offered = {action["act"]: action for action in shown["actions"]}
        assert (act.name in offered) == (role in act.by)
        if role not in act.by:
            continue
        entries = len(await scene.entries(act.name))
        payload = await scene.on_assessment(role, act.name, **await given_for(act.name, scene, day))
        refusals = [f["code"] for f in payload["findings"] if f["severity"] == "REFUSAL"]
        assert [r["code"] for r in offered[act.name]["reasons"]] == refusals
        assert offered[act.name]["allowed"] == (not refusals)
        if not is_allowed(act, role, state):
            assert refusals == ["ACT_NOT_IN_STATE"]
        written = len(await scene.entries(act.name)) - entries
        assert bool(written) == (not refusals)


async def test_an_id_of_another_kind_is_bad_input(database: Database) -> None:
    scene = await scene_of(database)
    with pytest.raises(Failed) as failed:
        await scene.act(
            Role.CENTER,
            "openAssessment",
            id=f"Institution:{scene.school.id}",
            expectedVersion=1,
        )
    assert isinstance(failed.value.causes[0], BadUserInput)
