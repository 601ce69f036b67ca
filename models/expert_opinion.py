"""专家意见: an expert's opinion on one condition (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConditionCode, Opinion

if TYPE_CHECKING:
    from models.expert import Expert
    from models.technical_assessment import TechnicalAssessment


class ExpertOpinion(Record, Base):
    """专家意见. Only a member of the panel gives one, and one only for each condition."""

    __tablename__ = "expert_opinion"
    __table_args__ = (
        UniqueConstraint("assessment_id", "expert_id", "condition"),
        ForeignKeyConstraint(
            ["assessment_id", "expert_id"],
            ["panel_member.assessment_id", "panel_member.expert_id"],
            name="fk_expert_opinion_panel_member",
        ),
        CheckConstraint("opinion = 'MET' or reason is not null", name="reason"),
        Index(None, "expert_id"),
        {"comment": "专家意见 · Expert's opinion on a condition of 1.1 (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    condition: Mapped[ConditionCode] = mapped_column(word(ConditionCode))
    opinion: Mapped[Opinion] = mapped_column(word(Opinion))
    reason: Mapped[str | None]

    assessment: Mapped["TechnicalAssessment"] = one("opinions")
    expert: Mapped["Expert"] = one()
