"""评估指标: one point of an edition of the criteria (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConditionCode

if TYPE_CHECKING:
    from models.assessment_criteria import AssessmentCriteria


class AssessmentCriterion(Record, Base):
    """评估指标. It has full marks (满分), or is a veto (一票否决) that is fulfilled or not."""

    __tablename__ = "assessment_criterion"
    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("is_veto = (full_marks is null)", name="is_veto"),
        CheckConstraint("full_marks > 0", name="full_marks"),
        {"comment": "评估指标 · Criterion of assessment for a condition of 1.1 (3.2)"},
    )

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment_criteria.id", ondelete="CASCADE")
    )
    number: Mapped[int] = mapped_column(SmallInteger)
    condition: Mapped[ConditionCode] = mapped_column(word(ConditionCode))
    title_zh: Mapped[str]
    title_en: Mapped[str]
    full_marks: Mapped[int | None] = mapped_column(SmallInteger)
    is_veto: Mapped[bool]

    edition: Mapped["AssessmentCriteria"] = one("criteria")
