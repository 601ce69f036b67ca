"""职业: the occupations of the classification, by edition (1.3.1)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many
from rules.vocabulary import Certainty, Known

if TYPE_CHECKING:
    from models.exclusion import Exclusion
    from models.occupation_succession import OccupationSuccession
    from models.standard import Standard
    from models.trade import Trade


class Occupation(Record, Base):
    """职业. A code says nothing without its edition: the same code has named other occupations.

    `tree_level` counts from 1 (大类) to 4 (职业); `parent_code` is a code of the same edition.
    A group has no name where the source leaves it out. `standard_known` is what the register knows
    of a national standard at all (2.1), since `standard_known_on` and from `standard_known_source`.
    """

    __tablename__ = "occupation"
    __table_args__ = (
        UniqueConstraint("edition", "code"),
        CheckConstraint("tree_level between 1 and 4", name="tree_level"),
        CheckConstraint("tree_level < 4 or name is not null", name="name_of_an_occupation"),
        Index(None, "code", "id"),
        Index(None, "name", "id"),
        Index(None, "created_at", "id"),
        Index(None, "edition", "parent_code"),
        {"comment": "职业 · Occupation of the classification, by edition (1.3.1)"},
    )

    edition: Mapped[int] = mapped_column(Integer)
    code: Mapped[str]
    name: Mapped[str | None]
    tree_level: Mapped[int] = mapped_column(SmallInteger)
    parent_code: Mapped[str | None]
    is_digital: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    is_green: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    is_skill: Mapped[Known] = mapped_column(word(Known, "is_skill"))
    skill_certainty: Mapped[Certainty] = mapped_column(word(Certainty, "skill_certainty"))
    skill_source: Mapped[str]
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))
    standard_known: Mapped[Known] = mapped_column(
        word(Known, "standard_known"), default=Known.UNKNOWN, server_default=Known.UNKNOWN.name
    )
    standard_known_on: Mapped[date | None]
    standard_known_source: Mapped[str | None]

    trades: Mapped[list["Trade"]] = many("occupation")
    exclusions: Mapped[list["Exclusion"]] = many("occupation")
    standards: Mapped[list["Standard"]] = many("occupation")
    successors: Mapped[list["OccupationSuccession"]] = many(
        "predecessor", through="OccupationSuccession.predecessor_id"
    )
    predecessors: Mapped[list["OccupationSuccession"]] = many(
        "successor", through="OccupationSuccession.successor_id"
    )
