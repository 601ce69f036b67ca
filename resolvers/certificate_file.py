"""证书单份文件 One certificate in force as a PDF: the link to it, and what its face says (4.4)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Candidate, Certificate, Document
from models.store import Store
from permissions.declaration import Asked, Batch
from permissions.links import Purpose
from permissions.rows import of_own_school
from resolvers.certificate import place_of_identity
from resolvers.certificate_pdf import CertificateFace
from resolvers.services import Services


def _is_printed(row: Any) -> Any:
    """The school's own, or for the center any; what was ended is printed no more."""
    return and_(of_own_school(row), row.revoked_on.is_(None), row.cancelled_on.is_(None))


async def _downloads(
    rows: Sequence[tuple[UUID, bool]], asked: Asked
) -> list[dict[str, Any] | None]:
    return [_link(asked, id_) if is_printed else None for id_, is_printed in rows]


def _link(asked: Asked, id_: UUID) -> dict[str, Any]:
    link = asked.services.links.make(Purpose.CERTIFICATE, id_)
    return {"url": f"/files/{link.text}", "expires_at": link.expires_at}


download = Batch(_downloads, ("id", _is_printed))


def printed_of(row: Any) -> Select[Any]:
    """What `face_of` takes: the certificate, and digest and size of the holder's photograph."""
    return (
        select(row, Document.sha256, Document.size)
        .join(Candidate, Candidate.id == row.candidate_id)
        .outerjoin(Document, Document.id == Candidate.photograph_id)
    )


async def face_behind(services: Services, store: Store, id_: UUID) -> CertificateFace | None:
    """What a link leads to; None for what was ended meanwhile. The signature of the link was the
    right to ask; no predicate is asked again."""
    asked = printed_of(Certificate).where(
        Certificate.id == id_, Certificate.revoked_on.is_(None), Certificate.cancelled_on.is_(None)
    )
    async with AsyncSession(services.engine) as session:
        found = (await session.execute(asked)).one_or_none()
    return None if found is None else await face_of(services, store, *found)


async def face_of(
    services: Services, store: Store, row: Certificate, digest: bytes | None, size: int | None
) -> CertificateFace:
    return CertificateFace(
        number=row.number,
        agency_name=row.agency_name,
        holder_name=row.holder_name,
        document_type=row.document_type.zh,
        identity_number=services.sealer.unseal(row.identity_sealed, place_of_identity(row.id)),
        occupation_name=row.occupation_name,
        trade_name=row.trade_name,
        level_name=row.level_name,
        issued_on=row.issued_on,
        address=f"{services.public_address}/c/{row.verification_token.hex()}",
        photograph=await _photograph(store, digest, size),
    )


async def _photograph(store: Store, digest: bytes | None, size: int | None) -> bytes | None:
    if digest is None or size is None:
        return None
    return b"".join([piece async for piece in await store.read(digest, 0, size)])
