"""材料清单条目: one material of a checklist (3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import MaterialKind

if TYPE_CHECKING:
    from models.material_checklist import MaterialChecklist


class MaterialChecklistLine(Record, Base):
    """材料清单条目. `is_per_item`: one for each item of the application; `place` counts from 1."""

    __tablename__ = "material_checklist_line"
    __table_args__ = (
        UniqueConstraint("checklist_id", "material"),
        {"comment": "材料清单条目 · Material of a checklist (3.1)"},
    )

    checklist_id: Mapped[UUID] = mapped_column(
        ForeignKey("material_checklist.id", ondelete="CASCADE")
    )
    place: Mapped[int] = mapped_column(Integer)
    material: Mapped[MaterialKind] = mapped_column(word(MaterialKind))
    is_required: Mapped[bool]
    is_per_item: Mapped[bool]
    note: Mapped[str | None]

    checklist: Mapped["MaterialChecklist"] = one("lines")
