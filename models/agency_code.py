"""备案号: the code of an agency (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import AgencyCategory, AgencyScope

if TYPE_CHECKING:
    from models.agency import Agency


class AgencyCode(Record, Base):
    """备案号: the first 13 characters of every certificate number. Never changed, never reused."""

    __tablename__ = "agency_code"
    __table_args__ = (
        CheckConstraint("code ~ '^[YS][0-9]{12}$'", name="code"),
        CheckConstraint("left(code, 1) = category", name="category_is_the_letter"),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        {"comment": "备案号 · Agency code (3.3, 4.4)"},
    )

    code: Mapped[str] = mapped_column(unique=True)
    category: Mapped[AgencyCategory] = mapped_column(word(AgencyCategory))
    scope: Mapped[AgencyScope] = mapped_column(word(AgencyScope))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    agency: Mapped["Agency"] = one("codes")
