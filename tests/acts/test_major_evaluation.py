"""专业评估论证: asked by the school, opened and concluded by the center (1.2)."""

from itertools import count

import pytest

from models import MajorEvaluation
from models.database import Database
from permissions.errors import Conflict
from rules.lifecycle import MAJOR_EVALUATION
from rules.vocabulary import MajorEvaluationStatus, Role
from tests.acts.filing_scene import Scene, codes
from tests.register import Failed, schemas

NUMBERS = count(1)
LIST = """{ majorEvaluations { nodes { id status highestLevel reason
  major { name } occupation { name } history { act }
  actions { act allowed reasons { code } } } } }"""


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


def asked(scene: Scene, level: int = 3) -> dict[str, object]:
    return {
        "majorId": f"Major:{scene.major.id}",
        "occupationId": f"Occupation:{scene.occupations[0].id}",
        "highestLevel": level,
    }


async def rows_of(scene: Scene) -> list[MajorEvaluation]:
    return await scene.all(MajorEvaluation, MajorEvaluation.institution_id == scene.school.id)


@pytest.mark.clause("1.2")
async def test_a_school_asks_the_center_opens_and_concludes(database: Database) -> None:
    scene = await scene_of(database)
    made = await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene))
    node = made["majorEvaluation"]
    opened = await scene.act(
        Role.CENTER, "openMajorEvaluation", id=node["id"], expectedVersion=node["version"]
    )
    node = opened["majorEvaluation"]
    concluded = await scene.act(
        Role.CENTER,
        "concludeMajorEvaluation",
        id=node["id"],
        expectedVersion=node["version"],
        isPassed=True,
        reason="师资与设备符合",
        highestLevel=4,
    )
    assert codes(concluded) == []
    (shown,) = (await scene.register.ask(scene.viewers[Role.SCHOOL], LIST))["majorEvaluations"][
        "nodes"
    ]
    assert (shown["status"], shown["highestLevel"]) == ("PASSED", 4)
    assert [entry["act"] for entry in shown["history"]] == [
        "requestMajorEvaluation",
        "openMajorEvaluation",
        "concludeMajorEvaluation",
    ]


@pytest.mark.clause("1.2")
async def test_one_evaluation_at_a_time_of_a_major_and_occupation(database: Database) -> None:
    scene = await scene_of(database)
    await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene))
    again = await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene))
    assert codes(again)[-1] == "MAJOR_EVALUATION_OPEN"
    assert len(await rows_of(scene)) == 1


@pytest.mark.clause("1.3")
@pytest.mark.parametrize(
    ("level", "code"), [(2, "LEVEL_ABOVE_CEILING"), (0, "NUMBER_OUT_OF_RANGE")]
)
async def test_no_evaluation_above_the_ceiling(database: Database, level: int, code: str) -> None:
    scene = await scene_of(database)
    refused = await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene, level))
    assert code in codes(refused)
    assert refused["findings"][-1]["path"] == ["highestLevel"]
    assert not await rows_of(scene)
    assert not await scene.entries("requestMajorEvaluation")


@pytest.mark.clause("1.2")
async def test_another_schools_major_is_not_found(database: Database) -> None:
    scene, other = await scene_of(database), await scene_of(database)
    given = asked(scene) | {"majorId": f"Major:{other.major.id}"}
    refused = await scene.act(Role.SCHOOL, "requestMajorEvaluation", **given)
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [("NOT_FOUND", ["majorId"])]


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("status", MajorEvaluationStatus, ids=lambda term: term.name)
async def test_the_buttons_say_what_the_mutation_does(
    database: Database, status: MajorEvaluationStatus
) -> None:
    for act in MAJOR_EVALUATION:
        for role in Role:
            offered = act.name in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
            assert offered == (role in act.by)
    for name in ("openMajorEvaluation", "concludeMajorEvaluation"):
        scene = await scene_of(database)
        await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene))
        await scene.set_state(MajorEvaluation, status)
        (row,) = await rows_of(scene)
        nodes = (await scene.register.ask(scene.viewers[Role.CENTER], LIST))["majorEvaluations"]
        shown = next(n for n in nodes["nodes"] if n["id"] == f"MajorEvaluation:{row.id}")
        button = next(action for action in shown["actions"] if action["act"] == name)
        given = {} if name.startswith("open") else {"isPassed": False, "reason": "设备不足"}
        payload = await scene.act(
            Role.CENTER, name, id=shown["id"], expectedVersion=row.version, **given
        )
        assert [reason["code"] for reason in button["reasons"]] == codes(payload)
        assert button["allowed"] == (codes(payload) == [])


@pytest.mark.clause("1.2")
async def test_a_stale_version_is_a_conflict(database: Database) -> None:
    scene = await scene_of(database)
    made = await scene.act(Role.SCHOOL, "requestMajorEvaluation", **asked(scene))
    with pytest.raises(Failed) as failed:
        await scene.act(
            Role.CENTER,
            "openMajorEvaluation",
            id=made["majorEvaluation"]["id"],
            expectedVersion=7,
        )
    assert isinstance(failed.value.causes[0], Conflict)
