"""文件 Documents: what their columns look like outside, and how their content is fetched."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Text, and_, func

from models import DocumentEvidence
from models.base import word
from permissions.declaration import Arguments, Asked
from permissions.links import Purpose
from permissions.rows import told
from rules.vocabulary import ConditionCode


def digest_text(row: Any, given: Arguments) -> Any:
    """The SHA-256 as hexadecimal text."""
    return func.encode(row.sha256, "hex", type_=Text())


def of_the_series(other: Any, row: Any) -> Any:
    """All versions of one document, seen each by its own right."""
    return and_(other.series_id == row.series_id)


def conditions_of(row: Any, given: Arguments) -> Any:
    """The conditions that the document proves, as an array of terms."""
    own = told(
        DocumentEvidence,
        lambda proof: proof.condition,
        lambda proof: proof.document_id == row.id,
        "condition",
    )
    return func.array(own, type_=ARRAY(word(ConditionCode)))


async def downloads(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[dict[str, Any]]:
    """A link for each row: whoever asks sees the row, and that is the right to its content."""
    links = (asked.services.links.make(Purpose.DOWNLOAD, document_id) for (document_id,) in rows)
    return [{"url": f"/files/{link.text}", "expires_at": link.expires_at} for link in links]
