"""三(二): what the panel marks."""

from datetime import date, timedelta

import pytest

from rules.clause_3_2_criteria import (
    Criterion,
    Mark,
    check_conditions_covered,
    check_criterion,
    check_edition_begins,
    check_edition_open,
    check_mark,
    check_self_marks,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import ConditionCode
from tests.rules.asked import codes

TODAY = date(2026, 9, 1)
TOMORROW = TODAY + timedelta(days=1)
SITE = ConditionCode.CONDITION_1_1_4
MARKED, VETO = Criterion("marked", SITE, 10), Criterion("veto", SITE, None)


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("is_veto", "full_marks", "is_fine"),
    [
        (True, None, True),
        (False, 1, True),
        (False, 1000, True),
        (True, 5, False),
        (False, None, False),
        (False, 0, False),
        (False, 1001, False),
    ],
)
def test_a_criterion_has_full_marks_or_is_a_veto(
    is_veto: bool, full_marks: int | None, is_fine: bool
) -> None:
    found = check_criterion(is_veto, full_marks)
    assert codes(found) == ([] if is_fine else [FindingCode.CRITERION_MALFORMED])


@pytest.mark.clause("3.2")
def test_an_edition_has_a_criterion_for_every_condition() -> None:
    assert check_conditions_covered(set(ConditionCode)) == ()
    (finding,) = check_conditions_covered(set(ConditionCode) - {SITE})
    assert finding.code is FindingCode.CONDITION_WITHOUT_CRITERION
    assert "1.1.4" in finding.message_zh


@pytest.mark.clause("3.2")
def test_an_edition_begins_after_every_other_and_not_in_the_past() -> None:
    assert check_edition_begins(TODAY, TODAY, []) == ()
    assert check_edition_begins(TOMORROW, TODAY, [TODAY]) == ()
    for valid_from, others in ((TODAY - timedelta(days=1), []), (TODAY, [TODAY])):
        found = check_edition_begins(valid_from, TODAY, others)
        assert codes(found) == [FindingCode.CRITERIA_BEGIN_TOO_EARLY]


@pytest.mark.clause("3.2")
def test_an_edition_in_force_is_not_rewritten() -> None:
    assert check_edition_open(TOMORROW, TODAY) == ()
    assert codes(check_edition_open(TODAY, TODAY)) == [FindingCode.CRITERIA_IN_FORCE]


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("criterion", "mark", "expected"),
    [
        (MARKED, Mark("marked", 0), None),
        (MARKED, Mark("marked", 10), None),
        (MARKED, Mark("marked", 11), FindingCode.CRITERION_MARK_INVALID),
        (MARKED, Mark("marked", -1), FindingCode.CRITERION_MARK_INVALID),
        (MARKED, Mark("marked"), FindingCode.CRITERION_MARK_INVALID),
        (MARKED, Mark("marked", 5, True), FindingCode.CRITERION_MARK_INVALID),
        (VETO, Mark("veto", None, True), None),
        (VETO, Mark("veto", None, False), None),
        (VETO, Mark("veto"), FindingCode.VETO_UNANSWERED),
        (VETO, Mark("veto", 1, True), FindingCode.VETO_UNANSWERED),
    ],
)
def test_a_mark_is_of_its_criterions_kind_and_range(
    criterion: Criterion, mark: Mark, expected: FindingCode | None
) -> None:
    assert codes(check_mark(criterion, mark)) == ([expected] if expected else [])


@pytest.mark.clause("3.2")
def test_a_school_that_left_marks_out_is_warned_and_not_refused() -> None:
    assert check_self_marks([MARKED, VETO], {"marked", "veto"}) == ()
    found = check_self_marks([MARKED, VETO], {"veto"})
    assert codes(found) == [FindingCode.SELF_MARK_MISSING]
    assert not is_refused(found)
