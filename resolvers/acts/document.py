"""文件 A school makes documents of its uploads, and says which conditions they prove (3.1, 1.1)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from models import Document, DocumentEvidence, Upload
from models.base import new_id
from resolvers.write.saving import keep_exactly
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_documents import check_replacement, check_title, check_upload
from rules.entry import check_distinct, check_text
from rules.finding import Findings
from rules.vocabulary import ConditionCode


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    clause = writing.clause
    return (
        check_text(clause, given["title"], ("title",))
        + check_title(given["title"])
        + check_text(clause, given["kind"], ("kind",))
        + check_distinct(clause, given.get("conditions") or [], ("conditions",))
    )


async def attach(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The first version of a document, or the next one of the document that it replaces."""
    writing.judge(check_facts(writing, given))
    upload = await writing.get(Upload, given["upload_id"], ("uploadId",), lock=True)
    is_attached = await writing.exists(Document, lambda row: row.upload_id == upload.id)
    writing.judge(check_upload(upload.received_at is not None, is_attached))
    row = Document(
        id=new_id(),
        institution_id=writing.viewer.institution_id,
        title=given["title"].strip(),
        kind=given["kind"].strip(),
        media_type=upload.media_type,
        sha256=upload.sha256,
        size=upload.size,
        material=given.get("material"),
        upload_id=upload.id,
    )
    conditions = given.get("conditions")
    if given.get("replaces_id") is not None:
        earlier = await _follow(writing, row, given)
        conditions = await _conditions(writing, earlier) if conditions is None else conditions
    writing.add(row)
    await writing.session.flush()
    await _prove(writing, row, conditions or ())
    writing.record("attachDocument", row)
    return {"document": Ref.of(row), "findings": ()}


async def _follow(writing: Writing, row: Document, given: Mapping[str, Any]) -> Document:
    """Number the row after the version that it replaces, which stays as it is."""
    earlier = await writing.get(Document, given["replaces_id"], ("replacesId",), lock=True)
    is_replaced = await writing.exists(Document, lambda other: other.replaces_id == earlier.id)
    writing.judge(check_replacement(is_replaced))
    row.series_id = earlier.series_id
    row.version_number = earlier.version_number + 1
    row.replaces_id = earlier.id
    row.material = row.material or earlier.material
    return earlier


async def _conditions(writing: Writing, row: Document) -> Iterable[ConditionCode]:
    proved = select(DocumentEvidence.condition).where(DocumentEvidence.document_id == row.id)
    return (await writing.session.scalars(proved)).all()


async def _prove(writing: Writing, row: Document, conditions: Iterable[ConditionCode]) -> None:
    parts = [{"condition": condition} for condition in conditions]
    await keep_exactly(writing, DocumentEvidence, {"document_id": row.id}, parts)


async def prove(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The conditions that a document proves become exactly these."""
    row = await writing.lock(Document, given)
    found = check_distinct(writing.clause, given["conditions"], ("conditions",))
    writing.judge(found, document=Ref.of(row))
    await _prove(writing, row, given["conditions"])
    row.updated_at = writing.now
    writing.record("saveEvidence", row)
    return {"document": Ref.of(row), "findings": found}
