"""按证件号码的查询次数: how often a certificate was asked for by one identity number (4.4)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class IdentityQuery(Record, Base):
    """按证件号码的查询次数. By the keyed digest of the number as asked, whether the register knows
    it or not; `asked` counts on the day `asked_on` alone, by the real clock.
    """

    __tablename__ = "identity_query"
    __table_args__ = (
        CheckConstraint("asked > 0", name="asked"),
        Index(None, "asked_on"),
        {"comment": "按证件号码的查询次数 · Look-ups by one identity number on a day (4.4)"},
    )

    identity_index: Mapped[bytes] = mapped_column(unique=True)
    asked_on: Mapped[date]
    asked: Mapped[int]
