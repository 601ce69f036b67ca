"""技术评估 What stands of an assessment, as the rules take it (3.2).

One statement's columns say it all (`NEEDS`), for the page's `actions` and for the mutation alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal_column, not_, select

from models import (
    AssessmentCriteria,
    AssessmentCriterion,
    AssessmentItem,
    AssessmentStep,
    Expert,
    ExpertField,
    ExpertMark,
    ExpertOpinion,
    FilingApplication,
    FilingItem,
    Occupation,
    PanelMember,
    TechnicalAssessment,
)
from permissions.rows import VIEWER, among
from resolvers.workflow import Need
from rules.clause_3_2_assessment import ExpertMark as MarkFact
from rules.clause_3_2_assessment import ExpertOpinion as OpinionFact
from rules.clause_3_2_assessment import Question, Step
from rules.clause_3_2_conclusion import Evidence, Judged, judged
from rules.clause_3_2_criteria import Criterion, Mark
from rules.clause_3_2_panel import Field, OccupationCode, counting_members
from rules.clause_3_2_panel import PanelMember as MemberFact
from rules.vocabulary import (
    AssessmentConclusion,
    AssessmentMethod,
    ConditionCode,
    ExpertFieldKind,
    FilingStatus,
    Opinion,
)

NONE = literal_column("'[]'", Text)


def _listed(rows: Select[Any], *values: Any) -> ColumnElement[Any]:
    """The rows as JSON text, an array of arrays: one column, however many parts there are."""
    each = func.jsonb_build_array(*values)
    listed = rows.with_only_columns(cast(func.jsonb_agg(each), Text)).scalar_subquery()
    return func.coalesce(listed, NONE)


def _name(term: Any) -> ColumnElement[str]:
    return cast(term, Text)


# --- the needed columns


def application_status(row: Any) -> Any:
    of_application = FilingApplication.id == row.application_id
    return select(FilingApplication.status).where(of_application).scalar_subquery()


def _is_last(row: Any) -> Any:
    """Whether no later round was opened."""
    return not_(
        among(
            TechnicalAssessment,
            lambda later: and_(
                later.application_id == row.application_id, later.round_number > row.round_number
            ),
        )
    )


def _members(row: Any) -> Any:
    sitting = select(PanelMember).join(Expert, Expert.id == PanelMember.expert_id)
    return _listed(
        sitting.where(PanelMember.assessment_id == row.id),
        PanelMember.expert_id,
        Expert.employer_id,
        PanelMember.is_recused,
        PanelMember.signed_off_at.is_not(None),
    )


def _fields(row: Any) -> Any:
    fields = select(ExpertField).join(PanelMember, PanelMember.expert_id == ExpertField.expert_id)
    fields = fields.outerjoin(Occupation, Occupation.id == ExpertField.occupation_id)
    return _listed(
        fields.where(PanelMember.assessment_id == row.id),
        ExpertField.expert_id,
        _name(ExpertField.kind),
        Occupation.edition,
        Occupation.code,
    )


def _opinions(row: Any) -> Any:
    return _listed(
        select(ExpertOpinion).where(ExpertOpinion.assessment_id == row.id),
        ExpertOpinion.expert_id,
        _name(ExpertOpinion.condition),
        ExpertOpinion.item_id,
        _name(ExpertOpinion.opinion),
    )


def _marks(row: Any) -> Any:
    return _listed(
        select(ExpertMark).where(ExpertMark.assessment_id == row.id),
        ExpertMark.expert_id,
        ExpertMark.criterion_id,
        ExpertMark.marks,
        ExpertMark.is_fulfilled,
    )


def _criteria(row: Any) -> Any:
    return _listed(
        select(AssessmentCriterion).where(AssessmentCriterion.edition_id == row.criteria_id),
        AssessmentCriterion.id,
        _name(AssessmentCriterion.condition),
        AssessmentCriterion.full_marks,
    )


def _pass_percent(row: Any) -> Any:
    edition = select(AssessmentCriteria.pass_percent)
    return edition.where(AssessmentCriteria.id == row.criteria_id).scalar_subquery()


def _items(row: Any) -> Any:
    """Every item of the application, and whether it is in question in this round."""
    items = select(FilingItem).join(Occupation, Occupation.id == FilingItem.occupation_id)
    is_asked = among(
        AssessmentItem,
        lambda asked: and_(asked.assessment_id == row.id, asked.item_id == FilingItem.id),
    )
    return _listed(
        items.where(FilingItem.application_id == row.application_id),
        FilingItem.id,
        is_asked,
        Occupation.edition,
        Occupation.code,
    )


def _steps(row: Any) -> Any:
    has_minutes = func.coalesce(
        AssessmentStep.minutes, cast(AssessmentStep.minutes_document_id, Text)
    ).is_not(None)
    return _listed(
        select(AssessmentStep).where(AssessmentStep.assessment_id == row.id),
        _name(AssessmentStep.method),
        has_minutes,
    )


PARTS: Mapping[str, Need] = {
    "members": _members,
    "fields": _fields,
    "opinions": _opinions,
    "marks": _marks,
    "criteria": _criteria,
    "items": _items,
    "steps": _steps,
}
NEEDS: tuple[Need, ...] = (
    "institution_id",
    "conditions",
    "conclusion",
    "improved_on",
    _is_last,
    "proposed_by_id",
    application_status,
    _pass_percent,
    lambda row: VIEWER.account_id,
    lambda row: VIEWER.expert_id,
    *PARTS.values(),
)
"""Everything that `Assessed.read` takes, in its order; the status goes before."""


# --- what they say


@dataclass(frozen=True)
class Assessed:
    """One assessment as the rules take it; ids as text."""

    applicant: str
    conclusion: AssessmentConclusion | None
    improved_on: date | None
    is_last: bool
    proposer: str
    application: FilingStatus
    account: str
    expert: str
    question: Question
    members: tuple[MemberFact, ...]
    opinions: tuple[OpinionFact, ...]
    marks: tuple[MarkFact, ...]
    steps: tuple[Step, ...]
    items: Mapping[str, OccupationCode]

    @classmethod
    def read(cls, values: Sequence[Any]) -> "Assessed":
        """From the values of `NEEDS`."""
        applicant, conditions, conclusion, improved_on, is_last, proposer, *more = values
        application, pass_percent, account, expert, *texts = more
        parts = dict(zip(PARTS, map(msgspec.json.decode, texts), strict=True))
        question = Question(
            tuple(_condition(condition) for condition in conditions),
            frozenset(item for item, is_asked, *_ in parts["items"] if is_asked),
            tuple(Criterion(one, ConditionCode[of], full) for one, of, full in parts["criteria"]),
            pass_percent or 0,
        )
        return cls(
            str(applicant),
            conclusion,
            improved_on,
            is_last,
            str(proposer),
            application,
            str(account),
            str(expert),
            question,
            _read_members(parts["members"], parts["fields"]),
            tuple(
                OpinionFact(given_by, ConditionCode[of] if of else None, Opinion[opinion], item)
                for given_by, of, item, opinion in parts["opinions"]
            ),
            tuple(
                MarkFact(given_by, Mark(criterion, marks, is_fulfilled))
                for given_by, criterion, marks, is_fulfilled in parts["marks"]
            ),
            tuple(Step(AssessmentMethod[method], written) for method, written in parts["steps"]),
            {item: OccupationCode(*code) for item, _, *code in parts["items"]},
        )

    @property
    def own_opinions(self) -> list[OpinionFact]:
        return [opinion for opinion in self.opinions if opinion.expert == self.expert]

    @property
    def own_marks(self) -> list[Mark]:
        return [given.mark for given in self.marks if given.expert == self.expert]

    @cached_property
    def judged(self) -> Judged:
        """What has been signed off by those who count; the rest is its expert's alone."""
        signed = {member.expert for member in self.members if member.is_signed}
        counting = counting_members(self.members, self.applicant) & signed
        evidence = Evidence(counting, self.opinions, self.marks)
        return judged(self.question, evidence, frozenset(self.items))


def _read_members(members: Sequence[Any], fields: Sequence[Any]) -> tuple[MemberFact, ...]:
    by_expert: dict[str, list[Field]] = {}
    for expert, kind, edition, code in fields:
        occupation = OccupationCode(edition, code) if code else None
        by_expert.setdefault(expert, []).append(Field(ExpertFieldKind[kind], occupation))
    return tuple(
        MemberFact(expert, employer, is_recused, is_signed, tuple(by_expert.get(expert, ())))
        for expert, employer, is_recused, is_signed in members
    )


def _condition(value: Any) -> ConditionCode:
    """The executor gives the term, the compiler its name."""
    return value if isinstance(value, ConditionCode) else ConditionCode[value]
