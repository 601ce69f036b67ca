"""Working days (工作日): weekdays, moved by the yearly holiday notice of the State Council."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

SATURDAY = 5
MONTHS = 12
ONE_DAY = timedelta(days=1)
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991


def day_in_shanghai(instant: datetime) -> date:
    """The day of an instant in Asia/Shanghai; ValueError for an instant without its offset."""
    if instant.tzinfo is None:
        raise ValueError("an instant of the domain carries its offset")
    return instant.astimezone(SHANGHAI).date()


def last_day_of_term(begins_on: date, months: int) -> date:
    """The last day of so many months: the day before the one of the same number; where the last
    month has none, its last day (Civil Code, art. 202)."""
    years, month = divmod(begins_on.month - 1 + months, MONTHS)
    first = date(begins_on.year + years, month + 1, 1)
    following = date(first.year + month // (MONTHS - 1), (month + 1) % MONTHS + 1, 1)
    same_day = first + timedelta(days=begins_on.day - 1)
    return min(same_day, following) - ONE_DAY


def minute_in_shanghai(instant: datetime) -> str:
    """An instant as people in Shanghai write it: 2026-06-30 09:00."""
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day reached by counting; provisional while a year on the way is not published."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of working days.

    `exceptions` says of a day that the notice moves whether it is worked (make-up day 调休, True)
    or free (holiday, False); `published_years` are those whose notice is known in full.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        holidays: Iterable[date],
        makeup_workdays: Iterable[date],
        published_years: Iterable[int],
    ) -> "WorkingDays":
        """Build the calendar from the days that the notices name."""
        exceptions = dict.fromkeys(holidays, False) | dict.fromkeys(makeup_workdays, True)
        return cls(exceptions, frozenset(published_years))

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; in a year not yet published, whether it is a weekday."""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def is_published(self, day: date) -> bool:
        """Whether the year's notice is known, so that the answer for this day is final."""
        return day.year in self.published_years

    def add(self, day: date, working_days: int) -> DueDay:
        """The day `working_days` working days after `day`; the day after it counts as the first.

        Zero gives the day itself. Raises ValueError for a negative count.
        """
        if working_days < 0:
            raise ValueError("working days are counted forward: expected 0 or more")
        reached, is_final, left = day, self.is_published(day), working_days
        while left:
            reached += ONE_DAY
            is_final = is_final and self.is_published(reached)
            left -= self.is_working(reached)
        return DueDay(reached, provisional=not is_final)

    def between(self, after: date, until: date) -> int:
        """Working days left from the end of `after` to the end of `until`.

        0 on the last day itself; when it has passed, minus the working days since, at least -1
        (so that a weekend after it is overdue too).
        """
        if until < after:
            return -max(1, self._count(until, after))
        return self._count(after, until)

    def _count(self, after: date, until: date) -> int:
        days = range(1, (until - after).days + 1)
        return sum(self.is_working(after + timedelta(days=number)) for number in days)
