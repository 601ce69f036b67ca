"""评估细则: what the panel marks, by edition (3.2)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many
from rules.vocabulary import Certainty

if TYPE_CHECKING:
    from models.assessment_criterion import AssessmentCriterion


class AssessmentCriteria(Record, Base):
    """评估细则, one edition: in force from its first day until the next one begins. An assessment
    keeps the edition under which it was opened.

    `pass_percent` is the share of a condition's full marks that the panel's mean must reach.
    """

    __tablename__ = "assessment_criteria"
    __table_args__ = (
        CheckConstraint("edition > 0", name="edition"),
        CheckConstraint("pass_percent between 0 and 100", name="pass_percent"),
        CheckConstraint("valid_to >= valid_from", name="valid_to"),
        {"comment": "评估细则 · Edition of the criteria of assessment (3.2)"},
    )

    edition: Mapped[int] = mapped_column(Integer, unique=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    valid_to: Mapped[date | None]
    pass_percent: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    criteria: Mapped[list["AssessmentCriterion"]] = many("edition")
