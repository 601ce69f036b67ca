"""演示：评价规范 A school's own basis where no national standard is known (2.1)."""

from typing import Any

from operation.demonstration.filing import Offices
from operation.demonstration.school import School

OCCUPATION = {"edition": 2022, "code": "6-31-07-02"}
FIND = """query ($by: OccupationBy!) { occupation(by: $by) { id } }"""
NOT_SEEN = "演示数据：检索已公布的国家职业标准，未见本职业标准。"


async def filed(school: School, offices: Offices) -> str:
    """The center settles that there is no standard, examines; the bureau files."""
    player = school.player
    found = await player.ask(offices.center, FIND, by={"code": OCCUPATION})
    occupation = found["occupation"]["id"]
    settled = {"id": occupation, "reason": NOT_SEEN}
    await player.act(offices.center, "confirmNoStandard", settled)
    content = _content(occupation, await school.document("工业视觉系统运维员评价规范"))
    made = await school.act("createEvaluationSpecification", {"specification": content})
    own = {"id": made["id"]}
    await school.act("submitEvaluationSpecification", own)
    opinion = {**own, "opinion": "编写符合国家职业标准编制技术规程。"}
    await player.act(offices.center, "examineEvaluationSpecification", opinion)
    await player.act(offices.bureau, "fileEvaluationSpecification", own)
    return str(made["id"])


async def handed_in(school: School, specification: str) -> None:
    """A new edition of it waits for the center."""
    shown = await school.player.ask(
        school.viewer,
        """query ($id: ID!) { evaluationSpecification(id: $id) {
          occupation { id } document { id } } }""",
        id=specification,
    )
    before = shown["evaluationSpecification"]
    content = _content(before["occupation"]["id"], before["document"]["id"])
    content |= {"edition": "2027年版", "predecessorId": specification}
    made = await school.act("createEvaluationSpecification", {"specification": content})
    await school.act("submitEvaluationSpecification", {"id": made["id"]})


def _content(occupation: str, document: str) -> dict[str, Any]:
    return {
        "occupationId": occupation,
        "name": "工业视觉系统运维员评价规范",
        "edition": "2026年版",
        "levelFrom": 4,
        "levelTo": 3,
        "documentId": document,
        "parts": [
            {"kind": "THEORY", "name": "理论", "weight": 30},
            {"kind": "PRACTICE", "name": "实操", "weight": 70},
        ],
        "competences": [
            _competence(4, "能按图安装相机、光源和工控机"),
            _competence(3, "能标定视觉系统并排除常见故障"),
        ],
    }


def _competence(level: int, skills: str) -> dict[str, Any]:
    return {
        "level": level,
        "function": "视觉系统安装与运行维护",
        "work": "系统装调",
        "skills": skills,
        "knowledge": "光学成像与图像处理基础",
    }
