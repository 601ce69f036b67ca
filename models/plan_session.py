"""场次: when and where a part is evaluated (4.1)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many, one

if TYPE_CHECKING:
    from models.evaluation_plan import EvaluationPlan
    from models.plan_part import PlanPart
    from models.plan_staff import PlanStaff
    from models.room import Room
    from models.seat import Seat
    from models.site import Site


class PlanSession(Record, Base):
    """场次 of one part in one room, from `starts_at` to `ends_at` (the end excluded)."""

    __tablename__ = "plan_session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_at"),
        Index(None, "plan_id", "starts_at"),
        Index(None, "site_id", "starts_at"),
        Index(None, "room_id", "starts_at"),
        {"comment": "场次 · Session of an evaluation plan (4.1)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id", ondelete="CASCADE"))
    part_id: Mapped[UUID] = mapped_column(
        ForeignKey("plan_part.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    room_id: Mapped[UUID] = mapped_column(ForeignKey("room.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    plan: Mapped["EvaluationPlan"] = one("sessions")
    part: Mapped["PlanPart"] = one()
    site: Mapped["Site"] = one()
    room: Mapped["Room"] = one()
    staff: Mapped[list["PlanStaff"]] = many("session")
    seats: Mapped[list["Seat"]] = many("session")
