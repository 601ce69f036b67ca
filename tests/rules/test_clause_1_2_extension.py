"""一(二): the scope extended to majors of other schools."""

from datetime import date, timedelta

import pytest

from rules.clause_1_2_extension import (
    UNDER_WAY,
    Extension,
    check_consent,
    check_days,
    check_in_force,
    check_proposal,
    state_after_consent,
)
from rules.clause_3_3_filing import Validity
from rules.finding import FindingCode
from rules.vocabulary import Authority, ExtensionStatus
from tests.rules.asked import codes

TODAY = date(2027, 3, 1)
AGENCY = Validity(date(2026, 9, 1), date(2029, 8, 31))
DAY = timedelta(days=1)
E = ExtensionStatus


@pytest.mark.clause("1.2")
def test_a_proposal_is_about_another_school_and_a_matching_major() -> None:
    assert check_proposal(False, True, [], TODAY) == ()
    assert codes(check_proposal(True, False, [], TODAY)) == [
        FindingCode.EXTENSION_TO_ITSELF,
        FindingCode.EXTENSION_UNMATCHED,
    ]


@pytest.mark.clause("1.2")
def test_an_agency_that_is_not_in_force_or_has_no_item_serves_nobody_else() -> None:
    assert check_in_force(True, True) == ()
    assert codes(check_in_force(False, False)) == [
        FindingCode.EXTENSION_OF_AGENCY_NOT_IN_FORCE,
        FindingCode.EXTENSION_WITHOUT_ITEM,
    ]


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("status", ExtensionStatus)
def test_one_extension_at_a_time(status: ExtensionStatus) -> None:
    valid = Validity(TODAY - DAY, TODAY) if status is E.RECORDED else None
    is_known = status in UNDER_WAY or status is E.RECORDED
    expected = [FindingCode.EXTENSION_KNOWN] if is_known else []
    assert codes(check_proposal(False, True, [Extension(status, valid)], TODAY)) == expected


@pytest.mark.clause("1.2")
def test_an_extension_that_is_over_may_be_proposed_again() -> None:
    over = Extension(E.RECORDED, Validity(TODAY - DAY, TODAY - DAY))
    assert check_proposal(False, True, [over], TODAY) == ()


@pytest.mark.clause("1.2")
def test_both_orders_of_consent_lead_to_the_same_end() -> None:
    for first, second in (tuple(Authority), tuple(Authority)[::-1]):
        half = state_after_consent(E.PROPOSED, first)
        assert half in {E.CONSENTED_BY_BUREAU, E.CONSENTED_BY_COMMISSION}
        assert check_consent(half, second) == ()
        assert codes(check_consent(half, first)) == [FindingCode.EXTENSION_DECIDED]
        assert state_after_consent(half, second) is E.CONSENTED


@pytest.mark.clause("1.2")
def test_it_begins_today_at_the_earliest_and_ends_with_the_agency_at_the_latest() -> None:
    assert check_days(Validity(TODAY, AGENCY.valid_to), AGENCY, TODAY) == ()
    assert codes(check_days(Validity(TODAY - DAY, TODAY), AGENCY, TODAY)) == [
        FindingCode.EXTENSION_DAYS_INVALID
    ]
    assert codes(check_days(Validity(TODAY, TODAY - DAY), AGENCY, TODAY)) == [
        FindingCode.EXTENSION_DAYS_INVALID
    ]
    assert codes(check_days(Validity(TODAY, AGENCY.valid_to + DAY), AGENCY, TODAY)) == [
        FindingCode.EXTENSION_BEYOND_AGENCY
    ]
