"""限期整改: what a school has to put right, and by which day (1.1.5, 4.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import RectificationStatus, Role

if TYPE_CHECKING:
    from models.account import Account
    from models.agency import Agency
    from models.institution import Institution
    from models.supervision import Supervision


class Rectification(Record, Base):
    """限期整改, open until whoever required it, or the center, has closed it; required again, with
    a reason and another due day, where the answer does not do. `supervision` is what it came from.
    """

    __tablename__ = "rectification"
    __table_args__ = (
        CheckConstraint("due_on >= required_on", name="due_on"),
        CheckConstraint("required_role in ('SUPERVISOR', 'CENTER')", name="required_role"),
        CheckConstraint("(status = 'CLOSED') = (closed_on is not null)", name="closed"),
        CheckConstraint("(closed_by_id is null) = (closed_on is null)", name="closed_by"),
        CheckConstraint("(answer is null) = (answered_on is null)", name="answered"),
        CheckConstraint("status <> 'ANSWERED' or answer is not null", name="status_answered"),
        Index(None, "institution_id", "required_on", "id"),
        Index(None, "required_on", "id"),
        Index(None, "due_on", "id"),
        Index(
            "ix_rectification_open", "institution_id", postgresql_where=text("closed_on is null")
        ),
        {"comment": "限期整改 · What a school has to put right by a day (1.1.5, 4.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"), index=True)
    supervision_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.id"), index=True)
    status: Mapped[RectificationStatus] = mapped_column(
        word(RectificationStatus),
        default=RectificationStatus.REQUIRED,
        server_default=RectificationStatus.REQUIRED.name,
    )
    what: Mapped[str]
    required_role: Mapped[Role] = mapped_column(word(Role))
    required_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    required_on: Mapped[date]
    due_on: Mapped[date]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    remark: Mapped[str | None]
    return_reason: Mapped[str | None]

    institution: Mapped["Institution"] = one("rectifications")
    agency: Mapped["Agency | None"] = one()
    supervision: Mapped["Supervision | None"] = one("rectifications")
    required_by: Mapped["Account"] = one(through="Rectification.required_by_id")
    closed_by: Mapped["Account | None"] = one(through="Rectification.closed_by_id")
