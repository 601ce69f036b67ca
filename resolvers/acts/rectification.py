"""限期整改 Required by center or supervisor, answered by the school, closed by them (1.1.5)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models import Agency, Institution, Rectification, Supervision
from models.base import new_id
from permissions.visible.agency import is_there_on
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_1_supervision import check_closing, check_due_day
from rules.entry import check_reason, check_text
from rules.vocabulary import RectificationStatus, SupervisionSide


async def require(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Of a school; where it is an agency, the agency is named with it."""
    writing.may("requireRectification", None)
    path = ("institutionId",)
    institution = await writing.to_act_on(Institution, given["institution_id"], path)
    agencies = await writing.seen(
        Agency,
        lambda agency: agency.institution_id == institution.id,
        lambda agency: is_there_on(agency, writing.today),
    )
    supervision_id = await _supervision(writing, given, institution)
    findings = writing.judge(
        check_text(writing.clause, given["what"], ("what",))
        + check_due_day(given["due_on"], writing.today)
    )
    row = Rectification(
        id=new_id(),
        institution_id=institution.id,
        agency_id=agencies[0].id if agencies else None,
        supervision_id=supervision_id,
        status=RectificationStatus.REQUIRED,
        what=given["what"],
        required_role=writing.role,
        required_by_id=writing.viewer.account_id,
        required_on=writing.today,
        due_on=given["due_on"],
    )
    writing.add(row)
    writing.record("requireRectification", row)
    return {"rectification": Ref.of(row), "findings": findings}


async def _supervision(
    writing: Writing, given: Mapping[str, Any], institution: Institution
) -> UUID | None:
    """The external supervision of this school that the input names, if it names one."""
    found = await find_all(
        writing,
        Supervision,
        {("supervisionId",): given.get("supervision_id")},
        lambda row: row.institution_id == institution.id,
        lambda row: row.side == SupervisionSide.EXTERNAL,
    )
    return next((row.id for row in found.values()), None)


async def respond(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The answer is amended until the matter is closed; the day is that of the last."""
    row = await writing.lock(Rectification, given)
    node = Ref.of(row)
    writing.may("respondToRectification", row.status, rectification=node)
    findings = check_text(writing.clause, given["answer"], ("answer",))
    writing.judge(findings, rectification=node)
    row.answer, row.answered_on = given["answer"], writing.today
    row.updated_at = writing.now
    writing.move("respondToRectification", row)
    return {"rectification": node, "findings": findings}


async def return_answer(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The answer does not do: it is to be put right by another day; the answer stays readable."""
    row = await writing.lock(Rectification, given)
    node = Ref.of(row)
    writing.may("returnRectification", row.status, rectification=node)
    findings = writing.judge(
        check_reason(writing.clause, given["reason"])
        + check_due_day(given["due_on"], writing.today)
        + check_closing(writing.role, row.required_role),
        rectification=node,
    )
    row.return_reason, row.due_on = given["reason"].strip(), given["due_on"]
    writing.move("returnRectification", row, reason=row.return_reason)
    return {"rectification": node, "findings": findings}


async def close(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(Rectification, given)
    node = Ref.of(row)
    writing.may("closeRectification", row.status, rectification=node)
    findings = writing.judge(
        check_text(writing.clause, given["remark"], ("remark",))
        + check_closing(writing.role, row.required_role),
        rectification=node,
    )
    row.remark, row.closed_on = given["remark"], writing.today
    row.closed_by_id = writing.viewer.account_id
    writing.move("closeRectification", row)
    return {"rectification": node, "findings": findings}
