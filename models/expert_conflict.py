"""利益冲突: what keeps an expert from assessing a school (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ConflictKind

if TYPE_CHECKING:
    from models.account import Account
    from models.expert import Expert
    from models.institution import Institution


class ExpertConflict(Record, Base):
    """利益冲突, declared by the expert or entered by an office. Employment at the expert's
    `employer` needs no row: the rules find it.
    """

    __tablename__ = "expert_conflict"
    __table_args__ = (
        UniqueConstraint("expert_id", "institution_id", "kind"),
        {"comment": "利益冲突 · Conflict of interest of an expert with a school (3.2)"},
    )

    expert_id: Mapped[UUID] = mapped_column(ForeignKey("expert.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[ConflictKind] = mapped_column(word(ConflictKind))
    note: Mapped[str | None]
    declared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)

    expert: Mapped["Expert"] = one("conflicts")
    institution: Mapped["Institution"] = one()
    declared_by: Mapped["Account | None"] = one()
