"""四(四) A certificate (证书) later: corrected, printed again, cancelled, revoked."""

import re
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import CertificateValidity, DocumentType

PRINT_NUMBER = re.compile(r"[A-Za-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class HolderFace:
    """What the face says of its holder; the number as it is normalised."""

    name: str
    document_type: DocumentType
    document_number: str


@clause("4.4")
def validity_of(revoked_on: date | None, cancelled_on: date | None) -> CertificateValidity:
    """The center revokes (撤销), the agency cancels (注销); of both the revocation counts."""
    if revoked_on is not None:
        return CertificateValidity.REVOKED
    if cancelled_on is not None:
        return CertificateValidity.CANCELLED
    return CertificateValidity.VALID


@clause("4.4")
def check_in_force(validity: CertificateValidity, path: Path = ()) -> Findings:
    """Nothing more is done to what was revoked or cancelled; its number stays used."""
    return found_when(
        validity is not CertificateValidity.VALID,
        FindingCode.CERTIFICATE_NOT_IN_FORCE,
        path,
        validity=validity.zh,
        validity_en=validity.en,
    )


@clause("4.4")
def check_no_open_correction(is_open: bool, path: Path = ()) -> Findings:
    """One correction is decided before the next is asked for."""
    return found_when(is_open, FindingCode.CORRECTION_OPEN, path)


@clause("4.4")
def check_correction(before: HolderFace, after: HolderFace, path: Path = ()) -> Findings:
    """A change of name or identity; occupation, trade and level are those of the plan, and the
    level stands in the number: a certificate that is wrong in them is cancelled or revoked."""
    return found_when(before == after, FindingCode.CORRECTION_WITHOUT_CHANGE, path)


@clause("4.4")
def check_print_number(number: str, path: Path = ("printNumber",)) -> Findings:
    """The number of the sheet (印制流水码) is another than that of the certificate."""
    is_written = PRINT_NUMBER.fullmatch(number) is not None
    return found_when(not is_written, FindingCode.PRINT_NUMBER_INVALID, path)
