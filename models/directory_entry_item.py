"""目录记载项目: an item as an entry of the directory shows it (3.4)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import one
from rules.vocabulary import Basis, DirectoryState, EvaluationMethod

if TYPE_CHECKING:
    from models.agency_item import AgencyItem
    from models.directory_entry import DirectoryEntry
    from models.evaluation_specification import EvaluationSpecification
    from models.occupation import Occupation
    from models.standard import Standard
    from models.trade import Trade


class DirectoryEntryItem(Record, Base):
    """目录记载项目. No item is better off than its agency: `state` is what holds of both."""

    __tablename__ = "directory_entry_item"
    __table_args__ = (
        is_a_range_of_levels(),
        UniqueConstraint("entry_id", "agency_item_id"),
        {"comment": "目录记载项目 · Item as an entry of the directory shows it (3.4)"},
    )

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("directory_entry.id", ondelete="CASCADE"))
    agency_item_id: Mapped[UUID] = mapped_column(ForeignKey("agency_item.id"), index=True)
    state: Mapped[DirectoryState] = mapped_column(word(DirectoryState))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    level_from: Mapped[int] = mapped_column(SmallInteger)
    level_to: Mapped[int] = mapped_column(SmallInteger)
    basis: Mapped[Basis] = mapped_column(word(Basis))
    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), index=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), index=True
    )
    method: Mapped[EvaluationMethod] = mapped_column(word(EvaluationMethod))
    valid_from: Mapped[date]
    valid_to: Mapped[date]

    entry: Mapped["DirectoryEntry"] = one("items")
    agency_item: Mapped["AgencyItem"] = one()
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
    standard: Mapped["Standard | None"] = one()
    specification: Mapped["EvaluationSpecification | None"] = one()
