"""工种: the trades below an occupation (1.3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Certainty

if TYPE_CHECKING:
    from models.occupation import Occupation


class Trade(Record, Base):
    """工种 of one occupation, with where its name was read and how surely."""

    __tablename__ = "trade"
    __table_args__ = (
        UniqueConstraint("occupation_id", "name"),
        Index(None, "name", "id"),
        {"comment": "工种 · Trade below an occupation (1.3.1)"},
    )

    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"))
    name: Mapped[str]
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    occupation: Mapped["Occupation"] = one("trades")
