"""区: the districts of the city, by their codes of GB/T 2260."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class District(Record, Base):
    """区. External supervisors of a district see the sites in it (4.2)."""

    __tablename__ = "district"
    __table_args__ = (
        CheckConstraint("code ~ '^[0-9]{6}$'", name="code"),
        Index(None, "name", "id"),
        {"comment": "区 · District of the city, GB/T 2260 (4.2)"},
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
