"""三(三): consents, the ministry's filing, the receipt and its validity."""

from datetime import date

import pytest

from rules.clause_3_3_filing import (
    Validity,
    category_of,
    check_both_consented,
    check_decision,
    check_ministry_outcome,
    check_outcome_day,
    check_receipt,
    check_report,
    receipt_number,
    validity,
    validity_of_added_item,
)
from rules.finding import FindingCode
from rules.vocabulary import (
    AgencyCategory,
    AgencyScope,
    AssessmentConclusion,
    Authority,
    BranchStatus,
    FilingStatus,
    MinistryOutcome,
)
from tests.rules.asked import codes

TODAY = date(2026, 9, 1)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("conclusion", [*AssessmentConclusion, None])
def test_only_what_passed_is_reported(conclusion: AssessmentConclusion | None) -> None:
    passed = {AssessmentConclusion.PASSED, AssessmentConclusion.PASSED_IN_PART}
    expected = [] if conclusion in passed else [FindingCode.ASSESSMENT_NOT_PASSED]
    assert codes(check_report(conclusion)) == expected


@pytest.mark.clause("3.3")
def test_who_reported_does_not_consent() -> None:
    reporters = ["of the center", "of the department"]
    for account in reporters:
        assert codes(check_decision(account, reporters)) == [FindingCode.CONSENT_BY_REPORTER]
    assert check_decision("another", reporters) == ()


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("other", [None, *BranchStatus])
def test_the_ministry_hears_of_it_after_both_consents(other: BranchStatus | None) -> None:
    branches = {Authority.BUREAU: BranchStatus.CONSENTED}
    if other is not None:
        branches[Authority.COMMISSION] = other
    found = check_both_consented(branches)
    if other is BranchStatus.CONSENTED:
        assert found == ()
    else:
        assert codes(found) == [FindingCode.CONSENT_INCOMPLETE]
        assert found[0].message_zh == "须经市教委同意"


@pytest.mark.clause("3.3")
def test_the_ministrys_filing_has_a_reference_and_its_return_needs_none() -> None:
    assert codes(check_ministry_outcome(MinistryOutcome.FILED, " ")) == [
        FindingCode.MINISTRY_NUMBER_MISSING
    ]
    assert check_ministry_outcome(MinistryOutcome.FILED, "人社鉴备2026-17") == ()
    assert check_ministry_outcome(MinistryOutcome.RETURNED, None) == ()


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("receipt_on", "is_fine"),
    [
        (date(2026, 8, 27), False),
        (date(2026, 8, 28), True),
        (TODAY, True),
        (date(2026, 9, 2), False),
    ],
)
def test_the_receipt_is_dated_between_the_filing_and_today(receipt_on: date, is_fine: bool) -> None:
    found = check_receipt(FilingStatus.FILED, date(2026, 8, 28), receipt_on, TODAY)
    assert codes(found) == ([] if is_fine else [FindingCode.RECEIPT_BEFORE_FILING])


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    "status", [status for status in FilingStatus if status is not FilingStatus.FILED]
)
def test_no_receipt_before_the_ministry_has_filed(status: FilingStatus) -> None:
    found = check_receipt(status, None, TODAY, TODAY)
    assert codes(found) == [FindingCode.MINISTRY_FILING_MISSING]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("receipt_on", "last_day"),
    [
        (date(2026, 9, 1), date(2029, 8, 31)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2031, 2, 28)),
    ],
)
def test_agency_and_items_are_valid_to_the_day_before_the_third_anniversary(
    receipt_on: date, last_day: date
) -> None:
    valid = validity(receipt_on)
    assert valid == Validity(receipt_on, last_day)
    assert valid.contains(receipt_on)
    assert valid.contains(last_day)
    assert not valid.contains(date.fromordinal(last_day.toordinal() + 1))
    assert not valid.contains(date.fromordinal(receipt_on.toordinal() - 1))


@pytest.mark.clause("3.3")
def test_an_item_added_later_ends_with_its_agency() -> None:
    agency = validity(date(2026, 9, 1))
    added = validity_of_added_item(agency, date(2028, 1, 1))
    assert added == Validity(date(2028, 1, 1), date(2029, 8, 31))


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(
    ("outcome_on", "is_fine"),
    [
        (date(2026, 8, 19), False),
        (date(2026, 8, 20), True),
        (TODAY, True),
        (date(2026, 9, 2), False),
    ],
)
def test_the_outcome_is_dated_between_the_report_and_today(outcome_on: date, is_fine: bool) -> None:
    found = check_outcome_day(date(2026, 8, 20), outcome_on, TODAY)
    assert codes(found) == ([] if is_fine else [FindingCode.MINISTRY_OUTCOME_OUT_OF_TIME])


@pytest.mark.clause("3.3")
def test_a_school_of_own_students_is_coded_y_and_one_that_serves_others_s() -> None:
    assert category_of(AgencyScope.OWN_STUDENTS) is AgencyCategory.Y
    assert category_of(AgencyScope.OTHER_SCHOOLS) is AgencyCategory.S


@pytest.mark.clause("3.3")
def test_a_receipt_is_numbered_within_its_year() -> None:
    assert receipt_number(2026, 1) == "2026-0001"
    assert receipt_number(2026, 12345) == "2026-12345"
