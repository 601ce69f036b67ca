"""专业评估论证: asked by the school, proposed by the center, confirmed by the department (1.2)."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from models import EvaluationExpert, Expert, MajorEvaluation, Standard
from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.clause_1_2_major_evaluation import evaluation_end
from rules.lifecycle import MAJOR_EVALUATION, is_allowed
from rules.vocabulary import MajorEvaluationStatus, Role
from tests import rows
from tests.acts.filing_scene import Scene, codes
from tests.register import Failed, schemas

NUMBERS = count(1)
LIST = """query($filter: MajorEvaluationFilter) { majorEvaluations(filter: $filter) { nodes {
  id status highestLevel reason validTo concludedOn standard { name } renews { id }
  major { name } occupation { name } history { act reason }
  actions { act allowed reasons { code } } } } }"""
PROPOSED = """query($id: ID!) { majorEvaluation(id: $id) { proposedPass proposedLevel proposedReason
  returnReason minutes experts { name } } }"""
REQUEST = """mutation($i: RequestMajorEvaluationInput!) { requestMajorEvaluation(input: $i) {
  majorEvaluations { id version status highestLevel }
  findings { code clause severity message path } } }"""
S = MajorEvaluationStatus


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


def pair(scene: Scene, level: int = 3, occupation: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "majorId": f"Major:{scene.major.id}",
        "occupationId": f"Occupation:{scene.occupations[occupation].id}",
        "highestLevel": level,
    } | changes


async def ask(scene: Scene, *pairs: dict[str, Any]) -> Any:
    given = {"pairs": list(pairs) or [pair(scene)]}
    found = await scene.register.ask(scene.viewers[Role.SCHOOL], REQUEST, i=given)
    return found["requestMajorEvaluation"]


async def requested(scene: Scene, **changes: Any) -> Any:
    (node,) = (await ask(scene, pair(scene, **changes)))["majorEvaluations"]
    return node


def conclusion(scene: Scene, **changes: Any) -> dict[str, Any]:
    return {
        "isPassed": True,
        "reason": "师资与设备符合",
        "expertIds": [f"Expert:{expert.id}" for expert in scene.experts[:3]],
        "minutes": "专家一致同意",
    } | changes


async def on(scene: Scene, who: Role | Viewer, act: str, node: Any, **given: Any) -> Any:
    """An act on an evaluation, at the version that it has now."""
    row = await scene.get(MajorEvaluation, node["id"].partition(":")[2])
    return await scene.act(who, act, id=node["id"], expectedVersion=row.version, **given)


async def proposed(scene: Scene, **changes: Any) -> Any:
    node = await requested(scene)
    await on(scene, Role.CENTER, "openMajorEvaluation", node)
    given = conclusion(scene, **changes)
    payload = await on(scene, Role.CENTER, "concludeMajorEvaluation", node, **given)
    assert payload["majorEvaluation"]["status"] == "CONCLUSION_PROPOSED", payload["findings"]
    return node


async def rows_of(scene: Scene) -> list[MajorEvaluation]:
    return await scene.all(MajorEvaluation, MajorEvaluation.institution_id == scene.school.id)


async def shown_to(scene: Scene, role: Role, node: Any, **given: Any) -> Any:
    found = await scene.register.ask(scene.viewers[role], LIST, **given)
    nodes = found["majorEvaluations"]["nodes"]
    return next((one for one in nodes if one["id"] == node["id"]), None)


@pytest.mark.clause("1.2")
async def test_a_school_asks_the_center_proposes_and_the_department_confirms(
    database: Database,
) -> None:
    scene = await scene_of(database)
    node = await proposed(scene, highestLevel=4)
    before = await shown_to(scene, Role.SCHOOL, node)
    assert (before["highestLevel"], before["reason"], before["concludedOn"]) == (3, None, None)
    assert [entry["reason"] for entry in before["history"]] == [None, None, None]
    told = await scene.register.ask(scene.viewers[Role.DEPARTMENT], PROPOSED, id=node["id"])
    assert told["majorEvaluation"] == {
        "proposedPass": True,
        "proposedLevel": 4,
        "proposedReason": "师资与设备符合",
        "returnReason": None,
        "minutes": "专家一致同意",
        "experts": [{"name": f"专家{n}"} for n in range(3)],
    }
    confirmed = await on(scene, Role.DEPARTMENT, "confirmMajorEvaluation", node)
    assert codes(confirmed) == []
    today = await scene.today()
    after = await shown_to(scene, Role.SCHOOL, node, filter={"holdsOn": str(today), "reaches": 4})
    assert (after["status"], after["highestLevel"], after["reason"]) == (
        "PASSED",
        4,
        "师资与设备符合",
    )
    assert (after["concludedOn"], after["validTo"]) == (str(today), str(evaluation_end(today)))
    assert after["standard"] == {"name": scene.standards[0].name}
    assert [entry["act"] for entry in after["history"]] == [
        f"{verb}MajorEvaluation" for verb in ("request", "open", "conclude", "confirm")
    ]
    too_high = {"holdsOn": str(today), "reaches": 3}
    assert await shown_to(scene, Role.SCHOOL, node, filter=too_high) is None


@pytest.mark.clause("1.2")
async def test_who_proposed_neither_confirms_nor_returns(database: Database) -> None:
    scene = await scene_of(database)
    node = await proposed(scene)
    same = Viewer(Role.DEPARTMENT, scene.viewers[Role.CENTER].account_id)
    for act, given in (
        ("confirmMajorEvaluation", {}),
        ("returnMajorEvaluation", {"reason": "等级偏高"}),
    ):
        refused = await on(scene, same, act, node, **given)
        assert codes(refused) == ["EVALUATION_BY_PROPOSER"]
    (row,) = await rows_of(scene)
    assert (row.status, row.concluded_on) == (S.CONCLUSION_PROPOSED, None)
    assert not await scene.entries("confirmMajorEvaluation")


@pytest.mark.clause("1.2")
async def test_a_returned_conclusion_is_proposed_anew_with_its_experts(database: Database) -> None:
    scene = await scene_of(database)
    node = await proposed(scene)
    silent = await on(scene, Role.DEPARTMENT, "returnMajorEvaluation", node, reason=" ")
    assert codes(silent) == ["REASON_MISSING"]
    await on(scene, Role.DEPARTMENT, "returnMajorEvaluation", node, reason="等级偏高")
    told = await scene.register.ask(scene.viewers[Role.CENTER], PROPOSED, id=node["id"])
    assert told["majorEvaluation"]["returnReason"] == "等级偏高"
    assert (await shown_to(scene, Role.SCHOOL, node))["history"][-1]["reason"] is None
    again = conclusion(
        scene, isPassed=False, expertIds=[f"Expert:{scene.experts[3].id}"], reason="设备不足"
    )
    payload = await on(scene, Role.CENTER, "concludeMajorEvaluation", node, **again)
    assert codes(payload) == ["EVALUATION_EXPERTS_FEW"]
    own = EvaluationExpert.evaluation_id == (await rows_of(scene))[0].id
    assert [row.name for row in await scene.all(EvaluationExpert, own)] == ["专家3"]
    await on(scene, Role.DEPARTMENT, "confirmMajorEvaluation", node)
    (row,) = await rows_of(scene)
    assert (row.status, row.reason, row.valid_to) == (S.NOT_PASSED, "设备不足", None)


REFUSED: list[tuple[dict[str, Any], str, list[str]]] = [
    ({"reason": ""}, "REASON_MISSING", ["reason"]),
    ({"minutes": " "}, "EVALUATION_MINUTES_MISSING", ["minutes"]),
    ({"expertIds": []}, "EVALUATION_EXPERTS_MISSING", ["expertIds"]),
    ({"highestLevel": 2}, "NUMBER_OUT_OF_RANGE", ["highestLevel"]),
    ({"highestLevel": 6}, "NUMBER_OUT_OF_RANGE", ["highestLevel"]),
    ({"validTo": "2020-01-01"}, "DAYS_REVERSED", ["validTo"]),
]


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(("change", "code", "path"), REFUSED)
async def test_a_conclusion_that_lacks_something_is_refused(
    database: Database, change: dict[str, Any], code: str, path: list[str]
) -> None:
    scene = await scene_of(database)
    node = await requested(scene)
    await on(scene, Role.CENTER, "openMajorEvaluation", node)
    given = conclusion(scene, **change)
    payload = await on(scene, Role.CENTER, "concludeMajorEvaluation", node, **given)
    assert [(f["code"], f["path"]) for f in payload["findings"]] == [(code, path)]
    (row,) = await rows_of(scene)
    assert (row.status, row.proposed_pass, row.minutes) == (S.OPENED, None, None)
    assert not await scene.entries("concludeMajorEvaluation")


@pytest.mark.clause("1.2")
async def test_the_edition_is_one_in_force_that_contains_the_level(database: Database) -> None:
    scene = await scene_of(database)
    node = await requested(scene)
    await on(scene, Role.CENTER, "openMajorEvaluation", node)
    today = await scene.today()
    ended, lower = rows.standard(scene.occupations[0]), rows.standard(scene.occupations[0])
    ended.name, ended.ends_on = "旧标准", today - timedelta(days=1)
    lower.name, lower.level_to = "低等级标准", 4
    other = scene.standards[1]
    await rows.write(database, ended, lower)

    async def by(**named: str) -> list[tuple[str, list[str]]]:
        payload = await on(
            scene, Role.CENTER, "concludeMajorEvaluation", node, **conclusion(scene, **named)
        )
        return [(f["code"], f["path"]) for f in payload["findings"]]

    assert await by(standardId=f"Standard:{other.id}") == [
        ("NOT_FOUND", ["standardId"]),
        ("EVALUATION_EDITION_MISSING", ["standardId"]),
    ]
    assert await by(standardId=f"Standard:{ended.id}") == [("EDITION_NOT_IN_FORCE", ["standardId"])]
    assert await by(standardId=f"Standard:{lower.id}") == [("LEVEL_NOT_IN_BASIS", ["highestLevel"])]
    second = rows.standard(scene.occupations[0])
    second.name = "另一标准"
    await rows.write(database, second)
    assert await by() == [("EVALUATION_EDITION_MISSING", ["standardId"])]
    assert await by(standardId=f"Standard:{second.id}") == []
    (row,) = await rows_of(scene)
    assert row.standard_id == second.id
    assert await scene.get(Standard, second.id) is not None


@pytest.mark.clause("1.2")
async def test_an_expert_of_the_school_does_not_evaluate_it(database: Database) -> None:
    scene = await scene_of(database)
    own = rows.row(Expert, name="本校教师", field="机械", employer_id=scene.school.id)
    await rows.write(database, own)
    node = await requested(scene)
    await on(scene, Role.CENTER, "openMajorEvaluation", node)
    given = conclusion(scene, expertIds=[f"Expert:{own.id}"])
    payload = await on(scene, Role.CENTER, "concludeMajorEvaluation", node, **given)
    assert codes(payload) == ["EVALUATION_EXPERTS_FEW", "EVALUATION_EXPERT_OF_SCHOOL"]


@pytest.mark.clause("1.2")
async def test_several_pairs_are_requested_together_or_not_at_all(database: Database) -> None:
    scene = await scene_of(database)
    refused = await ask(scene, pair(scene), pair(scene, 2, 1))
    found = [(f["code"], f["path"]) for f in refused["findings"] if f["severity"] == "REFUSAL"]
    assert found == [("LEVEL_ABOVE_CEILING", ["pairs", "1", "highestLevel"])]
    assert not await rows_of(scene)
    twice = await ask(scene, pair(scene), pair(scene))
    assert [(f["code"], f["path"]) for f in twice["findings"]] == [("NAMED_TWICE", ["pairs", "1"])]
    made = await ask(scene, pair(scene), pair(scene, 4, 1))
    assert [node["highestLevel"] for node in made["majorEvaluations"]] == [3, 4]
    assert len(await scene.entries("requestMajorEvaluation")) == 2


@pytest.mark.clause("1.2")
async def test_no_pair_at_all_is_refused(database: Database) -> None:
    scene = await scene_of(database)
    given: dict[str, Any] = {"pairs": []}
    found = await scene.register.ask(scene.viewers[Role.SCHOOL], REQUEST, i=given)
    payload = found["requestMajorEvaluation"]
    assert [(f["code"], f["path"]) for f in payload["findings"]] == [
        ("NUMBER_OUT_OF_RANGE", ["pairs"])
    ]


@pytest.mark.clause("1.2")
async def test_one_evaluation_at_a_time_and_one_that_holds_is_renewed(database: Database) -> None:
    scene = await scene_of(database)
    first = await proposed(scene)
    again = await ask(scene)
    assert codes(again)[-1] == "MAJOR_EVALUATION_OPEN"
    assert len(await rows_of(scene)) == 1
    await on(scene, Role.DEPARTMENT, "confirmMajorEvaluation", first)
    second = await requested(scene)
    shown = await shown_to(scene, Role.SCHOOL, second)
    assert shown["renews"] == {"id": first["id"]}
    withdrawn = await on(scene, Role.SCHOOL, "withdrawMajorEvaluation", second)
    assert withdrawn["majorEvaluation"]["status"] == "WITHDRAWN"
    assert (await requested(scene))["status"] == "REQUESTED"


@pytest.mark.clause("1.3")
@pytest.mark.parametrize(
    ("level", "code"), [(2, "LEVEL_ABOVE_CEILING"), (0, "NUMBER_OUT_OF_RANGE")]
)
async def test_no_evaluation_above_the_ceiling(database: Database, level: int, code: str) -> None:
    scene = await scene_of(database)
    refused = await ask(scene, pair(scene, level))
    assert code in codes(refused)
    assert refused["findings"][-1]["path"] == ["pairs", "0", "highestLevel"]
    assert not await rows_of(scene)
    assert not await scene.entries("requestMajorEvaluation")


@pytest.mark.clause("1.2")
async def test_another_schools_major_is_not_found(database: Database) -> None:
    scene, other = await scene_of(database), await scene_of(database)
    refused = await ask(scene, pair(scene, majorId=f"Major:{other.major.id}"))
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [
        ("NOT_FOUND", ["pairs", "0", "majorId"])
    ]


GIVEN: dict[str, dict[str, Any]] = {"returnMajorEvaluation": {"reason": "等级偏高"}}


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("status", MajorEvaluationStatus, ids=lambda term: term.name)
async def test_each_act_of_each_role_is_done_in_its_states_and_no_other(
    database: Database, status: MajorEvaluationStatus
) -> None:
    for act in MAJOR_EVALUATION:
        for role in Role:
            offered = act.name in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
            assert offered == (role in act.by)
    for act in (act for act in MAJOR_EVALUATION if None not in act.before):
        scene = await scene_of(database)
        node = await _in_state(scene, status)
        (role,) = act.by
        shown = await shown_to(scene, role, node)
        button = next(one for one in shown["actions"] if one["act"] == act.name)
        given = conclusion(scene) if act.name == "concludeMajorEvaluation" else {}
        payload = await on(scene, role, act.name, node, **given | GIVEN.get(act.name, {}))
        (row,) = await rows_of(scene)
        assert button["allowed"] == is_allowed(act, role, status) == (codes(payload) == [])
        assert [reason["code"] for reason in button["reasons"]] == codes(payload)
        assert (row.status is status) is not button["allowed"]


async def _in_state(scene: Scene, status: MajorEvaluationStatus) -> Any:
    node = await requested(scene)
    today, office = await scene.today(), scene.viewers[Role.CENTER].account_id
    async with scene.database.engine.begin() as connection:
        await connection.execute(
            MajorEvaluation.__table__.update()
            .where(MajorEvaluation.id == node["id"].partition(":")[2])
            .values(
                status=status,
                proposed_pass=True,
                proposed_level=3,
                proposed_by_id=office,
                concluded_on=today if status in (S.PASSED, S.NOT_PASSED) else None,
            )
        )
    return node


@pytest.mark.clause("1.2")
async def test_a_stale_version_is_a_conflict(database: Database) -> None:
    scene = await scene_of(database)
    node = await requested(scene)
    with pytest.raises(Failed) as failed:
        await scene.act(Role.CENTER, "openMajorEvaluation", id=node["id"], expectedVersion=7)
    assert isinstance(failed.value.causes[0], Conflict)
