"""条件自述: what a school says of itself on a condition (1.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConditionCode

if TYPE_CHECKING:
    from models.institution import Institution


class ConditionStatement(Record, Base):
    """条件自述 on a condition of 1.1.1 to 1.1.6; on 1.1.3 it is the experience."""

    __tablename__ = "condition_statement"
    __table_args__ = (
        UniqueConstraint("institution_id", "condition"),
        CheckConstraint("text <> ''", name="text"),
        {"comment": "条件自述 · What a school says of itself on a condition (1.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    condition: Mapped[ConditionCode] = mapped_column(word(ConditionCode))
    text: Mapped[str]

    institution: Mapped["Institution"] = one("condition_statements")
