"""报送: the report to one authority and its decision (3.3)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Authority, BranchStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.filing_application import FilingApplication


class FilingReport(Record, Base):
    """报送. The center reports to the HR bureau, the department to the commission;
    `round_number` counts from 1 and rises when an authority sent the report back. Who reported
    may not decide.
    """

    __tablename__ = "filing_report"
    __table_args__ = (
        UniqueConstraint("application_id", "authority", "round_number"),
        CheckConstraint("round_number > 0", name="round_number"),
        CheckConstraint("(status = 'REPORTED') = (decided_at is null)", name="decided"),
        CheckConstraint("(decided_by_id is null) = (decided_at is null)", name="decided_by"),
        CheckConstraint("decided_by_id <> reported_by_id", name="two_accounts"),
        Index(None, "status", "reported_at", "id"),
        {"comment": "报送 · Report of an application to one authority, and its consent (3.3)"},
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("filing_application.id"))
    authority: Mapped[Authority] = mapped_column(word(Authority))
    round_number: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))
    status: Mapped[BranchStatus] = mapped_column(
        word(BranchStatus), default=BranchStatus.REPORTED, server_default=BranchStatus.REPORTED.name
    )
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    reported_at: Mapped[datetime] = mapped_column(server_default=func.register_now())
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    application: Mapped["FilingApplication"] = one("reports")
    reported_by: Mapped["Account"] = one(through="FilingReport.reported_by_id")
    decided_by: Mapped["Account | None"] = one(through="FilingReport.decided_by_id")
