"""招生人数: the enrolment of recent years as an application states it (1.1.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.filing_application import FilingApplication


class FilingEnrolment(Record, Base):
    """招生人数 of one calendar year: `enrolled` counts students."""

    __tablename__ = "filing_enrolment"
    __table_args__ = (
        UniqueConstraint("application_id", "year"),
        CheckConstraint("year between 1900 and 9999", name="year"),
        CheckConstraint("enrolled >= 0", name="enrolled"),
        {"comment": "招生人数 · Enrolment of a year as an application states it (1.1.2)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE")
    )
    year: Mapped[int] = mapped_column(Integer)
    enrolled: Mapped[int] = mapped_column(Integer)

    application: Mapped["FilingApplication"] = one("enrolments")
