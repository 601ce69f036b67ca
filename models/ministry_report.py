"""报备: the report to the ministry's center and its outcome (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import MinistryOutcome

if TYPE_CHECKING:
    from models.account import Account
    from models.filing_application import FilingApplication


class MinistryReport(Record, Base):
    """报备. Only a FILED outcome lets the receipt be issued; `round_number` rises after a
    return.
    """

    __tablename__ = "ministry_report"
    __table_args__ = (
        UniqueConstraint("application_id", "round_number"),
        CheckConstraint("round_number > 0", name="round_number"),
        CheckConstraint("(outcome is null) = (outcome_on is null)", name="outcome"),
        CheckConstraint("outcome_on >= reported_on", name="outcome_on"),
        {"comment": "报备 · Report to the ministry's center and its outcome (3.3)"},
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("filing_application.id"))
    round_number: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))
    reported_on: Mapped[date]
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    outcome: Mapped[MinistryOutcome | None] = mapped_column(word(MinistryOutcome))
    outcome_on: Mapped[date | None]
    reference: Mapped[str | None]
    reason: Mapped[str | None]

    application: Mapped["FilingApplication"] = one("ministry_reports")
    reported_by: Mapped["Account"] = one()
