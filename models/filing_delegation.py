"""备案委托: the bureau lets the center file specifications for it (2.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.account import Account


class FilingDelegation(Record, Base):
    """备案委托, in force from `begins_on` to `ends_on`; without an end until it is ended. One that
    was ended before it began has its end before its beginning.
    """

    __tablename__ = "filing_delegation"
    __table_args__ = (
        Index(None, "begins_on", "id"),
        {"comment": "备案委托 · Delegation of filing to the center (2.1)"},
    )

    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str]
    delegated_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)

    delegated_by: Mapped["Account"] = one()
