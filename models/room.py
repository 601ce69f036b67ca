"""考场: the rooms of a site (4.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import PartKind

if TYPE_CHECKING:
    from models.site import Site


class Room(Record, Base):
    """考场. A room of theory or of practice; `capacity` counts candidates in one session."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("site_id", "name"),
        CheckConstraint("kind in ('THEORY', 'PRACTICE')", name="theory_or_practice"),
        CheckConstraint("capacity > 0", name="capacity"),
        {"comment": "考场 · Room of a site (4.1)"},
    )

    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str]
    kind: Mapped[PartKind] = mapped_column(word(PartKind))
    capacity: Mapped[int] = mapped_column(Integer)

    site: Mapped["Site"] = one("rooms")
