"""证书数据上报表 The certificates of one report as a workbook of eleven columns (4.4)."""

import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Certificate, CertificateReport
from permissions.rows import enter_to_act, viewer_values
from resolvers.jobs.reported_certificates import TITLE, reported_certificates, write_report
from resolvers.jobs.work import Product, Work
from resolvers.table.writing import WORKBOOK
from resolvers.write.writing import Refused
from rules.entry import not_found


async def certificate_report(work: Work) -> Product:
    """All that were reported, in the order of the numbers. Raises Refused."""
    row, allowed = enter_to_act(CertificateReport, work.viewer.role)
    asked = select(row.id).where(allowed, row.id == work.subject_id)
    async with AsyncSession(work.services.engine) as session:
        report_id = await session.scalar(asked, viewer_values(work.viewer))
        if report_id is None:
            raise Refused(not_found("4.4", ("reportId",)))
        of_report = Certificate.report_id == report_id
        rows = await reported_certificates(session, work.services.sealer, of_report)
    path = work.folder / "report.xlsx"
    await asyncio.to_thread(write_report, path, rows)
    await work.report(len(rows), len(rows))
    return Product(path=path, title=TITLE, media_type=WORKBOOK)
