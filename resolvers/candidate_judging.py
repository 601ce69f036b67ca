"""评价人员审查 Rows of candidates judged together: each once, each eligible (1.2, 1.3, 4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models import Candidate, EvaluationPlan, MajorEvaluation
from resolvers.candidate_facts import any_of, evaluations_of, held_certificates
from resolvers.candidate_rows import CandidateRow, Entered, Known, id_of, read_known, read_row
from resolvers.evaluation_plan_facts import plan_target
from resolvers.person import find_persons, names_of
from resolvers.scope_extension import Extended, extended_scope
from resolvers.write.writing import Writing
from rules.clause_1_2_candidates import check_scope
from rules.clause_4_1_plan import check_name, check_persons_once
from rules.entry import not_found
from rules.evaluation_plan import PlannedCandidate, Target, check_eligibility, check_majors
from rules.finding import Findings, all_below
from rules.vocabulary import ImportMode


@dataclass(frozen=True)
class Judging:
    """What all rows are judged by; `persons` are those that the register knows already."""

    known: Known
    target: Target
    first_session_on: date | None
    persons: Mapping[str, UUID]
    served: Extended
    names: Mapping[UUID, str]


async def judged(
    writing: Writing, plan: EvaluationPlan, entered: Sequence[Entered], mode: ImportMode
) -> list[CandidateRow]:
    """The rows with everything that is found of them; the statements do not grow with the rows."""
    known = await read_known(writing, entered)
    configuration = writing.services.configuration
    target, first_on = await plan_target(writing.session, plan.id, configuration)
    rows = [read_row(writing, known, place, row) for place, row in enumerate(entered)]
    identities = [row.identity for row in rows if row.identity]
    persons = await find_persons(writing.session, writing.services.sealer, identities)
    rows = await _each_once(writing, plan, rows, persons, mode)
    served = await extended_scope(writing.session, plan.id)
    names = await names_of(writing.session, persons.values())
    by = Judging(known, target, first_on, persons, served, names)
    return await _evaluated(writing, by, await _eligible(writing, by, rows))


async def _evaluated(
    writing: Writing, by: Judging, rows: Sequence[CandidateRow]
) -> list[CandidateRow]:
    """Each of a major that was evaluated for the occupation; each major is judged once."""
    majors = {row.major.id for row in rows if row.major}
    evaluations = await evaluations_of(writing.session, any_of(MajorEvaluation.major_id, majors))
    found = check_majors(evaluations, map(str, majors), by.target, by.first_session_on)
    return [
        replace(row, findings=row.findings + all_below(found.get(_major(row), ()), *row.path))
        for row in rows
    ]


def _major(row: CandidateRow) -> str:
    return str(row.major and row.major.id)


async def _each_once(
    writing: Writing,
    plan: EvaluationPlan,
    rows: Sequence[CandidateRow],
    known: Mapping[str, UUID],
    mode: ImportMode,
) -> list[CandidateRow]:
    """Nobody twice in the file, nor in the plan that the rows are added to."""
    already = await _persons_of(writing, plan) if mode is ImportMode.ADD else []
    persons = [*map(str, already), *(_name(row, known) for row in rows)]
    repeated = {f.path[1]: f for f in check_persons_once(persons, ("rows",))}
    found = []
    for row in rows:
        finding = repeated.get(len(already) + row.place)
        own = () if finding is None else (replace(finding, path=(*row.path, *finding.path[2:])),)
        found.append(replace(row, findings=row.findings + own))
    return found


def _name(row: CandidateRow, known: Mapping[str, UUID]) -> str:
    """One text for each person: the id where the register knows the document."""
    if row.identity is None:
        return f"row {row.place}"
    return str(known.get(row.identity.same, row.identity.same))


async def _persons_of(writing: Writing, plan: EvaluationPlan) -> Sequence[UUID]:
    found = await writing.session.execute(
        select(Candidate.person_id)
        .where(Candidate.plan_id == plan.id)
        .order_by(Candidate.student_number, Candidate.id)
    )
    return found.scalars().all()


async def _eligible(
    writing: Writing, by: Judging, rows: Sequence[CandidateRow]
) -> list[CandidateRow]:
    held = await held_certificates(writing.session, by.persons.values())
    found = []
    for row in rows:
        person = by.persons.get(row.identity.same) if row.identity else None
        own = held.get(person, frozenset()) if person else frozenset()
        found.append(replace(row, findings=row.findings + _check(writing, by, row, person, own)))
    return found


def _check(
    writing: Writing, by: Judging, row: CandidateRow, person: UUID | None, held: frozenset[Any]
) -> Findings:
    found = _check_name(by, row, person)
    return found + _check_studies(by, row, person, held) + _check_resit(writing, by, row, person)


def _check_name(by: Judging, row: CandidateRow, person: UUID | None) -> Findings:
    known = by.names.get(person) if person else None
    if known is None or row.identity is None:
        return ()
    return check_name(known, row.identity.name, row.path)


def _check_studies(
    by: Judging, row: CandidateRow, person: UUID | None, held: frozenset[Any]
) -> Findings:
    studies = row.studies(by.known.own_school, by.served)
    if studies is None and row.school not in by.known.schools:
        return ()  # NOT_FOUND says it
    if studies is None:
        return check_scope(row.school == by.known.own_school, False, row.path)
    planned = PlannedCandidate("", str(person), "", studies.enrolment(), held=held)
    return check_eligibility(planned, by.target, by.first_session_on, row.path)


def _check_resit(writing: Writing, by: Judging, row: CandidateRow, person: UUID | None) -> Findings:
    """An earlier candidacy of somebody else is not there for this one."""
    resit_of = id_of(row.entered, "resit_of_id", Candidate)
    earlier = by.known.earlier.get(resit_of) if resit_of else None
    is_anothers = earlier is not None and earlier != person
    return not_found(writing.clause, (*row.path, "resitOfId")) if is_anothers else ()
