"""文件 A school names a document that its materials point to; its content follows (3.1)."""

from collections.abc import Mapping
from typing import Any

from models import Document
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_digest, check_number, check_text
from rules.finding import Findings

MOST_BYTES = 2**40  # more than any upload; the wall of uploads is lower


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    clause = writing.clause
    return (
        check_text(clause, given["title"], ("title",))
        + check_text(clause, given["kind"], ("kind",))
        + check_text(clause, given["media_type"], ("mediaType",))
        + check_digest(clause, given["sha256"], ("sha256",))
        + check_number(clause, given["size"], ("size",), least=1, most=MOST_BYTES)
    )


async def attach(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The register's own name of the content is never the sender's."""
    findings = writing.judge(check_facts(writing, given))
    row = Document(
        id=new_id(),
        institution_id=writing.viewer.institution_id,
        title=given["title"],
        kind=given["kind"],
        media_type=given["media_type"],
        sha256=bytes.fromhex(given["sha256"]),
        stored_name=new_id().hex,
        size=given["size"],
    )
    writing.add(row)
    writing.record("attachDocument", row)
    return {"document": Ref.of(row), "findings": findings}
