"""论证专家: who took part in the evaluation of a major (1.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.expert import Expert
    from models.major_evaluation import MajorEvaluation


class EvaluationExpert(Record, Base):
    """论证专家, with name and employer as they were then."""

    __tablename__ = "evaluation_expert"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "expert_id"),
        {"comment": "论证专家 · Expert of a major evaluation (1.2)"},
    )

    evaluation_id: Mapped[UUID] = mapped_column(
        ForeignKey("major_evaluation.id", ondelete="CASCADE")
    )
    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"), index=True)
    name: Mapped[str]
    employer_name: Mapped[str | None]

    evaluation: Mapped["MajorEvaluation"] = one("experts")
    expert: Mapped["Expert"] = one()
