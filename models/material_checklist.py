"""材料清单: what a kind of application must bring, from a day on (3.1)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many
from rules.vocabulary import ApplicationKind, Certainty

if TYPE_CHECKING:
    from models.material_checklist_line import MaterialChecklistLine


class MaterialChecklist(Record, Base):
    """材料清单 of one kind, in force from `begins_on` until `ends_on`, both included.

    The next checklist of the kind ends this one; a submission is judged by the one of its day.
    """

    __tablename__ = "material_checklist"
    __table_args__ = (
        UniqueConstraint("kind", "begins_on"),
        CheckConstraint("ends_on >= begins_on", name="ends_on"),
        {"comment": "材料清单 · Materials of a kind of application (3.1)"},
    )

    kind: Mapped[ApplicationKind] = mapped_column(word(ApplicationKind))
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(word(Certainty))

    lines: Mapped[list["MaterialChecklistLine"]] = many("checklist")
