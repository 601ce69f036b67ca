"""四(二): incidents, internal and external supervision, and what waits for a rectification."""

from datetime import date, datetime, timedelta

import pytest

from rules.clause_4_2_supervision import (
    check_appointed,
    check_defects,
    check_incident_time,
    check_rectified,
    check_supervised_on,
)
from rules.finding import FindingCode
from rules.vocabulary import SupervisionConclusion
from tests.rules.asked import codes

TODAY = date(2027, 5, 10)
NOW = datetime.fromisoformat("2027-05-10T09:00:00+08:00")


@pytest.mark.clause("4.2")
def test_an_incident_has_happened() -> None:
    assert check_incident_time(NOW, NOW) == ()
    ahead = check_incident_time(NOW + timedelta(seconds=1), NOW)
    assert codes(ahead) == [FindingCode.INCIDENT_IN_FUTURE]


@pytest.mark.clause("4.2")
def test_a_batch_is_supervised_from_its_filing_to_today() -> None:
    filed_on = TODAY - timedelta(days=5)
    assert check_supervised_on(filed_on, filed_on, TODAY) == ()
    assert check_supervised_on(TODAY, filed_on, TODAY) == ()
    early = check_supervised_on(filed_on - timedelta(days=1), filed_on, TODAY)
    assert codes(early) == [FindingCode.SUPERVISED_BEFORE_FILING]
    ahead = check_supervised_on(TODAY + timedelta(days=1), filed_on, TODAY)
    assert codes(ahead) == [FindingCode.DAY_IN_FUTURE]


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("conclusion", SupervisionConclusion)
def test_conclusion_and_defects_say_the_same(conclusion: SupervisionConclusion) -> None:
    is_in_order = conclusion is SupervisionConclusion.IN_ORDER
    without = [] if is_in_order else [FindingCode.DEFECTS_MISSING]
    with_one = [FindingCode.DEFECTS_UNEXPECTED] if is_in_order else []
    assert codes(check_defects(conclusion, 0)) == without
    assert codes(check_defects(conclusion, 1)) == with_one


@pytest.mark.clause("4.2")
def test_internal_supervision_is_by_whoever_was_appointed_to_the_session() -> None:
    assert check_appointed(True) == ()
    assert codes(check_appointed(False)) == [FindingCode.NOT_SUPERVISING]


@pytest.mark.clause("4.2")
def test_results_wait_until_what_was_required_of_the_batch_is_closed() -> None:
    assert check_rectified(0) == ()
    assert codes(check_rectified(1)) == [FindingCode.RECTIFICATION_OF_PLAN_OPEN]
