"""成绩: the mark of one part (2.2, 4.3)."""

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.plan_part import PlanPart
    from models.result import Result


class ResultMark(Record, Base):
    """成绩 of one part, to one decimal: out of 100, or on the scale of the course examination.
    `carried_from` is the mark of the earlier plan in which the part was passed (补考)."""

    __tablename__ = "result_mark"
    __table_args__ = (
        UniqueConstraint("result_id", "part_id"),
        CheckConstraint("mark between 0 and 1000", name="mark"),
        {"comment": "成绩 · Mark of a part (2.2, 4.3)"},
    )

    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id", ondelete="CASCADE"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("plan_part.id"), index=True)
    mark: Mapped[Decimal] = mapped_column(Numeric(5, 1))
    carried_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("result_mark.id"), index=True)

    result: Mapped["Result"] = one("marks")
    part: Mapped["PlanPart"] = one()
    carried_from: Mapped["ResultMark | None"] = relationship(
        remote_side="ResultMark.id", lazy="raise"
    )
