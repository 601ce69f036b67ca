"""监督检查 What the offices saw at the school: an inspection, an old violation, something to put
right, and an item that was suspended for a while."""

from datetime import date, timedelta
from typing import Any

from operation.demonstration.filing import Offices
from operation.demonstration.school import School

FIVE_YEARS = timedelta(days=5 * 366)  # longer ago than what refuses an application (1.1.2)


async def inspected(college: School, offices: Offices, today: date) -> None:
    """The rectification is left open: it waits for the school."""
    player, school = college.player, college.id
    given: dict[str, Any] = {"institutionId": school, "inspectedOn": str(today)}
    found = {"findings": "考场监控完好，制度齐全。", "isPublic": True}
    await player.act(offices.commission, "recordInspection", given | found)
    happened = {"institutionId": school, "happenedOn": str(today - FIVE_YEARS)}
    what = {"description": "评价结果逾期报送。", "kind": "OTHER", "brokenClause": "4.3"}
    await player.act(offices.department, "recordViolation", happened | what)
    due = {"institutionId": school, "dueOn": str(today + timedelta(days=30))}
    await player.act(offices.center, "requireRectification", due | {"what": "补存第二考场录像。"})


async def suspended(college: School, offices: Offices, agency: Any, item_id: str) -> None:
    """One item for a moment, and back: the directory keeps both decisions."""
    given = {"id": agency["id"], "itemIds": [item_id], "isReasonPublic": True}
    for act, reason in (
        ("suspendAgency", "实训设备检修，暂停该项目评价。"),
        ("restoreAgency", "设备检修完成，恢复评价。"),
    ):
        await college.player.act(offices.center, act, given | {"reason": reason})
