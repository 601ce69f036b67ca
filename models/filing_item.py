"""申请项目: one occupation and its levels in an application (1.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import many, one
from rules.vocabulary import Basis, EvaluationMethod, PriorityReason

if TYPE_CHECKING:
    from models.evaluation_specification import EvaluationSpecification
    from models.filing_application import FilingApplication
    from models.filing_item_major import FilingItemMajor
    from models.occupation import Occupation
    from models.site import Site
    from models.standard import Standard
    from models.trade import Trade


class FilingItem(Record, Base):
    """申请项目. `level_from` is the lowest level applied for, `level_to` the highest.

    `is_passed` is empty until the technical assessment has its conclusion (3.2);
    `is_proposed_to_pass` is what the center proposed and the department has not confirmed yet.
    """

    __tablename__ = "filing_item"
    __table_args__ = (
        is_a_range_of_levels(),
        CheckConstraint(
            "standard_id is null or basis = 'NATIONAL_STANDARD'", name="standard_is_the_basis"
        ),
        CheckConstraint(
            "specification_id is null or basis = 'EVALUATION_SPECIFICATION'",
            name="specification_is_the_basis",
        ),
        {"comment": "申请项目 · Item of a filing application (1.3, 2.1)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE"), index=True
    )
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
    priority_reason: Mapped[PriorityReason] = mapped_column(
        word(PriorityReason), default=PriorityReason.NONE, server_default=PriorityReason.NONE.name
    )
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    is_proposed_to_pass: Mapped[bool | None]
    is_passed: Mapped[bool | None]

    application: Mapped["FilingApplication"] = one("items")
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
    standard: Mapped["Standard | None"] = one()
    specification: Mapped["EvaluationSpecification | None"] = one()
    site: Mapped["Site | None"] = one()
    majors: Mapped[list["FilingItemMajor"]] = many("item")
