"""评估项目: the items in question in one round of an assessment (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.filing_item import FilingItem
    from models.technical_assessment import TechnicalAssessment


class AssessmentItem(Record, Base):
    """评估项目. The first round asks for every item; one that the panel found met stays so."""

    __tablename__ = "assessment_item"
    __table_args__ = (
        UniqueConstraint("assessment_id", "item_id"),
        {"comment": "评估项目 · Item in question in a round of assessment (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("filing_item.id"), index=True)

    assessment: Mapped["TechnicalAssessment"] = one("items")
    item: Mapped["FilingItem"] = one()
