"""证书文件打包 All certificates of a batch that are in force, as one archive of PDF files (4.4).

One file after another goes to disk: the memory does not grow with the batch. The same certificates
give the same archive.
"""

import asyncio
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Certificate
from permissions.rows import enter_to_act, viewer_values
from resolvers.certificate_file import face_of, printed_of
from resolvers.certificate_pdf import CertificateFace, certificate_pdf
from resolvers.jobs.work import Product, Work
from resolvers.typesetting import UnprintableError
from rules.clause_4_4_certificates import check_printable
from rules.finding import Findings

AT_ONCE: Final = 100  # rows read, and files set between two looks at the clock
MEDIA_TYPE: Final = "application/zip"


async def certificate_files(work: Work) -> Product:
    """What the viewer who ordered it may act on, in the order of the numbers."""
    path, done, total = work.folder / "certificates.zip", 0, await _count(work)
    await work.report(0, total)
    findings: Findings = ()
    async for faces in _faces(work):
        findings += await asyncio.to_thread(_append, path, faces)
        done += len(faces)
        await work.report(min(done, total), total)
    is_empty = done == len(findings)
    return Product(findings, path=None if is_empty else path, title="证书", media_type=MEDIA_TYPE)


def _in_force(work: Work) -> tuple[Any, list[Any]]:
    row, allowed = enter_to_act(Certificate, work.viewer.role)
    return row, [
        allowed,
        row.plan_id == work.subject_id,
        row.revoked_on.is_(None),
        row.cancelled_on.is_(None),
    ]


async def _count(work: Work) -> int:
    row, conditions = _in_force(work)
    async with AsyncSession(work.services.engine) as session:
        asked = select(func.count(row.id)).where(*conditions)
        return int(await session.scalar(asked, viewer_values(work.viewer)) or 0)


async def _faces(work: Work) -> AsyncIterator[list[CertificateFace]]:
    """By pages of the number: no transaction stays open while files are set."""
    after = ""
    while True:
        row, conditions = _in_force(work)
        page = printed_of(row).where(*conditions, row.number > after).order_by(row.number)
        async with AsyncSession(work.services.engine) as session:
            found = await session.execute(page.limit(AT_ONCE), viewer_values(work.viewer))
            rows = found.all()
        if not rows:
            return
        after = rows[-1][0].number
        yield [await face_of(work.services, work.store, *one) for one in rows]


def _append(path: Path, faces: list[CertificateFace]) -> Findings:
    """What the font lacks is told of its certificate; the others go on."""
    findings: Findings = ()
    with zipfile.ZipFile(path, "a") as archive:
        for face in faces:
            entry = zipfile.ZipInfo(f"{face.number}.pdf", (*_day(face), 0, 0, 0))
            try:
                archive.writestr(entry, certificate_pdf(face))
            except UnprintableError:
                findings += check_printable(False, ("certificates", face.number))
    return findings


def _day(face: CertificateFace) -> tuple[int, int, int]:
    return face.issued_on.year, face.issued_on.month, face.issued_on.day
