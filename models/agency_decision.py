"""机构决定: what was decided of an agency in the directory, one row a decision (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many, one

if TYPE_CHECKING:
    from models.account import Account
    from models.agency import Agency
    from models.agency_decision_item import AgencyDecisionItem
    from models.institution import Institution
    from models.violation import Violation


class AgencyDecision(Record, Base):
    """机构决定, good from `effective_on`, and to `until_on` where it ends by itself (both days
    included). The directory shows every decision; `is_public` says whether it shows the reason.
    """

    __tablename__ = "agency_decision"
    __table_args__ = (
        CheckConstraint("until_on >= effective_on", name="until_on"),
        Index(None, "agency_id", "effective_on", "id"),
        Index(None, "institution_id", "decided_on", "id"),
        Index(None, "decided_on", "id"),
        {"comment": "机构决定 · Decision on an agency in the directory (3.3)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    act: Mapped[str]
    clause: Mapped[str]
    decided_on: Mapped[date]
    effective_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[str | None]
    is_public: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    violation_id: Mapped[UUID | None] = mapped_column(ForeignKey("violation.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)

    agency: Mapped["Agency"] = one("decisions")
    institution: Mapped["Institution"] = one()
    violation: Mapped["Violation | None"] = one()
    account: Mapped["Account"] = one()
    items: Mapped[list["AgencyDecisionItem"]] = many("decision")
