"""三(四) The public directory (目录): who is shown, and what must be there to be shown."""

from datetime import date

from rules.clause_3_3_agency import Standing, status_on
from rules.clause_3_3_filing import Validity
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import AgencyStatus


@clause("3.4")
def is_in_force(standing: Standing, validity: Validity, on: date) -> bool:
    """Whether the agency may evaluate on the day: neither suspended nor removed, and valid."""
    return status_on(standing, on) is AgencyStatus.LISTED and validity.contains(on)


@clause("3.4")
def is_in_directory(status: AgencyStatus) -> bool:
    """Whether the public sees the agency: a suspended or expired one too, marked as such."""
    return status is not AgencyStatus.REMOVED


@clause("3.4")
def check_directory_entry(address: str | None, telephone: str | None, path: Path = ()) -> Findings:
    """The public can reach the evaluation department: address and telephone are there."""
    missing = [
        (zh, en)
        for text, zh, en in ((address, "地址", "address"), (telephone, "电话", "telephone"))
        if not (text or "").strip()
    ]
    return found_when(
        bool(missing),
        FindingCode.DIRECTORY_ENTRY_INCOMPLETE,
        path,
        missing="、".join(zh for zh, _ in missing),
        missing_en=", ".join(en for _, en in missing),
    )
