"""评价人员 Candidates are imported into a plan: many rows, one act (4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from models import Candidate, Document, EvaluationPlan
from models.base import new_id
from permissions.sealing import Place
from resolvers.batch import check_size, rows_to_write
from resolvers.candidate_facts import held_certificates
from resolvers.candidate_rows import CandidateRow, Known, id_of, read_known, read_row
from resolvers.evaluation_plan_check import keep_refusals
from resolvers.evaluation_plan_facts import plan_target
from resolvers.person import find_persons, persons_for
from resolvers.scope_extension import Extended, extended_scope
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_2_candidates import check_scope
from rules.clause_4_1_plan import check_persons_once
from rules.entry import not_found
from rules.evaluation_plan import PlannedCandidate, Target, check_eligibility
from rules.finding import Findings
from rules.vocabulary import ImportMode


@dataclass(frozen=True)
class Judging:
    """What all rows are judged by; `persons` are those that the register knows already."""

    known: Known
    target: Target
    first_session_on: date | None
    persons: Mapping[str, UUID]
    served: Extended


async def import_candidates(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """All rows are judged before one is written; `errorPolicy` says what a refused one stops."""
    check_size(given["rows"])
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("importCandidates", plan.status, evaluation_plan=Ref.of(plan))
    rows = await _judged(writing, plan, given)
    findings = tuple(finding for row in rows for finding in row.findings)
    node, policy = Ref.of(plan), given["error_policy"]
    places = rows_to_write(findings, len(rows), policy, evaluation_plan=node)
    if places and not given["dry_run"]:
        await _write(writing, plan, [rows[place] for place in places], given["mode"])
    return {"evaluation_plan": node, "imported_count": len(places), "findings": findings}


async def _judged(
    writing: Writing, plan: EvaluationPlan, given: Mapping[str, Any]
) -> list[CandidateRow]:
    known = await read_known(writing, given["rows"])
    configuration = writing.services.configuration
    target, first_on = await plan_target(writing.session, plan.id, configuration)
    rows = [read_row(writing, known, place, row) for place, row in enumerate(given["rows"])]
    identities = [row.identity for row in rows if row.identity]
    persons = await find_persons(writing.session, writing.services.sealer, identities)
    rows = await _each_once(writing, plan, rows, persons, given["mode"])
    served = await extended_scope(writing.session, plan.id)
    return await _eligible(writing, Judging(known, target, first_on, persons, served), rows)


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
    studies = row.studies(by.known.own_school, by.served)
    if studies is None:
        return check_scope(row.school == by.known.own_school, False, row.path)
    resit_of = id_of(row.entered, "resit_of_id", Candidate)
    earlier = by.known.earlier.get(resit_of) if resit_of else None
    is_anothers = earlier is not None and earlier != person
    planned = PlannedCandidate("", str(person), "", studies.enrolment(), held=held)
    found = check_eligibility(planned, by.target, by.first_session_on, row.path)
    return found + (not_found(writing.clause, (*row.path, "resitOfId")) if is_anothers else ())


async def _write(
    writing: Writing, plan: EvaluationPlan, rows: Sequence[CandidateRow], mode: ImportMode
) -> None:
    if mode is ImportMode.REPLACE:
        await writing.session.execute(delete(Candidate).where(Candidate.plan_id == plan.id))
    identities = [row.identity for row in rows if row.identity]
    persons = await persons_for(writing.session, writing.services.sealer, identities)
    if rows:
        values = [_values(writing, plan, row, persons) for row in rows]
        await writing.session.execute(insert(Candidate), values)
    plan.updated_at = writing.now  # rows below have changed, so the plan's version rises
    writing.record("importCandidates", plan, before=plan.status)
    await keep_refusals(writing, plan)


def _values(
    writing: Writing, plan: EvaluationPlan, row: CandidateRow, persons: Mapping[str, UUID]
) -> dict[str, Any]:
    assert row.identity is not None
    assert row.major is not None
    own, entered = new_id(), row.entered
    return {
        "id": own,
        "plan_id": plan.id,
        "person_id": persons[row.identity.same],
        "institution_id": plan.institution_id,
        "enrolled_at_id": row.school,
        "major_id": row.major.id,
        "name": row.identity.name,
        "training_level": row.major.training_level,
        "student_number": entered["student_number"].strip(),
        "class_name": entered["class_name"].strip(),
        "phone_sealed": _sealed_phone(writing, entered.get("phone"), own),
        "expected_graduation_on": entered["expected_graduation_on"],
        "deferred_graduation_on": entered.get("deferred_graduation_on"),
        "integrated_programme_id": row.programme and row.programme.id,
        "completed_stage": entered.get("completed_stage"),
        "stage_completed_on": entered.get("stage_completed_on"),
        "stage_evidence_id": id_of(entered, "stage_evidence_id", Document),
        "prior_certificate_number": entered.get("prior_certificate_number"),
        "prior_certificate_level": entered.get("prior_certificate_level"),
        "resit_of_id": id_of(entered, "resit_of_id", Candidate),
    }


def _sealed_phone(writing: Writing, phone: str | None, own: UUID) -> bytes | None:
    number = (phone or "").strip()
    if not number:
        return None
    sealed: bytes = writing.services.sealer.seal(number, Place("candidate", "phone_sealed", own))
    return sealed
