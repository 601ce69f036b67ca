"""申请编号: the last number of a year (3.1)."""

from sqlalchemy import CheckConstraint, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class FilingNumberCounter(Record, Base):
    """申请编号. Raised by the submitting transaction, so that numbers have no gap and no double."""

    __tablename__ = "filing_number_counter"
    __table_args__ = (
        CheckConstraint("last >= 0", name="last"),
        {"comment": "申请编号 · Last number of a year's filing applications (3.1)"},
    )

    year: Mapped[int] = mapped_column(Integer, unique=True)
    last: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
