"""学校自评: what the school gives itself for one criterion (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.assessment_criterion import AssessmentCriterion
    from models.filing_application import FilingApplication


class FilingSelfMark(Record, Base):
    """学校自评: marks, or of a veto whether it is fulfilled, with a note for the panel."""

    __tablename__ = "filing_self_mark"
    __table_args__ = (
        UniqueConstraint("application_id", "criterion_id"),
        CheckConstraint("(marks is null) <> (is_fulfilled is null)", name="marks_or_veto"),
        CheckConstraint("marks >= 0", name="marks"),
        {"comment": "学校自评 · Mark of the school for itself by a criterion (3.2)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE")
    )
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_criterion.id"), index=True)
    marks: Mapped[int | None] = mapped_column(SmallInteger)
    is_fulfilled: Mapped[bool | None]
    note: Mapped[str | None]

    application: Mapped["FilingApplication"] = one("self_marks")
    criterion: Mapped["AssessmentCriterion"] = one()
