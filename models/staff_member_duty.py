"""人员职责: what a member of staff may be appointed to (4.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import StaffDuty

if TYPE_CHECKING:
    from models.staff_member import StaffMember


class StaffMemberDuty(Record, Base):
    """人员职责: one of the duties that a member of staff may be appointed to."""

    __tablename__ = "staff_member_duty"
    __table_args__ = (
        UniqueConstraint("staff_member_id", "duty"),
        {"comment": "人员职责 · Duty that a member of staff may be appointed to (4.1)"},
    )

    staff_member_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"))
    duty: Mapped[StaffDuty] = mapped_column(word(StaffDuty))

    staff_member: Mapped["StaffMember"] = one("duties")
