"""补考 What an earlier evaluation gives to a resit, read for all candidates of a plan (4.3)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Uuid, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    AgencyItem,
    Candidate,
    EvaluationPlan,
    MarkingRule,
    Occupation,
    PlanPart,
    Result,
    ResultFiling,
    ResultMark,
    Trade,
)
from resolvers.candidate_facts import any_of
from resolvers.marked_part import marked_part
from resolvers.occupation_succession import every_name
from resolvers.plan_marking import marking_of
from rules.clause_2_1_editions import Edition
from rules.clause_2_2_marking import DEFAULT_MARKING
from rules.clause_4_3_marks import Mark, MarkedPart, parts_passed
from rules.clause_4_3_marks import Result as Achieved
from rules.clause_4_3_resit import (
    Earlier,
    NamedPart,
    carried_mark,
    is_carried_over,
    same_part,
)
from rules.evaluation_plan import PlannedCandidate
from rules.occupation import OccupationKey
from rules.vocabulary import Level, PartKind, ResultFilingStatus


@dataclass(frozen=True, slots=True)
class Carried:
    """A mark that a resit keeps: its value on the scale of the later part, and where it is from."""

    value: Decimal
    mark_id: UUID


@dataclass(frozen=True, slots=True)
class EarlierMark:
    """A mark of the earlier result; `root_id` and `ended_on` are of the evaluation in which it was
    given."""

    part: NamedPart
    marked: MarkedPart
    value: Decimal
    root_id: UUID
    ended_on: date
    is_carried: bool


async def earlier_of(
    session: AsyncSession, candidates: Collection[UUID], months: int
) -> Mapping[UUID, Earlier]:
    """Of each of these earlier candidates what `check_resit` asks."""
    found = await session.execute(
        select(
            Candidate.id,
            EvaluationPlan.level,
            func.coalesce(ResultFiling.ended_on, EvaluationPlan.ends_on),
            ResultFiling.status,
            Result.is_passed,
        )
        .join(EvaluationPlan, EvaluationPlan.id == Candidate.plan_id)
        .outerjoin(ResultFiling, ResultFiling.plan_id == EvaluationPlan.id)
        .outerjoin(Result, Result.candidate_id == Candidate.id)
        .where(any_of(Candidate.id, candidates))
    )
    names = await _names(session, candidates)
    marks = await _marks(session, candidates)
    parts = await _parts(session, candidates)
    return {
        id_: Earlier(
            names[id_],
            Level(level),
            ended_on or date.min,
            is_accepted=status is ResultFilingStatus.ACCEPTED and is_passed is not None,
            is_passed=bool(is_passed),
            parts=parts[id_],
            passed={mark.part.name: mark.ended_on for mark in passed_marks(marks.get(id_, ()))},
            has_theory_mark=any(mark.part.kind is PartKind.THEORY for mark in marks.get(id_, ())),
            resit_months=months,
        )
        for id_, level, ended_on, status, is_passed in found
    }


async def _parts(
    session: AsyncSession, candidates: Collection[UUID]
) -> Mapping[UUID, tuple[NamedPart, ...]]:
    """The parts of each one's plan, in their order."""
    found = await session.execute(
        select(Candidate.id, PlanPart.kind, PlanPart.name)
        .join(PlanPart, PlanPart.plan_id == Candidate.plan_id)
        .where(any_of(Candidate.id, candidates))
        .order_by(PlanPart.position)
    )
    parts: dict[UUID, tuple[NamedPart, ...]] = defaultdict(tuple)
    for id_, kind, name in found:
        parts[id_] += (NamedPart(kind, name),)
    return parts


def passed_marks(marks: Collection[EarlierMark]) -> list[EarlierMark]:
    """Those of parts that need no resit."""
    result = Achieved(
        "",
        tuple(Mark(mark.part.name, mark.value) for mark in marks),
        carried=frozenset(mark.part.name for mark in marks if mark.is_carried),
    )
    names = parts_passed(result, [mark.marked for mark in marks])
    return [mark for mark in marks if mark.part.name in names]


async def _names(
    session: AsyncSession, candidates: Collection[UUID]
) -> Mapping[UUID, frozenset[OccupationKey]]:
    own = (
        select(
            Candidate.id.label("candidate_id"),
            AgencyItem.occupation_id.label("occupation_id"),
            select(Trade.name)
            .where(Trade.id == AgencyItem.trade_id)
            .scalar_subquery()
            .label("trade"),
        )
        .join(EvaluationPlan, EvaluationPlan.id == Candidate.plan_id)
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .where(any_of(Candidate.id, candidates))
    )
    named = every_name(own)
    found = await session.execute(
        select(named.c.candidate_id, Occupation.edition, Occupation.code, named.c.trade).join(
            Occupation, Occupation.id == named.c.occupation_id
        )
    )
    keys: dict[UUID, set[OccupationKey]] = defaultdict(set)
    for candidate_id, edition, code, trade in found:
        keys[candidate_id].add(OccupationKey(edition, code, trade))
    return {id_: frozenset(own_keys) for id_, own_keys in keys.items()}


async def _marks(
    session: AsyncSession, candidates: Collection[UUID]
) -> Mapping[UUID, list[EarlierMark]]:
    """The marks of accepted results, in the order of the parts."""
    root = (
        select(ResultMark.id, ResultFiling.ended_on)
        .join(Result, Result.id == ResultMark.result_id)
        .join(ResultFiling, ResultFiling.id == Result.filing_id)
        .subquery("root")
        .c
    )
    found = await session.execute(
        select(
            Result.candidate_id, PlanPart, ResultMark.mark, root.id, root.ended_on,
            ResultMark.carried_from_id,
        )
        .join(Result, Result.id == ResultMark.result_id)
        .join(ResultFiling, ResultFiling.id == Result.filing_id)
        .join(PlanPart, PlanPart.id == ResultMark.part_id)
        .join(root.id.table, root.id == func.coalesce(ResultMark.carried_from_id, ResultMark.id))
        .where(
            any_of(Result.candidate_id, candidates),
            ResultFiling.status == ResultFilingStatus.ACCEPTED,
        )
        .order_by(PlanPart.position)
    )  # fmt: skip
    marks: dict[UUID, list[EarlierMark]] = defaultdict(list)
    for candidate_id, part, value, root_id, ended_on, carried_from in found:
        named = NamedPart(part.kind, part.name)
        is_carried = carried_from is not None
        mark = EarlierMark(named, marked_part(part), value, root_id, ended_on, is_carried)
        marks[candidate_id].append(mark)
    return marks


async def with_resits(
    session: AsyncSession, candidates: Sequence[PlannedCandidate], edition: Edition | None
) -> tuple[PlannedCandidate, ...]:
    """The candidates of a plan, each that sits again with what it names."""
    named = {each.earlier for each in candidates if each.earlier}
    if not named:
        return tuple(candidates)
    months = (await marking_of(session, edition)).resit_months
    found = await earlier_of(session, [UUID(each) for each in sorted(named)], months)
    earlier = {str(id_): facts for id_, facts in found.items()}
    return tuple(
        replace(each, resit_of=earlier[each.earlier]) if each.earlier else each
        for each in candidates
    )


async def resit_months(
    session: AsyncSession, standard_id: UUID | None, specification_id: UUID | None
) -> int:
    """The term by the edition of a plan's basis."""
    # Bound, for one of them is unknown: then nothing is equal to it.
    of_standard = MarkingRule.standard_id == literal(standard_id, Uuid())
    of_specification = MarkingRule.specification_id == literal(specification_id, Uuid())
    found = await session.execute(
        select(MarkingRule.resit_months).where(or_(of_standard, of_specification))
    )
    months = found.scalar_one_or_none()
    return DEFAULT_MARKING.resit_months if months is None else months


async def carried_over(
    session: AsyncSession, plan: EvaluationPlan, parts: Collection[PlanPart], begins_on: date | None
) -> Mapping[UUID, Mapping[str, Carried]]:
    """Of each resit in the plan the marks that it keeps, by part."""
    found = await session.execute(
        select(Candidate.id, Candidate.resit_of_id).where(
            Candidate.plan_id == plan.id, Candidate.resit_of_id.is_not(None)
        )
    )
    earlier = {id_: of for id_, of in found if of is not None}
    if not earlier or begins_on is None:
        return {}
    marks = await _marks(session, list(earlier.values()))
    months = await resit_months(session, plan.standard_id, plan.specification_id)
    return {
        id_: _carried(marks.get(of, ()), parts, begins_on, months) for id_, of in earlier.items()
    }


def _carried(
    marks: Collection[EarlierMark], parts: Collection[PlanPart], begins_on: date, months: int
) -> dict[str, Carried]:
    before = [mark.part for mark in marks]
    own = {row.name: row for row in parts}
    named = [NamedPart(row.kind, row.name) for row in parts]
    kept: dict[str, Carried] = {}
    for mark in passed_marks(marks):
        name = same_part(mark.part, before, named)
        if name and is_carried_over(mark.ended_on, begins_on, months):
            value = carried_mark(mark.value, mark.marked, marked_part(own[name]))
            kept[name] = Carried(value, mark.root_id)
    return kept
