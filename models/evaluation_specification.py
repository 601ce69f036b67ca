"""评价规范: a school's own basis where no standard exists (2.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import one
from rules.vocabulary import SpecificationStatus

if TYPE_CHECKING:
    from models.institution import Institution
    from models.occupation import Occupation
    from models.trade import Trade


class EvaluationSpecification(Record, Base):
    """评价规范. Examined by the center, filed by the bureau; in force from `filed_on` to
    `ends_on`.
    """

    __tablename__ = "evaluation_specification"
    __table_args__ = (
        is_a_range_of_levels(),
        CheckConstraint("status <> 'FILED' or filed_on is not null", name="filed_on"),
        CheckConstraint("ends_on >= filed_on", name="ends_on"),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "name", "id"),
        Index(None, "created_at", "id"),
        {"comment": "评价规范 · Evaluation specification of a school's own (2.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    name: Mapped[str]
    edition: Mapped[str]
    level_from: Mapped[int] = mapped_column(SmallInteger)
    level_to: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[SpecificationStatus] = mapped_column(
        word(SpecificationStatus),
        default=SpecificationStatus.DRAFT,
        server_default=SpecificationStatus.DRAFT.name,
    )
    reason: Mapped[str | None]
    filed_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    institution: Mapped["Institution"] = one("evaluation_specifications")
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
