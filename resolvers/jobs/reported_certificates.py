"""证书数据 The certificates of a batch or of one report, in the eleven columns (4.4)."""

from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Candidate, Certificate, Institution
from permissions.sealing import Sealer
from resolvers.certificate import place_of_identity
from resolvers.table.writing import write_table
from rules.certificate_column import COLUMNS, ReportedCertificate, cells_of

TITLE = "证书数据上报表"


async def reported_certificates(
    session: AsyncSession, sealer: Sealer, which: ColumnElement[bool]
) -> list[ReportedCertificate]:
    """In the order of the numbers, with whole identity numbers: for who may know them."""
    asked = (
        select(Certificate, Institution.name)
        .select_from(Certificate)
        .join(Certificate.candidate)
        .join(Institution, Institution.id == Candidate.enrolled_at_id)
        .where(which)
        .order_by(Certificate.number)
    )
    return [_reported(sealer, row, school) for row, school in await session.execute(asked)]


def _reported(sealer: Sealer, row: Certificate, school_name: str) -> ReportedCertificate:
    return ReportedCertificate(
        holder_name=row.holder_name,
        document_type=row.document_type,
        identity_number=sealer.unseal(row.identity_sealed, place_of_identity(row.id)),
        school_name=school_name,
        occupation_name=row.occupation_name,
        trade_name=row.trade_name,
        level=row.level,
        number=row.number,
        issued_on=row.issued_on,
        agency_name=row.agency_name,
    )


def write_report(path: Path, certificates: list[ReportedCertificate]) -> None:
    write_table(path, TITLE, COLUMNS, map(cells_of, certificates))
