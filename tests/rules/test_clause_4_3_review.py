"""四(三): marks are reviewed on objection, and returned results gone through."""

from datetime import date
from decimal import Decimal

import pytest

from rules.clause_4_3_marks import Mark, MarkedPart
from rules.clause_4_3_review import check_gone_through, check_not_reviewed, check_review
from rules.finding import FindingCode, is_refused
from tests.rules.asked import codes

THEORY = MarkedPart("理论")
BEGUN_ON, TODAY = date(2026, 9, 28), date(2026, 10, 8)
OLD, NEW = Mark("理论", Decimal("59.5")), Mark("理论", Decimal(61))


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("objected_on", [BEGUN_ON, TODAY])
@pytest.mark.parametrize("new", [OLD, NEW])
def test_a_mark_is_changed_or_upheld_on_objection(new: Mark, objected_on: date) -> None:
    assert check_review(OLD, new, THEORY, objected_on, BEGUN_ON, TODAY) == ()


@pytest.mark.clause("4.3")
def test_without_a_mark_there_is_nothing_to_review() -> None:
    found = check_review(None, NEW, THEORY, TODAY, BEGUN_ON, TODAY)
    assert [(f.code, f.path) for f in found] == [(FindingCode.REVIEW_WITHOUT_MARK, ("part",))]
    unknown = check_review(None, Mark("面试", Decimal(70)), None, TODAY, BEGUN_ON, TODAY)
    assert codes(unknown) == [FindingCode.MARK_OF_ANOTHER_PART]


@pytest.mark.clause("4.3")
def test_an_objection_comes_between_the_evaluation_and_today() -> None:
    early = check_review(OLD, NEW, THEORY, date(2026, 9, 27), BEGUN_ON, TODAY)
    assert codes(early) == [FindingCode.OBJECTION_TOO_EARLY]
    late = check_review(OLD, NEW, THEORY, date(2026, 10, 9), BEGUN_ON, TODAY)
    assert codes(late) == [FindingCode.DAY_IN_FUTURE]
    assert check_review(OLD, NEW, THEORY, date(2026, 9, 1), None, TODAY) == ()


@pytest.mark.clause("4.3")
def test_the_new_mark_is_a_mark() -> None:
    found = check_review(OLD, Mark("理论", Decimal(101)), THEORY, TODAY, BEGUN_ON, TODAY)
    assert [(f.code, f.path) for f in found] == [(FindingCode.MARK_OUT_OF_RANGE, ("value",))]


@pytest.mark.clause("4.3")
def test_what_a_review_settled_is_not_entered_otherwise() -> None:
    assert codes(check_not_reviewed(True, True, ())) == [FindingCode.MARK_REVIEWED]
    assert check_not_reviewed(True, False, ()) == check_not_reviewed(False, True, ()) == ()


@pytest.mark.clause("4.3")
def test_a_returned_result_that_stays_as_it_is_is_warned_of() -> None:
    found = check_gone_through(True, False, ("results", 0))
    assert codes(found) == [FindingCode.RETURNED_UNCHANGED]
    assert not is_refused(found)
    assert check_gone_through(True, True, ()) == check_gone_through(False, False, ()) == ()
