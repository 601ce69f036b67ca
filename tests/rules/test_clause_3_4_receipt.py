"""What a receipt is worth on a day."""

from datetime import date, timedelta

import pytest

from rules.clause_3_3_filing import Validity
from rules.clause_3_4_receipt import receipt_standing
from rules.vocabulary import ReceiptStanding

BEGINS, ENDS = date(2026, 3, 1), date(2029, 2, 28)
VALID = Validity(BEGINS, ENDS)
DAY = timedelta(days=1)
SUSPENDED = Validity(date(2027, 1, 1), date(2027, 1, 31))


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (BEGINS - DAY, ReceiptStanding.NOT_YET_VALID),
        (BEGINS, ReceiptStanding.VALID),
        (date(2026, 12, 31), ReceiptStanding.VALID),
        (date(2027, 1, 1), ReceiptStanding.SUSPENDED),
        (date(2027, 1, 31), ReceiptStanding.SUSPENDED),
        (date(2027, 2, 1), ReceiptStanding.VALID),
        (ENDS, ReceiptStanding.VALID),
        (ENDS + DAY, ReceiptStanding.EXPIRED),
    ],
)
def test_a_receipt_is_worth_what_its_term_and_suspensions_say(
    on: date, standing: ReceiptStanding
) -> None:
    assert receipt_standing(VALID, None, [SUSPENDED], on) is standing


@pytest.mark.clause("3.4")
def test_a_removal_counts_from_its_day_and_outweighs_everything() -> None:
    removed_on = date(2027, 1, 15)

    before = receipt_standing(VALID, removed_on, [SUSPENDED], removed_on - DAY)
    assert before is ReceiptStanding.SUSPENDED
    for on in (removed_on, ENDS + DAY):
        assert receipt_standing(VALID, removed_on, [SUSPENDED], on) is ReceiptStanding.REMOVED


@pytest.mark.clause("3.4")
def test_a_suspension_that_runs_on_ends_with_the_term() -> None:
    open_suspension = Validity(date(2028, 1, 1), date.max)

    assert receipt_standing(VALID, None, [open_suspension], ENDS) is ReceiptStanding.SUSPENDED
    assert receipt_standing(VALID, None, [open_suspension], ENDS + DAY) is ReceiptStanding.EXPIRED
