"""目录专业对应职业: which occupations a major of the catalogue may train for (1.3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Certainty

if TYPE_CHECKING:
    from models.catalogue_major import CatalogueMajor
    from models.occupation import Occupation


class CatalogueMajorOccupation(Record, Base):
    """目录专业对应职业: a proposal to the school, with its `basis`; the school's own decides."""

    __tablename__ = "catalogue_major_occupation"
    __table_args__ = (
        UniqueConstraint("catalogue_major_id", "occupation_id"),
        {"comment": "目录专业对应职业 · Occupation that a catalogue major may train for (1.3.3)"},
    )

    catalogue_major_id: Mapped[UUID] = mapped_column(ForeignKey("catalogue_major.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    basis: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    catalogue_major: Mapped["CatalogueMajor"] = one("occupations")
    occupation: Mapped["Occupation"] = one()
