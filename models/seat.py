"""座位: where each candidate sits in a session, and whether they came (4.1, 4.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.candidate import Candidate
    from models.plan_session import PlanSession


class Seat(Record, Base):
    """座位 of one candidate in one session. `is_present` is empty until the attendance of the
    session is recorded.
    """

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        UniqueConstraint("candidate_id", "session_id"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("is_present is false or absence_reason is null", name="absence_reason"),
        {"comment": "座位与到场 · Seat of a candidate in a session, and attendance (4.1, 4.2)"},
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("plan_session.id", ondelete="CASCADE"))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(SmallInteger)
    is_present: Mapped[bool | None]
    absence_reason: Mapped[str | None]

    session: Mapped["PlanSession"] = one("seats")
    candidate: Mapped["Candidate"] = one("seats")
