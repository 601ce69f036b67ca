"""曾用名: the names that a school bore before, each with its days (1.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.institution import Institution


class FormerName(Record, Base):
    """曾用名, borne from `valid_from` to `valid_to`, both included. The name of today stands in
    the school's own row: a day after every former name has that one.
    """

    __tablename__ = "former_name"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("(branch_name is null) = (parent_name is null)", name="branch_and_parent"),
        Index("uq_former_name_begins", "institution_id", "valid_from", unique=True),
        Index("uq_former_name_ends", "institution_id", "valid_to", unique=True),
        {"comment": "曾用名 · Former name of a school, with its days (1.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    branch_name: Mapped[str | None]
    parent_name: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    reason: Mapped[str]

    institution: Mapped["Institution"] = one("former_names")
