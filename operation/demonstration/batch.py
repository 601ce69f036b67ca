"""演示：批次 A batch from its plan to its certificates (4.1-4.4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from operation.demonstration.cast import STUDENTS, identity_number
from operation.demonstration.filing import Offices
from operation.demonstration.school import School

SHANGHAI = timezone(timedelta(hours=8))
PARTS = [{"kind": "THEORY", "name": "理论"}, {"kind": "PRACTICE", "name": "实操"}]
MARKS = [("82", "91.5"), ("60", "60"), ("77.5", "68"), ("88", "59.5"), ("90", "86"), None]


@dataclass
class Batch:
    """A plan on the stage."""

    school: School
    offices: Offices
    plan: str
    held_on: date

    async def center(self, name: str, given: dict[str, Any]) -> Any:
        return await self.school.player.act(self.offices.center, name, given)


def _at(day: date, hour: int) -> str:
    return datetime.combine(day, time(hour), SHANGHAI).isoformat()


def _session(school: School, part: str, room: str, day: date, hours: tuple[int, int]) -> Any:
    staff = school.staff
    return {
        "part": part,
        "roomId": school.rooms[room],
        "startsAt": _at(day, hours[0]),
        "endsAt": _at(day, hours[1]),
        "invigilatorIds": staff["INVIGILATOR"] if part == "理论" else [],
        "assessorIds": staff["ASSESSOR"] if part == "实操" else [],
        "internalSupervisorIds": staff["INTERNAL_SUPERVISOR"],
    }


async def drafted(
    school: School, offices: Offices, item: str, name: str, level: int, held_on: date
) -> Batch:
    """The plan with its work scheme, two sessions and the staff."""
    scheme = {"title": f"{name}工作方案", "documentId": await school.document(f"{name}工作方案")}
    plan = {
        "agencyItemId": item,
        "level": level,
        "method": "RESULT_ASSESSMENT",
        "batchName": name,
        "workScheme": scheme,
        "parts": PARTS,
        "sessions": [
            _session(school, "理论", "理论", held_on, (9, 11)),
            _session(school, "实操", "实操", held_on, (13, 17)),
        ],
    }
    made = await school.act("createEvaluationPlan", {"plan": plan})
    return Batch(school, offices, made["id"], held_on)


async def enrolled(batch: Batch, first: int, count: int, graduation: date, major: str) -> None:
    """Candidates of the graduating year; `first` sets their numbers apart from another batch's."""
    rows = [
        {
            "documentType": "RESIDENT_IDENTITY_CARD",
            "documentNumber": identity_number("20050301", first + number),
            "name": STUDENTS[number % len(STUDENTS)],
            "studentNumber": f"D{first + number:05d}",
            "className": "机电2301",
            "phone": "13800000000",
            "majorCode": major,
            "expectedGraduationOn": str(graduation),
        }
        for number in range(count)
    ]
    given = {
        "id": batch.plan,
        "rows": rows,
        "mode": "REPLACE",
        "dryRun": False,
        "errorPolicy": "REJECT_ALL",
    }
    await batch.school.act("importCandidates", given)


async def filed(batch: Batch) -> None:
    await batch.school.act("submitEvaluationPlan", {"id": batch.plan})


async def accepted(batch: Batch) -> None:
    await batch.center("acceptEvaluationPlan", {"id": batch.plan})


RESULT_FILING = """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan {
  resultFiling { id }
  candidates(first: 200) { nodes { id } }
} } }"""


async def results(batch: Batch, late_reason: str | None = None) -> str:
    """Marks are entered and filed; one candidate fails a part, one is absent."""
    school = batch.school
    found = await school.player.ask(school.viewer, RESULT_FILING, id=batch.plan)
    node = found["node"]
    rows = [
        {"candidateId": candidate["id"], "isAbsent": marks is None, "marks": _marks(marks)}
        for candidate, marks in zip(
            node["candidates"]["nodes"], _cycled(len(node["candidates"]["nodes"])), strict=True
        )
    ]
    filing = str(node["resultFiling"]["id"])
    given = {"id": filing, "rows": rows, "dryRun": False, "errorPolicy": "REJECT_ALL"}
    await school.act("importResults", given)
    await school.act("submitResults", {"id": filing, "lateReason": late_reason})
    return filing


def _marks(marks: tuple[str, str] | None) -> list[dict[str, str]]:
    if marks is None:
        return []
    return [{"part": part["name"], "value": m} for part, m in zip(PARTS, marks, strict=True)]


def _cycled(count: int) -> list[tuple[str, str] | None]:
    return [MARKS[number % len(MARKS)] for number in range(count)]


async def certified(batch: Batch, filing: str) -> list[dict[str, Any]]:
    """Accepted, issued, reported, published: the certificates by number."""
    school = batch.school
    await batch.center("acceptResults", {"id": filing})
    given = {"planId": batch.plan, "dryRun": False, "errorPolicy": "REJECT_ALL"}
    issued = await school.act("issueCertificates", given, "id number holderName")
    report = await school.act("reportCertificates", {"planId": batch.plan})
    await batch.center("acceptCertificateReport", {"id": report["id"]})
    return list(issued)
