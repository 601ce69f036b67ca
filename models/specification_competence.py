"""能力要求: what a specification asks for at a level (2.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.level import is_a_level
from models.relation import one

if TYPE_CHECKING:
    from models.evaluation_specification import EvaluationSpecification


class SpecificationCompetence(Record, Base):
    """能力要求 of one level, in the columns of the national technical rules for standards: the
    function of the occupation, its work, the skills and the knowledge that it asks for.
    """

    __tablename__ = "specification_competence"
    __table_args__ = (
        UniqueConstraint("specification_id", "position"),
        is_a_level("level"),
        {"comment": "能力要求 · What a specification asks for at a level (2.1)"},
    )

    specification_id: Mapped[UUID] = mapped_column(
        ForeignKey("evaluation_specification.id", ondelete="CASCADE")
    )
    position: Mapped[int] = mapped_column(SmallInteger)
    level: Mapped[int] = mapped_column(SmallInteger)
    function: Mapped[str]
    work: Mapped[str]
    skills: Mapped[str]
    knowledge: Mapped[str]

    specification: Mapped["EvaluationSpecification"] = one("competences")
