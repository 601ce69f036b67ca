"""四(二): what was filed is changed through the center."""

from datetime import datetime, timedelta

import pytest

from rules.clause_4_2_changes import (
    check_changeable,
    check_no_open_change,
    check_session_ahead,
    check_something_changes,
)
from rules.finding import FindingCode
from rules.vocabulary import PlanStatus, ResultFilingStatus
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

NINE = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("status", PlanStatus)
def test_only_an_accepted_plan_is_changed(status: PlanStatus) -> None:
    found = codes(check_changeable(status, ResultFilingStatus.OPEN))
    is_accepted = status is PlanStatus.ACCEPTED
    assert found == ([] if is_accepted else [FindingCode.PLAN_NOT_CHANGEABLE])


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("filed", [None, ResultFilingStatus.SUBMITTED, ResultFilingStatus.ACCEPTED])
def test_a_plan_whose_results_are_filed_is_not_changed(filed: ResultFilingStatus | None) -> None:
    found = codes(check_changeable(PlanStatus.ACCEPTED, filed))
    assert found == [FindingCode.PLAN_NOT_CHANGEABLE]
    assert check_changeable(PlanStatus.ACCEPTED, ResultFilingStatus.RETURNED) == ()


@pytest.mark.clause("4.2")
def test_one_change_waits_at_a_time() -> None:
    assert codes(check_no_open_change(True)) == [FindingCode.PLAN_CHANGE_OPEN]
    assert check_no_open_change(False) == ()


@pytest.mark.clause("4.2")
def test_a_change_changes_something() -> None:
    assert codes(check_something_changes(False)) == [FindingCode.PLAN_CHANGE_EMPTY]
    assert check_something_changes(True) == ()


@pytest.mark.clause("4.2")
def test_what_has_begun_is_not_changed() -> None:
    assert check_session_ahead(NINE, NINE - timedelta(seconds=1)) == ()
    (finding,) = check_session_ahead(NINE, NINE)
    assert finding.code is FindingCode.CHANGED_SESSION_BEGUN
    assert "2027-05-10 09:00" in finding.message_en
