"""贯通培养: programmes that run through two stages of schooling (1.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.level import is_a_level
from models.relation import one

if TYPE_CHECKING:
    from models.institution import Institution
    from models.major import Major


class IntegratedProgramme(Record, Base):
    """贯通培养专业. After each stage a student may take that stage's level; a secondary school
    without one may not apply (1.1.1). Years count from the first day of the stage.
    """

    __tablename__ = "integrated_programme"
    __table_args__ = (
        UniqueConstraint("major_id", "partner_institution_name"),
        is_a_level("first_stage_level"),
        CheckConstraint(
            "second_stage_level between 1 and first_stage_level", name="second_stage_level"
        ),
        CheckConstraint("first_stage_years > 0 and second_stage_years > 0", name="years"),
        Index(None, "institution_id"),
        {"comment": "贯通培养 · Integrated programme of two stages (1.1.1, 1.2)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"))
    partner_institution_name: Mapped[str]
    first_stage_level: Mapped[int] = mapped_column(SmallInteger)
    first_stage_years: Mapped[int] = mapped_column(SmallInteger)
    second_stage_level: Mapped[int] = mapped_column(SmallInteger)
    second_stage_years: Mapped[int] = mapped_column(SmallInteger)

    institution: Mapped["Institution"] = one("integrated_programmes")
    major: Mapped["Major"] = one("integrated_programmes")
