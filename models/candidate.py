"""评价人员: a person in one plan, with the data as filed (4.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, word
from models.level import is_a_level
from models.relation import many, one
from rules.vocabulary import TrainingLevel

if TYPE_CHECKING:
    from models.certificate import Certificate
    from models.document import Document
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution
    from models.integrated_programme import IntegratedProgramme
    from models.major import Major
    from models.person import Person
    from models.result import Result
    from models.seat import Seat


class Candidate(Record, Base):
    """评价人员. `institution` is the agency's school, `enrolled_at` the school of enrolment: the
    same, unless the scope was extended (1.2).

    `deferred_graduation_on` is the day to which leave of absence moved the graduation. In an
    integrated programme the completed stage, its day and its evidence fix the level. A
    certificate from elsewhere is declared with its number and stays unverified until the center
    has seen it.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("plan_id", "person_id"),
        CheckConstraint("completed_stage in (1, 2)", name="completed_stage"),
        CheckConstraint(
            "completed_stage is null or integrated_programme_id is not null", name="integrated"
        ),
        CheckConstraint(
            "(completed_stage is null) = (stage_completed_on is null)", name="stage_completed_on"
        ),
        is_a_level("prior_certificate_level"),
        CheckConstraint(
            "(prior_certificate_number is null) = (prior_certificate_level is null)",
            name="prior_certificate",
        ),
        Index(None, "institution_id"),
        Index(None, "plan_id", "student_number", "id"),
        Index(None, "student_number", "id"),
        Index(None, "name", "id"),
        Index(None, "created_at", "id"),
        {"comment": "评价人员 · Candidate: a person in one plan (1.2, 4.1)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    enrolled_at_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"), index=True)
    name: Mapped[str]
    training_level: Mapped[TrainingLevel] = mapped_column(word(TrainingLevel))
    student_number: Mapped[str]
    class_name: Mapped[str]
    phone_sealed: Mapped[bytes | None]
    expected_graduation_on: Mapped[date]
    deferred_graduation_on: Mapped[date | None]
    integrated_programme_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("integrated_programme.id"), index=True
    )
    completed_stage: Mapped[int | None] = mapped_column(SmallInteger)
    stage_completed_on: Mapped[date | None]
    stage_evidence_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    photograph_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    prior_certificate_number: Mapped[str | None]
    prior_certificate_level: Mapped[int | None] = mapped_column(SmallInteger)
    is_prior_certificate_verified: Mapped[bool] = mapped_column(
        default=False, server_default=text("false")
    )
    resit_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("candidate.id"), index=True)

    plan: Mapped["EvaluationPlan"] = one("candidates")
    person: Mapped["Person"] = one("candidates")
    institution: Mapped["Institution"] = one(through="Candidate.institution_id")
    enrolled_at: Mapped["Institution"] = one(through="Candidate.enrolled_at_id")
    major: Mapped["Major"] = one()
    integrated_programme: Mapped["IntegratedProgramme | None"] = one()
    stage_evidence: Mapped["Document | None"] = one(through="Candidate.stage_evidence_id")
    photograph: Mapped["Document | None"] = one(through="Candidate.photograph_id")
    resit_of: Mapped["Candidate | None"] = relationship(remote_side="Candidate.id", lazy="raise")
    seats: Mapped[list["Seat"]] = many("candidate")
    result: Mapped["Result | None"] = one("candidate")
    certificate: Mapped["Certificate | None"] = one("candidate")
