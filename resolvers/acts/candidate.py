"""评价人员 Candidates are entered into a plan: many rows, one act (4.1)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from models import Candidate, Document, EvaluationPlan, Upload
from models.base import new_id
from permissions.sealing import Place
from resolvers.acts.job import order
from resolvers.batch import check_size, rows_to_write
from resolvers.candidate_judging import judged
from resolvers.candidate_rows import CandidateRow, id_of
from resolvers.evaluation_plan_check import keep_refusals
from resolvers.person import persons_for
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_documents import check_upload
from rules.entry import check_given
from rules.vocabulary import ImportMode, JobKind, UploadPurpose


async def import_candidates(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """All rows are judged before one is written; `errorPolicy` says what a refused one stops.

    A list that was uploaded is judged and written by a job.
    """
    check_size(given.get("rows") or ())
    plan = await writing.lock(EvaluationPlan, given)
    writing.may("importCandidates", plan.status, evaluation_plan=Ref.of(plan))
    has_rows, has_list = given.get("rows") is not None, given.get("upload_id") is not None
    found = check_given(writing.clause, has_rows, not has_list, ("rows",))
    writing.judge(found, evaluation_plan=Ref.of(plan))
    if has_list:
        return await _ordered(writing, plan, given)
    rows = await judged(writing, plan, given["rows"], given["mode"])
    findings = tuple(finding for row in rows for finding in row.findings)
    node, policy = Ref.of(plan), given["error_policy"]
    places = rows_to_write(findings, len(rows), policy, evaluation_plan=node)
    if places and not given["dry_run"]:
        await write(writing, plan, [rows[place] for place in places], given["mode"])
    return {"evaluation_plan": node, "imported_count": len(places), "findings": findings}


async def _ordered(writing: Writing, plan: EvaluationPlan, given: Mapping[str, Any]) -> Outcome:
    """A job for the list; the plan stays as it is until that has ended."""
    upload = await writing.get(Upload, given["upload_id"], ("uploadId",))
    is_list = upload.purpose is UploadPurpose.CANDIDATE_LIST
    findings = check_upload(upload.received_at is not None and is_list, False)
    writing.judge(findings, evaluation_plan=Ref.of(plan))
    asked = {
        "upload": str(upload.id),
        "version": plan.version,
        "mode": given["mode"].name,
        "policy": given["error_policy"].name,
        "dry_run": given["dry_run"],
    }
    job = await order(writing, JobKind.CANDIDATE_IMPORT, asked, plan, ("uploadId",))
    return {"evaluation_plan": Ref.of(plan), "job": job, "findings": ()}


async def write(
    writing: Writing, plan: EvaluationPlan, rows: Sequence[CandidateRow], mode: ImportMode
) -> None:
    photographs = await _photographs(writing, plan)
    if mode is ImportMode.REPLACE:
        await writing.session.execute(delete(Candidate).where(Candidate.plan_id == plan.id))
    identities = [row.identity for row in rows if row.identity]
    persons = await persons_for(writing.session, writing.services.sealer, identities)
    if rows:
        values = [_values(writing, plan, row, persons) for row in rows]
        for value in values:
            value["photograph_id"] = photographs.get(value["person_id"])
        await writing.session.execute(insert(Candidate), values)
    plan.updated_at = writing.now  # rows below have changed, so the plan's version rises
    writing.record("importCandidates", plan, before=plan.status)
    await keep_refusals(writing, plan)


async def _photographs(writing: Writing, plan: EvaluationPlan) -> Mapping[UUID, UUID]:
    """By person, so that a list that replaces another does not lose them."""
    asked = select(Candidate.person_id, Candidate.photograph_id).where(
        Candidate.plan_id == plan.id, Candidate.photograph_id.is_not(None)
    )
    found = await writing.session.execute(asked)
    return {person: photograph for person, photograph in found if photograph}


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
