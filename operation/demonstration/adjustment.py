"""演示：动态调整 A change to its receipt, an addition in its second round (3.1, 3.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

from operation.demonstration import filing
from operation.demonstration.cast import COLLEGE, LATHE
from operation.demonstration.filing import Offices
from operation.demonstration.school import (
    OCCUPATION,
    School,
    enter_major,
    enter_site,
    verified,
)

MOVED = {**COLLEGE, "address": "浦东新区示范路8号", "legalRepresentativeName": "赵示范"}
ADDED_MATERIALS = (
    ("EXPERIENCE_AND_DEMAND", "车工培训评价经验与需求说明"),
    ("SITE_AND_EQUIPMENT", "车工场地设施设备清单"),
    ("STAFF_LIST", "工作人员与专家名单"),
    ("MANAGEMENT_RULES", "职业技能等级认定管理办法"),
    ("QUALITY_CONTROL_RULES", "质量管控制度"),
    ("CREDIT_RECORD", "信用查询报告"),
)


async def changed(college: School, offices: Offices) -> None:
    """The college has moved and has another head: file, verification, application, receipt."""
    await college.act("updateInstitution", {"id": college.id, "institution": MOVED})
    await verified(college, offices.department)
    certificate = {
        "kind": "LEGAL_PERSON_CERTIFICATE",
        "title": "事业单位法人证书（新）",
        "documentId": await college.document("事业单位法人证书（新）"),
    }
    given = {"kind": "CHANGE", "materials": [certificate], "declaresTruthful": True}
    application = (await college.act("createFilingApplication", given))["id"]
    await filing.submitted(college, application)
    await college.player.act(offices.department, "acceptFilingApplication", {"id": application})
    await filing.listed(college.player, offices, application)


async def added(college: School, offices: Offices, today: date) -> None:
    """An occupation is added: returned with a remark, corrected, and waiting once more."""
    turning = await _turning(college)
    content = await _content(turning, today)
    application = (await turning.act("createFilingApplication", {"kind": "ADDITION", **content}))[
        "id"
    ]
    await filing.submitted(turning, application)
    remarks = [{"path": ["items", "0", "levelTo"], "text": "设备清单仅支持至四级，请核对。"}]
    returned = {"id": application, "reason": "申报等级与设备不符。", "remarks": remarks}
    await turning.player.act(offices.department, "returnFilingApplication", returned)
    content["items"][0]["levelTo"] = 4
    await turning.act("updateFilingApplication", {"id": application, **content})
    await filing.submitted(turning, application)


async def _turning(college: School) -> School:
    """The college with another major, and a site of its own for it."""
    found = (await college.player.ask(college.viewer, OCCUPATION, by={"code": LATHE}))["occupation"]
    turning = replace(college, occupation=found["id"], standard=found["standards"][0]["id"])
    await enter_major(turning, "460101", "机械设计与制造", "COLLEGE")
    await enter_site(turning, "310115", range(3, 6), "车工实训中心")
    return turning


async def _content(turning: School, today: date) -> dict[str, Any]:
    item = {
        "occupationId": turning.occupation,
        "levelFrom": 5,
        "levelTo": 3,
        "basis": "NATIONAL_STANDARD",
        "standardId": turning.standard,
        "method": "RESULT_ASSESSMENT",
        "priorityReason": "DUAL_CERTIFICATE_REFORM",
        "siteId": turning.site,
        "majors": [{"majorId": turning.major, "expectedCandidates": 40}],
    }
    return {
        "items": [item],
        "materials": [
            {"kind": kind, "title": title, "documentId": await turning.document(title)}
            for kind, title in ADDED_MATERIALS
        ],
        "enrolments": [{"year": today.year - n, "enrolled": 900 + n} for n in (1, 2, 3)],
        "experience": "近三年开展车工技能培训与校内考核。",
        "declaresTruthful": True,
        "declaresNonProfit": True,
        "declaresAcceptingSupervision": True,
    }
