"""项目对应专业: the majors that an item serves (1.3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.filing_item import FilingItem
    from models.major import Major


class FilingItemMajor(Record, Base):
    """项目对应专业: a major of the school that the item serves.

    `expected_candidates` is the demand: candidates expected a year (1.1.3).
    """

    __tablename__ = "filing_item_major"
    __table_args__ = (
        UniqueConstraint("item_id", "major_id"),
        CheckConstraint("expected_candidates >= 0", name="expected_candidates"),
        {"comment": "项目对应专业 · Major that an item serves (1.3.3)"},
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("filing_item.id", ondelete="CASCADE"))
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"), index=True)
    expected_candidates: Mapped[int | None] = mapped_column(Integer)

    item: Mapped["FilingItem"] = one("majors")
    major: Mapped["Major"] = one()
