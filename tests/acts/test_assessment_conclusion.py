"""评估结论: from marks and opinions to a conclusion that two offices agree on (3.2)."""

from datetime import date
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from models import (
    AssessmentCriteria,
    AssessmentCriterion,
    ExpertMark,
    FilingItem,
    FilingSelfMark,
)
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import AssessmentStatus, Certainty, ConditionCode, FilingStatus, Role
from tests import rows
from tests.acts.filing_scene import Scene, codes

NUMBERS = count(1)
READ = """query R($id: ID!) { node(id: $id) { ... on TechnicalAssessment {
  computedConclusion openConclusions metConditions vetoedConditions deviationReason returnReason
  marks { marks isFulfilled criterion { number } } criteria { edition } } } }"""
DEVIATION = """query D($id: ID!) { node(id: $id) {
  ... on TechnicalAssessment { deviationReason } } }"""
MARKED, VETO = 0, 1


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def criteria(database: Database) -> list[str]:
    """An edition in force with marks and a veto for 1.1.4; the ids of its criteria."""
    edition = rows.row(
        AssessmentCriteria,
        edition=1,
        valid_from=date(2020, 1, 1),
        pass_percent=60,
        source="a test",
        certainty=Certainty.ASSUMED,
    )
    of_site = {"edition_id": edition.id, "condition": ConditionCode.CONDITION_1_1_4}
    titles = {"title_zh": "场地", "title_en": "Venue"}
    marked = rows.row(
        AssessmentCriterion, number=1, full_marks=10, is_veto=False, **of_site, **titles
    )
    veto = rows.row(AssessmentCriterion, number=2, is_veto=True, **of_site, **titles)
    await rows.write(database, edition, marked, veto)
    return [f"AssessmentCriterion:{row.id}" for row in (marked, veto)]


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


def given(criteria: list[str], marks: int = 10, is_fulfilled: bool = True) -> dict[str, Any]:
    return {
        "marks": [
            {"criterionId": criteria[MARKED], "marks": marks, "note": "实地查看"},
            {"criterionId": criteria[VETO], "isFulfilled": is_fulfilled},
        ]
    }


async def say(
    scene: Scene, viewer: Viewer, criteria: list[str], against: str | None = None, **marks: Any
) -> Any:
    """Marks, opinions and the sign-off of one expert; gives the payload of the sign-off."""
    done = await scene.on_assessment(viewer, "recordExpertMarks", **given(criteria, **marks))
    assert codes(done) == []
    await scene.opine_as(viewer, against)
    return await scene.on_assessment(viewer, "signOffExpertOpinions")


async def read(scene: Scene, role: Role = Role.CENTER) -> Any:
    node = f"TechnicalAssessment:{(await scene.assessment()).id}"
    return (await scene.register.ask(scene.viewers[role], READ, id=node))["node"]


async def propose(scene: Scene, conclusion: str, **more: Any) -> Any:
    return await scene.on_assessment(
        Role.CENTER, "proposeAssessmentConclusion", conclusion=conclusion, reason="评估意见", **more
    )


# --- marks


@pytest.mark.clause("3.2")
async def test_marks_are_of_the_editions_criteria_and_replaced_until_the_sign_off(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    expert = scene.panel[0]
    wrong = [
        {"criterionId": criteria[MARKED], "marks": 11},
        {"criterionId": criteria[VETO], "marks": 1},
        {"criterionId": f"AssessmentCriterion:{scene.school.id}", "marks": 1},
        {"criterionId": criteria[MARKED], "marks": 1},
    ]
    refused = await scene.on_assessment(expert, "recordExpertMarks", marks=wrong)
    assert [(one["code"], one["path"]) for one in refused["findings"]] == [
        ("NAMED_TWICE", ["marks", "3"]),
        ("CRITERION_MARK_INVALID", ["marks", "0", "marks"]),
        ("VETO_UNANSWERED", ["marks", "1", "isFulfilled"]),
        ("NOT_FOUND", ["marks", "2", "criterionId"]),
    ]
    for marks in (3, 7):
        done = await scene.on_assessment(expert, "recordExpertMarks", **given(criteria, marks))
        assert codes(done) == []
    kept = await scene.all(ExpertMark, ExpertMark.assessment_id == (await scene.assessment()).id)
    assert {(mark.marks, mark.is_fulfilled) for mark in kept} == {(7, None), (None, True)}
    assert (await read(scene))["marks"] == []  # the expert's own until the sign-off
    assert (await read(scene))["criteria"] == {"edition": 1}


@pytest.mark.clause("3.2")
async def test_a_sign_off_needs_every_mark_and_does_not_contradict_the_own_veto(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    first, second = scene.panel[:2]
    await scene.opine_as(first)
    assert codes(await scene.on_assessment(first, "signOffExpertOpinions")) == ["OPINION_MISSING"]
    refused = await say(scene, second, criteria, is_fulfilled=False)
    assert codes(refused) == ["OPINION_AGAINST_VETO"]
    low = await say(scene, second, criteria, marks=5)
    assert codes(low) == ["OPINION_AGAINST_MARKS"]  # a warning: it is signed off
    assert len((await read(scene))["marks"]) == 2


# --- what the panel comes to


@pytest.mark.clause("3.2")
async def test_marks_below_the_threshold_hold_a_condition_back_whatever_the_opinions(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.visit()
    for viewer in scene.panel[:3]:
        await say(scene, viewer, criteria, marks=5)
    shown = await read(scene)
    assert "CONDITION_1_1_4" not in shown["metConditions"]
    assert shown["computedConclusion"] == "TO_BE_IMPROVED"
    assert shown["openConclusions"] == ["TO_BE_IMPROVED", "NOT_PASSED"]
    refused = await propose(scene, "PASSED")
    assert "CONCLUSION_AGAINST_OPINIONS" in codes(refused)
    done = await propose(scene, "PASSED", deviationReason="复核后评分偏低的设备已到位")
    assert "CONCLUSION_DEVIATES" in codes(done)
    for role in (Role.DEPARTMENT, Role.COMMISSION):
        node = f"TechnicalAssessment:{(await scene.assessment()).id}"
        seen = await scene.register.ask(scene.viewers[role], DEVIATION, id=node)
        assert seen["node"]["deviationReason"] == "复核后评分偏低的设备已到位"
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    assert await scene.status() is FilingStatus.ASSESSED


@pytest.mark.clause("3.2")
async def test_a_veto_lets_nothing_pass_with_whatever_reason(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.visit()
    for viewer in scene.panel[:3]:
        signed = await say(scene, viewer, criteria, "CONDITION_1_1_4", is_fulfilled=False)
        assert codes(signed) == []
    assert (await read(scene))["vetoedConditions"] == ["CONDITION_1_1_4"]
    refused = await propose(scene, "PASSED", deviationReason="说明")
    assert "CONCLUSION_AGAINST_VETO" in codes(refused)
    assert (await scene.assessment()).status is AssessmentStatus.PANEL_CONFIRMED
    assert not await scene.entries("proposeAssessmentConclusion")


@pytest.mark.clause("3.2")
async def test_the_department_returns_a_conclusion_and_the_school_is_not_told_why(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    await scene.open_with_panel()
    await scene.visit()
    for viewer in scene.panel[:3]:
        await say(scene, viewer, criteria)
    await propose(scene, "NOT_PASSED", deviationReason="另有情况")
    silent = await scene.on_assessment(Role.DEPARTMENT, "returnAssessmentConclusion", reason=" ")
    assert codes(silent) == ["REASON_MISSING"]
    proposer = Viewer(Role.DEPARTMENT, scene.viewers[Role.CENTER].account_id)
    own = await scene.on_assessment(proposer, "returnAssessmentConclusion", reason="不同意")
    assert codes(own) == ["CONCLUSION_BY_PROPOSER"]
    await scene.on_assessment(Role.DEPARTMENT, "returnAssessmentConclusion", reason="理由不充分")
    assert (await scene.assessment()).status is AssessmentStatus.PANEL_CONFIRMED
    assert (await read(scene, Role.DEPARTMENT))["returnReason"] == "理由不充分"
    (entry,) = await scene.entries("returnAssessmentConclusion")
    assert entry.reason is None
    await propose(scene, "PASSED")
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    passed = [(await scene.get(FilingItem, item.id)).is_passed for item in scene.items]
    assert passed == [True, True]


# --- the school's own marks


@pytest.mark.clause("3.2")
async def test_the_school_marks_itself_while_the_application_is_its_own(
    database: Database, criteria: list[str]
) -> None:
    scene = await scene_of(database)
    refused = await scene.on_application(Role.SCHOOL, "saveSelfAssessment", **given(criteria))
    assert codes(refused) == ["ACT_NOT_IN_STATE"]
    await scene.set_status(FilingStatus.RETURNED)
    for marks in (8, 9):
        done = await scene.on_application(
            Role.SCHOOL, "saveSelfAssessment", **given(criteria, marks)
        )
        assert codes(done) == []
    kept = await scene.all(FilingSelfMark, FilingSelfMark.application_id == scene.application.id)
    assert {(mark.marks, mark.is_fulfilled) for mark in kept} == {(9, None), (None, True)}
