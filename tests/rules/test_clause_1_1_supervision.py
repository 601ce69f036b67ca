"""一(一)2, 5: rectifications and the end of violations."""

from datetime import date, timedelta

import pytest

from rules.clause_1_1_supervision import (
    check_closing,
    check_closing_day,
    check_due_day,
    check_known_clause,
)
from rules.finding import FindingCode
from rules.vocabulary import Role
from tests.rules.asked import codes

DAY = date(2027, 3, 10)
ONE = timedelta(days=1)


@pytest.mark.clause("1.1.5")
def test_what_has_to_be_put_right_is_due_after_today() -> None:
    assert check_due_day(DAY + ONE, DAY) == ()
    for due_on in (DAY - ONE, DAY):
        (finding,) = check_due_day(due_on, DAY)
        assert (finding.code, finding.path) == (
            FindingCode.RECTIFICATION_WITHOUT_TIME, ("dueOn",)
        )  # fmt: skip


@pytest.mark.clause("1.1.5")
def test_who_required_it_closes_it_and_the_center_any() -> None:
    for required_by in (Role.CENTER, Role.SUPERVISOR):
        assert check_closing(required_by, required_by) == ()
        assert check_closing(Role.CENTER, required_by) == ()
    (finding,) = check_closing(Role.SUPERVISOR, Role.CENTER)
    assert finding.code is FindingCode.RECTIFICATION_OF_ANOTHER
    assert Role.CENTER.zh in finding.message_zh


@pytest.mark.clause("1.1.2")
@pytest.mark.parametrize(
    ("closed_on", "is_fine"),
    [(DAY - 2 * ONE, False), (DAY - ONE, True), (DAY, True), (DAY + ONE, False)],
)
def test_a_violation_ends_between_its_day_and_today(closed_on: date, is_fine: bool) -> None:
    found = check_closing_day(closed_on, DAY - ONE, DAY)
    assert codes(found) == ([] if is_fine else [FindingCode.VIOLATION_CLOSED_OUT_OF_TIME])


@pytest.mark.clause("1.1.2")
def test_a_violation_names_a_clause_of_the_guidance_or_none() -> None:
    assert check_known_clause(None) == check_known_clause("4.3") == ()
    (finding,) = check_known_clause("9.9")
    assert (finding.code, finding.path) == (FindingCode.CLAUSE_UNKNOWN, ("brokenClause",))
