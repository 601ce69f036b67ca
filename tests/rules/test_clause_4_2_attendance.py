"""四(二): who came to a session, and that results say nothing else."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from rules.clause_4_2_attendance import (
    check_attendance_open,
    check_attended,
    check_session_begun,
    check_to_be_held,
)
from rules.clause_4_3_marks import Mark, Result
from rules.finding import FindingCode
from rules.vocabulary import ResultFilingStatus
from tests.rules.asked import codes

BEGINS = datetime.fromisoformat("2027-05-10T09:00:00+08:00")
PASSED = Result("a", (Mark("theory", Decimal(80)), Mark("practice", Decimal(70))))
ZERO = Result("a", (Mark("theory", Decimal(80)), Mark("practice", Decimal(0))))
ABSENT = Result("a", is_absent=True)


@pytest.mark.clause("4.2")
def test_attendance_is_recorded_from_the_beginning_of_the_session() -> None:
    assert check_session_begun(BEGINS, BEGINS) == ()
    early = check_session_begun(BEGINS, BEGINS - timedelta(seconds=1))
    assert codes(early) == [FindingCode.SESSION_NOT_BEGUN]
    assert "2027-05-10 09:00" in early[0].message_zh


@pytest.mark.clause("4.2")
def test_no_session_is_held_on_a_day_on_which_agency_or_item_is_not_in_force() -> None:
    assert check_to_be_held(True) == ()
    assert codes(check_to_be_held(False)) == [FindingCode.SESSION_NOT_TO_BE_HELD]


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("filing", [None, *ResultFilingStatus])
def test_attendance_is_corrected_until_the_results_are_filed(
    filing: ResultFilingStatus | None,
) -> None:
    is_open = filing in (None, ResultFilingStatus.OPEN, ResultFilingStatus.RETURNED)
    expected = [] if is_open else [FindingCode.ATTENDANCE_CLOSED]
    assert codes(check_attendance_open(filing)) == expected


@pytest.mark.clause("4.2")
@pytest.mark.parametrize(
    ("result", "came", "expected"),
    [
        (PASSED, {}, []),
        (PASSED, {"theory": True, "practice": True}, []),
        (PASSED, {"theory": False, "practice": None}, [FindingCode.MARK_WITHOUT_ATTENDANCE]),
        (PASSED, {"theory": False, "practice": False}, [FindingCode.ABSENCE_DISAGREES]),
        (PASSED, {"theory": True, "practice": False}, [FindingCode.MARK_WITHOUT_ATTENDANCE]),
        (ZERO, {"theory": True, "practice": False}, []),
        (ABSENT, {}, []),
        (ABSENT, {"theory": False, "practice": False}, []),
        (ABSENT, {"theory": True, "practice": False}, [FindingCode.ABSENCE_DISAGREES]),
    ],
)
def test_a_result_agrees_with_the_attendance(
    result: Result, came: dict[str, bool | None], expected: list[FindingCode]
) -> None:
    assert codes(check_attended(result, came)) == expected


@pytest.mark.clause("4.2")
def test_a_mark_carried_over_needs_no_attendance() -> None:
    resit = Result("a", PASSED.marks, carried=frozenset({"theory"}))
    assert check_attended(resit, {"theory": False, "practice": True}) == ()
