"""演示：批次 A batch from its plan to its certificates (4.1-4.4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from operation.demonstration.cast import BORN, STUDENTS, identity_number
from operation.demonstration.filing import Offices
from operation.demonstration.school import School

SHANGHAI = timezone(timedelta(hours=8))
PARTS = [{"kind": "THEORY", "name": "理论"}, {"kind": "PRACTICE", "name": "实操"}]
FAILED = 3  # whose practice lies below 60
MARKS: list[tuple[str, str] | None] = [
    ("82", "91.5"), ("60", "60"), ("77.5", "68"), ("88", "59.5"), ("90", "86"), None,
]  # fmt: skip


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


async def marked_by(school: School, offices: Offices) -> None:
    """The center enters by which marks the standard is passed, and for how long a part counts."""
    given = {"of": {"standardId": school.standard}, "resitMonths": 24, "source": "演示：评分规定"}
    await school.player.act(offices.center, "saveMarkingRule", given)


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
    rows = [_student(first, number, graduation, major) for number in range(count)]
    await _entered(batch, rows, "REPLACE")


async def _entered(batch: Batch, rows: list[dict[str, Any]], mode: str) -> None:
    given = {"id": batch.plan, "rows": rows, "mode": mode}
    await batch.school.act(
        "importCandidates", given | {"dryRun": False, "errorPolicy": "REJECT_ALL"}
    )


def _student(first: int, number: int, graduation: date, major: str) -> dict[str, Any]:
    return {
        "documentType": "RESIDENT_IDENTITY_CARD",
        "documentNumber": identity_number(BORN, first + number),
        "name": STUDENTS[number % len(STUDENTS)],
        "studentNumber": f"D{first + number:05d}",
        "className": "机电2301",
        "phone": "13800000000",
        "majorCode": major,
        "expectedGraduationOn": str(graduation),
    }


async def sat_again(batch: Batch, earlier: Batch, graduation: date, major: str) -> None:
    """Who failed practice in the earlier batch, the first of MARKS below 60, enters once more."""
    found = await batch.school.player.ask(batch.school.viewer, RESULT_FILING, id=earlier.plan)
    student = _student(1, FAILED, graduation, major)
    (failed,) = (
        node["id"]
        for node in found["node"]["candidates"]["nodes"]
        if node["studentNumber"] == student["studentNumber"]
    )
    await _entered(batch, [student | {"resitOfId": failed}], "ADD")


async def filed(batch: Batch) -> None:
    await batch.school.act("submitEvaluationPlan", {"id": batch.plan})


async def accepted(batch: Batch) -> None:
    await batch.center("acceptEvaluationPlan", {"id": batch.plan})


SESSIONS = """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan { sessions { id } } } }"""


async def changed(batch: Batch) -> None:
    """The first session begins half an hour later; the plan says so once the center accepts."""
    found = await batch.school.player.ask(batch.school.viewer, SESSIONS, id=batch.plan)
    starts_at = datetime.combine(batch.held_on, time(9, 30), SHANGHAI).isoformat()
    moved = {"sessionId": found["node"]["sessions"][0]["id"], "startsAt": starts_at}
    given = {"id": batch.plan, "reason": "考生须提前候考。", "sessions": [moved]}
    change = await batch.school.act("requestPlanChange", given)
    await batch.center("decidePlanChange", {"id": change["id"], "isAccepted": True})


RESULT_FILING = """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan {
  resultFiling { id }
  candidates(first: 200) { nodes { id studentNumber } }
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
    await _reviewed(batch, filing)
    await school.act("submitResults", {"id": filing, "lateReason": late_reason})
    return filing


OF_FILING = """query ($id: ID!) { node(id: $id) { ... on ResultFiling {
  results(first: 200) { nodes { id candidate { studentNumber } } } } } }"""


async def _reviewed(batch: Batch, filing: str) -> None:
    """A candidate objects to a mark; it is looked at again and upheld."""
    school = batch.school
    found = await school.player.ask(school.viewer, OF_FILING, id=filing)
    nodes = found["node"]["results"]["nodes"]
    objecting = sorted(nodes, key=lambda node: str(node["candidate"]["studentNumber"]))[FAILED]
    given = {
        "id": filing,
        "resultId": objecting["id"],
        "part": "实操",
        "value": "59.5",
        "objectedOn": str(batch.held_on),
        "reviewedBy": "复核组两人",
        "reason": "重新核对评分表，原成绩无误。",
    }
    await school.act("reviewMark", given)


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
