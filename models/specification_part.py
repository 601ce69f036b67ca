"""评价规范科目: the parts of an evaluation specification with their weights (2.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import PartKind

if TYPE_CHECKING:
    from models.evaluation_specification import EvaluationSpecification


class SpecificationPart(Record, Base):
    """评价规范科目. `weight` is its share of 100."""

    __tablename__ = "specification_part"
    __table_args__ = (
        UniqueConstraint("specification_id", "position"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("weight between 1 and 100", name="weight"),
        CheckConstraint("kind in ('THEORY', 'PRACTICE', 'MODULE')", name="kind_of_specification"),
        {"comment": "评价规范科目 · Part of an evaluation specification (2.1)"},
    )

    specification_id: Mapped[UUID] = mapped_column(
        ForeignKey("evaluation_specification.id", ondelete="CASCADE")
    )
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[PartKind] = mapped_column(word(PartKind))
    name: Mapped[str]
    weight: Mapped[int] = mapped_column(SmallInteger)

    specification: Mapped["EvaluationSpecification"] = one("parts")
