"""三(四) What a filing receipt (备案回执) says, and what it is worth on a day."""

from collections.abc import Iterable
from datetime import date

from rules.clause_3_3_filing import Validity
from rules.clauses import clause
from rules.vocabulary import ReceiptStanding


@clause("3.4")
def receipt_standing(
    valid: Validity, removed_on: date | None, suspended: Iterable[Validity], on: date
) -> ReceiptStanding:
    """A removal outweighs the end of the term, that a suspension; both days of each count."""
    if removed_on is not None and removed_on <= on:
        return ReceiptStanding.REMOVED
    if on > valid.valid_to:
        return ReceiptStanding.EXPIRED
    if any(days.contains(on) for days in suspended):
        return ReceiptStanding.SUSPENDED
    if on < valid.valid_from:
        return ReceiptStanding.NOT_YET_VALID
    return ReceiptStanding.VALID
