"""工作日 Days of the calendar as everybody reads them (4.3)."""

from typing import Any

from sqlalchemy import Date, Integer, and_, cast, extract, func, literal_column, not_

from models import WorkingYear
from permissions.declaration import Arguments, Related
from permissions.errors import BadUserInput
from permissions.rows import among

MOST_DAYS = 366
FIRST, LAST = literal_column("1", Integer), literal_column("12", Integer)
THIRTY_FIRST = literal_column("31", Integer)


def check_range(given: Arguments) -> None:
    """Raises BadUserInput for a range that ends before it begins, or is longer than a year."""
    days = (given["to"] - given["from"]).days
    if not 0 <= days <= MOST_DAYS:
        raise BadUserInput(
            f"to应为from当日或其后{MOST_DAYS}天以内的日期。",
            f"to must be the day of from, or one of the {MOST_DAYS} days after it.",
            at="to",
        )


def between(row: Any, given: Arguments) -> Any:
    """Both ends included."""
    return and_(row.day >= given["from"], row.day <= given["to"])


def is_provisional(row: Any, given: Arguments) -> Any:
    """Until the notice of its year is published."""
    year = cast(extract("year", row.day), Integer)
    return not_(among(WorkingYear, lambda one: and_(one.year == year, one.is_published)))


def _of_year(day: Any, year: Any) -> Any:
    first = func.make_date(year.year, FIRST, FIRST, type_=Date)
    last = func.make_date(year.year, LAST, THIRTY_FIRST, type_=Date)
    return and_(day.day >= first, day.day <= last)


days_of_year = Related(_of_year, order=("day",))
