"""评估专家组成员: the experts of one assessment (3.2)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.expert import Expert
    from models.technical_assessment import TechnicalAssessment


class PanelMember(Record, Base):
    """评估专家组成员. Who stands aside (回避) says why, and no longer sees the application.
    `signed_off_at`: when the expert signed off the own opinions and marks; from then on they stand.
    """

    __tablename__ = "panel_member"
    __table_args__ = (
        UniqueConstraint("assessment_id", "expert_id"),
        CheckConstraint("is_recused = (reason is not null)", name="recused"),
        Index(None, "expert_id", "assessment_id"),
        {"comment": "评估专家组成员 · Expert on the panel of an assessment (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    is_recused: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    reason: Mapped[str | None]
    signed_off_at: Mapped[datetime | None]

    assessment: Mapped["TechnicalAssessment"] = one("panel")
    expert: Mapped["Expert"] = one("memberships")
