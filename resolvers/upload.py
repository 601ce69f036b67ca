"""上传 Uploads: what an upload may be, in the words of HTTP."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, func

from permissions.declaration import Arguments, Asked
from rules.clause_3_1_documents import KINDS, MEDIA_TYPES


async def media_types(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[list[str]]:
    return [[MEDIA_TYPES[kind] for kind in KINDS[purpose]] for (purpose,) in rows]


def digest_text(row: Any, given: Arguments) -> Any:
    """The SHA-256 as hexadecimal text."""
    return func.encode(row.sha256, "hex", type_=Text())
