"""评估专家组: appointed by field, left by whom a conflict keeps away, confirmed again (3.2)."""

from itertools import count
from typing import Any

import pytest

from models import Expert, ExpertConflict, PanelMember
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import AssessmentStatus, ConflictKind, ExpertStatus, FilingStatus, Role
from tests.acts.filing_scene import Scene, codes

NUMBERS = count(1)
LIST = """query E($filter: ExpertFilter) { experts(filter: $filter, first: 100) {
  nodes { id status fields { kind occupation { code } } conflicts { kind } } } }"""


async def scene_of(database: Database) -> Scene:
    return await Scene(database, next(NUMBERS)).begin()


async def listed(scene: Scene, **wanted: Any) -> set[str]:
    found = await scene.register.ask(scene.viewers[Role.CENTER], LIST, filter=wanted)
    return {node["id"] for node in found["experts"]["nodes"]}


async def sitting(scene: Scene) -> dict[Any, bool]:
    """The experts of the latest round, and whether each has been removed."""
    assessment = await scene.assessment()
    members = await scene.all(PanelMember, PanelMember.assessment_id == assessment.id)
    return {member.expert_id: member.is_recused for member in members}


def school_of(scene: Scene) -> str:
    return f"Institution:{scene.school.id}"


@pytest.mark.clause("3.2")
async def test_a_nominated_expert_is_enlisted_when_the_center_appoints(database: Database) -> None:
    scene = await scene_of(database)
    fields = [{"kind": "OCCUPATION", "occupationId": f"Occupation:{scene.occupations[0].id}"}]
    nominated = await scene.act(
        Role.DEPARTMENT, "nominateExpert", expert={"name": "王", "field": "机", "fields": fields}
    )
    assert nominated["expert"]["status"] == "NOMINATED"
    await scene.on_application(Role.CENTER, "openAssessment")
    node = nominated["expert"]["id"]
    assert codes(await scene.on_assessment(Role.CENTER, "appointExpert", expertId=node)) == []
    row = await scene.get(Expert, node.partition(":")[2])
    assert row.status is ExpertStatus.ENLISTED


@pytest.mark.clause("3.2")
async def test_an_expert_who_left_the_register_is_not_appointed(database: Database) -> None:
    scene = await scene_of(database)
    expert = scene.experts[0]
    saved = await scene.act(
        Role.CENTER,
        "saveExpert",
        id=f"Expert:{expert.id}",
        expectedVersion=1,
        isRetired=True,
        expert={"name": expert.name, "field": expert.field},
    )
    assert saved["expert"]["status"] == "RETIRED"
    await scene.on_application(Role.CENTER, "openAssessment")
    refused = await scene.on_assessment(
        Role.CENTER, "appointExpert", expertId=f"Expert:{expert.id}"
    )
    assert codes(refused) == ["EXPERT_RETIRED"]
    assert await sitting(scene) == {}


@pytest.mark.clause("3.2")
async def test_the_list_finds_who_suits_an_application_by_field_and_without_conflict(
    database: Database,
) -> None:
    scene = await scene_of(database)
    own = {f"Expert:{expert.id}" for expert in scene.experts}
    application = f"FilingApplication:{scene.application.id}"
    assert await listed(scene, suitedTo=application) == own
    occupation = f"Occupation:{scene.occupations[1].id}"
    assert await listed(scene, occupation=occupation) == own
    kept_away = f"Expert:{scene.experts[0].id}"
    done = await scene.act(
        Role.DEPARTMENT,
        "recordExpertConflict",
        expertId=kept_away,
        institutionId=school_of(scene),
        kind="TEACHING",
    )
    assert codes(done) == []
    assert await listed(scene, suitedTo=application) == own - {kept_away}
    assert await listed(scene, suitedTo=application, statusIn=["RETIRED"]) == set()


@pytest.mark.clause("3.2")
async def test_a_field_is_told_in_its_form_and_an_unknown_occupation_is_not_found(
    database: Database,
) -> None:
    scene = await scene_of(database)
    before = len(await scene.all(Expert))
    fields = [
        {"kind": "OCCUPATION"},
        {"kind": "FINANCE"},
        {"kind": "FINANCE"},
    ]
    refused = await scene.act(
        Role.CENTER, "saveExpert", expert={"name": "王", "field": "机", "fields": fields}
    )
    assert [(one["code"], one["path"]) for one in refused["findings"]] == [
        ("NAMED_TWICE", ["expert", "fields", "2"]),
        ("EXPERT_FIELD_MALFORMED", ["expert", "fields", "0"]),
    ]
    unknown = [{"kind": "OCCUPATION", "occupationId": f"Occupation:{scene.school.id}"}]
    refused = await scene.act(
        Role.CENTER, "saveExpert", expert={"name": "王", "field": "机", "fields": unknown}
    )
    assert [(one["code"], one["path"]) for one in refused["findings"]] == [
        ("NOT_FOUND", ["expert", "fields", "0", "occupationId"])
    ]
    assert len(await scene.all(Expert)) == before


# --- conflicts


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("kind", ConflictKind, ids=lambda kind: kind.name)
async def test_who_declared_a_conflict_is_not_appointed(
    database: Database, kind: ConflictKind
) -> None:
    scene = await scene_of(database)
    given = {"institutionId": school_of(scene), "kind": kind.name, "note": "说明"}
    declared = await scene.act(scene.panel[0], "declareExpertConflict", **given)
    assert codes(declared) == []
    again = await scene.act(scene.panel[0], "declareExpertConflict", **given)
    assert codes(again) == ["ALREADY_REGISTERED"]
    await scene.on_application(Role.CENTER, "openAssessment")
    refused = await scene.on_assessment(
        Role.CENTER, "appointExpert", expertId=f"Expert:{scene.experts[0].id}"
    )
    assert codes(refused) == ["EXPERT_IN_CONFLICT"]
    assert await sitting(scene) == {}


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("state", ["OPENED", "PANEL_CONFIRMED", "CONCLUSION_PROPOSED"])
async def test_a_conflict_declared_mid_way_takes_the_member_off_and_the_panel_begins_again(
    database: Database, state: str
) -> None:
    scene = await scene_of(database)
    if state == "CONCLUSION_PROPOSED":
        await scene.propose()
    else:
        await scene.open_with_panel()
    if state == "OPENED":
        await scene.on_assessment(
            Role.CENTER, "appointExpert", expertId=f"Expert:{scene.experts[3].id}"
        )
    await declare(scene, scene.panel[0])
    row = await scene.assessment()
    assert row.status is AssessmentStatus.OPENED
    assert (row.conclusion, row.proposed_by_id) == (None, None)
    assert (await sitting(scene))[scene.experts[0].id]
    (entry,) = await scene.entries("declareExpertConflict")
    assert (entry.subject_id, entry.before, entry.after) == (row.id, state, "OPENED")
    assert entry.reason is None  # the school reads the entry


async def declare(scene: Scene, expert: Viewer) -> None:
    done = await scene.act(
        expert, "declareExpertConflict", institutionId=school_of(scene), kind="FAMILY"
    )
    assert codes(done) == []


@pytest.mark.clause("3.2")
async def test_the_completed_panel_is_confirmed_again_and_comes_to_its_conclusion(
    database: Database,
) -> None:
    scene = await scene_of(database)
    await scene.propose()
    await declare(scene, scene.panel[0])
    short = await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel")
    assert codes(short) == ["PANEL_TOO_SMALL"]
    await scene.on_assessment(
        Role.CENTER, "appointExpert", expertId=f"Expert:{scene.experts[3].id}"
    )
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel")
    proposal = {"conclusion": "PASSED", "reason": "符合条件"}
    early = await scene.on_assessment(Role.CENTER, "proposeAssessmentConclusion", **proposal)
    assert "SIGN_OFF_MISSING" in codes(early)
    await scene.opine_as(scene.panel[3])
    await scene.on_assessment(scene.panel[3], "signOffExpertOpinions")
    done = await scene.on_assessment(Role.CENTER, "proposeAssessmentConclusion", **proposal)
    assert "REFUSAL" not in {finding["severity"] for finding in done["findings"]}
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    assert await scene.status() is FilingStatus.ASSESSED


@pytest.mark.clause("3.2")
async def test_a_conflict_leaves_what_is_concluded_and_other_schools_alone(
    database: Database,
) -> None:
    scene, other = await scene_of(database), await scene_of(database)
    await scene.propose()
    await scene.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")
    await declare(scene, scene.panel[0])
    assert (await scene.assessment()).status is AssessmentStatus.CONCLUDED
    assert not any((await sitting(scene)).values())
    await other.open_with_panel()
    done = await other.act(
        Role.CENTER,
        "recordExpertConflict",
        expertId=f"Expert:{other.experts[0].id}",
        institutionId=school_of(scene),
        kind="INTEREST",
    )
    assert codes(done) == []
    assert (await other.assessment()).status is AssessmentStatus.PANEL_CONFIRMED
    conflicts = await other.all(ExpertConflict, ExpertConflict.expert_id == other.experts[0].id)
    assert [conflict.institution_id for conflict in conflicts] == [scene.school.id]
