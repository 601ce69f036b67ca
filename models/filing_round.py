"""补正轮次: one submission of an application, as it was handed in (3.1)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many, one

if TYPE_CHECKING:
    from models.account import Account
    from models.filing_application import FilingApplication
    from models.filing_remark import FilingRemark


class FilingRound(Record, Base):
    """补正轮次. `content` is the canonical document of `rules/filing_round.py`, with the version
    of its form; never changed after the submission, whatever becomes of the rows.
    """

    __tablename__ = "filing_round"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(returned_at is null) = (reason is null)", name="returned"),
        {"comment": "补正轮次 · One submission of a filing application, as handed in (3.1)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE")
    )
    number: Mapped[int] = mapped_column(SmallInteger)
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    returned_at: Mapped[datetime | None]
    returned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str | None]

    application: Mapped["FilingApplication"] = one("rounds")
    submitted_by: Mapped["Account | None"] = one(through="FilingRound.submitted_by_id")
    returned_by: Mapped["Account | None"] = one(through="FilingRound.returned_by_id")
    remarks: Mapped[list["FilingRemark"]] = many("round")
