"""期限 Deadlines in working days, counted in the statement over the stored calendar (4.3)."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    case,
    column,
    extract,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from models import WorkingDay
from permissions.rows import among

ONE = literal_column("1", Integer)
SATURDAY = literal_column("6", Integer)  # of the ISO week


def today() -> ColumnElement[Any]:
    """The register's day."""
    return func.register_today(type_=Date)


def working_days_left(until: Any) -> ColumnElement[int]:
    """As `rules/working_days.WorkingDays.between(today, until)`: 0 on the last day itself, and
    when it has passed minus the working days since, at least -1."""
    return case(
        (until >= today(), _worked(today(), until)),
        else_=-func.greatest(ONE, _worked(until, today())),
    )


def _worked(after: Any, until: Any) -> ColumnElement[int]:
    """The working days after the first day until the second, which is included."""
    numbers = func.generate_series(ONE, until.op("-", return_type=Integer())(after))
    number = numbers.table_valued(column("number", Integer)).render_derived()
    day = after.op("+", return_type=Date())(number.c.number)
    counted = select(func.count()).select_from(number).where(_is_worked(day))
    return counted.correlate_except(number).scalar_subquery()


def _is_worked(day: Any) -> ColumnElement[bool]:
    """By the notice of its year; a day that no notice moves, by its weekday."""
    is_weekday = extract("isodow", day) < SATURDAY
    is_named = among(WorkingDay, lambda named: named.day == day)
    is_named_worked = among(
        WorkingDay, lambda named: and_(named.day == day, named.is_working == true())
    )
    return or_(is_named_worked, and_(is_weekday, not_(is_named)))
