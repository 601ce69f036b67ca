"""四(四): certificates."""

from datetime import date

import pytest

from rules.clause_4_4_certificates import (
    Candidacy,
    certificate_numbers,
    check_candidacies,
    check_issuance,
    check_printable,
    check_report_in_time,
    check_serials,
    is_public,
    report_due_on,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import CertificateStatus, Level, ResultFilingStatus
from tests.rules.asked import codes
from tests.rules.calendar_of_2025_and_2026 import CALENDAR

TODAY = date(2026, 10, 20)
ACCEPTED_ON = date(2026, 10, 15)
AGENCY = "Y000031000001"


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    "status", [status for status in ResultFilingStatus if status is not ResultFilingStatus.ACCEPTED]
)
def test_no_certificate_before_the_center_accepted_the_results(status: ResultFilingStatus) -> None:
    found = check_issuance(status, None, TODAY, TODAY)
    assert codes(found) == [FindingCode.RESULT_FILING_NOT_ACCEPTED]


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("issued_on", "is_fine"),
    [
        (date(2026, 10, 14), False),
        (ACCEPTED_ON, True),
        (TODAY, True),
        (date(2026, 10, 21), False),
    ],
)
def test_a_certificate_is_dated_between_the_acceptance_and_today(
    issued_on: date, is_fine: bool
) -> None:
    found = check_issuance(ResultFilingStatus.ACCEPTED, ACCEPTED_ON, issued_on, TODAY)
    assert codes(found) == ([] if is_fine else [FindingCode.ISSUED_BEFORE_ACCEPTANCE])


@pytest.mark.clause("4.4")
def test_only_who_passed_is_given_a_certificate_and_only_one() -> None:
    found = check_candidacies([Candidacy(True), Candidacy(False), Candidacy(True, True)])
    assert [(finding.code, finding.path) for finding in found] == [
        (FindingCode.CANDIDATE_NOT_PASSED, ("candidateIds", 1)),
        (FindingCode.CERTIFICATE_ALREADY_ISSUED, ("candidateIds", 2)),
    ]


@pytest.mark.clause("4.4")
def test_a_block_of_numbers_has_no_gap_and_no_double() -> None:
    assert certificate_numbers(AGENCY, TODAY, Level.ADVANCED, 0, 2) == (
        "Y000031000001263000001",
        "Y000031000001263000002",
    )
    first = certificate_numbers(AGENCY, TODAY, Level.JUNIOR, 98, 3)
    then = certificate_numbers(AGENCY, TODAY, Level.JUNIOR, 101, 200)
    serials = [int(number[-6:]) for number in first + then]
    assert serials == list(range(99, 302))
    assert certificate_numbers(AGENCY, TODAY, Level.ADVANCED, 5, 0) == ()


@pytest.mark.clause("4.4")
def test_serials_run_out_at_999999() -> None:
    assert check_serials(999_989, 10) == ()
    (finding,) = check_serials(999_990, 10)
    assert finding.code is FindingCode.SERIALS_EXHAUSTED
    assert "9 serials" in finding.message_en
    with pytest.raises(ValueError, match="serial"):
        certificate_numbers(AGENCY, TODAY, Level.ADVANCED, 999_999, 1)


@pytest.mark.clause("4.4")
def test_a_certificate_is_public_from_the_acceptance_of_its_report() -> None:
    assert [status for status in CertificateStatus if is_public(status)] == [
        CertificateStatus.PUBLISHED
    ]


@pytest.mark.clause("4.4")
def test_a_late_report_warns() -> None:
    due = report_due_on(date(2026, 9, 30), CALENDAR)
    assert due.day == date(2026, 10, 13)
    assert check_report_in_time(due.day, due.day) == ()
    found = check_report_in_time(date(2026, 10, 14), due.day)
    assert codes(found) == [FindingCode.REPORT_OVERDUE]
    assert not is_refused(found)


@pytest.mark.clause("4.4")
def test_a_certificate_whose_name_cannot_be_set_is_warned_of() -> None:
    assert check_printable(True) == ()
    (found,) = check_printable(False, ("certificates", "Y"))
    assert found.code is FindingCode.CERTIFICATE_NOT_PRINTABLE
    assert not is_refused((found,))
