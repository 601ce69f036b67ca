"""三(三): the life of an agency, on the day before, the day, and the day after."""

from datetime import date, datetime, timedelta

import pytest

from rules.clause_3_3_agency import (
    UNTOUCHED,
    Standing,
    Suspension,
    check_block,
    check_blocked_result,
    check_effective_day,
    check_issuable,
    check_items,
    check_new_code,
    check_reduction,
    check_released_result,
    check_restoration,
    check_resumption,
    check_stop,
    check_suspension,
    check_until,
    is_restorable,
    is_stopped,
    last_day,
    status_on,
)
from rules.finding import FindingCode
from rules.level_range import levels_between
from rules.vocabulary import AgencyStatus, DecisionExtent
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

LISTED, SUSPENDED, REMOVED = AgencyStatus
DAY = date(2027, 3, 10)
ONE = timedelta(days=1)
NOW = datetime(2027, 3, 10, 12, tzinfo=SHANGHAI)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("standing", "before", "on", "after"),
    [
        (UNTOUCHED, LISTED, LISTED, LISTED),
        (Standing((Suspension(DAY),)), LISTED, SUSPENDED, SUSPENDED),
        (Standing((Suspension(DAY, DAY),)), LISTED, SUSPENDED, LISTED),
        (Standing((Suspension(DAY - ONE, DAY),)), SUSPENDED, SUSPENDED, LISTED),
        (Standing((Suspension(DAY, DAY - ONE),)), LISTED, LISTED, LISTED),
        (Standing((), DAY), LISTED, REMOVED, REMOVED),
        (Standing((Suspension(DAY - ONE),), DAY + ONE), SUSPENDED, SUSPENDED, REMOVED),
    ],
)
def test_a_suspension_begins_and_ends_by_itself_and_an_end_is_for_good(
    standing: Standing, before: AgencyStatus, on: AgencyStatus, after: AgencyStatus
) -> None:
    assert [status_on(standing, DAY + shift) for shift in (-ONE, 0 * ONE, ONE)] == [
        before, on, after
    ]  # fmt: skip


@pytest.mark.clause("3.3")
def test_a_suspension_ends_on_its_first_day_or_later() -> None:
    assert check_until(None, DAY) == check_until(DAY, DAY) == ()
    (finding,) = check_until(DAY - ONE, DAY)
    assert (finding.code, finding.path) == (FindingCode.SUSPENSION_OVER, ("untilOn",))


@pytest.mark.clause("3.3")
def test_a_decision_on_items_names_some_that_have_not_ended() -> None:
    assert check_items([LISTED, SUSPENDED]) == ()
    assert codes(check_items([])) == [FindingCode.ITEMS_NOT_NAMED]
    (finding,) = check_items([LISTED, REMOVED])
    assert (finding.code, finding.path) == (FindingCode.ITEM_ENDED, ("itemIds", 1))


@pytest.mark.clause("3.3")
def test_what_is_suspended_is_not_suspended_again() -> None:
    assert check_suspension([LISTED]) == ()
    (finding,) = check_suspension([LISTED, SUSPENDED])
    assert (finding.code, finding.path) == (FindingCode.ITEM_SUSPENDED, ("itemIds", 1))


@pytest.mark.clause("3.3")
def test_only_what_is_suspended_is_restored_and_items_after_their_agency() -> None:
    whole, part = DecisionExtent
    assert check_restoration(whole, SUSPENDED, True) == ()
    assert check_restoration(whole, LISTED, True) == ()  # decided ahead
    assert codes(check_restoration(whole, LISTED, False)) == [FindingCode.NOTHING_SUSPENDED]
    assert check_restoration(part, LISTED, False, [True]) == ()
    (finding,) = check_restoration(part, LISTED, False, [True, False])
    assert (finding.code, finding.path) == (FindingCode.NOTHING_SUSPENDED, ("itemIds", 1))
    assert codes(check_restoration(part, SUSPENDED, True, [True])) == [FindingCode.AGENCY_SUSPENDED]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("standing", "is_so"),
    [
        (UNTOUCHED, False),
        (Standing((Suspension(DAY - ONE, DAY - ONE),)), False),
        (Standing((Suspension(DAY - ONE, DAY),)), True),
        (Standing((Suspension(DAY - ONE),)), True),
        (Standing((Suspension(DAY + ONE),)), True),
        (Standing((Suspension(DAY + 2 * ONE, DAY + ONE),)), False),  # taken back before it began
        (Standing((), DAY), False),
        (Standing((), DAY + ONE), True),
    ],
)
def test_what_is_suspended_or_decided_ahead_is_restored(standing: Standing, is_so: bool) -> None:
    assert is_restorable(standing, DAY) == is_so


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("ended_on", "last"), [(None, DAY + 9 * ONE), (DAY + 5 * ONE, DAY + 4 * ONE)]
)
def test_a_decision_takes_effect_today_or_while_there_is_still_an_agency(
    ended_on: date | None, last: date
) -> None:
    assert last_day(Standing((), ended_on), DAY + 9 * ONE) == last
    for day in (DAY, DAY + ONE, last):
        assert check_effective_day(day, DAY, last) == ()
    for day in (DAY - ONE, last + ONE):
        (finding,) = check_effective_day(day, DAY, last)
        assert finding.code is FindingCode.DECISION_DAY_OUT_OF_TIME
        assert finding.path == ("effectiveOn",)
    assert check_effective_day(DAY, DAY, DAY - ONE) == ()  # after its validity, by today


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("after", "is_fine"),
    [((5, 4), True), ((3, 3), True), (None, True), ((5, 3), False), ((5, 2), False)],
)
def test_a_reduction_leaves_fewer_levels_and_adds_none(
    after: tuple[int, int] | None, is_fine: bool
) -> None:
    left = levels_between(*after) if after else frozenset()
    found = check_reduction(levels_between(5, 3), left)
    assert codes(found) == ([] if is_fine else [FindingCode.NOT_A_REDUCTION])


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("starts_in", "is_due"),
    [
        ([timedelta(hours=1)], True),
        ([timedelta(0)], False),
        ([-timedelta(hours=1), timedelta(days=1)], False),
        ([timedelta(days=1), timedelta(days=9)], True),
    ],
)
def test_a_plan_is_stopped_unless_a_session_has_begun(
    starts_in: list[timedelta], is_due: bool
) -> None:
    spans = [(NOW + ahead, NOW + ahead + timedelta(hours=2)) for ahead in starts_in]
    assert is_stopped(spans, NOW, Suspension(DAY).covers) == is_due


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("until", "is_due"), [(DAY + ONE, False), (DAY + 2 * ONE, True), (None, True)]
)
def test_a_plan_whose_sessions_come_after_the_suspension_goes_on(
    until: date | None, is_due: bool
) -> None:
    starts_at = NOW + timedelta(days=2)
    spans = [(starts_at, starts_at + timedelta(hours=2))]
    assert is_stopped(spans, NOW, Suspension(DAY, until).covers) == is_due


@pytest.mark.clause("3.3")
def test_a_plan_is_stopped_for_a_cause_and_what_stays_stopped_is_told() -> None:
    assert check_stop(True) == check_resumption(0) == ()
    assert codes(check_stop(False)) == [FindingCode.NOTHING_TO_STOP_FOR]
    (finding,) = check_resumption(2)
    assert finding.code is FindingCode.PLANS_STAY_STOPPED
    assert "2" in finding.message_zh


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("status", AgencyStatus)
@pytest.mark.parametrize("is_for_violation", [True, False])
def test_results_are_blocked_after_a_removal_for_a_violation_only(
    status: AgencyStatus, is_for_violation: bool
) -> None:
    is_fine = status is REMOVED and is_for_violation
    found = check_block(status, is_for_violation)
    assert codes(found) == ([] if is_fine else [FindingCode.NOT_REMOVED_FOR_VIOLATION])


@pytest.mark.clause("3.3")
def test_a_result_is_blocked_once_before_its_certificate_which_is_then_not_issued() -> None:
    assert check_blocked_result(False, False) == check_issuable(False) == ()
    assert codes(check_blocked_result(True, False)) == [FindingCode.RESULT_BLOCKED_ALREADY]
    assert codes(check_blocked_result(False, True)) == [FindingCode.RESULT_CERTIFIED_ALREADY]
    assert codes(check_issuable(True)) == [FindingCode.RESULT_BLOCKED]


@pytest.mark.clause("3.3")
def test_only_what_is_blocked_is_released() -> None:
    assert check_released_result(True) == ()
    assert codes(check_released_result(False)) == [FindingCode.RESULT_NOT_BLOCKED]


@pytest.mark.clause("3.3")
def test_a_new_code_begins_today_or_later_and_after_the_one_it_follows() -> None:
    assert check_new_code(DAY, None, DAY) == check_new_code(DAY, DAY - ONE, DAY) == ()
    for valid_from, newest in ((DAY - ONE, None), (DAY, DAY), (DAY, DAY + ONE)):
        (finding,) = check_new_code(valid_from, newest, DAY)
        assert (finding.code, finding.path) == (
            FindingCode.CODE_BEGINS_TOO_EARLY, ("validFrom",)
        )  # fmt: skip
