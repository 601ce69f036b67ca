"""工作日 The calendar that deadlines are counted by (4.3)."""

from datetime import date

import models
from permissions.declaration import Expression, Rows, argument, field, of
from resolvers.read.condition import every_row
from resolvers.working_day import between, check_range, days_of_year, is_provisional
from schema.node import Node


@of(models.WorkingDay, "工作日", "A day of the calendar")
class WorkingDay:
    day: date = field("日期", "The day", clause="4.3")
    is_working: bool = field("工作日", "Worked, as the year's notice moves it", clause="4.3")
    provisional: bool = field(
        "待定",
        "The notice of its year is not published yet",
        clause="4.3",
        answer=Expression(is_provisional),
    )


@of(models.WorkingYear, "工作日历年度", "A year of the calendar")
class WorkingYear(Node):
    year: int = field("年度", "The year", clause="4.3")
    is_published: bool = field(
        "已公布", "Its notice is published: its days are final", clause="4.3"
    )
    days: list[WorkingDay] = field("日期", "All its days", clause="4.3", answer=days_of_year)


@of(None, "查询", "Reads of the calendar")
class WorkingDayQueries:
    working_days: list[WorkingDay] = field(
        "工作日",
        "Days from the first to the last, at most 366 after the first, as far as they are entered",
        clause="4.3",
        answer=Rows(between, order=("day",), check=check_range),
        arguments={
            "from": argument(date, "起始日期", "First day"),
            "to": argument(date, "截止日期", "Last day"),
        },
    )
    working_years: list[WorkingYear] = field(
        "工作日历年度",
        "The years entered, with the versions to give to setWorkingDays",
        clause="4.3",
        answer=Rows(every_row, order=("year",)),
    )
