"""备案申请: a school asks to be filed as an evaluation agency (3.1)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import AgencyScope, ApplicationKind, FilingStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.agency import Agency
    from models.filing_change import FilingChange
    from models.filing_enrolment import FilingEnrolment
    from models.filing_item import FilingItem
    from models.filing_material import FilingMaterial
    from models.filing_receipt import FilingReceipt
    from models.filing_report import FilingReport
    from models.filing_round import FilingRound
    from models.filing_self_mark import FilingSelfMark
    from models.institution import Institution
    from models.ministry_report import MinistryReport
    from models.technical_assessment import TechnicalAssessment


class FilingApplication(Record, Base):
    """备案申请. All but a first filing concern the `agency` that the school is already;
    `needs_assessment` says whether a technical assessment lies on the way (3.2), as its kind and
    content had it when last saved. `explanation` is that of a renewal with few batches;
    `takes_effect_on` the day from which a reduction holds, null for the day of its receipt.

    The school answers for truth, validity and legality: the three declarations name
    the account and instant that gave them.

    `experience` says what the school has done in training and evaluation (1.1.3). A `number` is
    given with the first submission; a draft has none, and may be withdrawn unseen.

    `refusal_count` is what the rules refused when the content was last checked, at version
    `refusals_checked_version`; another version means: not known.
    """

    __tablename__ = "filing_application"
    __table_args__ = (
        CheckConstraint("kind = 'FIRST_FILING' or agency_id is not null", name="agency"),
        CheckConstraint("(declared_by_id is null) = (declared_at is null)", name="declared"),
        CheckConstraint(
            "status in ('DRAFT', 'WITHDRAWN') or submitted_at is not null", name="submitted_at"
        ),
        CheckConstraint("submitted_at is not null or number is null", name="number"),
        CheckConstraint("refusal_count >= 0", name="refusal_count"),
        CheckConstraint(
            "(refusals_checked_version is null) = (refusal_count is null)", name="refusals_checked"
        ),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "created_at", "id"),
        Index(None, "updated_at", "id"),
        {"comment": "备案申请 · Filing application of a school (3.1-3.3)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    kind: Mapped[ApplicationKind] = mapped_column(
        word(ApplicationKind),
        default=ApplicationKind.FIRST_FILING,
        server_default=ApplicationKind.FIRST_FILING.name,
    )
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"), index=True)
    needs_assessment: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    number: Mapped[str | None] = mapped_column(unique=True)
    status: Mapped[FilingStatus] = mapped_column(
        word(FilingStatus), default=FilingStatus.DRAFT, server_default=FilingStatus.DRAFT.name
    )
    scope: Mapped[AgencyScope] = mapped_column(
        word(AgencyScope),
        default=AgencyScope.OWN_STUDENTS,
        server_default=AgencyScope.OWN_STUDENTS.name,
    )
    experience: Mapped[str | None]
    explanation: Mapped[str | None]
    takes_effect_on: Mapped[date | None]
    declares_truthful: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    declares_non_profit: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    declares_accepting_supervision: Mapped[bool] = mapped_column(
        default=False, server_default=text("false")
    )
    declared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    declared_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    refusals_checked_version: Mapped[int | None] = mapped_column(Integer)
    refusal_count: Mapped[int | None] = mapped_column(Integer)

    institution: Mapped["Institution"] = one("filing_applications")
    agency: Mapped["Agency | None"] = one("applications")
    declared_by: Mapped["Account | None"] = one()
    changes: Mapped[list["FilingChange"]] = many("application")
    items: Mapped[list["FilingItem"]] = many("application")
    enrolments: Mapped[list["FilingEnrolment"]] = many("application")
    materials: Mapped[list["FilingMaterial"]] = many("application")
    self_marks: Mapped[list["FilingSelfMark"]] = many("application")
    assessments: Mapped[list["TechnicalAssessment"]] = many("application")
    rounds: Mapped[list["FilingRound"]] = many("application")
    reports: Mapped[list["FilingReport"]] = many("application")
    ministry_reports: Mapped[list["MinistryReport"]] = many("application")
    receipt: Mapped["FilingReceipt | None"] = one("application")
