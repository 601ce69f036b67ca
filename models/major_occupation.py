"""专业对应职业: which occupations a major trains for (1.3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.major import Major
    from models.occupation import Occupation


class MajorOccupation(Record, Base):
    """专业对应职业, as the school maps it; an item without a matching major is refused."""

    __tablename__ = "major_occupation"
    __table_args__ = (
        UniqueConstraint("major_id", "occupation_id"),
        {"comment": "专业对应职业 · Occupation that a major trains for (1.3.3)"},
    )

    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id", ondelete="CASCADE"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)

    major: Mapped["Major"] = one("occupations")
    occupation: Mapped["Occupation"] = one()
