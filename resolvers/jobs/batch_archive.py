"""批次归档 The five volumes of a batch in one archive: what the register holds of it, as tables,
and the documents that it names (4.2).

`SHA256SUMS` has the digest of each file, as `sha256sum --check` reads it. One file after another
goes to disk; the same state of the register gives the same archive.
"""

import asyncio
import hashlib
import re
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Candidate, Certificate, Document, EvaluationPlan
from models.store import PIECE, ContentMissingError
from permissions.rows import enter_to_act, viewer_values
from resolvers.jobs.batch_records import (
    CERTIFICATES,
    FILING,
    RECORDS,
    REGISTRATION,
    Record,
    rows_of,
)
from resolvers.jobs.reported_certificates import TITLE, reported_certificates, write_report
from resolvers.jobs.work import Product, Work
from resolvers.table.writing import write_table
from resolvers.write.writing import Refused
from rules.clause_3_1_documents import ENDINGS
from rules.entry import not_found

MEDIA_TYPE: Final = "application/zip"
MANIFEST: Final = "SHA256SUMS"
INDEX: Final = "文件目录"
INDEX_HEADINGS: Final = ("卷册", "文件", "标题", "版本", "SHA-256", "字节", "已归档")
NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


@dataclass
class Archive:
    """The archive in the making, and the digests of what it holds."""

    file: zipfile.ZipFile
    folder: Path
    digests: dict[str, str] = field(default_factory=dict)

    async def table(self, name: str, write: Callable[[Path], None]) -> None:
        """A workbook that `write` makes."""
        made = self.folder / "table.xlsx"
        await asyncio.to_thread(write, made)
        with made.open("rb") as pieces:
            await self.add(f"{name}.xlsx", _pieces(iter(lambda: pieces.read(PIECE), b"")))
        made.unlink()

    async def add(self, name: str, pieces: AsyncIterator[bytes]) -> None:
        digest = hashlib.sha256()
        # Workbooks and documents are packed in themselves already.
        with self.file.open(zipfile.ZipInfo(name), "w", force_zip64=True) as entry:
            async for piece in pieces:
                digest.update(piece)
                await asyncio.to_thread(entry.write, piece)
        self.digests[name] = digest.hexdigest()

    def manifest(self) -> None:
        lines = (f"{self.digests[name]}  {name}\n" for name in sorted(self.digests))
        self.file.writestr(zipfile.ZipInfo(MANIFEST), "".join(lines))


async def _pieces(given: Iterator[bytes]) -> AsyncIterator[bytes]:
    for piece in given:
        yield piece


async def batch_archive(work: Work) -> Product:
    """What the viewer who ordered it may act on. Raises Refused."""
    path = work.folder / "archive.zip"
    plan = await _plan(work)
    total = len(RECORDS) + 3  # the certificates' data, the documents, their index
    await work.report(0, total)
    with zipfile.ZipFile(path, "w") as file:
        archive = Archive(file, work.folder)
        for done, record in enumerate(RECORDS, 1):
            await _add_record(work, archive, record, plan)
            await work.report(done, total)
        await _add_certificates(work, archive, plan)
        await _add_documents(work, archive, plan)
        archive.manifest()
    return Product(
        path=path, title=f"批次归档-{plan.batch_name}", media_type=MEDIA_TYPE, done=total
    )


async def _plan(work: Work) -> EvaluationPlan:
    row, allowed = enter_to_act(EvaluationPlan, work.viewer.role)
    asked = select(row).where(allowed, row.id == work.subject_id)
    async with AsyncSession(work.services.engine) as session:
        found: EvaluationPlan | None = await session.scalar(asked, viewer_values(work.viewer))
    if found is None:
        raise Refused(not_found("4.2", ("planId",)))
    return found


async def _add_record(work: Work, archive: Archive, record: Record, plan: EvaluationPlan) -> None:
    async with AsyncSession(work.services.engine) as session:
        rows = await rows_of(session, work.services.sealer, record, plan.id)

    def write(path: Path) -> None:
        write_table(path, record.title, record.headings, rows)

    await archive.table(f"{record.volume}/{record.title}", write)


async def _add_certificates(work: Work, archive: Archive, plan: EvaluationPlan) -> None:
    """All that were issued; which of them ended stands in the volume's other table."""
    async with AsyncSession(work.services.engine) as session:
        of_plan = Certificate.plan_id == plan.id
        rows = await reported_certificates(session, work.services.sealer, of_plan)
    await archive.table(f"{CERTIFICATES}/{TITLE}", lambda path: write_report(path, rows))


async def _add_documents(work: Work, archive: Archive, plan: EvaluationPlan) -> None:
    """The plan's documents; of a content that the store does not hold the index says so."""
    lines = []
    for number, (volume, document) in enumerate(await _documents(work, plan), 1):
        name = f"{volume}/{number:04d}-{_file_name(document)}"
        is_kept = await _add_document(work, archive, name, document)
        digest, version = document.sha256.hex(), document.version_number
        lines.append((volume, name, document.title, version, digest, document.size, is_kept))
    await archive.table(INDEX, lambda path: write_table(path, INDEX, INDEX_HEADINGS, lines))


async def _documents(work: Work, plan: EvaluationPlan) -> list[tuple[str, Document]]:
    """The work scheme, what proves the stages of integrated programmes, photographs; each once."""
    evidence = select(Candidate.stage_evidence_id).where(Candidate.plan_id == plan.id)
    photographs = select(Candidate.photograph_id).where(Candidate.plan_id == plan.id)
    scheme, own = plan.work_scheme_document_id, Document.id
    asked = (
        select(Document)
        .where(or_(own == scheme, own.in_(evidence), own.in_(photographs)))
        .order_by(Document.created_at, Document.id)
    )
    async with AsyncSession(work.services.engine) as session:
        found = list(await session.scalars(asked))
    return [(FILING if row.id == scheme else REGISTRATION, row) for row in found]


def _file_name(document: Document) -> str:
    title = NOT_IN_A_NAME.sub("_", document.title)[:60]
    return f"{title}.{ENDINGS.get(document.media_type, 'bin')}"


async def _add_document(work: Work, archive: Archive, name: str, document: Document) -> bool:
    """Whether the store holds it."""
    try:
        pieces = await work.store.read(document.sha256, 0, document.size)
    except ContentMissingError:
        return False
    await archive.add(name, pieces)
    return True
