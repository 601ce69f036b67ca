"""评估方式: how, when and where the panel worked (3.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import AssessmentMethod

if TYPE_CHECKING:
    from models.document import Document
    from models.technical_assessment import TechnicalAssessment


class AssessmentStep(Record, Base):
    """评估方式: one use of one of the five methods, with its day, place and participants. It was
    used when its minutes (记录) are there: as a text, as a document, or both.
    """

    __tablename__ = "assessment_step"
    __table_args__ = (
        UniqueConstraint("assessment_id", "method", "day"),
        {"comment": "评估方式 · Use of a method in a technical assessment (3.2)"},
    )

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("technical_assessment.id"))
    method: Mapped[AssessmentMethod] = mapped_column(word(AssessmentMethod))
    day: Mapped[date]
    place: Mapped[str]
    participants: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    minutes: Mapped[str | None]
    minutes_document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)

    assessment: Mapped["TechnicalAssessment"] = one("steps")
    minutes_document: Mapped["Document | None"] = one()
