"""准入类: what the guidance keeps out, down to the trade (1.3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Certainty

if TYPE_CHECKING:
    from models.occupation import Occupation
    from models.trade import Trade


class Exclusion(Record, Base):
    """准入类职业资格: an occupation, or one trade of it, that needs an entry qualification.

    Without a trade the whole occupation is kept out.
    """

    __tablename__ = "exclusion"
    __table_args__ = (
        UniqueConstraint("occupation_id", "trade_id", postgresql_nulls_not_distinct=True),
        {"comment": "准入类职业资格 · Exclusion of an occupation or trade (1.3.1)"},
    )

    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"))
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    reason: Mapped[str]
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    occupation: Mapped["Occupation"] = one("exclusions")
    trade: Mapped["Trade | None"] = one()
