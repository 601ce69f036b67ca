"""专家意见: an expert's opinion on one condition, or on one item (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConditionCode, Opinion

if TYPE_CHECKING:
    from models.expert import Expert
    from models.filing_item import FilingItem
    from models.technical_assessment import TechnicalAssessment


class ExpertOpinion(Record, Base):
    """专家意见. Only a member of the panel gives one, and one only for each condition and item.
    It is the expert's own until the expert signs off; then it stands.
    """

    __tablename__ = "expert_opinion"
    __table_args__ = (
        UniqueConstraint("assessment_id", "expert_id", "condition"),
        UniqueConstraint("assessment_id", "expert_id", "item_id"),
        ForeignKeyConstraint(
            ["assessment_id", "expert_id"],
            ["panel_member.assessment_id", "panel_member.expert_id"],
            name="fk_expert_opinion_panel_member",
        ),
        CheckConstraint("(condition is null) <> (item_id is null)", name="condition_or_item"),
        CheckConstraint("opinion = 'MET' or reason is not null", name="reason"),
        Index(None, "expert_id"),
        {"comment": "专家意见 · Expert's opinion on a condition of 1.1, or on an item (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    condition: Mapped[ConditionCode | None] = mapped_column(word(ConditionCode))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("filing_item.id"), index=True)
    opinion: Mapped[Opinion] = mapped_column(word(Opinion))
    reason: Mapped[str | None]

    assessment: Mapped["TechnicalAssessment"] = one("opinions")
    expert: Mapped["Expert"] = one()
    item: Mapped["FilingItem | None"] = one()
