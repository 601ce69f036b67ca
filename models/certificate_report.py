"""证书报送: certificates of a plan, reported to the center (4.4)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import CertificateStatus

if TYPE_CHECKING:
    from models.agency import Agency
    from models.certificate import Certificate
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution


class CertificateReport(Record, Base):
    """证书报送. From its acceptance the certificates are public; late is a warning only."""

    __tablename__ = "certificate_report"
    __table_args__ = (
        CheckConstraint("status <> 'ISSUED'", name="reported"),
        CheckConstraint("(status = 'REPORTED') = (decided_at is null)", name="decided"),
        Index(None, "institution_id"),
        Index(None, "status", "reported_at", "id"),
        Index(None, "reported_at", "id"),
        {"comment": "证书报送 · Report of certificates to the center (4.4)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id"), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    status: Mapped[CertificateStatus] = mapped_column(
        word(CertificateStatus),
        default=CertificateStatus.REPORTED,
        server_default=CertificateStatus.REPORTED.name,
    )
    reported_at: Mapped[datetime] = mapped_column(server_default=func.register_now())
    due_on: Mapped[date]
    is_due_provisional: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    plan: Mapped["EvaluationPlan"] = one("certificate_reports")
    agency: Mapped["Agency"] = one()
    institution: Mapped["Institution"] = one()
    certificates: Mapped[list["Certificate"]] = many("report")
