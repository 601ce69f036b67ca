"""利益冲突 Declared by the expert, or entered by an office: the expert stands aside (3.2)."""

from collections.abc import Mapping
from typing import Any

from models import Expert, ExpertConflict, Institution, PanelMember, TechnicalAssessment
from models.base import new_id
from resolvers.acts.expert_opinion import stand_aside
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import already_registered
from rules.vocabulary import AssessmentStatus, ConflictKind


async def declare(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """By the expert, of itself."""
    expert_id = writing.viewer.expert_id
    (expert,) = await writing.seen(Expert, lambda row: row.id == expert_id, lock=True)
    return await _enter(writing, "declareExpertConflict", expert, given)


async def record(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """By center or department, of an expert of the register."""
    expert = await writing.get(Expert, given["expert_id"], ("expertId",), lock=True)
    return await _enter(writing, "recordExpertConflict", expert, given)


async def _enter(writing: Writing, act: str, expert: Expert, given: Mapping[str, Any]) -> Outcome:
    school = await writing.get(Institution, given["institution_id"], ("institutionId",))
    same = await writing.seen(
        ExpertConflict,
        lambda row: row.expert_id == expert.id,
        lambda row: row.institution_id == school.id,
        lambda row: row.kind == given["kind"],
    )
    if same:
        writing.judge(already_registered(writing.clause, ("kind",)))
    row = ExpertConflict(
        id=new_id(),
        expert_id=expert.id,
        institution_id=school.id,
        kind=given["kind"],
        note=given.get("note"),
        declared_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    # Of the expert, not of the school: its history would tell it who sits on a panel.
    writing.record(act, expert)
    await _leave_panels(writing, act, expert, school, given["kind"])
    return {"expert_conflict": Ref.of(row), "expert": Ref.of(expert)}


async def _leave_panels(
    writing: Writing, act: str, expert: Expert, school: Institution, kind: ConflictKind
) -> None:
    """Off every panel that assesses the school and has not concluded: it is completed and
    confirmed again."""
    assessments = await writing.seen(
        TechnicalAssessment,
        lambda row: row.institution_id == school.id,
        lambda row: row.status != AssessmentStatus.CONCLUDED,
        lock=True,
    )
    ids = {row.id: row for row in assessments}
    members = await writing.seen(
        PanelMember,
        lambda row: row.assessment_id.in_(ids),
        lambda row: row.expert_id == expert.id,
        lambda row: ~row.is_recused,
    )
    for member in members:
        row = ids[member.assessment_id]
        before, row.status = row.status, AssessmentStatus.OPENED
        await stand_aside(writing, row, member, kind.zh)
        writing.record(act, row, before=before)
