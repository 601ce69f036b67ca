"""上传 Whoever is signed in asks for a ticket; the content follows on a route of its own (3.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from models import Document, Upload
from models.base import new_id
from permissions.links import Purpose
from resolvers.services import Configuration
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_documents import check_open_uploads, check_size
from rules.entry import check_digest, check_number
from rules.finding import Findings
from rules.vocabulary import UploadPurpose


def most_bytes(configuration: Configuration, purpose: UploadPurpose) -> int:
    if purpose is UploadPurpose.PHOTOGRAPH:
        return configuration.photograph_bytes
    return configuration.document_bytes


def check_announced(writing: Writing, given: Mapping[str, Any], most: int) -> Findings:
    """Size and digest as they are announced, before a byte is sent."""
    size, digest = given.get("size"), given.get("sha256")
    found = check_number(writing.clause, size, ("size",), least=1, most=2**40)
    found += check_size(size or 0, most, ("size",))
    return found + (check_digest(writing.clause, digest, ("sha256",)) if digest else ())


async def open_uploads(writing: Writing) -> int:
    """Uploads of the account that nothing names yet and that a sweep would still leave."""
    own = (
        select(func.count())
        .select_from(Upload)
        .outerjoin(Document, Document.upload_id == Upload.id)
    )
    waiting = own.where(
        Upload.account_id == writing.viewer.account_id,
        Document.id.is_(None),
        Upload.expires_at > writing.services.links.orphaned_before(),
    )
    return int(await writing.session.scalar(waiting) or 0)


async def request(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    most = most_bytes(writing.services.configuration, given["purpose"])
    findings = check_announced(writing, given, most)
    writing.judge(findings + check_open_uploads(await open_uploads(writing)))
    row = Upload(id=new_id(), account_id=writing.viewer.account_id, purpose=given["purpose"])
    link = writing.services.links.make(Purpose.UPLOAD, row.id)
    row.most_bytes = most
    row.announced_size = given.get("size")
    row.announced_sha256 = bytes.fromhex(given["sha256"]) if given.get("sha256") else None
    row.expires_at = link.expires_at
    writing.add(row)
    return {"upload": Ref.of(row), "url": f"/files/{link.text}", "findings": findings}
