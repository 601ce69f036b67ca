"""The calendar by which deadlines are counted, against an independent library."""

from datetime import date

import pytest
from chinese_calendar import is_workday  # type: ignore[import-untyped]

from operation.records import WorkingDayRecord
from operation.reference import days_of, read_calendar, read_working_days

PUBLISHED = range(2022, 2027)


@pytest.fixture(scope="module")
def days() -> dict[date, WorkingDayRecord]:
    return {record.day: record for record in read_working_days()}


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_of_a_published_year_agrees_with_chinesecalendar(
    days: dict[date, WorkingDayRecord], year: int
) -> None:
    for day in days_of(year):
        assert days[day].is_working is is_workday(day), day
        assert not days[day].is_provisional


def test_the_year_after_is_provisional_and_knows_weekends_only(
    days: dict[date, WorkingDayRecord],
) -> None:
    for day in days_of(2027):
        assert days[day].is_provisional
        assert days[day].is_working is (day.isoweekday() <= 5)


def test_no_day_lies_outside_the_published_years_and_the_next(
    days: dict[date, WorkingDayRecord],
) -> None:
    assert {day.year for day in days} == {*PUBLISHED, 2027}
    assert len(days) == 6 * 365 + 1  # 2024 is a leap year


@pytest.mark.parametrize("year", PUBLISHED)
def test_makeup_days_fall_on_weekends_and_no_day_is_both(year: int) -> None:
    notice = read_calendar().years[year]
    assert all(day.isoweekday() > 5 for day in notice.makeup_workdays)
    assert not notice.makeup_workdays & notice.holidays
    assert {day.year for day in notice.makeup_workdays | notice.holidays} == {year}


@pytest.mark.parametrize(
    ("begin", "fifth"),
    [
        (date(2025, 9, 26), date(2025, 10, 10)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 9, 30), date(2026, 10, 13)),
        (date(2025, 4, 24), date(2025, 4, 30)),
    ],
)
def test_fifth_working_day_after_a_day_is_as_counted_by_hand(
    days: dict[date, WorkingDayRecord], begin: date, fifth: date
) -> None:
    after = [day for day in sorted(days) if day > begin and days[day].is_working]
    assert after[4] == fifth
