"""技术评估 What holds an act on an assessment back, for button and act alike, and what is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import case

from permissions.declaration import Arguments, Asked
from resolvers.technical_assessment_facts import Assessed
from rules.clause_3_2_assessment import (
    check_member,
    check_methods,
    check_sign_off,
    check_under_assessment,
)
from rules.clause_3_2_conclusion import (
    check_confirmation,
    check_improvement,
    check_signed_off,
    computed_conclusion,
    conclusions_open,
)
from rules.clause_3_2_panel import check_panel, check_panel_fields
from rules.finding import Findings, is_refused
from rules.lifecycle import Act
from rules.vocabulary import AssessmentConclusion, AssessmentStatus, ConditionCode, Role


def after_conclusion(column: str) -> Any:
    """A column that school and public of the file see only once the department has confirmed."""

    def confirmed(row: Any, given: Arguments) -> Any:
        is_concluded = row.status == AssessmentStatus.CONCLUDED
        return case((is_concluded, getattr(row, column)), else_=None)

    return confirmed


# --- what holds an act back


def panel_blocks(assessed: Assessed) -> Findings:
    """Whole and odd; that an occupation is of nobody's field warns."""
    occupations = assessed.items.values()
    return check_panel(assessed.members, assessed.applicant) + check_panel_fields(
        assessed.members, assessed.applicant, occupations
    )


def member_blocks(assessed: Assessed) -> Findings:
    """The expert counts, and has not signed off."""
    return check_member(assessed.expert, assessed.members, assessed.applicant)


def sign_off_blocks(assessed: Assessed) -> Findings:
    """Nothing in question is left open by the expert, and nothing contradicts itself."""
    return member_blocks(assessed) + check_sign_off(
        assessed.question, assessed.own_opinions, assessed.own_marks
    )


def conclusion_blocks(assessed: Assessed) -> Findings:
    """The panel is still whole, everybody signed off, the methods were used (or a warning)."""
    return (
        check_panel(assessed.members, assessed.applicant)
        + check_signed_off(assessed.members, assessed.applicant)
        + check_methods(assessed.steps)
    )


def decision_blocks(assessed: Assessed) -> Findings:
    return check_confirmation(assessed.account, assessed.proposer)


def improvement_blocks(assessed: Assessed) -> Findings:
    return check_improvement(assessed.conclusion, assessed.is_last, assessed.improved_on)


BLOCKS: Mapping[str, Callable[[Assessed], Findings]] = {
    "confirmAssessmentPanel": panel_blocks,
    "recordExpertMarks": member_blocks,
    "recordExpertOpinion": member_blocks,
    "signOffExpertOpinions": sign_off_blocks,
    "proposeAssessmentConclusion": conclusion_blocks,
    "returnAssessmentConclusion": decision_blocks,
    "confirmAssessmentConclusion": decision_blocks,
}


def found_of(act_name: str, assessed: Assessed) -> Findings:
    """Everything that the state of the assessment says to the act, warnings included."""
    if act_name == "reportImprovement":  # the application waits for it, out of assessment
        return improvement_blocks(assessed)
    special = BLOCKS.get(act_name)
    return check_under_assessment(assessed.application) + (special(assessed) if special else ())


def blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """For `actions`: refusals only, for a warning holds nothing back."""
    found = found_of(act.name, Assessed.read(row[1:]))
    return tuple(finding for finding in found if is_refused((finding,)))


# --- shown


async def met_conditions(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """The conditions met by what is signed off so far, in the order of 1.1."""
    found = [Assessed.read(row).judged for row in rows]
    return [_in_order(ConditionCode, own.conditions - own.failed) for own in found]


async def vetoed_conditions(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """The conditions that a veto holds back."""
    return [_in_order(ConditionCode, Assessed.read(row).judged.vetoed) for row in rows]


async def open_conclusions(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """What follows from opinions and marks signed off so far."""
    found = [conclusions_open(Assessed.read(row).judged) for row in rows]
    return [_in_order(AssessmentConclusion, own) for own in found]


async def computed(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """The conclusion that follows, where two do the milder."""
    return [computed_conclusion(Assessed.read(row).judged) for row in rows]


def _in_order(term: Any, chosen: Any) -> list[Any]:
    return [one for one in term if one in chosen]
