"""What ordering a job must meet."""

from rules.finding import FindingCode
from rules.job import MOST_OPEN_JOBS, check_open_jobs
from tests.rules.asked import codes


def test_an_account_does_not_pile_up_jobs() -> None:
    assert check_open_jobs("4.4", MOST_OPEN_JOBS - 1) == ()
    assert codes(check_open_jobs("4.4", MOST_OPEN_JOBS)) == [FindingCode.JOBS_TOO_MANY]
    (found,) = check_open_jobs("4.4", MOST_OPEN_JOBS)
    assert found.clause == "4.4"
