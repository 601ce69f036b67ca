"""待办: what a technical assessment makes wait for whom, step by step (3.2)."""

from itertools import count

import pytest

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.acts.filing_scene import Scene

NUMBERS = count(1)
TASKS = "{ tasks(first: 200) { nodes { act subject dueOn institution { id } } } }"


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


async def waiting(scene: Scene, who: Viewer | Role) -> set[str]:
    """The acts of 3.2 that wait for the viewer at this school."""
    viewer = scene.viewers[who] if isinstance(who, Role) else who
    found = (await scene.register.ask(viewer, TASKS))["tasks"]["nodes"]
    own = f"Institution:{scene.school.id}"
    return {task["act"] for task in found if task["institution"]["id"] == own}


@pytest.mark.clause("3.2")
async def test_each_step_waits_for_who_leads_on(database: Database) -> None:
    scene = await scene_of(database)
    center, department = Role.CENTER, Role.DEPARTMENT
    expert, aside = scene.panel[0], scene.panel[3]
    assert await waiting(scene, center) == {"openAssessment"}
    await scene.open_with_panel()
    assert await waiting(scene, expert) == {"recordExpertOpinion"}
    assert await waiting(scene, aside) == set()
    await scene.opine_as(expert)
    assert await waiting(scene, expert) == {"signOffExpertOpinions"}
    await scene.on_assessment(expert, "signOffExpertOpinions")
    assert await waiting(scene, expert) == set()
    assert await waiting(scene, center) == {"proposeAssessmentConclusion"}
    await scene.on_assessment(expert, "recuseFromAssessment", reason="回避")
    assert await waiting(scene, center) == {"appointExpert"}
    assert await waiting(scene, department) == {"confirmAssessmentPanel"}
    assert await waiting(scene, scene.panel[1]) == set()


@pytest.mark.clause("3.2")
async def test_an_improvement_waits_for_the_school_until_it_is_reported(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.to_be_improved()
    found = (await scene.register.ask(scene.viewers[Role.SCHOOL], TASKS))["tasks"]["nodes"]
    assert [(task["act"], task["dueOn"]) for task in found] == [("reportImprovement", "2099-01-01")]
    await scene.on_assessment(Role.SCHOOL, "reportImprovement", improvement="已整改")
    assert await waiting(scene, Role.SCHOOL) == set()
    assert await waiting(scene, Role.CENTER) == {"openAssessment"}


@pytest.mark.clause("3.2")
async def test_a_returned_conclusion_waits_for_the_center_again(database: Database) -> None:
    scene = await scene_of(database)
    await scene.propose()
    assert await waiting(scene, Role.DEPARTMENT) == {"confirmAssessmentConclusion"}
    await scene.on_assessment(Role.DEPARTMENT, "returnAssessmentConclusion", reason="再议")
    assert await waiting(scene, Role.DEPARTMENT) == set()
    assert await waiting(scene, Role.CENTER) == {"proposeAssessmentConclusion"}
