"""专家意见 An expert of the panel marks, gives opinions, signs them off, or stands aside (3.2).

Each writes for itself alone. The version does not rise with marks, opinions and their sign-off, so
that experts who write at the same time do not collide.
"""

from collections.abc import Mapping
from typing import Any

from models import ExpertMark, ExpertOpinion, FilingItem, PanelMember, TechnicalAssessment
from resolvers.acts.technical_assessment import Begun, begin, change
from resolvers.marking import check_marks, keep_marks
from resolvers.write.writing import Outcome, Writing
from rules.clause_3_2_assessment import check_opinion, check_subject
from rules.entry import check_reason
from rules.finding import Findings


async def record_opinion(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """On one condition or one item; given again, it replaces the earlier one until sign-off."""
    begun = await begin(writing, "recordExpertOpinion", given)
    condition, item_id = given.get("condition"), given.get("item_id")
    item = await writing.get(FilingItem, item_id, ("itemId",)) if item_id else None
    reason = given.get("reason")
    subject = str(item.id) if item else None
    findings = check_subject(condition, subject, begun.assessed.question) + check_opinion(
        given["opinion"], reason
    )
    writing.judge(findings, **begun.payload)
    row = await _own(writing, begun, condition, item)
    row.opinion, row.reason = given["opinion"], reason
    writing.add(row)
    writing.move("recordExpertOpinion", begun.row)
    return begun.outcome()


async def _own(
    writing: Writing, begun: Begun, condition: Any, item: FilingItem | None
) -> ExpertOpinion:
    item_id = item.id if item else None
    given = await writing.seen(
        ExpertOpinion,
        lambda row: row.assessment_id == begun.row.id,
        lambda row: row.expert_id == writing.viewer.expert_id,
        lambda row: row.condition.is_not_distinct_from(condition),
        lambda row: row.item_id.is_not_distinct_from(item_id),
    )
    return (
        given[0]
        if given
        else ExpertOpinion(
            assessment_id=begun.row.id,
            expert_id=writing.viewer.expert_id,
            condition=condition,
            item_id=item_id,
        )
    )


async def record_marks(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Marks for any number of criteria in question; given again, they replace the earlier ones."""
    begun = await begin(writing, "recordExpertMarks", given)
    asked = {one.id: one for one in begun.assessed.question.criteria_asked}
    writing.judge(check_marks(writing.clause, given["marks"], asked), **begun.payload)
    whole = {"assessment_id": begun.row.id, "expert_id": writing.viewer.expert_id}
    await keep_marks(writing, ExpertMark, whole, given["marks"])
    writing.move("recordExpertMarks", begun.row)
    return begun.outcome()


async def sign_off(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From now on the own opinions and marks stand, and are seen by who decides."""
    begun = await begin(writing, "signOffExpertOpinions", given)
    member = await own_membership(writing, begun.row)
    member.signed_off_at = writing.now
    writing.move("signOffExpertOpinions", begun.row)
    return begun.outcome()


async def own_membership(writing: Writing, row: TechnicalAssessment) -> PanelMember:
    (member,) = await writing.seen(
        PanelMember,
        lambda other: other.assessment_id == row.id,
        lambda other: other.expert_id == writing.viewer.expert_id,
    )
    return member


async def recuse(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Who stands aside says why, and no longer sees the assessment: the payload shows none. The
    panel is completed and confirmed again.

    The reason stays on the membership: the register's entry is read by the school as well, and
    would tell it who sat on the panel.
    """
    begun = await begin(writing, "recuseFromAssessment", given)
    findings: Findings = check_reason(writing.clause, given["reason"])
    writing.judge(findings, **begun.payload)
    member = await own_membership(writing, begun.row)
    await stand_aside(writing, begun.row, member, given["reason"])
    writing.move("recuseFromAssessment", begun.row)
    return begun.outcome()


async def stand_aside(
    writing: Writing, row: TechnicalAssessment, member: PanelMember, reason: str
) -> None:
    """Remove a member; a conclusion that was proposed with it falls."""
    member.is_recused, member.reason = True, reason
    row.proposed_by_id = row.conclusion = row.reason = row.due_on = row.deviation_reason = None
    items = await writing.seen(FilingItem, lambda item: item.application_id == row.application_id)
    for item in items:
        item.is_proposed_to_pass = None
    change(writing, row)
