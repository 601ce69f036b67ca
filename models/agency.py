"""评价机构: an institution entered in the directory (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import AgencyScope, AgencyStatus

if TYPE_CHECKING:
    from models.agency_code import AgencyCode
    from models.agency_decision import AgencyDecision
    from models.agency_item import AgencyItem
    from models.agency_suspension import AgencySuspension
    from models.directory_change import DirectoryChange
    from models.directory_entry import DirectoryEntry
    from models.evaluation_plan import EvaluationPlan
    from models.filing_application import FilingApplication
    from models.filing_receipt import FilingReceipt
    from models.institution import Institution
    from models.scope_extension import ScopeExtension
    from models.search_text import SearchText


class Agency(Record, Base):
    """评价机构. *In force* is a fact about a day, not a state: within `valid_from` and `valid_to`,
    both included, in no suspension, and before `removed_on`, the day of its removal. `status` is
    what was decided last, from whatever day on: a suspension that ended by itself leaves it
    SUSPENDED, a removal decided ahead of its day makes it REMOVED. `name` is the
    name as filed, with the branch: certificates bear it. Name, address and
    legal representative change by an application for it, whatever the school has entered in its
    own file since.
    """

    __tablename__ = "agency"
    __table_args__ = (
        Index(
            "uq_agency_institution_id",
            "institution_id",
            unique=True,
            postgresql_where=text("removed_on is null"),
        ),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("status <> 'REMOVED' or removed_on is not null", name="removed_on"),
        Index(None, "institution_id"),
        Index(None, "name", "id"),
        Index(None, "listed_on", "id"),
        Index(None, "valid_to", "id"),
        Index(None, "updated_at", "id"),
        {"comment": "评价机构 · Evaluation agency in the directory (3.3, 3.4)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    address: Mapped[str | None]
    legal_representative_name: Mapped[str | None]
    status: Mapped[AgencyStatus] = mapped_column(
        word(AgencyStatus), default=AgencyStatus.LISTED, server_default=AgencyStatus.LISTED.name
    )
    scope: Mapped[AgencyScope] = mapped_column(word(AgencyScope))
    listed_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    removed_on: Mapped[date | None]
    reason: Mapped[str | None]

    institution: Mapped["Institution"] = one("agencies")
    codes: Mapped[list["AgencyCode"]] = many("agency")
    items: Mapped[list["AgencyItem"]] = many("agency")
    applications: Mapped[list["FilingApplication"]] = many("agency")
    receipts: Mapped[list["FilingReceipt"]] = many("agency")
    decisions: Mapped[list["AgencyDecision"]] = many("agency")
    suspensions: Mapped[list["AgencySuspension"]] = many("agency")
    plans: Mapped[list["EvaluationPlan"]] = many("agency")
    scope_extensions: Mapped[list["ScopeExtension"]] = many("agency")
    directory_entries: Mapped[list["DirectoryEntry"]] = many("agency")
    directory_changes: Mapped[list["DirectoryChange"]] = many("agency")
    search_text: Mapped["SearchText | None"] = one("agency")
