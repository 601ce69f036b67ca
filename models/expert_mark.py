"""专家评分: what an expert of the panel gives for one criterion (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.assessment_criterion import AssessmentCriterion
    from models.expert import Expert
    from models.technical_assessment import TechnicalAssessment


class ExpertMark(Record, Base):
    """专家评分: marks, or of a veto whether it is fulfilled."""

    __tablename__ = "expert_mark"
    __table_args__ = (
        UniqueConstraint("assessment_id", "expert_id", "criterion_id"),
        ForeignKeyConstraint(
            ["assessment_id", "expert_id"],
            ["panel_member.assessment_id", "panel_member.expert_id"],
            name="fk_expert_mark_panel_member",
        ),
        CheckConstraint("(marks is null) <> (is_fulfilled is null)", name="marks_or_veto"),
        CheckConstraint("marks >= 0", name="marks"),
        Index(None, "expert_id"),
        {"comment": "专家评分 · Expert's mark for a criterion (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_criterion.id"), index=True)
    marks: Mapped[int | None] = mapped_column(SmallInteger)
    is_fulfilled: Mapped[bool | None]
    note: Mapped[str | None]

    assessment: Mapped["TechnicalAssessment"] = one("marks")
    expert: Mapped["Expert"] = one()
    criterion: Mapped["AssessmentCriterion"] = one()
