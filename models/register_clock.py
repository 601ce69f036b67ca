"""登记时钟: the one row that says whether this is a rehearsal, and how far it was moved."""

from datetime import timedelta

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

LONGEST_MOVE_DAYS = 3_660  # ten years at once: more is a slip of the keyboard


class RegisterClock(Base):
    """Written when the database is created. SQL reads it through `register_now()` only.

    A trigger keeps `is_rehearsal` as it was written and lets `moved_by` only grow.
    """

    __tablename__ = "register_clock"
    __table_args__ = (
        CheckConstraint("is_only", name="one_row"),
        CheckConstraint("is_rehearsal or moved_by = interval '0'", name="moved_in_a_rehearsal"),
        {"comment": "登记时钟 The register's clock: one row; moved in a rehearsal only"},
    )

    is_only: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    is_rehearsal: Mapped[bool]
    moved_by: Mapped[timedelta] = mapped_column(server_default=text("interval '0'"))
