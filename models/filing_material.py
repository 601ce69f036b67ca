"""申请材料: what the school hands in with its application (3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import MaterialKind

if TYPE_CHECKING:
    from models.document import Document
    from models.filing_application import FilingApplication


class FilingMaterial(Record, Base):
    """申请材料. The document may follow; the kind says which condition it proves."""

    __tablename__ = "filing_material"
    __table_args__ = (
        Index(None, "application_id"),
        {"comment": "申请材料 · Material of a filing application (3.1)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE")
    )
    kind: Mapped[MaterialKind] = mapped_column(word(MaterialKind))
    title: Mapped[str]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    note: Mapped[str | None]

    application: Mapped["FilingApplication"] = one("materials")
    document: Mapped["Document | None"] = one()
