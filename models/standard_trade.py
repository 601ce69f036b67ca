"""标准覆盖工种: the trades that a standard is limited to (2.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.standard import Standard
    from models.trade import Trade


class StandardTrade(Record, Base):
    """标准覆盖工种. A standard without any stands for all trades of its occupation."""

    __tablename__ = "standard_trade"
    __table_args__ = (
        UniqueConstraint("standard_id", "trade_id"),
        {"comment": "标准覆盖工种 · Trade that a standard is limited to (2.1)"},
    )

    standard_id: Mapped[UUID] = mapped_column(ForeignKey("standard.id", ondelete="CASCADE"))
    trade_id: Mapped[UUID] = mapped_column(ForeignKey("trade.id"), index=True)

    standard: Mapped["Standard"] = one("trades")
    trade: Mapped["Trade"] = one()
