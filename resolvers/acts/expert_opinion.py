"""专家意见 An expert of the panel gives an opinion on each condition, or stands aside (3.2)."""

from collections.abc import Mapping
from typing import Any

from models import ExpertOpinion, PanelMember
from resolvers.acts.technical_assessment import begin, change
from resolvers.write.writing import Outcome, Writing
from rules.clause_3_2_assessment import ExpertOpinion as OpinionFact
from rules.clause_3_2_assessment import check_condition, check_opinion
from rules.entry import already_registered, check_reason
from rules.finding import Findings


async def record_opinion(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """For oneself only, and once for each condition: an opinion given stands.

    The version does not rise, so that experts who write at the same time do not collide.
    """
    begun = await begin(writing, "recordExpertOpinion", given)
    expert = begun.assessed.expert
    fact = OpinionFact(expert, given["condition"], given["opinion"])
    reason = given.get("reason")
    members, applicant = begun.assessed.members, begun.assessed.applicant
    findings = (
        check_condition(fact.condition, begun.assessed.conditions)
        + check_opinion(fact, reason, members, applicant)
        + _check_first(writing, fact, begun.assessed.opinions)
    )
    writing.judge(findings, **begun.payload)
    writing.add(
        ExpertOpinion(
            assessment_id=begun.row.id,
            expert_id=writing.viewer.expert_id,
            condition=fact.condition,
            opinion=fact.opinion,
            reason=reason,
        )
    )
    writing.move("recordExpertOpinion", begun.row)
    return begun.outcome()


def _check_first(
    writing: Writing, fact: OpinionFact, opinions: tuple[OpinionFact, ...]
) -> Findings:
    given = {(opinion.expert, opinion.condition) for opinion in opinions}
    is_given = (fact.expert, fact.condition) in given
    return already_registered(writing.clause, ("condition",)) if is_given else ()


async def recuse(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Who stands aside says why, and no longer sees the assessment: the payload shows none.

    The reason stays on the membership: the register's entry is read by the school as well, and
    would tell it who sat on the panel.
    """
    begun = await begin(writing, "recuseFromAssessment", given)
    writing.judge(check_reason(writing.clause, given["reason"]), **begun.payload)
    (member,) = await writing.seen(
        PanelMember,
        lambda row: row.assessment_id == begun.row.id,
        lambda row: row.expert_id == writing.viewer.expert_id,
    )
    member.is_recused, member.reason = True, given["reason"]
    change(writing, begun.row)
    writing.move("recuseFromAssessment", begun.row)
    return begun.outcome()
