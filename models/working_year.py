"""工作日历年度: whether the calendar of a year is settled (4.3)."""

from sqlalchemy import Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class WorkingYear(Record, Base):
    """工作日历年度. Until a year is published, its days and the deadlines in it are provisional."""

    __tablename__ = "working_year"
    __table_args__ = {"comment": "工作日历年度 · Year of the calendar, published or not (4.3)"}

    year: Mapped[int] = mapped_column(Integer, unique=True)
    is_published: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
