"""检查记录: what the education side found when it inspected a school (1.1.5)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Role

if TYPE_CHECKING:
    from models.account import Account
    from models.institution import Institution


class Inspection(Record, Base):
    """检查记录 by the department or the commission; the public reads it where it is published."""

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint("recorded_role in ('DEPARTMENT', 'COMMISSION')", name="education_side"),
        Index(None, "institution_id", "inspected_on"),
        Index(None, "inspected_on", "id"),
        {"comment": "检查记录 · Inspection by the education side (1.1.5)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    inspected_on: Mapped[date]
    findings: Mapped[str]
    is_public: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    recorded_role: Mapped[Role] = mapped_column(word(Role))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)

    institution: Mapped["Institution"] = one("inspections")
    recorded_by: Mapped["Account"] = one()
