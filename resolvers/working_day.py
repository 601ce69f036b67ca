"""工作日 Days of the calendar as everybody reads them (4.3)."""

from typing import Any

from sqlalchemy import Date, Integer, and_, cast, extract, func, literal_column, not_

from models import WorkingYear
from permissions.declaration import Arguments, Related
from permissions.rows import among

MOST_DAYS = literal_column("366", Integer)
FIRST, LAST = literal_column("1", Integer), literal_column("12", Integer)
THIRTY_FIRST = literal_column("31", Integer)


def between(row: Any, given: Arguments) -> Any:
    """Both ends included, no more than 366 days after the first."""
    first, last = given["from"], given["to"]
    furthest = first.op("+", return_type=Date())(MOST_DAYS)
    return and_(row.day >= first, row.day <= last, row.day <= furthest)


def is_provisional(row: Any, given: Arguments) -> Any:
    """Until the notice of its year is published."""
    year = cast(extract("year", row.day), Integer)
    return not_(among(WorkingYear, lambda one: and_(one.year == year, one.is_published)))


def _of_year(day: Any, year: Any) -> Any:
    first = func.make_date(year.year, FIRST, FIRST, type_=Date)
    last = func.make_date(year.year, LAST, THIRTY_FIRST, type_=Date)
    return and_(day.day >= first, day.day <= last)


days_of_year = Related(_of_year, order=("day",))
