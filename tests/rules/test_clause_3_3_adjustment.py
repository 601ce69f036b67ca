"""三(三): addition, renewal, change, reduction."""

from datetime import date, timedelta

import pytest

from rules.clause_3_3_adjustment import (
    BATCHES_OF_A_TERM,
    Change,
    FiledAgency,
    HeldItem,
    check_agency,
    check_agency_stays,
    check_batches,
    check_changes,
    check_end_of_application,
    check_is_held,
    check_is_not_held,
    check_rectifications,
    check_reduction_day,
    check_site_in_use,
    check_window,
    judged_on,
    levels_kept,
    reduction_holds_from,
    renewal_opens_on,
    validity_of_renewal,
)
from rules.clause_3_3_filing import Validity, validity
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import AgencyStatus, ApplicationKind, ChangedFact, Level
from tests.rules.asked import codes

LATHE = OccupationKey(2022, "6-18-01-01")
TRADE = OccupationKey(2022, "6-18-01-01", "数控车工")
TERM = Validity(date(2024, 3, 1), date(2027, 2, 28))
LEVELS = frozenset({Level.JUNIOR, Level.INTERMEDIATE, Level.ADVANCED})
LAST = TERM.valid_to


def agency(
    status: AgencyStatus = AgencyStatus.LISTED, batches: int = 6, rectifications: int = 0
) -> FiledAgency:
    return FiledAgency(status, TERM, batches, rectifications, (HeldItem(LATHE, LEVELS, TERM),))


def before_the_end(days: int) -> date:
    return LAST - timedelta(days=days)


# --- for whom each kind is


@pytest.mark.clause("3.3")
def test_a_first_filing_is_for_a_school_that_is_no_agency_or_no_longer_one() -> None:
    first = ApplicationKind.FIRST_FILING
    assert check_agency(first, None, LAST) == ()
    assert check_agency(first, agency(), LAST + timedelta(days=1)) == ()
    assert check_agency(first, agency(AgencyStatus.REMOVED), LAST) == ()
    for status in (AgencyStatus.LISTED, AgencyStatus.SUSPENDED):
        (finding,) = check_agency(first, agency(status), LAST)
        assert finding.code is FindingCode.APPLICANT_LISTED_ALREADY
        assert "2027-02-28" in finding.message_zh


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("kind", list(ApplicationKind)[1:])
def test_every_other_kind_needs_an_agency_within_its_validity(kind: ApplicationKind) -> None:
    assert check_agency(kind, agency(), TERM.valid_from) == check_agency(kind, agency(), LAST) == ()
    for absent, on in (
        (None, LAST),
        (agency(AgencyStatus.REMOVED), LAST),
        (agency(), LAST + timedelta(days=1)),
        (agency(), TERM.valid_from - timedelta(days=1)),
    ):
        assert codes(check_agency(kind, absent, on)) == [FindingCode.APPLICANT_NOT_LISTED]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("kind", ApplicationKind)
def test_while_it_is_suspended_an_agency_neither_grows_nor_is_renewed(
    kind: ApplicationKind,
) -> None:
    found = codes(check_agency(kind, agency(AgencyStatus.SUSPENDED), LAST))
    grows = kind in (ApplicationKind.ADDITION, ApplicationKind.RENEWAL)
    assert (FindingCode.APPLICANT_SUSPENDED in found) == grows


@pytest.mark.clause("3.3")
def test_a_receipt_that_adjusts_the_directory_needs_the_agency_in_it() -> None:
    assert check_agency_stays(True) == ()
    assert codes(check_agency_stays(False)) == [FindingCode.AGENCY_GONE]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("is_there", [False, True])
def test_an_application_ends_only_when_nothing_can_come_of_it(
    is_closed: bool, is_there: bool
) -> None:
    goes_on = not is_closed and is_there
    expected = [FindingCode.APPLICATION_GOES_ON] if goes_on else []
    assert codes(check_end_of_application(is_closed, is_there)) == expected


@pytest.mark.clause("3.3")
def test_a_renewal_handed_in_in_time_stays_in_time_all_else_is_judged_by_today() -> None:
    today, before = date(2027, 3, 2), date(2027, 2, 1)
    assert judged_on(ApplicationKind.RENEWAL, before, today) == before
    assert judged_on(ApplicationKind.RENEWAL, None, today) == today
    assert judged_on(ApplicationKind.ADDITION, before, today) == today


# --- renewal


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("days", "is_early"), [(91, True), (90, False), (1, False), (0, False)])
def test_a_renewal_is_applied_for_from_90_days_before_the_end(days: int, is_early: bool) -> None:
    found = check_window(agency(), before_the_end(days))
    assert codes(found) == ([FindingCode.RENEWAL_TOO_EARLY] if is_early else [])
    if is_early:
        assert "2026-11-30" in found[0].message_zh


@pytest.mark.clause("3.3")
def test_the_window_can_be_another() -> None:
    assert renewal_opens_on(LAST, 30) == date(2027, 1, 29)
    assert codes(check_window(agency(), before_the_end(31), 30)) == [FindingCode.RENEWAL_TOO_EARLY]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("explanation", [None, "", " \n"])
def test_few_batches_are_explained_in_writing(explanation: str | None) -> None:
    (finding,) = check_batches(BATCHES_OF_A_TERM - 1, explanation)
    assert (finding.code, finding.path) == (FindingCode.RENEWAL_UNEXPLAINED, ("explanation",))
    assert "5" in finding.message_zh
    assert check_batches(BATCHES_OF_A_TERM, explanation) == ()


@pytest.mark.clause("3.3")
def test_an_explanation_is_left_to_the_panel_to_verify() -> None:
    found = check_batches(0, "实训楼改建，停考一年")
    assert codes(found) == [FindingCode.RENEWAL_OF_FEW_BATCHES]
    assert check_batches(BATCHES_OF_A_TERM, "多写一句") == ()


@pytest.mark.clause("3.3")
def test_nothing_is_renewed_while_a_rectification_is_open() -> None:
    assert check_rectifications(0) == ()
    assert codes(check_rectifications(1)) == [FindingCode.RECTIFICATION_OPEN]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("receipt_on", [date(2026, 12, 1), LAST, date(2027, 3, 1)])
def test_a_renewed_term_begins_the_day_after_the_old_end(receipt_on: date) -> None:
    assert validity_of_renewal(TERM, receipt_on) == Validity(date(2027, 3, 1), date(2030, 2, 28))


@pytest.mark.clause("3.3")
def test_a_renewal_decided_late_gives_no_day_back() -> None:
    assert validity_of_renewal(TERM, date(2027, 3, 2)) == Validity(
        date(2027, 3, 2), date(2030, 3, 1)
    )


@pytest.mark.clause("3.3")
def test_a_term_that_began_on_a_leap_day_is_renewed_from_the_first_of_march() -> None:
    of_leap_day = validity(date(2028, 2, 29))
    assert of_leap_day.valid_to == date(2031, 2, 28)
    assert renewal_opens_on(of_leap_day.valid_to) == date(2030, 11, 30)
    assert validity_of_renewal(of_leap_day, date(2031, 1, 1)) == Validity(
        date(2031, 3, 1), date(2034, 2, 28)
    )


@pytest.mark.clause("3.3")
def test_a_term_that_ends_before_a_leap_day_is_renewed_on_it() -> None:
    ends = Validity(date(2025, 3, 1), date(2028, 2, 28))
    assert validity_of_renewal(ends, date(2028, 1, 1)) == Validity(
        date(2028, 2, 29), date(2031, 2, 28)
    )


# --- items


@pytest.mark.clause("3.3")
def test_what_an_agency_holds_is_told_by_occupation_trade_and_day() -> None:
    assert agency().held(LATHE, LAST) == LEVELS
    assert agency().held(TRADE, LAST) == frozenset()
    assert agency().covered(TRADE, LAST) == LEVELS
    replaced = HeldItem(LATHE, LEVELS, TERM, is_replaced=True)
    anew = FiledAgency(AgencyStatus.LISTED, TERM, 6, 0, (replaced,))
    assert anew.covered(TRADE, LAST) == frozenset()
    assert anew.held(LATHE, LAST) == LEVELS
    assert agency().held(LATHE, LAST + timedelta(days=1)) == frozenset()


@pytest.mark.clause("3.3")
def test_only_what_is_held_is_renewed_or_given_up() -> None:
    assert check_is_held({Level.ADVANCED}, LEVELS) == ()
    (finding,) = check_is_held({Level.TECHNICIAN, Level.ADVANCED}, LEVELS)
    assert (finding.code, finding.path) == (FindingCode.ITEM_NOT_HELD, ("levelTo",))
    assert "的2级" in finding.message_zh


@pytest.mark.clause("3.3")
def test_only_what_is_not_held_is_added() -> None:
    assert check_is_not_held({Level.TECHNICIAN}, LEVELS) == ()
    (finding,) = check_is_not_held({Level.TECHNICIAN, Level.ADVANCED, Level.JUNIOR}, LEVELS)
    assert finding.code is FindingCode.ITEM_HELD_ALREADY
    assert "3/5" in finding.message_en


@pytest.mark.clause("3.3")
def test_a_renewal_takes_the_name_that_the_occupation_has_now() -> None:
    renamed = OccupationKey(2030, "6-18-01-51")
    item = HeldItem(LATHE, LEVELS, TERM, names=frozenset({LATHE, renamed}))
    known = FiledAgency(AgencyStatus.LISTED, TERM, 6, 0, (item,))
    assert known.held_by_any_name(renamed, LAST) == known.held_by_any_name(LATHE, LAST) == LEVELS
    assert known.held(renamed, LAST) == frozenset()
    assert known.held_by_any_name(renamed, LAST + timedelta(days=1)) == frozenset()
    assert agency().held_by_any_name(renamed, LAST) == frozenset()


# --- reduction


@pytest.mark.clause("3.3")
def test_a_reduction_takes_effect_on_a_day_to_come_within_the_validity() -> None:
    today = date(2026, 6, 1)
    for day in (None, today, LAST):
        assert check_reduction_day(day, today, LAST) == ()
    for day in (today - timedelta(days=1), LAST + timedelta(days=1)):
        (finding,) = check_reduction_day(day, today, LAST)
        assert finding.code is FindingCode.REDUCTION_DAY_OUT_OF_TIME
        assert finding.path == ("takesEffectOn",)


@pytest.mark.clause("3.3")
def test_a_reduction_holds_from_its_day_but_not_before_its_receipt() -> None:
    receipt_on, later = date(2026, 6, 1), date(2026, 9, 1)
    assert reduction_holds_from(None, receipt_on, receipt_on) == receipt_on
    assert reduction_holds_from(later, receipt_on, receipt_on) == later
    assert reduction_holds_from(receipt_on, later, later) == later


@pytest.mark.clause("3.3")
def test_a_receipt_of_an_earlier_day_takes_nothing_back() -> None:
    receipt_on, today = date(2026, 6, 1), date(2026, 6, 3)
    assert reduction_holds_from(None, receipt_on, today) == today
    assert reduction_holds_from(date(2026, 6, 2), receipt_on, today) == today


@pytest.mark.clause("3.3")
def test_a_level_given_up_in_the_middle_leaves_two_ranges() -> None:
    five, four, three = Level.JUNIOR, Level.INTERMEDIATE, Level.ADVANCED
    assert levels_kept(LEVELS, {three}) == ((five, four),)
    assert levels_kept(LEVELS, {four}) == ((five, five), (three, three))
    assert levels_kept(LEVELS, LEVELS) == ()


# --- change


def name(before: str, after: str, in_file: str | None) -> Change:
    return Change(ChangedFact.NAME, before, after, in_file)


@pytest.mark.clause("3.3")
def test_a_change_differs_from_what_is_filed() -> None:
    same = name("甲学院", "甲学院", "甲学院")
    (finding,) = check_changes([same], changes_site=False)
    assert (finding.code, finding.path) == (FindingCode.CHANGE_MISSING, ("changes",))
    assert codes(check_changes([], changes_site=False)) == [FindingCode.CHANGE_MISSING]
    assert check_changes([same], changes_site=True) == ()
    assert check_changes([name("甲学院", "乙学院", "乙学院"), same], changes_site=False) == ()


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("in_file", ["甲学院", None])
def test_a_change_says_what_the_verified_file_says(in_file: str | None) -> None:
    (finding,) = check_changes([name("甲学院", "乙学院", in_file)], changes_site=False)
    assert finding.code is FindingCode.CHANGE_NOT_IN_FILE
    assert finding.path == ("changes", 0, "after")


@pytest.mark.clause("3.3")
def test_a_site_gives_way_where_something_is_evaluated_at_it() -> None:
    assert check_site_in_use(1, ()) == ()
    assert codes(check_site_in_use(0, ("changes", 0))) == [FindingCode.SITE_WITHOUT_ITEMS]
