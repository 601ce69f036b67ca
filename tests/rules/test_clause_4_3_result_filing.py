"""四(三): results, complete and in time."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from rules.clause_4_3_result_filing import (
    Mark,
    Result,
    check_marks,
    check_results,
    check_timeliness,
    correction_due_on,
    due_on_of_submission,
    evaluation_ended_on,
    is_late,
    is_passed,
    result_filing_due_on,
)
from rules.finding import FindingCode, is_refused
from rules.working_days import SHANGHAI, DueDay
from tests.rules.asked import codes
from tests.rules.calendar_of_2025_and_2026 import CALENDAR

PARTS = ["理论", "实操"]
SIXTY = {"理论": Decimal(60), "实操": Decimal(60)}
ENDED_ON, DUE_ON = date(2026, 9, 30), date(2026, 10, 13)


def marks(theory: str, practice: str) -> tuple[Mark, ...]:
    return Mark("理论", Decimal(theory)), Mark("实操", Decimal(practice))


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
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (marks("60", "60"), True),
        (marks("59.9", "100"), False),
        (marks("100", "59.9"), False),
        (marks("60", "60")[:1], False),
    ],
)
def test_passed_is_60_in_every_part(given: tuple[Mark, ...], expected: bool) -> None:
    assert is_passed(Result("c", given), SIXTY) == expected


@pytest.mark.clause("4.3")
def test_the_absent_do_not_pass_and_a_standard_may_ask_for_more_but_not_less() -> None:
    result = Result("c", marks("60", "60"))
    assert not is_passed(Result("c", is_absent=True), SIXTY)
    assert not is_passed(result, SIXTY | {"实操": Decimal(70)})
    assert not is_passed(Result("c", marks("50", "60")), SIXTY | {"理论": Decimal(40)})


@pytest.mark.clause("4.3")
def test_every_candidate_has_exactly_one_result() -> None:
    fine = [Result("a", marks("60", "70.5")), Result("b", is_absent=True)]
    assert check_results(["a", "b"], PARTS, fine) == ()
    found = check_results(["a", "b"], PARTS, [fine[0], fine[0], Result("z", is_absent=True)])
    assert [(finding.code, finding.path) for finding in found] == [
        (FindingCode.RESULT_REPEATED, ("results", 1)),
        (FindingCode.RESULT_OF_NO_CANDIDATE, ("results", 2)),
        (FindingCode.RESULT_MISSING, ("candidates", 1)),
    ]


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", []),
        ("100", []),
        ("59.5", []),
        ("59.50", []),
        ("59.55", [FindingCode.MARK_TOO_PRECISE]),
        ("-0.1", [FindingCode.MARK_OUT_OF_RANGE]),
        ("100.1", [FindingCode.MARK_OUT_OF_RANGE]),
        ("NaN", [FindingCode.MARK_OUT_OF_RANGE]),
        ("Infinity", [FindingCode.MARK_OUT_OF_RANGE]),
    ],
)
def test_a_mark_lies_between_0_and_100_with_one_decimal(
    value: str, expected: list[FindingCode]
) -> None:
    assert codes(check_marks(Result("a", marks(value, "60")), PARTS)) == expected


@pytest.mark.clause("4.3")
def test_marks_are_those_of_the_parts_each_once() -> None:
    theory, practice = marks("60", "60")
    assert codes(check_marks(Result("a", (theory,)), PARTS)) == [FindingCode.MARK_MISSING]
    assert codes(check_marks(Result("a", (theory, theory, practice)), PARTS)) == [
        FindingCode.MARK_REPEATED
    ]
    other = Mark("面试", Decimal(80))
    (finding,) = check_marks(Result("a", (theory, practice, other)), PARTS, ("results", 7))
    assert finding.code is FindingCode.MARK_OF_ANOTHER_PART
    assert finding.path == ("results", 7, "marks", 2, "part")


@pytest.mark.clause("4.3")
def test_an_absent_candidate_has_no_marks() -> None:
    found = check_marks(Result("a", marks("60", "60"), is_absent=True), PARTS)
    assert codes(found) == [FindingCode.MARK_OF_ABSENT]
