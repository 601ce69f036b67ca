"""专业: the majors that a school runs (1.3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import MajorStanding, TrainingLevel

if TYPE_CHECKING:
    from models.institution import Institution
    from models.integrated_programme import IntegratedProgramme
    from models.major_occupation import MajorOccupation


class Major(Record, Base):
    """专业 of one school. `catalogue_code` is its code in the catalogue of its year; the
    approved `training_level` sets the ceiling of the levels evaluated in it (last paragraph of
    1.3).
    """

    __tablename__ = "major"
    __table_args__ = (
        UniqueConstraint("institution_id", "catalogue_code", "name"),
        CheckConstraint("catalogue_code ~ '^[2-7][0-9]{5}K?$'", name="catalogue_code"),
        CheckConstraint("expected_graduates >= 0", name="expected_graduates"),
        Index(None, "name", "id"),
        {"comment": "专业 · Major that a school runs (1.3.3)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    catalogue_code: Mapped[str]
    name: Mapped[str]
    training_level: Mapped[TrainingLevel] = mapped_column(word(TrainingLevel))
    standing: Mapped[MajorStanding] = mapped_column(
        word(MajorStanding),
        default=MajorStanding.ORDINARY,
        server_default=MajorStanding.ORDINARY.name,
    )
    expected_graduates: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))

    institution: Mapped["Institution"] = one("majors")
    occupations: Mapped[list["MajorOccupation"]] = many("major")
    integrated_programmes: Mapped[list["IntegratedProgramme"]] = many("major")
