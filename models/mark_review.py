"""成绩复核: a mark reviewed on objection before the results were filed (4.3)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.plan_part import PlanPart
    from models.result import Result


class MarkReview(Record, Base):
    """成绩复核. Kept with the old mark and the new one, also where they are the same and the
    objection was not upheld. `reviewed_by` are the names of who reviewed; who entered it is in the
    register.
    """

    __tablename__ = "mark_review"
    __table_args__ = (
        CheckConstraint("old_mark between 0 and 1000", name="old_mark"),
        CheckConstraint("new_mark between 0 and 1000", name="new_mark"),
        CheckConstraint("reason <> '' and reviewed_by <> ''", name="texts"),
        Index(None, "result_id", "created_at", "id"),
        {"comment": "成绩复核 · Review of a mark on objection (4.3)"},
    )

    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id", ondelete="CASCADE"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("plan_part.id"), index=True)
    objected_on: Mapped[date]
    old_mark: Mapped[Decimal] = mapped_column(Numeric(5, 1))
    new_mark: Mapped[Decimal] = mapped_column(Numeric(5, 1))
    reviewed_by: Mapped[str]
    reason: Mapped[str]

    result: Mapped["Result"] = one("reviews")
    part: Mapped["PlanPart"] = one()
