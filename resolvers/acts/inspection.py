"""检查记录 Department and commission record what they found at a school (1.1.5)."""

from collections.abc import Mapping
from typing import Any

from models import Inspection, Institution
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_past, check_text


async def record(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    institution = await writing.get(Institution, given["institution_id"], ("institutionId",))
    clause, day = writing.clause, given["inspected_on"]
    findings = writing.judge(
        check_text(clause, given["findings"], ("findings",))
        + check_past(clause, day, writing.today, ("inspectedOn",))
    )
    row = Inspection(
        id=new_id(),
        institution_id=institution.id,
        inspected_on=day,
        findings=given["findings"],
        is_public=given["is_public"],
        recorded_role=writing.role,
        recorded_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    writing.record("recordInspection", row, is_public=row.is_public)
    return {"inspection": Ref.of(row), "findings": findings}
