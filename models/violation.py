"""不良行为记录: violations and dishonesty recorded of a school (1.1.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ViolationKind

if TYPE_CHECKING:
    from models.account import Account
    from models.institution import Institution


class Violation(Record, Base):
    """不良行为记录. It refuses an application for a period; a listing (失信名单) does so
    to its last day, `closed_on`.
    `broken_clause` is the clause of the guidance that was broken, `source` where it is known from.
    """

    __tablename__ = "violation"
    __table_args__ = (
        CheckConstraint("closed_on >= happened_on", name="closed_on"),
        Index(None, "institution_id", "happened_on"),
        Index(None, "happened_on", "id"),
        {"comment": "不良行为记录 · Violation or dishonesty recorded of a school (1.1.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    happened_on: Mapped[date]
    description: Mapped[str]
    kind: Mapped[ViolationKind] = mapped_column(
        word(ViolationKind), default=ViolationKind.OTHER, server_default=ViolationKind.OTHER.name
    )
    source: Mapped[str | None]
    broken_clause: Mapped[str | None]
    is_public: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    is_listing: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    closed_on: Mapped[date | None]

    institution: Mapped["Institution"] = one("violations")
    recorded_by: Mapped["Account"] = one()
