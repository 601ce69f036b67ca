"""场次人员: who invigilates, assesses and supervises a session (4.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import StaffDuty

if TYPE_CHECKING:
    from models.plan_session import PlanSession
    from models.staff_member import StaffMember


class PlanStaff(Record, Base):
    """场次人员: one duty of one member of staff in one session."""

    __tablename__ = "plan_staff"
    __table_args__ = (
        UniqueConstraint("session_id", "staff_member_id", "duty"),
        {"comment": "场次人员 · Staff appointed to a session (4.1)"},
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("plan_session.id", ondelete="CASCADE"))
    staff_member_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    duty: Mapped[StaffDuty] = mapped_column(word(StaffDuty))

    session: Mapped["PlanSession"] = one("staff")
    staff_member: Mapped["StaffMember"] = one()
