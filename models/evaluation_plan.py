"""评价计划: the plan of one batch (4.1)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_level
from models.relation import many, one
from rules.vocabulary import EvaluationMethod, PlanStatus

if TYPE_CHECKING:
    from models.agency import Agency
    from models.agency_code import AgencyCode
    from models.agency_decision import AgencyDecision
    from models.agency_item import AgencyItem
    from models.candidate import Candidate
    from models.certificate import Certificate
    from models.certificate_report import CertificateReport
    from models.document import Document
    from models.evaluation_specification import EvaluationSpecification
    from models.incident import Incident
    from models.institution import Institution
    from models.plan_change import PlanChange
    from models.plan_part import PlanPart
    from models.plan_session import PlanSession
    from models.result_filing import ResultFiling
    from models.standard import Standard
    from models.supervision import Supervision


class EvaluationPlan(Record, Base):
    """评价计划, filed with the center before its first session. It keeps the agency code under
    which it was filed; `ends_on` is the last session day as accepted, from which results are due
    (4.3). `stopped_by` is the decision on the agency that stopped it (3.3).

    `standard_id` or `specification_id` is the edition chosen; with neither, that in force on the
    first session day, which the acceptance enters (2.1).

    `refusal_count` is what the rules refused when the content was last checked, at version
    `refusals_checked_version`; another version means: not known.
    """

    __tablename__ = "evaluation_plan"
    __table_args__ = (
        is_a_level("level"),
        CheckConstraint("work_scheme_version > 0", name="work_scheme_version"),
        CheckConstraint("standard_id is null or specification_id is null", name="one_edition"),
        CheckConstraint(
            "status in ('DRAFT', 'CANCELLED')"
            " or filed_at is not null and ends_on is not null and agency_code_id is not null",
            name="filed",
        ),
        CheckConstraint("status = 'STOPPED' or stopped_by_id is null", name="stopped_by"),
        CheckConstraint("refusal_count >= 0", name="refusal_count"),
        CheckConstraint(
            "(refusals_checked_version is null) = (refusal_count is null)", name="refusals_checked"
        ),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "created_at", "id"),
        Index(None, "updated_at", "id"),
        {"comment": "评价计划 · Evaluation plan of a batch (4.1, 4.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    agency_code_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency_code.id"), index=True)
    agency_item_id: Mapped[UUID] = mapped_column(ForeignKey("agency_item.id"), index=True)
    level: Mapped[int] = mapped_column(SmallInteger)
    method: Mapped[EvaluationMethod] = mapped_column(word(EvaluationMethod))
    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), index=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), index=True
    )
    number: Mapped[str | None] = mapped_column(unique=True)
    batch_name: Mapped[str]
    status: Mapped[PlanStatus] = mapped_column(
        word(PlanStatus), default=PlanStatus.DRAFT, server_default=PlanStatus.DRAFT.name
    )
    work_scheme_document_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("document.id"), index=True
    )
    work_scheme_title: Mapped[str | None]
    work_scheme_version: Mapped[int] = mapped_column(
        SmallInteger, default=1, server_default=text("1")
    )
    ends_on: Mapped[date | None]
    filed_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    stopped_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency_decision.id"), index=True)
    refusals_checked_version: Mapped[int | None] = mapped_column(Integer)
    refusal_count: Mapped[int | None] = mapped_column(Integer)

    institution: Mapped["Institution"] = one("evaluation_plans")
    agency: Mapped["Agency"] = one("plans")
    agency_code: Mapped["AgencyCode | None"] = one()
    agency_item: Mapped["AgencyItem"] = one()
    standard: Mapped["Standard | None"] = one()
    specification: Mapped["EvaluationSpecification | None"] = one()
    stopped_by: Mapped["AgencyDecision | None"] = one()
    work_scheme_document: Mapped["Document | None"] = one()
    parts: Mapped[list["PlanPart"]] = many("plan")
    sessions: Mapped[list["PlanSession"]] = many("plan")
    candidates: Mapped[list["Candidate"]] = many("plan")
    incidents: Mapped[list["Incident"]] = many("plan")
    supervisions: Mapped[list["Supervision"]] = many("plan")
    changes: Mapped[list["PlanChange"]] = many("plan")
    result_filing: Mapped["ResultFiling | None"] = one("plan")
    certificates: Mapped[list["Certificate"]] = many("plan")
    certificate_reports: Mapped[list["CertificateReport"]] = many("plan")
