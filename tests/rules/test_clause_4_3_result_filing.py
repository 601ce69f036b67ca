"""四(三): results are filed in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rules.clause_4_3_result_filing import (
    check_end_moved,
    check_timeliness,
    correction_due_on,
    due_on_of_submission,
    evaluation_ended_on,
    is_end_moved,
    is_late,
    result_filing_due_on,
)
from rules.finding import FindingCode, is_refused
from rules.working_days import SHANGHAI, DueDay
from tests.rules.asked import codes
from tests.rules.calendar_of_2025_and_2026 import CALENDAR

ENDED_ON, DUE_ON = date(2026, 9, 30), date(2026, 10, 13)


@pytest.mark.clause("4.3")
def test_the_evaluation_ends_on_the_last_session_day_in_shanghai() -> None:
    late_evening = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)
    assert evaluation_ended_on([late_evening - timedelta(days=3), late_evening]) == ENDED_ON
    assert evaluation_ended_on([late_evening + timedelta(minutes=1)]) == date(2026, 10, 1)


@pytest.mark.clause("4.3")
def test_results_are_due_on_the_fifth_working_day() -> None:
    assert result_filing_due_on(ENDED_ON, CALENDAR) == DueDay(DUE_ON, provisional=False)
    assert correction_due_on(ENDED_ON, CALENDAR) == DueDay(DUE_ON, provisional=False)
    assert correction_due_on(ENDED_ON, CALENDAR, 1).day == date(2026, 10, 8)


@pytest.mark.clause("4.3")
def test_the_due_day_lasts_until_midnight_in_shanghai() -> None:
    midnight = datetime(2026, 10, 14, tzinfo=SHANGHAI)
    assert not is_late(midnight - timedelta(microseconds=1), DUE_ON)
    assert is_late(midnight, DUE_ON)
    assert is_late(datetime(2026, 10, 13, 16, tzinfo=UTC), DUE_ON)


@pytest.mark.clause("4.3")
def test_the_first_submission_is_measured_by_the_due_day_and_a_correction_by_its_own() -> None:
    corrected_by = date(2026, 10, 20)
    assert due_on_of_submission(DUE_ON, None, is_first=True) == DUE_ON
    assert due_on_of_submission(DUE_ON, corrected_by, is_first=False) == corrected_by
    assert due_on_of_submission(DUE_ON, None, is_first=False) is None


@pytest.mark.clause("4.3")
def test_late_is_refused_without_a_reason_and_marked_with_one() -> None:
    in_time = datetime(2026, 10, 13, 23, 59, tzinfo=SHANGHAI)
    late = datetime(2026, 10, 14, tzinfo=SHANGHAI)
    assert check_timeliness(in_time, ENDED_ON, DUE_ON) == ()
    assert codes(check_timeliness(late, ENDED_ON, DUE_ON, " ")) == [FindingCode.LATE_REASON_MISSING]
    excused = check_timeliness(late, ENDED_ON, DUE_ON, "系统故障")
    assert codes(excused) == [FindingCode.FILED_LATE]
    assert not is_refused(excused)


@pytest.mark.clause("4.3")
def test_results_are_not_filed_before_the_last_day() -> None:
    early = datetime(2026, 9, 29, 23, 59, tzinfo=SHANGHAI)
    assert codes(check_timeliness(early, ENDED_ON, DUE_ON)) == [FindingCode.EVALUATION_NOT_ENDED]


@pytest.mark.clause("4.3")
def test_a_change_moves_the_end_if_it_was_filed_before_that_day() -> None:
    later, before = ENDED_ON + timedelta(days=3), ENDED_ON - timedelta(days=1)
    assert is_end_moved(before, ENDED_ON)
    assert not is_end_moved(ENDED_ON, ENDED_ON)
    assert check_end_moved(before, ENDED_ON, later) == ()
    assert check_end_moved(ENDED_ON, ENDED_ON, ENDED_ON) == ()
    found = check_end_moved(ENDED_ON, ENDED_ON, later)
    assert codes(found) == [FindingCode.END_NOT_MOVED]
    assert not is_refused(found)
