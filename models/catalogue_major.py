"""专业目录: the majors of the catalogue of vocational education (1.3.3)."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many
from rules.vocabulary import Certainty, TrainingLevel

if TYPE_CHECKING:
    from models.catalogue_major_occupation import CatalogueMajorOccupation


class CatalogueMajor(Record, Base):
    """目录专业. The code's first digit gives the level: 6 and 7, 4 and 5, 2 and 3."""

    __tablename__ = "catalogue_major"
    __table_args__ = (
        CheckConstraint("code ~ '^[2-7][0-9]{5}K?$'", name="code"),
        Index(None, "name", "id"),
        {"comment": "目录专业 · Major of the catalogue of vocational education (1.3.3)"},
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    training_level: Mapped[TrainingLevel] = mapped_column(word(TrainingLevel))
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    occupations: Mapped[list["CatalogueMajorOccupation"]] = many("catalogue_major")
