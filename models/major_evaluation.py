"""专业评估论证: experts evaluate a major for an occupation (1.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_level
from models.relation import one
from rules.vocabulary import MajorEvaluationStatus

if TYPE_CHECKING:
    from models.institution import Institution
    from models.major import Major
    from models.occupation import Occupation


class MajorEvaluation(Record, Base):
    """专业评估论证 of one major and occupation, up to `highest_level`; needed before the first
    plan.
    """

    __tablename__ = "major_evaluation"
    __table_args__ = (
        is_a_level("highest_level"),
        CheckConstraint(
            "(status in ('PASSED', 'NOT_PASSED')) = (concluded_on is not null)", name="concluded_on"
        ),
        CheckConstraint("valid_to is null or valid_to >= concluded_on", name="validity"),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "major_id", "occupation_id"),
        Index(None, "created_at", "id"),
        {"comment": "专业评估论证 · Evaluation of a major for an occupation (1.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    highest_level: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[MajorEvaluationStatus] = mapped_column(
        word(MajorEvaluationStatus),
        default=MajorEvaluationStatus.REQUESTED,
        server_default=MajorEvaluationStatus.REQUESTED.name,
    )
    reason: Mapped[str | None]
    concluded_on: Mapped[date | None]
    valid_to: Mapped[date | None]

    institution: Mapped["Institution"] = one("major_evaluations")
    major: Mapped["Major"] = one()
    occupation: Mapped["Occupation"] = one()
