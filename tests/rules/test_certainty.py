"""What is confirmed stays."""

import pytest

from rules.certainty import check_kept
from rules.finding import FindingCode
from rules.vocabulary import Certainty

CONFIRMED, ASSUMED = Certainty.CONFIRMED, Certainty.ASSUMED


def test_who_offers_an_assumption_for_what_is_confirmed_is_told_that_it_stays() -> None:
    (finding,) = check_kept("2.1", CONFIRMED, ASSUMED, ("rows", 0, "certainty"))
    assert (finding.code, finding.clause) == (FindingCode.CONFIRMED_KEPT, "2.1")
    assert finding.path == ("rows", 0, "certainty")


@pytest.mark.parametrize(
    ("kept", "offered"),
    [(None, ASSUMED), (ASSUMED, ASSUMED), (ASSUMED, CONFIRMED), (CONFIRMED, CONFIRMED)],
)
def test_nothing_is_said_where_nothing_is_kept_back(
    kept: Certainty | None, offered: Certainty
) -> None:
    assert check_kept("2.1", kept, offered) == ()
