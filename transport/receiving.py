"""接收 One content comes in: streamed to disk, bounded, inspected, kept under its digest."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from models.store import Store
from permissions.links import ExpiredLinkError, InvalidLinkError, Links, Purpose
from resolvers.contents import Kept, Terms, keep, terms_of
from rules.clause_3_1_documents import (
    MEDIA_TYPES,
    check_announced,
    check_faults,
    check_kind,
    check_size,
)
from rules.finding import Findings
from transport.inspection.inspection import Inspector
from transport.problem import RefusedContent
from transport.refusals import Refused

WRITTEN_AT_ONCE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file on disk as it was sent."""

    path: Path
    size: int
    sha256: bytes


def check_findings(status: HTTPStatus, findings: Findings) -> None:
    if findings:
        raise RefusedContent(status, findings)


def read_link(links: Links, purpose: Purpose, token: str) -> UUID:
    """What a link is for. Raises Refused: 404 for one that nobody signed, 410 for an old one."""
    try:
        return links.read(purpose, token)
    except InvalidLinkError:
        raise Refused(HTTPStatus.NOT_FOUND, "没有这个链接。", "There is no such link.") from None
    except ExpiredLinkError:
        raise Refused(
            HTTPStatus.GONE, "链接已过期，请重新申请。", "The link has expired; ask for a new one."
        ) from None


class Receiver:
    """Takes contents for uploads. `incoming` is a folder for what is not yet known to be good."""

    def __init__(self, engine: AsyncEngine, links: Links, store: Store, incoming: Path) -> None:
        self._engine = engine
        self._links = links
        self._store = store
        self._incoming = incoming
        self._inspector = Inspector()

    async def receive(
        self, token: str, pieces: AsyncIterator[bytes], declared: int | None = None
    ) -> tuple[UUID, Kept]:
        """The upload and its content as it is kept. Raises Refused, and then nothing is kept."""
        upload_id = read_link(self._links, Purpose.UPLOAD, token)
        terms = await self._terms(upload_id)
        check_findings(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, check_size(declared or 0, terms.most_bytes)
        )
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._incoming, prefix="upload-") as folder:
            arrived = await _written(pieces, Path(folder) / "sent", terms.most_bytes)
            content, path = await self._inspected(arrived, terms, Path(folder) / "rewritten")
            if not await keep(self._engine, self._store, upload_id, content, path):
                raise _taken()
        return upload_id, content

    async def _terms(self, upload_id: UUID) -> Terms:
        terms = await terms_of(self._engine, upload_id)
        if terms is None:
            raise Refused(HTTPStatus.NOT_FOUND, "没有这个上传。", "There is no such upload.")
        if terms.is_received:
            raise _taken()
        return terms

    async def _inspected(self, sent: Arrived, terms: Terms, target: Path) -> tuple[Kept, Path]:
        announced = check_announced(
            sent.size, sent.sha256, terms.announced_size, terms.announced_sha256
        )
        check_findings(HTTPStatus.UNPROCESSABLE_ENTITY, announced)
        content = await self._inspector.inspect(sent.path, target)
        check_findings(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, check_kind(content, terms.purpose))
        check_findings(HTTPStatus.UNPROCESSABLE_ENTITY, check_faults(content.faults))
        assert content.kind is not None, "an unknown kind is expected nowhere"
        kept = await asyncio.to_thread(_rewritten, target) or sent
        media_type = MEDIA_TYPES[content.kind]
        return Kept(media_type, kept.sha256, kept.size, content.pixels), kept.path


def _taken() -> Refused:
    return Refused(
        HTTPStatus.CONFLICT,
        "该上传的内容已接收，请重新申请上传。",
        "The content of this upload is there already; ask for another upload.",
    )


async def _written(pieces: AsyncIterator[bytes], path: Path, most: int) -> Arrived:
    """The whole file with its digest; never more of it in memory than a few pieces."""
    digest, size, waiting = hashlib.sha256(), 0, bytearray()
    with path.open("xb") as file:

        def write(part: bytes) -> None:
            digest.update(part)
            file.write(part)

        async for piece in pieces:
            size += len(piece)
            check_findings(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, check_size(size, most))
            waiting += piece
            if len(waiting) >= WRITTEN_AT_ONCE:
                await asyncio.to_thread(write, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(write, bytes(waiting))
    return Arrived(path, size, digest.digest())


def _rewritten(path: Path) -> Arrived | None:
    """What the inspection wrote anew: a picture, and nothing else."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    return Arrived(path, path.stat().st_size, digest)
