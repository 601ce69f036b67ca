"""演示：技术评估 The school marks itself, a panel signs off, two offices conclude (3.2)."""

from typing import Any

from operation.demonstration.cast import CONDITIONS, EXPERTS, METHODS, PASSWORD
from operation.demonstration.filing import Offices
from operation.demonstration.player import Player
from operation.demonstration.school import School
from permissions.viewer import Viewer

CRITERIA = """{ assessmentCriteria { isInForce criteria { id fullMarks isVeto } } }"""
ITEMS = """query ($id: ID!) { node(id: $id) { ... on FilingApplication { items { id } } } }"""


async def marks(player: Player, viewer: Viewer, short_of_full: int) -> list[dict[str, Any]]:
    """Every criterion in force: so many marks short of the full ones, every veto fulfilled."""
    editions = (await player.ask(viewer, CRITERIA))["assessmentCriteria"]
    (edition,) = [edition for edition in editions if edition["isInForce"]]
    return [
        {"criterionId": one["id"], "isFulfilled": True}
        if one["isVeto"]
        else {"criterionId": one["id"], "marks": max(one["fullMarks"] - short_of_full, 1)}
        for one in edition["criteria"]
    ]


async def marked_by_itself(school: School, application_id: str) -> None:
    """The school's own marks, given with the application."""
    own = await marks(school.player, school.viewer, 0)
    await school.act("saveSelfAssessment", {"id": application_id, "marks": own})


async def experts(player: Player, offices: Offices, occupation: str) -> dict[str, Viewer]:
    """Three experts in the register by their fields, each with an account: id to viewer."""
    made = {}
    for number, (name, specialty, kind) in enumerate(EXPERTS, start=1):
        served = {"occupationId": occupation} if kind == "OCCUPATION" else {}
        given = {
            "name": name,
            "field": specialty,
            "employerName": "示范研究院",
            "fields": [{"kind": kind, **served}],
        }
        expert = await player.act(offices.center, "saveExpert", {"expert": given})
        login = f"expert{number}"
        await player.act(
            offices.admin,
            "createAccount",
            {
                "loginName": login,
                "displayName": name,
                "password": PASSWORD,
                "role": {"role": "EXPERT", "expertId": expert["id"]},
            },
        )
        made[expert["id"]] = await player.viewer(login)
    return made


async def opened(
    player: Player, offices: Offices, panel: dict[str, Viewer], application_id: str, today: str
) -> str:
    """Accepted, the panel appointed and confirmed, the five ways used with their minutes."""
    department, center = offices.department, offices.center
    await player.act(department, "acceptFilingApplication", {"id": application_id})
    assessment = (await player.act(center, "openAssessment", {"id": application_id}))["id"]
    for expert_id in panel:
        await player.act(center, "appointExpert", {"id": assessment, "expertId": expert_id})
    await player.act(department, "confirmAssessmentPanel", {"id": assessment})
    steps = [{"method": method, "day": today, "place": "示范路1号行政楼"} for method in METHODS]
    held = await player.act(
        center, "scheduleAssessment", {"id": assessment, "steps": steps}, "steps { id }"
    )
    for step in held["steps"]:
        written = {"id": assessment, "stepId": step["id"], "minutes": "情况属实，与申报材料相符。"}
        await player.act(center, "recordAssessmentMinutes", written)
    return str(assessment)


async def said(player: Player, viewer: Viewer, assessment: str, items: list[str]) -> None:
    """One expert marks, finds everything met, and signs off."""
    given = {"id": assessment, "marks": await marks(player, viewer, 1)}
    await player.act(viewer, "recordExpertMarks", given)
    subjects = [{"condition": condition} for condition in CONDITIONS]
    subjects += [{"itemId": item} for item in items]
    for subject in subjects:
        opinion = {"id": assessment, "opinion": "MET", **subject}
        await player.act(viewer, "recordExpertOpinion", opinion)
    await player.act(viewer, "signOffExpertOpinions", {"id": assessment})


async def assessed(
    player: Player, offices: Offices, panel: dict[str, Viewer], application_id: str, today: str
) -> None:
    """From the acceptance to the conclusion, by the panel, the center and the department."""
    assessment = await opened(player, offices, panel, application_id, today)
    shown = await player.ask(offices.center, ITEMS, id=application_id)
    items = [item["id"] for item in shown["node"]["items"]]
    for viewer in panel.values():
        await said(player, viewer, assessment, items)
    await player.act(
        offices.center,
        "proposeAssessmentConclusion",
        {"id": assessment, "conclusion": "PASSED", "reason": "专家组一致认为具备条件。"},
    )
    await player.act(offices.department, "confirmAssessmentConclusion", {"id": assessment})
