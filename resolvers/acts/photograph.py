"""照片 The photographs that stand on the faces of certificates, many at once (4.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, select, update

from models import Candidate, Certificate, Document, EvaluationPlan, Upload
from resolvers.batch import check_size, rows_to_write
from resolvers.candidate_facts import any_of
from resolvers.set_based import unnested
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_documents import MEDIA_TYPES, Content, check_kind
from rules.clause_3_1_documents import check_size as check_bytes
from rules.clause_4_4_photograph import FACE_BYTES, Photograph, check_exchange, check_photograph
from rules.entry import check_distinct, not_found
from rules.finding import Findings, Path
from rules.vocabulary import UploadPurpose

Row = tuple[UUID | None, UUID | None]  # candidate, document
KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


@dataclass(frozen=True)
class Entered:
    """The photograph that a candidate has, and whether a certificate shows it."""

    photograph_id: UUID | None
    has_certificate: bool


@dataclass(frozen=True)
class Picture:
    """A document of the school, as its content was received."""

    media_type: str
    size: int
    pixels: tuple[int, int] | None


async def record_photographs(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One picture for each candidate named; what stands on a certificate already stays."""
    check_size(given["photographs"])
    plan = await writing.lock(EvaluationPlan, given)
    node = Ref.of(plan)
    writing.may("recordPhotographs", plan.status, evaluation_plan=node)
    rows: list[Row] = [
        (row["candidate_id"].of("Candidate"), row["document_id"].of("Document"))
        for row in given["photographs"]
    ]
    findings = await _judged(writing, plan.id, rows)
    places = rows_to_write(findings, len(rows), given["error_policy"], evaluation_plan=node)
    if places and not given["dry_run"]:
        await _write(writing, [rows[place] for place in places])
        plan.updated_at = writing.now  # rows below have changed, so the plan's version rises
        writing.record("recordPhotographs", plan, before=plan.status)
    return {"evaluation_plan": node, "recorded_count": len(places), "findings": findings}


async def _judged(writing: Writing, plan_id: UUID, rows: Sequence[Row]) -> Findings:
    candidates = await _candidates(writing, plan_id)
    pictures = await _pictures(writing, {document for _, document in rows if document})
    found = _once(writing.clause, rows)
    for place, (candidate, document) in enumerate(rows):
        path: Path = ("photographs", place)
        entered = candidates.get(candidate) if candidate else None
        picture = pictures.get(document) if document else None
        found += _check_candidate(writing.clause, entered, document, (*path, "candidateId"))
        found += _check_picture(writing.clause, picture, (*path, "documentId"))
    return found


def _once(clause: str, rows: Sequence[Row]) -> Findings:
    """Nobody twice, and nobody with the picture of another."""
    return check_distinct(clause, [row[0] for row in rows], ("photographs",)) + check_distinct(
        clause, [row[1] for row in rows], ("photographs",)
    )


def _check_candidate(
    clause: str, entered: Entered | None, document: UUID | None, path: Path
) -> Findings:
    if entered is None:
        return not_found(clause, path)
    is_another = entered.photograph_id not in (None, document)
    return check_exchange(is_another, entered.has_certificate, path)


def _check_picture(clause: str, picture: Picture | None, path: Path) -> Findings:
    if picture is None:
        return not_found(clause, path)
    content = Content(KINDS.get(picture.media_type), picture.media_type, picture.media_type)
    if kind := check_kind(content, UploadPurpose.PHOTOGRAPH, path):
        return kind
    return check_bytes(picture.size, FACE_BYTES, path) + check_photograph(
        Photograph(picture.pixels), path
    )


async def _candidates(writing: Writing, plan_id: UUID) -> Mapping[UUID, Entered]:
    asked = (
        select(Candidate.id, Candidate.photograph_id, Certificate.id.is_not(None))
        .outerjoin(Certificate, Certificate.candidate_id == Candidate.id)
        .where(Candidate.plan_id == plan_id)
    )
    found = await writing.session.execute(asked)
    return {own: Entered(photograph, issued) for own, photograph, issued in found}


async def _pictures(writing: Writing, ids: set[UUID]) -> Mapping[UUID, Picture]:
    """Documents that the school sees; another's are not there."""
    seen = await writing.seen(Document, lambda row: any_of(row.id, ids)) if ids else []
    uploads = [row.upload_id for row in seen if row.upload_id]
    asked = select(Upload.id, Upload.width, Upload.height).where(any_of(Upload.id, uploads))
    pixels = {
        own: (width, height)
        for own, width, height in await writing.session.execute(asked)
        if width and height
    }
    return {
        row.id: Picture(
            row.media_type, row.size, pixels.get(row.upload_id) if row.upload_id else None
        )
        for row in seen
    }


async def _write(writing: Writing, rows: Sequence[Row]) -> None:
    """All in one statement, however many."""
    given = unnested({"candidate_id": Uuid, "document_id": Uuid}, rows)
    await writing.session.execute(
        update(Candidate)
        .where(Candidate.id == given.c.candidate_id)
        .values(
            photograph_id=given.c.document_id,
            updated_at=writing.now,
            version=Candidate.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
