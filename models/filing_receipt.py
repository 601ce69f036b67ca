"""备案回执: what the center issues once the ministry has filed (3.3)."""

from datetime import date
from secrets import token_bytes
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import AgencyScope, ApplicationKind

if TYPE_CHECKING:
    from models.agency import Agency
    from models.filing_application import FilingApplication

TOKEN_BYTES = 16


class FilingReceipt(Record, Base):
    """备案回执. Valid from `valid_from` to `valid_to`, both days included: what the receipt gave.

    An agency has one for each application that was filed, so that every earlier term stays
    readable; `kind` is that of the application.

    What it says stays as it was issued, whatever becomes of the agency. Each of `items` has
    occupation_code, edition, occupation, trade (or null), level_from, level_to and basis, a name.
    `verification_token` (128 bits) stands in its QR code.
    """

    __tablename__ = "filing_receipt"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("octet_length(verification_token) = 16", name="verification_token"),
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
    verification_token: Mapped[bytes] = mapped_column(
        unique=True,
        default=lambda: token_bytes(TOKEN_BYTES),
        server_default=text("uuid_send(gen_random_uuid())"),
    )
    agency_name: Mapped[str] = mapped_column(server_default=text("''"))
    agency_code: Mapped[str] = mapped_column(server_default=text("''"))
    uscc: Mapped[str] = mapped_column(server_default=text("''"))
    address: Mapped[str] = mapped_column(server_default=text("''"))
    contact: Mapped[str] = mapped_column(server_default=text("''"))
    scope: Mapped[AgencyScope] = mapped_column(
        word(AgencyScope), server_default=AgencyScope.OWN_STUDENTS.name
    )
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))

    application: Mapped["FilingApplication"] = one("receipt")
    agency: Mapped["Agency"] = one("receipts")
