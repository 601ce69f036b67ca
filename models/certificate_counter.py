"""证书流水号: the last serial of a code, year and level (4.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.level import is_a_level
from models.relation import one

if TYPE_CHECKING:
    from models.agency_code import AgencyCode


class CertificateCounter(Record, Base):
    """证书流水号. Raised by the issuing transaction, so that serials have no gap and no double."""

    __tablename__ = "certificate_counter"
    __table_args__ = (
        UniqueConstraint("agency_code_id", "year", "level"),
        is_a_level("level"),
        CheckConstraint("last between 0 and 999999", name="last"),
        {"comment": "证书流水号 · Last serial of an agency code, year and level (4.4)"},
    )

    agency_code_id: Mapped[UUID] = mapped_column(ForeignKey("agency_code.id"))
    year: Mapped[int] = mapped_column(Integer)
    level: Mapped[int] = mapped_column(SmallInteger)
    last: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))

    agency_code: Mapped["AgencyCode"] = one()
