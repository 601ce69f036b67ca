"""督导问题: one defect that a supervision found (4.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import SupervisionAspect

if TYPE_CHECKING:
    from models.supervision import Supervision


class SupervisionDefect(Record, Base):
    """督导问题: in which respect, and what was seen."""

    __tablename__ = "supervision_defect"
    __table_args__ = (
        Index(None, "supervision_id", "id"),
        {"comment": "督导问题 · Defect that a supervision found (4.2)"},
    )

    supervision_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.id", ondelete="CASCADE"))
    aspect: Mapped[SupervisionAspect] = mapped_column(word(SupervisionAspect))
    what: Mapped[str]

    supervision: Mapped["Supervision"] = one("defects")
