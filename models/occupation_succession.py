"""职业衔接: what an occupation became in a later edition of the classification (1.3.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.occupation import Occupation
    from models.trade import Trade


class OccupationSuccession(Record, Base):
    """职业衔接. An occupation, or one trade of it, became another, or a trade of one, in a
    later edition, as the center maps it; several may become one, and one several.
    """

    __tablename__ = "occupation_succession"
    __table_args__ = (
        UniqueConstraint(
            "predecessor_id",
            "predecessor_trade_id",
            "successor_id",
            "successor_trade_id",
            name="uq_occupation_succession_mapping",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("predecessor_id <> successor_id", name="two_occupations"),
        Index(None, "successor_id", "id"),
        {"comment": "职业衔接 · What an occupation became in a later edition (1.3.1)"},
    )

    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"))
    predecessor_trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    successor_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"))
    successor_trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    succeeded_on: Mapped[date]
    source: Mapped[str]

    predecessor: Mapped["Occupation"] = one(
        "successors", through="OccupationSuccession.predecessor_id"
    )
    predecessor_trade: Mapped["Trade | None"] = one(
        through="OccupationSuccession.predecessor_trade_id"
    )
    successor: Mapped["Occupation"] = one(
        "predecessors", through="OccupationSuccession.successor_id"
    )
    successor_trade: Mapped["Trade | None"] = one(through="OccupationSuccession.successor_trade_id")
