"""机构决定项目: an item that a decision names, with its levels before and after (3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.agency_decision import AgencyDecision
    from models.agency_item import AgencyItem

BEFORE = "before_level_from between 1 and 5 and before_level_to between 1 and before_level_from"
AFTER = "after_level_from between 1 and 5 and after_level_to between 1 and after_level_from"


class AgencyDecisionItem(Record, Base):
    """机构决定项目. Levels as of an item: `…_from` the lowest, `…_to` the highest; none before:
    the item is added, none after: it is ended.
    """

    __tablename__ = "agency_decision_item"
    __table_args__ = (
        UniqueConstraint("decision_id", "agency_item_id"),
        CheckConstraint(BEFORE, name="before"),
        CheckConstraint(AFTER, name="after"),
        CheckConstraint(
            "(before_level_from is null) = (before_level_to is null)"
            " and (after_level_from is null) = (after_level_to is null)",
            name="levels_in_pairs",
        ),
        {"comment": "机构决定项目 · Item named by a decision on an agency (3.3)"},
    )

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("agency_decision.id"))
    agency_item_id: Mapped[UUID] = mapped_column(ForeignKey("agency_item.id"), index=True)
    before_level_from: Mapped[int | None] = mapped_column(SmallInteger)
    before_level_to: Mapped[int | None] = mapped_column(SmallInteger)
    after_level_from: Mapped[int | None] = mapped_column(SmallInteger)
    after_level_to: Mapped[int | None] = mapped_column(SmallInteger)

    decision: Mapped["AgencyDecision"] = one("items")
    agency_item: Mapped["AgencyItem"] = one()
