"""评价项目: what an agency may evaluate, and until when (3.3)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import many, one
from rules.vocabulary import Basis, EvaluationMethod

if TYPE_CHECKING:
    from models.agency import Agency
    from models.agency_suspension import AgencySuspension
    from models.evaluation_specification import EvaluationSpecification
    from models.filing_item import FilingItem
    from models.occupation import Occupation
    from models.site import Site
    from models.standard import Standard
    from models.trade import Trade


class AgencyItem(Record, Base):
    """评价项目. `level_from` is the lowest level, `level_to` the highest; valid on both days
    named, and before `ended_on`, the day of the reduction that took it away. A reduction of levels
    splits an item: what is kept stays this row, what is given up becomes a row that ends.
    """

    __tablename__ = "agency_item"
    __table_args__ = (
        is_a_range_of_levels(),
        CheckConstraint(
            "standard_id is null or basis = 'NATIONAL_STANDARD'", name="standard_is_the_basis"
        ),
        CheckConstraint(
            "specification_id is null or basis = 'EVALUATION_SPECIFICATION'",
            name="specification_is_the_basis",
        ),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        Index(None, "agency_id", "occupation_id"),
        {"comment": "评价项目 · Occupation and levels that an agency may evaluate (3.3, 3.4)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    filing_item_id: Mapped[UUID] = mapped_column(ForeignKey("filing_item.id"), index=True)
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    level_from: Mapped[int] = mapped_column(SmallInteger)
    level_to: Mapped[int] = mapped_column(SmallInteger)
    basis: Mapped[Basis] = mapped_column(word(Basis))
    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), index=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), index=True
    )
    method: Mapped[EvaluationMethod] = mapped_column(word(EvaluationMethod))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    ended_on: Mapped[date | None]

    agency: Mapped["Agency"] = one("items")
    filing_item: Mapped["FilingItem"] = one()
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
    standard: Mapped["Standard | None"] = one()
    specification: Mapped["EvaluationSpecification | None"] = one()
    site: Mapped["Site"] = one()
    suspensions: Mapped[list["AgencySuspension"]] = many("agency_item")
