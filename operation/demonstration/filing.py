"""演示：备案 From the application to the listed agency (3.1-3.4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from operation.demonstration.cast import MATERIALS, PROVES
from operation.demonstration.player import Player
from operation.demonstration.school import EXPERIENCE, School, enrolments
from permissions.viewer import Viewer


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
            {
                "kind": kind,
                "title": title,
                "documentId": await school.document(title, PROVES.get(kind, ()), kind),
            }
            for kind, title in MATERIALS
        ],
        "enrolments": enrolments(today),
        "experience": EXPERIENCE,
        "declaresTruthful": True,
        "declaresNonProfit": True,
        "declaresAcceptingSupervision": True,
    }
    return str((await school.act("createFilingApplication", given))["id"])


async def submitted(school: School, application_id: str) -> None:
    await school.act("submitFilingApplication", {"id": application_id})


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


async def major_evaluated(
    school: School, offices: Offices, panel: dict[str, Viewer], level: int, today: date
) -> None:
    """The major is evaluated for the occupation before the first plan uses it (1.2)."""
    player = school.player
    pair = {"majorId": school.major, "occupationId": school.occupation, "highestLevel": level}
    (evaluation,) = await school.act("requestMajorEvaluation", {"pairs": [pair]}, "id")
    own = {"id": evaluation["id"]}
    await player.act(offices.center, "openMajorEvaluation", own)
    await player.act(
        offices.center,
        "concludeMajorEvaluation",
        {
            **own,
            "isPassed": True,
            "reason": "专业教学标准与职业标准对接充分。",
            "standardId": school.standard,
            "expertIds": list(panel),
            "minutes": "专家组审阅人才培养方案和实训条件，一致同意通过。",
            "validTo": str(today + timedelta(days=3 * 365)),
        },
    )
    await player.act(offices.department, "confirmMajorEvaluation", own)
