"""专家领域: what an expert is an expert of, in coded terms (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ExpertFieldKind

if TYPE_CHECKING:
    from models.expert import Expert
    from models.occupation import Occupation


class ExpertField(Record, Base):
    """专家领域. One of skill names an occupation or a group above it, and serves all below."""

    __tablename__ = "expert_field"
    __table_args__ = (
        UniqueConstraint("expert_id", "kind", "occupation_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("(kind = 'OCCUPATION') = (occupation_id is not null)", name="occupation"),
        {"comment": "专家领域 · Field of an expert (3.2)"},
    )

    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    kind: Mapped[ExpertFieldKind] = mapped_column(word(ExpertFieldKind))
    occupation_id: Mapped[UUID | None] = mapped_column(ForeignKey("occupation.id"), index=True)

    expert: Mapped["Expert"] = one("fields")
    occupation: Mapped["Occupation | None"] = one()
