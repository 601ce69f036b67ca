"""成绩: the mark of one part (2.2, 4.3)."""

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.plan_part import PlanPart
    from models.result import Result


class ResultMark(Record, Base):
    """成绩 of one part, to one decimal: out of 100, or on the scale of the course examination."""

    __tablename__ = "result_mark"
    __table_args__ = (
        UniqueConstraint("result_id", "part_id"),
        CheckConstraint("mark between 0 and 1000", name="mark"),
        {"comment": "成绩 · Mark of a part (2.2, 4.3)"},
    )

    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id", ondelete="CASCADE"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("plan_part.id"), index=True)
    mark: Mapped[Decimal] = mapped_column(Numeric(5, 1))

    result: Mapped["Result"] = one("marks")
    part: Mapped["PlanPart"] = one()
