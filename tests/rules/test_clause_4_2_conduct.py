"""四(二): carried out as filed."""

from datetime import datetime, timedelta

import pytest

from rules.clause_4_2_conduct import check_begun, check_not_begun, check_work_scheme
from rules.finding import FindingCode
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

NINE = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("missing", [None, "", "  "])
def test_a_plan_is_filed_with_its_work_scheme(missing: str | None) -> None:
    assert codes(check_work_scheme(missing)) == [FindingCode.WORK_SCHEME_MISSING]
    assert check_work_scheme("document") == ()


@pytest.mark.clause("4.2")
def test_a_plan_is_not_cancelled_once_its_first_session_has_begun() -> None:
    assert check_not_begun(NINE, NINE - timedelta(seconds=1)) == ()
    assert check_not_begun(None, NINE) == ()
    (finding,) = check_not_begun(NINE, NINE)
    assert finding.code is FindingCode.EVALUATION_BEGUN
    assert "2027-05-10 09:00" in finding.message_en


@pytest.mark.clause("4.2")
def test_results_are_not_entered_before_the_first_session_has_begun() -> None:
    assert check_begun(NINE, NINE) == ()
    assert check_begun(None, NINE) == ()
    (finding,) = check_begun(NINE, NINE - timedelta(seconds=1))
    assert finding.code is FindingCode.EVALUATION_NOT_BEGUN
    assert "2027-05-10 09:00" in finding.message_en
