"""暂停期间: the days on which an agency, or one of its items, is suspended (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.agency import Agency
    from models.agency_decision import AgencyDecision
    from models.agency_item import AgencyItem


class AgencySuspension(Record, Base):
    """暂停期间 from `begins_on` to `ends_on`, both included; open while that is empty. Without an
    item the whole agency is suspended. A suspension restored on its first day has none: its
    `ends_on` is the day before it began.
    """

    __tablename__ = "agency_suspension"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on - 1", name="ends_on"),
        Index(None, "agency_id", "begins_on"),
        {"comment": "暂停期间 · Days on which an agency or an item is suspended (3.3)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    agency_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency_item.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("agency_decision.id"), index=True)
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]

    agency: Mapped["Agency"] = one("suspensions")
    agency_item: Mapped["AgencyItem | None"] = one("suspensions")
    decision: Mapped["AgencyDecision"] = one()
