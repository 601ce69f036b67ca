"""演示：备案 From the application to the listed agency (3.1-3.4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from operation.demonstration.cast import CONDITIONS, EXPERTS, MATERIALS, METHODS, PASSWORD
from operation.demonstration.player import Player
from operation.demonstration.school import School
from permissions.viewer import Viewer

PANEL = "id version"


@dataclass
class Offices:
    """The accounts of the authorities."""

    admin: Viewer
    department: Viewer
    commission: Viewer
    center: Viewer
    bureau: Viewer
    supervisor: Viewer


async def application(school: School, today: date, levels: tuple[int, int]) -> str:
    """A complete draft: one item, every material, the declarations."""
    given = {
        "items": [
            {
                "occupationId": school.occupation,
                "levelFrom": levels[0],
                "levelTo": levels[1],
                "basis": "NATIONAL_STANDARD",
                "standardId": school.standard,
                "method": "RESULT_ASSESSMENT",
                "priorityReason": "DUAL_CERTIFICATE_REFORM",
                "siteId": school.site,
                "majors": [{"majorId": school.major, "expectedCandidates": 80}],
            }
        ],
        "materials": [
            {"kind": kind, "title": title, "documentId": await school.document(title)}
            for kind, title in MATERIALS
        ],
        "enrolments": [{"year": today.year - n, "enrolled": 900 + n} for n in (1, 2, 3)],
        "experience": "近三年开展技能培训与校内考核，累计三千人次。",
        "declaresTruthful": True,
        "declaresNonProfit": True,
        "declaresAcceptingSupervision": True,
    }
    return str((await school.act("createFilingApplication", given))["id"])


async def submitted(school: School, application_id: str) -> None:
    await school.act("submitFilingApplication", {"id": application_id})


async def experts(player: Player, offices: Offices) -> dict[str, Viewer]:
    """Three experts in the register, each with an account: id to viewer."""
    made = {}
    for number, (name, specialty) in enumerate(EXPERTS, start=1):
        given = {"expert": {"name": name, "field": specialty, "employerName": "示范研究院"}}
        expert = await player.act(offices.center, "saveExpert", given)
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


async def assessed(
    player: Player, offices: Offices, panel: dict[str, Viewer], application_id: str, today: date
) -> None:
    """Accepted, assessed by the panel in five ways, concluded by center and department."""
    department, center = offices.department, offices.center
    await player.act(department, "acceptFilingApplication", {"id": application_id})
    assessment = (await player.act(center, "openAssessment", {"id": application_id}))["id"]
    for expert_id in panel:
        await player.act(center, "appointExpert", {"id": assessment, "expertId": expert_id})
    await player.act(department, "confirmAssessmentPanel", {"id": assessment})
    steps = [
        {"method": method, "day": str(today), "place": "示范路1号行政楼"} for method in METHODS
    ]
    await player.act(center, "scheduleAssessment", {"id": assessment, "steps": steps})
    for viewer in panel.values():
        for condition in CONDITIONS:
            given = {"id": assessment, "condition": condition, "opinion": "MET"}
            await player.act(viewer, "recordExpertOpinion", given)
    await player.act(
        center,
        "proposeAssessmentConclusion",
        {"id": assessment, "conclusion": "PASSED", "reason": "专家组一致认为具备条件。"},
    )
    await player.act(department, "confirmAssessmentConclusion", {"id": assessment})


async def listed(player: Player, offices: Offices, application_id: str) -> dict[str, Any]:
    """Two reports, two consents, the ministry, the receipt: the agency with code and item."""
    for viewer in (offices.center, offices.department):
        await player.act(viewer, "reportFilingApplication", {"id": application_id})
    for viewer in (offices.bureau, offices.commission):
        await player.act(viewer, "consentToFilingApplication", {"id": application_id})
    await player.act(offices.center, "reportToMinistry", {"id": application_id})
    outcome = {"id": application_id, "outcome": "FILED", "reference": "DEMO-2026-1"}
    await player.act(offices.center, "recordMinistryOutcome", outcome)
    agency = await player.act(
        offices.center,
        "issueFilingReceipt",
        {"id": application_id},
        "id name codes { code } items { id }",
        node="agency",
    )
    return dict(agency)


async def major_evaluated(school: School, offices: Offices, level: int, today: date) -> None:
    """The major is evaluated for the occupation before the first plan uses it (1.2)."""
    player = school.player
    given = {
        "majorId": school.major,
        "occupationId": school.occupation,
        "highestLevel": level,
    }
    evaluation = (await school.act("requestMajorEvaluation", given))["id"]
    await player.act(offices.center, "openMajorEvaluation", {"id": evaluation})
    await player.act(
        offices.center,
        "concludeMajorEvaluation",
        {
            "id": evaluation,
            "isPassed": True,
            "reason": "专业教学标准与职业标准对接充分。",
            "highestLevel": level,
            "validTo": str(today + timedelta(days=3 * 365)),
        },
    )
