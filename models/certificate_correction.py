"""证书更正: another name or identity on a certificate's face, by consent of the center (4.4)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import CorrectionStatus, DocumentType

if TYPE_CHECKING:
    from models.certificate import Certificate
    from models.institution import Institution


class CertificateCorrection(Record, Base):
    """证书更正. It keeps the holder's side of the face as it was and as it is to be, so that the
    face as first issued stays readable. The identity numbers are sealed in their own places.
    """

    __tablename__ = "certificate_correction"
    __table_args__ = (
        CheckConstraint("(status = 'REQUESTED') = (decided_at is null)", name="decided"),
        CheckConstraint("status <> 'REFUSED' or reason is not null", name="reason"),
        Index(
            "uq_certificate_correction_open",
            "certificate_id",
            unique=True,
            postgresql_where=text("status = 'REQUESTED'"),
        ),
        Index(None, "certificate_id", "created_at"),
        Index(None, "institution_id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "created_at", "id"),
        {"comment": "证书更正 · Correction of a certificate's face (4.4)"},
    )

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    status: Mapped[CorrectionStatus] = mapped_column(
        word(CorrectionStatus),
        default=CorrectionStatus.REQUESTED,
        server_default=CorrectionStatus.REQUESTED.name,
    )
    name_before: Mapped[str]
    name_after: Mapped[str]
    document_type_before: Mapped[DocumentType] = mapped_column(
        word(DocumentType, "document_type_before")
    )
    document_type_after: Mapped[DocumentType] = mapped_column(
        word(DocumentType, "document_type_after")
    )
    country_after: Mapped[str | None]
    identity_before_sealed: Mapped[bytes]
    identity_after_sealed: Mapped[bytes]
    request_reason: Mapped[str]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    certificate: Mapped["Certificate"] = one("corrections")
    institution: Mapped["Institution"] = one()
