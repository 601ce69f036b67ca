"""国家职业技能标准: the national standards, by edition (2.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import many, one
from rules.vocabulary import Certainty

if TYPE_CHECKING:
    from models.marking_rule import MarkingRule
    from models.occupation import Occupation
    from models.staffing_ratio import StaffingRatio
    from models.standard_trade import StandardTrade


class Standard(Record, Base):
    """国家职业技能标准 of one occupation and edition.

    `level_from` is the lowest level it covers (5 at most), `level_to` the highest (1 at least);
    both are empty where its text was not seen. `begins_on` is the first day it is in force;
    `ends_on`, set when a later edition begins, the last on which a plan may still use it.
    """

    __tablename__ = "standard"
    __table_args__ = (
        UniqueConstraint("occupation_id", "name"),
        is_a_range_of_levels(),
        CheckConstraint("(level_from is null) = (level_to is null)", name="both_levels"),
        CheckConstraint("ends_on >= begins_on", name="ends_on"),
        Index(None, "name", "id"),
        Index(None, "edition_year", "id"),
        {"comment": "国家职业技能标准 · National standard of an occupation (2.1)"},
    )

    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"))
    name: Mapped[str]
    edition_year: Mapped[int] = mapped_column(Integer)
    level_from: Mapped[int | None] = mapped_column(SmallInteger)
    level_to: Mapped[int | None] = mapped_column(SmallInteger)
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))
    source: Mapped[str]
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    occupation: Mapped["Occupation"] = one("standards")
    trades: Mapped[list["StandardTrade"]] = many("standard")
    staffing_ratio: Mapped["StaffingRatio | None"] = one("standard")
    marking_rule: Mapped["MarkingRule | None"] = one("standard")
