"""专业评估论证: experts evaluate a major for an occupation (1.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, word
from models.level import is_a_level
from models.relation import many, one
from rules.vocabulary import MajorEvaluationStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.evaluation_expert import EvaluationExpert
    from models.evaluation_specification import EvaluationSpecification
    from models.institution import Institution
    from models.major import Major
    from models.occupation import Occupation
    from models.standard import Standard

UNDER_WAY = text("status in ('REQUESTED', 'OPENED', 'CONCLUSION_PROPOSED')")


class MajorEvaluation(Record, Base):
    """专业评估论证 of one major and occupation, up to `highest_level`, by one edition of a standard
    or specification; needed before the first plan. The center proposes the conclusion, the
    department confirms it; what is proposed becomes the result only then.
    """

    __tablename__ = "major_evaluation"
    __table_args__ = (
        is_a_level("highest_level"),
        is_a_level("proposed_level"),
        CheckConstraint(
            "(status in ('PASSED', 'NOT_PASSED')) = (concluded_on is not null)", name="concluded_on"
        ),
        CheckConstraint("valid_to is null or valid_to >= concluded_on", name="validity"),
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="two_accounts"),
        CheckConstraint("standard_id is null or specification_id is null", name="one_edition"),
        CheckConstraint(
            "status <> 'CONCLUSION_PROPOSED'"
            " or proposed_pass is not null and proposed_level is not null"
            " and proposed_by_id is not null",
            name="proposed",
        ),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "major_id", "occupation_id"),
        Index(None, "created_at", "id"),
        Index(
            "uq_major_evaluation_under_way",
            "major_id",
            "occupation_id",
            unique=True,
            postgresql_where=UNDER_WAY,
        ),
        {"comment": "专业评估论证 · Evaluation of a major for an occupation (1.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    highest_level: Mapped[int] = mapped_column(SmallInteger)
    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), index=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), index=True
    )
    renews_id: Mapped[UUID | None] = mapped_column(ForeignKey("major_evaluation.id"), index=True)
    status: Mapped[MajorEvaluationStatus] = mapped_column(
        word(MajorEvaluationStatus),
        default=MajorEvaluationStatus.REQUESTED,
        server_default=MajorEvaluationStatus.REQUESTED.name,
    )
    minutes: Mapped[str | None]
    proposed_pass: Mapped[bool | None]
    proposed_level: Mapped[int | None] = mapped_column(SmallInteger)
    proposed_valid_to: Mapped[date | None]
    proposed_reason: Mapped[str | None]
    return_reason: Mapped[str | None]
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str | None]
    concluded_on: Mapped[date | None]
    valid_to: Mapped[date | None]

    institution: Mapped["Institution"] = one("major_evaluations")
    major: Mapped["Major"] = one()
    occupation: Mapped["Occupation"] = one()
    standard: Mapped["Standard | None"] = one()
    specification: Mapped["EvaluationSpecification | None"] = one()
    renews: Mapped["MajorEvaluation | None"] = relationship(
        remote_side="MajorEvaluation.id", lazy="raise"
    )
    proposed_by: Mapped["Account | None"] = one(through="MajorEvaluation.proposed_by_id")
    confirmed_by: Mapped["Account | None"] = one(through="MajorEvaluation.confirmed_by_id")
    experts: Mapped[list["EvaluationExpert"]] = many("evaluation")
