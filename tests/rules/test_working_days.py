"""Working days, checked with the days that the notices move."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rules.working_days import DueDay, WorkingDays, day_in_shanghai, minute_in_shanghai
from tests.rules.calendar_of_2025_and_2026 import CALENDAR, MAKEUP_WORKDAYS


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (date(2025, 9, 26), date(2025, 10, 10)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 9, 30), date(2026, 10, 13)),
        (date(2025, 4, 24), date(2025, 4, 30)),
    ],
)
def test_five_working_days_count_around_holidays(after: date, expected: date) -> None:
    assert CALENDAR.add(after, 5) == DueDay(expected, provisional=False)


@pytest.mark.clause("4.3")
def test_a_year_not_yet_published_counts_weekdays_and_is_provisional() -> None:
    assert CALENDAR.add(date(2026, 12, 28), 5) == DueDay(date(2027, 1, 4), provisional=True)
    assert CALENDAR.add(date(2026, 12, 28), 3) == DueDay(date(2026, 12, 31), provisional=False)


@pytest.mark.clause("4.3")
def test_a_holiday_known_before_the_notice_is_free_and_the_answer_stays_provisional() -> None:
    early = WorkingDays({**CALENDAR.exceptions, date(2027, 1, 1): False}, CALENDAR.published_years)
    assert early.add(date(2026, 12, 28), 5) == DueDay(date(2027, 1, 5), provisional=True)


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("day", MAKEUP_WORKDAYS, ids=str)
def test_a_make_up_day_is_worked_though_it_is_a_weekend(day: date) -> None:
    assert day.weekday() >= 5
    assert CALENDAR.is_working(day)
    assert CALENDAR.add(day - timedelta(days=1), 1).day == day
    assert CALENDAR.between(day - timedelta(days=1), day) == 1


@pytest.mark.clause("4.3")
def test_a_holiday_on_a_weekday_is_not_worked() -> None:
    assert not CALENDAR.is_working(date(2026, 10, 1))
    assert CALENDAR.is_working(date(2026, 10, 8))
    assert not CALENDAR.is_working(date(2026, 10, 11))


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 30), 5),
        (date(2026, 10, 7), 5),
        (date(2026, 10, 12), 1),
        (date(2026, 10, 13), 0),
        (date(2026, 10, 14), -1),
        (date(2026, 10, 16), -3),
    ],
)
def test_days_left_fall_to_zero_on_the_last_day_and_below_when_overdue(
    today: date, left: int
) -> None:
    assert CALENDAR.between(today, date(2026, 10, 13)) == left


@pytest.mark.clause("4.3")
def test_a_weekend_after_the_due_day_is_overdue_too() -> None:
    friday, saturday = date(2026, 10, 16), date(2026, 10, 17)
    assert CALENDAR.between(saturday, friday) == -1


@pytest.mark.clause("4.3")
def test_adding_and_counting_agree_on_every_day_of_two_years() -> None:
    for number in range(720):
        day = date(2025, 1, 1) + timedelta(days=number)
        assert CALENDAR.between(day, CALENDAR.add(day, 5).day) == 5


@pytest.mark.clause("4.3")
def test_no_days_added_is_the_day_itself_and_fewer_is_an_error() -> None:
    assert CALENDAR.add(date(2026, 10, 1), 0) == DueDay(date(2026, 10, 1), provisional=False)
    with pytest.raises(ValueError, match="0 or more"):
        CALENDAR.add(date(2026, 10, 1), -1)


@pytest.mark.clause("4.3")
def test_the_day_of_an_instant_is_that_of_shanghai() -> None:
    instant = datetime(2026, 10, 13, 16, 30, tzinfo=UTC)
    assert day_in_shanghai(instant) == date(2026, 10, 14)
    assert minute_in_shanghai(instant) == "2026-10-14 00:30"
    with pytest.raises(ValueError, match="offset"):
        day_in_shanghai(instant.replace(tzinfo=None))
