"""评价结果 What is known of a plan's results, gathered once and asked of the rules (4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Candidate, PlanPart, ResultMark
from models import Result as ResultRow
from resolvers.identity import write_id
from rules.clause_4_3_result_filing import Mark, Result, check_results
from rules.finding import Finding, Findings


@dataclass(frozen=True, slots=True)
class PartFacts:
    id: UUID
    pass_mark: Decimal


@dataclass(frozen=True, slots=True)
class StoredResult:
    """`marks` by the name of their part."""

    id: UUID
    is_absent: bool
    marks: Mapping[str, Decimal]

    def as_rule(self, candidate_id: UUID) -> Result:
        marks = tuple(Mark(part, value) for part, value in self.marks.items())
        return Result(str(candidate_id), marks, self.is_absent)


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """`parts` by name in their order, `candidates` (id, student number) by student number,
    `results` by candidate."""

    parts: Mapping[str, PartFacts]
    candidates: Sequence[tuple[UUID, str]]
    results: Mapping[UUID, StoredResult]

    @property
    def pass_marks(self) -> dict[str, Decimal]:
        return {name: part.pass_mark for name, part in self.parts.items()}


async def result_facts(session: AsyncSession, plan_id: UUID) -> ResultFacts:
    """Four statements, however many candidates the plan has."""
    parts = await session.execute(
        select(PlanPart.name, PlanPart.id, PlanPart.pass_mark)
        .where(PlanPart.plan_id == plan_id)
        .order_by(PlanPart.position)
    )
    candidates = await session.execute(
        select(Candidate.id, Candidate.student_number)
        .where(Candidate.plan_id == plan_id)
        .order_by(Candidate.student_number, Candidate.id)
    )
    return ResultFacts(
        {name: PartFacts(id_, pass_mark) for name, id_, pass_mark in parts},
        [(id_, number) for id_, number in candidates],
        await _stored(session, plan_id),
    )


async def _stored(session: AsyncSession, plan_id: UUID) -> dict[UUID, StoredResult]:
    of_plan = Candidate.plan_id == plan_id
    marked = await session.execute(
        select(ResultMark.result_id, PlanPart.name, ResultMark.mark)
        .join(PlanPart, PlanPart.id == ResultMark.part_id)
        .join(ResultRow, ResultRow.id == ResultMark.result_id)
        .join(Candidate, Candidate.id == ResultRow.candidate_id)
        .where(of_plan)
        .order_by(PlanPart.position)
    )
    marks: dict[UUID, dict[str, Decimal]] = {}
    for result_id, part, mark in marked:
        marks.setdefault(result_id, {})[part] = mark
    results = await session.execute(
        select(ResultRow.candidate_id, ResultRow.id, ResultRow.is_absent)
        .join(Candidate, Candidate.id == ResultRow.candidate_id)
        .where(of_plan)
    )
    return {
        candidate_id: StoredResult(id_, is_absent, marks.get(id_, {}))
        for candidate_id, id_, is_absent in results
    }


def check_complete(facts: ResultFacts) -> Findings:
    """Every candidate has its result and every part its mark; a path names the candidate."""
    ids = [id_ for id_, _ in facts.candidates]
    with_result = [id_ for id_ in ids if id_ in facts.results]
    results = [facts.results[id_].as_rule(id_) for id_ in with_result]
    found = check_results([str(id_) for id_ in ids], list(facts.parts), results)
    places = {"candidates": ids, "results": with_result}
    return tuple(_about(finding, places) for finding in found)


def _about(finding: Finding, places: Mapping[str, Sequence[UUID]]) -> Finding:
    """The same finding with its candidate's id in place of a place in a list nobody sees."""
    kind, place, *rest = finding.path
    candidate = write_id("Candidate", places[str(kind)][int(place)])
    return replace(finding, path=("candidates", candidate, *rest))
