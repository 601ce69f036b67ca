"""四(四) Certificates (证书): for who passed, after acceptance, numbered, reported, then public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.certificate_number import CERTIFICATE_SERIAL_MAXIMUM, compose
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import CertificateStatus, Level, ResultFilingStatus
from rules.working_days import DueDay, WorkingDays

CERTIFICATE_REPORT_WORKING_DAYS = 5  # 4.4 says "in time"; the default of a configuration


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate for whom a certificate is asked."""

    is_passed: bool
    has_certificate: bool = False


@clause("4.4")
def check_accepted(is_accepted: bool, path: Path = ()) -> Findings:
    """No certificate before the center has accepted the results."""
    return found_when(not is_accepted, FindingCode.RESULT_FILING_NOT_ACCEPTED, path)


@clause("4.4")
def check_issuance(
    status: ResultFilingStatus,
    accepted_on: date | None,
    issued_on: date,
    today: date,
    path: Path = (),
) -> Findings:
    """Certificates follow the acceptance of the results, and are dated from then to today."""
    is_accepted = status is ResultFilingStatus.ACCEPTED and accepted_on is not None
    is_out_of_time = accepted_on is not None and not accepted_on <= issued_on <= today
    return check_accepted(is_accepted, path) + found_when(
        is_accepted and is_out_of_time,
        FindingCode.ISSUED_BEFORE_ACCEPTANCE,
        (*path, "issuedOn"),
        accepted_on=accepted_on,
    )


@clause("4.4")
def check_candidacies(candidacies: Sequence[Candidacy], path: Path = ("candidateIds",)) -> Findings:
    """Only who passed is given a certificate, and only one."""
    found: Findings = ()
    for place, candidacy in enumerate(candidacies):
        found += found_when(
            not candidacy.is_passed, FindingCode.CANDIDATE_NOT_PASSED, (*path, place)
        ) + found_when(
            candidacy.has_certificate, FindingCode.CERTIFICATE_ALREADY_ISSUED, (*path, place)
        )
    return found


@clause("4.4")
def check_serials(last_serial: int, count: int, path: Path = ()) -> Findings:
    """The serials of agency code, year and level suffice; `last_serial` 0 before the first."""
    left = CERTIFICATE_SERIAL_MAXIMUM - last_serial
    return found_when(count > left, FindingCode.SERIALS_EXHAUSTED, path, left=left, expected=count)


@clause("4.4")
def certificate_numbers(
    agency_code: str, issued_on: date, level: Level, last_serial: int, count: int
) -> tuple[str, ...]:
    """The block of `count` numbers that follows `last_serial`, without gap and without double.

    The serial counts by agency code, year of issue and level. ValueError when they run out.
    """
    serials = range(last_serial + 1, last_serial + 1 + count)
    return tuple(compose(agency_code, issued_on.year, level, serial) for serial in serials)


@clause("4.4")
def check_printable(is_printable: bool, path: Path = ()) -> Findings:
    """A name is never printed with a gap; the other certificates are printed."""
    return found_when(not is_printable, FindingCode.CERTIFICATE_NOT_PRINTABLE, path)


@clause("4.4")
def is_public(status: CertificateStatus) -> bool:
    """The public finds a certificate from the acceptance of its report."""
    return status is CertificateStatus.PUBLISHED


@clause("4.4")
def report_due_on(
    issued_on: date,
    calendar: WorkingDays,
    working_days: int = CERTIFICATE_REPORT_WORKING_DAYS,
) -> DueDay:
    """Certificates are reported to the center in time: 5 working days after issue by default."""
    return calendar.add(issued_on, working_days)


@clause("4.4")
def check_report_in_time(reported_on: date, due_on: date, path: Path = ()) -> Findings:
    """A late report is accepted and remarked upon."""
    return found_when(reported_on > due_on, FindingCode.REPORT_OVERDUE, path, due_on=due_on)
