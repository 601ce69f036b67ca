"""证明关系: which conditions a document of the school's file proves (1.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConditionCode

if TYPE_CHECKING:
    from models.document import Document


class DocumentEvidence(Record, Base):
    """证明关系 of a document and a condition of 1.1.1 to 1.1.6."""

    __tablename__ = "document_evidence"
    __table_args__ = (
        UniqueConstraint("document_id", "condition"),
        {"comment": "证明关系 · Condition that a document proves (1.1)"},
    )

    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    condition: Mapped[ConditionCode] = mapped_column(word(ConditionCode))

    document: Mapped["Document"] = one("evidence")
