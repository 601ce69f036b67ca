"""技术评估 What stands of an assessment, and what holds an act back, for button and act alike.

One statement's columns say it all (`NEEDS`); the page's `actions` and the mutation ask the same
`blocks` of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, Text, Uuid, case, cast, func, select

from models import (
    AssessmentStep,
    Expert,
    ExpertOpinion,
    FilingApplication,
    PanelMember,
)
from permissions.declaration import Arguments, Asked
from permissions.rows import VIEWER
from resolvers.workflow import Need
from rules.clause_3_2_assessment import ExpertOpinion as OpinionFact
from rules.clause_3_2_assessment import PanelMember as MemberFact
from rules.clause_3_2_assessment import (
    check_confirmation,
    check_methods,
    check_opinion,
    check_opinions_complete,
    check_panel,
    check_under_assessment,
    conclusions_open,
    conditions_met,
    counting_members,
)
from rules.entry import already_registered
from rules.finding import Findings, is_refused
from rules.lifecycle import Act
from rules.vocabulary import (
    AssessmentConclusion,
    AssessmentMethod,
    AssessmentStatus,
    ConditionCode,
    FilingStatus,
    Opinion,
    Role,
)


def after_conclusion(column: str) -> Any:
    """A column that school and public of the file see only once the department has confirmed."""

    def confirmed(row: Any, given: Arguments) -> Any:
        is_concluded = row.status == AssessmentStatus.CONCLUDED
        return case((is_concluded, getattr(row, column)), else_=None)

    return confirmed


# --- the needed columns


def application_status(row: Any) -> Any:
    of_application = FilingApplication.id == row.application_id
    return select(FilingApplication.status).where(of_application).scalar_subquery()


def _gathered(column: Any, table: Any, row: Any, type_: Any) -> Any:
    own = select(column).where(table.assessment_id == row.id).order_by(table.id)
    return func.array(own.scalar_subquery(), type_=ARRAY(type_))


def _employers(row: Any) -> Any:
    own = select(Expert.employer_id).join(PanelMember, PanelMember.expert_id == Expert.id)
    own = own.where(PanelMember.assessment_id == row.id).order_by(PanelMember.id)
    return func.array(own.scalar_subquery(), type_=ARRAY(Uuid))


def _member(column: Any, type_: Any) -> Need:
    return lambda row: _gathered(column, PanelMember, row, type_)


def _opinion(column: Any, type_: Any) -> Need:
    return lambda row: _gathered(column, ExpertOpinion, row, type_)


NEEDS: tuple[Need, ...] = (
    "institution_id",
    "conditions",
    "proposed_by_id",
    application_status,
    _member(cast(PanelMember.expert_id, Text), Text),
    _employers,
    _member(cast(PanelMember.is_recused, Text), Text),
    _opinion(cast(ExpertOpinion.expert_id, Text), Text),
    _opinion(cast(ExpertOpinion.condition, Text), Text),
    _opinion(cast(ExpertOpinion.opinion, Text), Text),
    lambda row: _gathered(cast(AssessmentStep.method, Text), AssessmentStep, row, Text),
    lambda row: VIEWER.account_id,
    lambda row: VIEWER.expert_id,
)
"""Everything that `Assessed.read` takes, in its order; the status goes before."""


# --- what they say


@dataclass(frozen=True)
class Assessed:
    """One assessment as the rules take it; ids as text."""

    applicant: str
    conditions: tuple[ConditionCode, ...]
    proposer: str
    application: FilingStatus
    members: tuple[MemberFact, ...]
    opinions: tuple[OpinionFact, ...]
    methods: frozenset[AssessmentMethod]
    account: str
    expert: str

    @classmethod
    def read(cls, values: Sequence[Any]) -> "Assessed":
        """From the values of `NEEDS`."""
        applicant, conditions, proposer, application, *parts = values
        experts, employers, recused, givers, about, opinions, methods, account, expert = parts
        members = zip(experts, employers, recused, strict=True)
        given = zip(givers, about, opinions, strict=True)
        return cls(
            str(applicant),
            tuple(_condition(condition) for condition in conditions),
            str(proposer),
            application,
            tuple(MemberFact(e, str(at) if at else None, r == "true") for e, at, r in members),
            tuple(OpinionFact(e, ConditionCode[c], Opinion[o]) for e, c, o in given),
            frozenset(AssessmentMethod[method] for method in methods),
            str(account),
            str(expert),
        )

    @property
    def counting(self) -> frozenset[str]:
        return counting_members(self.members, self.applicant)

    @property
    def met(self) -> frozenset[ConditionCode]:
        return conditions_met(self.opinions, self.counting, self.conditions)

    @property
    def open_conclusions(self) -> frozenset[AssessmentConclusion]:
        return conclusions_open(self.opinions, self.counting, self.conditions)


def _condition(value: Any) -> ConditionCode:
    """The executor gives the term, the compiler its name."""
    return value if isinstance(value, ConditionCode) else ConditionCode[value]


# --- what holds an act back


def panel_blocks(assessed: Assessed) -> Findings:
    return check_panel(assessed.members, assessed.applicant)


def opinion_blocks(assessed: Assessed) -> Findings:
    """The expert counts, and has not given an opinion on every condition yet."""
    own = {opinion.condition for opinion in assessed.opinions if opinion.expert == assessed.expert}
    is_done = own >= set(assessed.conditions)
    any_opinion = OpinionFact(assessed.expert, assessed.conditions[0], Opinion.MET)
    found = check_opinion(any_opinion, None, assessed.members, assessed.applicant)
    return found + (already_registered("3.2", ()) if is_done else ())


def conclusion_blocks(assessed: Assessed) -> Findings:
    """The panel is still whole, every opinion is there, the methods were used (or a warning)."""
    return (
        panel_blocks(assessed)
        + check_opinions_complete(assessed.opinions, assessed.counting, assessed.conditions)
        + check_methods(assessed.methods)
    )


def confirmation_blocks(assessed: Assessed) -> Findings:
    return check_confirmation(assessed.account, assessed.proposer)


BLOCKS: Mapping[str, Any] = {
    "confirmAssessmentPanel": panel_blocks,
    "recordExpertOpinion": opinion_blocks,
    "proposeAssessmentConclusion": conclusion_blocks,
    "confirmAssessmentConclusion": confirmation_blocks,
}


def found_of(act_name: str, assessed: Assessed) -> Findings:
    """Everything that the state of the assessment says to the act, warnings included."""
    special = BLOCKS.get(act_name)
    return check_under_assessment(assessed.application) + (special(assessed) if special else ())


def blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """For `actions`: refusals only, for a warning holds nothing back."""
    found = found_of(act.name, Assessed.read(row[1:]))
    return tuple(finding for finding in found if is_refused((finding,)))


# --- shown


async def met_conditions(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """The conditions that the panel finds met so far, in the order of 1.1."""
    met = [Assessed.read(row).met for row in rows]
    return [[condition for condition in ConditionCode if condition in own] for own in met]


async def open_conclusions(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """What the opinions given so far allow to propose."""
    found = [Assessed.read(row).open_conclusions for row in rows]
    return [[term for term in AssessmentConclusion if term in own] for own in found]
