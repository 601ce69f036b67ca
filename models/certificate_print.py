"""证书补发: a certificate printed again under its number (4.4)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import PrintCause

if TYPE_CHECKING:
    from models.certificate import Certificate
    from models.institution import Institution


class CertificatePrint(Record, Base):
    """证书补发. The certificate keeps its number; the new sheet has its own (印制流水码)."""

    __tablename__ = "certificate_print"
    __table_args__ = (
        UniqueConstraint("institution_id", "print_number"),
        CheckConstraint("print_number ~ '^[A-Za-z0-9-]{1,32}$'", name="print_number"),
        Index(None, "certificate_id", "printed_on"),
        {"comment": "证书补发 · Certificate printed again under its number (4.4)"},
    )

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    print_number: Mapped[str]
    printed_on: Mapped[date]
    cause: Mapped[PrintCause] = mapped_column(word(PrintCause))
    reason: Mapped[str]

    certificate: Mapped["Certificate"] = one("prints")
    institution: Mapped["Institution"] = one()
