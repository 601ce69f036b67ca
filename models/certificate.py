"""证书: a certificate under its national number (4.4)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_level
from models.relation import many, one
from rules.vocabulary import CertificateStatus, DocumentType

if TYPE_CHECKING:
    from models.agency import Agency
    from models.agency_code import AgencyCode
    from models.agency_key import AgencyKey
    from models.candidate import Candidate
    from models.certificate_correction import CertificateCorrection
    from models.certificate_print import CertificatePrint
    from models.certificate_report import CertificateReport
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution
    from models.occupation import Occupation
    from models.person import Person
    from models.trade import Trade


class Certificate(Record, Base):
    """证书. Its face (`agency_name` to `issued_on`) is a copy of that day; what its `corrections`
    changed of the holder's name and identity stays readable there. `trade_name` is `--` where there
    is none. The number is 22 characters: agency code, two digits of the year, level, six digits of
    the serial.

    In force unless `revoked_on` (by the center) or `cancelled_on` (by the agency) is given. The
    `verification_token` (128 bits) stands in the certificate's QR code. `holder_name_key` is the
    name in the one spelling in which names are compared. `credential_signature` is the agency's
    over the credential that the face makes. `identity_end_index` is the keyed digest
    of the last six characters of the identity number: a second factor beside the number, never a
    way to look for somebody. `report_due_on` is counted from the issue
    by the calendar of that day; provisional while a year on the way is not published.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("number ~ '^[YS][0-9]{21}$'", name="number"),
        is_a_level("level"),
        CheckConstraint("substr(number, 16, 1) = level::text", name="level_in_the_number"),
        CheckConstraint("octet_length(verification_token) = 16", name="verification_token"),
        CheckConstraint("trade_name <> ''", name="trade_name"),
        CheckConstraint("revoked_on >= issued_on and cancelled_on >= issued_on", name="ended"),
        CheckConstraint(
            "(credential_key_id is null) = (credential_signature is null)"
            " and octet_length(credential_signature) = 64",
            name="credential",
        ),
        CheckConstraint("status = 'ISSUED' or report_id is not null", name="reported"),
        # Two plans may issue at the same time: the rule sees what is committed, this sees all.
        Index(
            "uq_certificate_in_force",
            "person_id",
            "occupation_id",
            "level",
            "trade_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("revoked_on is null and cancelled_on is null"),
        ),
        Index(None, "institution_id", "number", "id"),
        Index(None, "institution_id", "issued_on", "id"),
        Index(None, "agency_id", "issued_on"),
        Index(None, "person_id", "occupation_id", "level"),
        Index(None, "identity_index"),
        Index(None, "holder_name", "identity_index"),
        Index(
            "ix_certificate_without_identity_end",
            "id",
            postgresql_where=text("identity_end_index is null"),
        ),
        Index(None, "holder_name", "id"),
        Index(None, "number", "id"),
        Index(None, "issued_on", "id"),
        Index(None, "created_at", "id"),
        Index(None, "updated_at", "id"),
        {"comment": "证书 · Certificate of a skill level (4.4)"},
    )

    number: Mapped[str] = mapped_column(unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    agency_code_id: Mapped[UUID] = mapped_column(ForeignKey("agency_code.id"), index=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificate_report.id"), index=True)
    level: Mapped[int] = mapped_column(SmallInteger)
    agency_name: Mapped[str]
    holder_name: Mapped[str]
    holder_name_key: Mapped[str] = mapped_column(
        Computed("comparable_name(holder_name)", persisted=True)
    )
    document_type: Mapped[DocumentType] = mapped_column(word(DocumentType))
    identity_sealed: Mapped[bytes]
    identity_index: Mapped[bytes]
    identity_end_index: Mapped[bytes | None]
    occupation_name: Mapped[str]
    trade_name: Mapped[str] = mapped_column(default="--", server_default=text("'--'"))
    level_name: Mapped[str]
    issued_on: Mapped[date]
    report_due_on: Mapped[date | None]
    is_report_due_provisional: Mapped[bool] = mapped_column(
        default=False, server_default=text("false")
    )
    status: Mapped[CertificateStatus] = mapped_column(
        word(CertificateStatus),
        default=CertificateStatus.ISSUED,
        server_default=CertificateStatus.ISSUED.name,
    )
    revoked_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    reason: Mapped[str | None]
    verification_token: Mapped[bytes] = mapped_column(unique=True)
    credential_key_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency_key.id"), index=True)
    credential_signature: Mapped[bytes | None]

    institution: Mapped["Institution"] = one()
    agency: Mapped["Agency"] = one()
    agency_code: Mapped["AgencyCode"] = one()
    plan: Mapped["EvaluationPlan"] = one("certificates")
    candidate: Mapped["Candidate"] = one("certificate")
    person: Mapped["Person"] = one("certificates")
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
    report: Mapped["CertificateReport | None"] = one("certificates")
    credential_key: Mapped["AgencyKey | None"] = one()
    corrections: Mapped[list["CertificateCorrection"]] = many("certificate")
    prints: Mapped[list["CertificatePrint"]] = many("certificate")
