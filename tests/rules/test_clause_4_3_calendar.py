"""四(三): the calendar of a year."""

from datetime import date

import pytest

from rules.clause_4_3_calendar import (
    check_days_of_year,
    check_published,
    days_of_year,
    settled_due_on,
)
from rules.finding import FindingCode
from tests.rules.asked import codes

NEW_YEAR, SUNDAY = date(2027, 1, 1), date(2027, 1, 3)  # a Friday, and a weekend day


@pytest.mark.clause("4.3")
def test_a_year_has_all_its_days_worked_as_its_notice_says_and_else_from_monday_to_friday() -> None:
    days = days_of_year(2027, {NEW_YEAR: False, SUNDAY: True})
    assert len(days) == 365
    assert len(days_of_year(2028, {})) == 366
    assert (days[NEW_YEAR], days[SUNDAY]) == (False, True)
    assert (days[date(2027, 1, 2)], days[date(2027, 1, 4)]) == (False, True)


@pytest.mark.clause("4.3")
def test_a_day_of_another_year_is_found_where_it_stands() -> None:
    found = check_days_of_year(2027, [NEW_YEAR, date(2026, 12, 31)], ("days",))
    assert codes(found) == [FindingCode.DAY_OF_ANOTHER_YEAR]
    assert found[0].path == ("days", 1, "day")
    assert found[0].message_en == "A day of 2027 is expected"


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("moved", [{}, {SUNDAY: True}, {SUNDAY: False}, {NEW_YEAR: True}])
def test_a_notice_without_a_weekday_off_is_none(moved: dict[date, bool]) -> None:
    assert codes(check_published(2027, moved, True, False)) == [FindingCode.DAYS_OFF_MISSING]
    assert check_published(2027, moved, False, False) == ()


@pytest.mark.clause("4.3")
def test_what_is_published_is_corrected_but_not_withdrawn() -> None:
    off = {NEW_YEAR: False}
    assert check_published(2027, off, True, True) == ()
    found = check_published(2027, off, False, True, ("isPublished",))
    assert codes(found) == [FindingCode.CALENDAR_PUBLISHED]
    assert found[0].path == ("isPublished",)


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("reckoned", "due_on", "expected"),
    [
        (date(2027, 3, 12), date(2027, 3, 10), date(2027, 3, 12)),  # another day off
        (date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 9)),  # a make-up day
        (date(2027, 3, 4), date(2027, 3, 10), date(2027, 3, 5)),  # not into the past
        (date(2027, 3, 2), date(2027, 3, 3), date(2027, 3, 3)),  # late already
        (date(2027, 3, 8), date(2027, 3, 3), date(2027, 3, 8)),  # no longer late
    ],
)
def test_a_deadline_follows_the_calendar_and_makes_nobody_late(
    reckoned: date, due_on: date, expected: date
) -> None:
    assert settled_due_on(reckoned, due_on, today=date(2027, 3, 5)) == expected
