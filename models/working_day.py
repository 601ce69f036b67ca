"""工作日: the calendar that every deadline in working days is counted by (4.3)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class WorkingDay(Record, Base):
    """工作日: whether a day is worked, by the State Council's notice of its year."""

    __tablename__ = "working_day"
    __table_args__ = {"comment": "工作日 · Working day or day off (4.3)"}

    day: Mapped[date] = mapped_column(unique=True)
    is_working: Mapped[bool]
    source: Mapped[str]
