"""院校名单: schools that the education ministry lists, to check a registration against (1.1)."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from rules.vocabulary import InstitutionKind


class ListedSchool(Record, Base):
    """名单内院校: code, name and kind as published; it has registered nothing by being here."""

    __tablename__ = "listed_school"
    __table_args__ = (
        CheckConstraint("school_code ~ '^[0-9]{10}$'", name="school_code"),
        Index(None, "name", "id"),
        {"comment": "名单内院校 · School on the education ministry's list (1.1)"},
    )

    school_code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[InstitutionKind] = mapped_column(word(InstitutionKind))
    ownership: Mapped[str]
    source: Mapped[str]
