"""备案回执: what the center issues once the ministry has filed (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ApplicationKind

if TYPE_CHECKING:
    from models.agency import Agency
    from models.filing_application import FilingApplication


class FilingReceipt(Record, Base):
    """备案回执. Valid from `valid_from` to `valid_to`, both days included: what the receipt gave.

    An agency has one for each application that was filed, so that every earlier term stays
    readable; `kind` is that of the application.
    """

    __tablename__ = "filing_receipt"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="validity"),
        Index(None, "issued_on", "id"),
        {"comment": "备案回执 · Filing receipt (3.3)"},
    )

    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ApplicationKind] = mapped_column(
        word(ApplicationKind),
        default=ApplicationKind.FIRST_FILING,
        server_default=ApplicationKind.FIRST_FILING.name,
    )
    application_id: Mapped[UUID] = mapped_column(ForeignKey("filing_application.id"), unique=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    issued_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date]

    application: Mapped["FilingApplication"] = one("receipt")
    agency: Mapped["Agency"] = one("receipts")
