"""四(三) The calendar that deadlines are counted by: a year's notice (放假安排), and weekends."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.working_days import WorkingDays

FIRST_YEAR = 2000
YEARS_AHEAD = 2


@clause("4.3")
def days_of_year(year: int, moved: Mapping[date, bool]) -> dict[date, bool]:
    """Every day of the year with whether it is worked: as the notice moves it, else a weekday."""
    calendar, first = WorkingDays(moved), date(year, 1, 1)
    number_of_days = (date(year + 1, 1, 1) - first).days
    days = (first + timedelta(days=number) for number in range(number_of_days))
    return {day: calendar.is_working(day) for day in days}


@clause("4.3")
def check_days_of_year(year: int, days: Sequence[date], path: Path = ()) -> Findings:
    """A notice moves days of its own year."""
    found: Findings = ()
    for place, day in enumerate(days):
        is_of_another = day.year != year
        own = (*path, place, "day")
        found += found_when(is_of_another, FindingCode.DAY_OF_ANOTHER_YEAR, own, year=year)
    return found


@clause("4.3")
def settled_due_on(reckoned: date, due_on: date, today: date) -> date:
    """A deadline still awaited follows the calendar as it now is, later or earlier; but nobody is
    late by it who was not: at the earliest it is today, and what has passed only moves later."""
    return max(reckoned, min(due_on, today))


@clause("4.3")
def check_published(
    year: int,
    moved: Mapping[date, bool],
    is_published: bool,
    was_published: bool,
    path: Path = (),
) -> Findings:
    """A published calendar names days off, and is not withdrawn: deadlines rest on it."""
    weekdays = WorkingDays()
    has_days_off = any(
        not is_working and weekdays.is_working(day) for day, is_working in moved.items()
    )
    return found_when(
        is_published and not has_days_off, FindingCode.DAYS_OFF_MISSING, ("days",)
    ) + found_when(
        was_published and not is_published, FindingCode.CALENDAR_PUBLISHED, path, year=year
    )
