"""评价结果 What is known of a plan's results, gathered once and asked of the rules (4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Candidate, EvaluationPlan, MarkReview, PlanPart, PlanSession, ResultMark
from models import Result as ResultRow
from resolvers.identity import write_id
from resolvers.marked_part import marked_part
from resolvers.resit_facts import Carried, carried_over
from rules.clause_4_3_marks import Mark, MarkedPart, Result, check_results
from rules.clause_4_3_review import check_gone_through
from rules.finding import Finding, Findings
from rules.working_days import day_in_shanghai


@dataclass(frozen=True, slots=True)
class StoredResult:
    """`marks` by the name of their part; those of `reviewed` parts were settled by a review, those
    of `carried` parts by an earlier evaluation."""

    id: UUID
    is_absent: bool
    marks: Mapping[str, Decimal]
    reviewed: frozenset[str] = frozenset()
    is_returned: bool = False
    is_changed: bool = False
    carried: frozenset[str] = frozenset()

    def as_rule(self, candidate_id: UUID) -> Result:
        marks = tuple(Mark(part, value) for part, value in self.marks.items())
        return Result(str(candidate_id), marks, self.is_absent, self.carried)


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """`parts` in their order with `part_ids` by name, `candidates` (id, student number) by student
    number, `results` by candidate, and by candidate of a resit the marks that it keeps."""

    parts: Sequence[MarkedPart]
    part_ids: Mapping[str, UUID]
    candidates: Sequence[tuple[UUID, str]]
    results: Mapping[UUID, StoredResult]
    carried: Mapping[UUID, Mapping[str, Carried]] = field(default_factory=dict)


async def result_facts(session: AsyncSession, plan_id: UUID) -> ResultFacts:
    """The same number of statements however many candidates the plan has."""
    plan = await session.get_one(EvaluationPlan, plan_id)
    begins_at = await begins_at_of(session, plan_id)
    parts = await session.scalars(
        select(PlanPart).where(PlanPart.plan_id == plan_id).order_by(PlanPart.position)
    )
    rows = parts.all()
    candidates = await session.execute(
        select(Candidate.id, Candidate.student_number)
        .where(Candidate.plan_id == plan_id)
        .order_by(Candidate.student_number, Candidate.id)
    )
    return ResultFacts(
        [marked_part(row) for row in rows],
        {row.name: row.id for row in rows},
        [(id_, number) for id_, number in candidates],
        await _stored(session, plan_id),
        await carried_over(session, plan, rows, begins_at and day_in_shanghai(begins_at)),
    )


async def begins_at_of(session: AsyncSession, plan_id: UUID) -> datetime | None:
    """When the first session of the plan begins; None without a session."""
    first = select(func.min(PlanSession.starts_at)).where(PlanSession.plan_id == plan_id)
    begins_at: datetime | None = await session.scalar(first)
    return begins_at


async def _stored(session: AsyncSession, plan_id: UUID) -> dict[UUID, StoredResult]:
    of_plan = Candidate.plan_id == plan_id
    marked = await session.execute(
        select(ResultMark.result_id, PlanPart.name, ResultMark.mark, ResultMark.carried_from_id)
        .join(PlanPart, PlanPart.id == ResultMark.part_id)
        .join(ResultRow, ResultRow.id == ResultMark.result_id)
        .join(Candidate, Candidate.id == ResultRow.candidate_id)
        .where(of_plan)
        .order_by(PlanPart.position)
    )
    marks: dict[UUID, dict[str, Decimal]] = {}
    carried: dict[UUID, set[str]] = {}
    for result_id, part, mark, carried_from in marked:
        marks.setdefault(result_id, {})[part] = mark
        carried.setdefault(result_id, set()).update({part} if carried_from else ())
    reviewed = await _reviewed(session, plan_id)
    row = ResultRow
    results = await session.execute(
        select(row.candidate_id, row.id, row.is_absent, row.returned_at, row.updated_at)
        .join(Candidate, Candidate.id == row.candidate_id)
        .where(of_plan)
    )
    return {
        candidate_id: StoredResult(
            id_,
            is_absent,
            marks.get(id_, {}),
            reviewed.get(id_, frozenset()),
            is_returned=returned_at is not None,
            is_changed=returned_at is not None and updated_at > returned_at,
            carried=frozenset(carried.get(id_, ())),
        )
        for candidate_id, id_, is_absent, returned_at, updated_at in results
    }


async def _reviewed(session: AsyncSession, plan_id: UUID) -> dict[UUID, frozenset[str]]:
    found = await session.execute(
        select(MarkReview.result_id, PlanPart.name)
        .join(PlanPart, PlanPart.id == MarkReview.part_id)
        .where(PlanPart.plan_id == plan_id)
    )
    reviewed: dict[UUID, frozenset[str]] = {}
    for result_id, part in found:
        reviewed[result_id] = reviewed.get(result_id, frozenset()) | {part}
    return reviewed


def check_complete(facts: ResultFacts) -> Findings:
    """Every candidate has its result and every part its mark; a path names the candidate."""
    ids = [id_ for id_, _ in facts.candidates]
    with_result = [id_ for id_ in ids if id_ in facts.results]
    results = [facts.results[id_].as_rule(id_) for id_ in with_result]
    found = check_results([str(id_) for id_ in ids], facts.parts, results)
    for place, id_ in enumerate(with_result):
        result = facts.results[id_]
        found += check_gone_through(result.is_returned, result.is_changed, ("results", place))
    places = {"candidates": ids, "results": with_result}
    return tuple(_about(finding, places) for finding in found)


def _about(finding: Finding, places: Mapping[str, Sequence[UUID]]) -> Finding:
    """The same finding with its candidate's id in place of a place in a list nobody sees."""
    kind, place, *rest = finding.path
    candidate = write_id("Candidate", places[str(kind)][int(place)])
    return replace(finding, path=("candidates", candidate, *rest))
