"""院校: the vocational schools that registered, and what the department verified of them (1.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import InstitutionKind, InstitutionStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.agency import Agency
    from models.condition_statement import ConditionStatement
    from models.district import District
    from models.document import Document
    from models.evaluation_plan import EvaluationPlan
    from models.evaluation_specification import EvaluationSpecification
    from models.filing_application import FilingApplication
    from models.former_name import FormerName
    from models.inspection import Inspection
    from models.institution_enrolment import InstitutionEnrolment
    from models.integrated_programme import IntegratedProgramme
    from models.major import Major
    from models.major_evaluation import MajorEvaluation
    from models.rectification import Rectification
    from models.site import Site
    from models.staff_member import StaffMember
    from models.violation import Violation


class Institution(Record, Base):
    """院校: registered by the school, verified by the department.

    A college inside a university (本科高职学院) carries the `school_code` (10 digits) and `uscc`
    (18 characters) of its parent and its own `branch_name`; the certificate bears both names.
    `closed_on` is the first day on which it is no more; `successor` took over what it was.
    """

    __tablename__ = "institution"
    __table_args__ = (
        UniqueConstraint("uscc", "branch_name", postgresql_nulls_not_distinct=True),
        Index(
            "uq_institution_school_code",
            "school_code",
            unique=True,
            postgresql_where=text("branch_name is null"),
        ),
        CheckConstraint("school_code ~ '^[0-9]{10}$'", name="school_code"),
        CheckConstraint("uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'", name="uscc"),
        CheckConstraint("branch_name <> ''", name="branch_name"),
        CheckConstraint("(branch_name is null) = (parent_name is null)", name="branch_and_parent"),
        CheckConstraint("(status = 'CLOSED') = (closed_on is not null)", name="closed_on"),
        CheckConstraint("successor_id is null or closed_on is not null", name="succession"),
        CheckConstraint("successor_id <> id", name="successor"),
        Index(None, "name", "id"),
        Index(None, "school_code", "id"),
        Index(None, "created_at", "id"),
        {"comment": "院校 · Vocational school in the register (1.1)"},
    )

    kind: Mapped[InstitutionKind] = mapped_column(word(InstitutionKind))
    status: Mapped[InstitutionStatus] = mapped_column(
        word(InstitutionStatus),
        default=InstitutionStatus.REGISTERED,
        server_default=InstitutionStatus.REGISTERED.name,
    )
    school_code: Mapped[str]
    uscc: Mapped[str]
    name: Mapped[str]
    branch_name: Mapped[str | None]
    parent_name: Mapped[str | None]
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"), index=True)
    ownership: Mapped[str]
    established_on: Mapped[date]
    has_enrolment_qualification: Mapped[bool]
    address: Mapped[str]
    legal_representative_name: Mapped[str | None]
    evaluation_department_name: Mapped[str | None]
    evaluation_department_address: Mapped[str | None]
    evaluation_department_telephone: Mapped[str | None]
    is_technician_college: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    accepts_supervision: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    is_non_profit: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    returned_reason: Mapped[str | None]
    closed_on: Mapped[date | None]
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)

    district: Mapped["District"] = one()
    registered_by: Mapped["Account"] = one()
    successor: Mapped["Institution | None"] = relationship(
        back_populates="predecessors", remote_side="Institution.id", lazy="raise"
    )
    predecessors: Mapped[list["Institution"]] = many("successor")
    former_names: Mapped[list["FormerName"]] = many("institution")
    agencies: Mapped[list["Agency"]] = many("institution")
    condition_statements: Mapped[list["ConditionStatement"]] = many("institution")
    enrolments: Mapped[list["InstitutionEnrolment"]] = many("institution")
    documents: Mapped[list["Document"]] = many("institution")
    evaluation_plans: Mapped[list["EvaluationPlan"]] = many("institution")
    evaluation_specifications: Mapped[list["EvaluationSpecification"]] = many("institution")
    filing_applications: Mapped[list["FilingApplication"]] = many("institution")
    integrated_programmes: Mapped[list["IntegratedProgramme"]] = many("institution")
    majors: Mapped[list["Major"]] = many("institution")
    major_evaluations: Mapped[list["MajorEvaluation"]] = many("institution")
    sites: Mapped[list["Site"]] = many("institution")
    staff_members: Mapped[list["StaffMember"]] = many("institution")
    violations: Mapped[list["Violation"]] = many("institution")
    inspections: Mapped[list["Inspection"]] = many("institution")
    rectifications: Mapped[list["Rectification"]] = many("institution")
