"""招生记录: the enrolment of a year in a school's file (1.1.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.institution import Institution


class InstitutionEnrolment(Record, Base):
    """招生记录 of one calendar year: `enrolled` counts students."""

    __tablename__ = "institution_enrolment"
    __table_args__ = (
        UniqueConstraint("institution_id", "year"),
        CheckConstraint("year between 1900 and 9999", name="year"),
        CheckConstraint("enrolled >= 0", name="enrolled"),
        {"comment": "招生记录 · Enrolment of a year in a school's file (1.1.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    year: Mapped[int] = mapped_column(Integer)
    enrolled: Mapped[int] = mapped_column(Integer)

    institution: Mapped["Institution"] = one("enrolments")
