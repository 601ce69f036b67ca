"""一(二) The scope extended, step by step and major by major, to students of other schools."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.clause_3_3_filing import Validity
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Authority, ExtensionStatus

E = ExtensionStatus
UNDER_WAY = frozenset(
    {E.PROPOSED, E.CONSENTED_BY_BUREAU, E.CONSENTED_BY_COMMISSION, E.CONSENTED, E.SENT_BACK}
)
CONSENTED_BY = MappingProxyType(
    {Authority.BUREAU: E.CONSENTED_BY_BUREAU, Authority.COMMISSION: E.CONSENTED_BY_COMMISSION}
)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension to one school, major and occupation, and its days once it is recorded."""

    status: ExtensionStatus
    valid: Validity | None = None


@clause("1.2")
def check_proposal(
    is_own_school: bool,
    is_matched: bool,
    known: Iterable[Extension],
    today: date,
    path: Path = (),
) -> Findings:
    """Another school's major that matches the occupation; one extension of the same at a time."""
    is_known = any(
        one.status in UNDER_WAY
        or (one.status is E.RECORDED and one.valid is not None and today <= one.valid.valid_to)
        for one in known
    )
    return (
        found_when(is_own_school, FindingCode.EXTENSION_TO_ITSELF, (*path, "majorId"))
        + found_when(not is_matched, FindingCode.EXTENSION_UNMATCHED, (*path, "occupationId"))
        + found_when(is_known, FindingCode.EXTENSION_KNOWN, (*path, "majorId"))
    )


@clause("1.2")
def check_in_force(is_agency_in_force: bool, is_held: bool, path: Path = ()) -> Findings:
    """Only an agency that runs well serves others: in force, with the item, on the first day."""
    return found_when(
        not is_agency_in_force, FindingCode.EXTENSION_OF_AGENCY_NOT_IN_FORCE, path
    ) + found_when(not is_held, FindingCode.EXTENSION_WITHOUT_ITEM, path)


@clause("1.2")
def check_consent(status: ExtensionStatus, authority: Authority, path: Path = ()) -> Findings:
    """Each authority decides once."""
    return found_when(
        status is CONSENTED_BY[authority], FindingCode.EXTENSION_DECIDED, path, by=authority.zh,
        by_en=authority.en,
    )  # fmt: skip


@clause("1.2")
def state_after_consent(status: ExtensionStatus, authority: Authority) -> ExtensionStatus:
    """Both consents together consent, in whichever order."""
    return CONSENTED_BY[authority] if status is E.PROPOSED else E.CONSENTED


@clause("1.2")
def check_days(valid: Validity, agency: Validity, today: date, path: Path = ()) -> Findings:
    """It begins today or later, and lasts no longer than the agency."""
    begins_late_enough = today <= valid.valid_from <= valid.valid_to
    return found_when(
        not begins_late_enough, FindingCode.EXTENSION_DAYS_INVALID, (*path, "validFrom")
    ) + found_when(
        valid.valid_to > agency.valid_to,
        FindingCode.EXTENSION_BEYOND_AGENCY,
        (*path, "validTo"),
        ends_on=agency.valid_to,
    )
