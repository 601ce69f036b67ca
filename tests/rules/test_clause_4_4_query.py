"""四(四): what is said of a certificate that was found, and in vain."""

from datetime import date

import pytest

from rules.clause_4_4_query import (
    Found,
    certificate_checks,
    identity_end,
    usual_causes,
    whom_to_ask,
)
from rules.clauses import clause
from rules.vocabulary import CertificateCheckKind, CertificateValidity, CheckOutcome

PASSED, FAILED, NONE = CheckOutcome.PASSED, CheckOutcome.FAILED, CheckOutcome.NOT_AVAILABLE
VALID = CertificateValidity.VALID


@clause("4.4")
@pytest.mark.parametrize(
    ("found", "outcomes"),
    [
        (Found(True, True, VALID, None, True), [PASSED, PASSED, PASSED, PASSED]),
        (Found(False, True, VALID, None, True), [FAILED, PASSED, PASSED, PASSED]),
        (Found(True, False, VALID, None, True), [PASSED, FAILED, PASSED, PASSED]),
        (Found(True, True, VALID, None, False), [PASSED, PASSED, PASSED, FAILED]),
        (Found(True, True, VALID, None, None), [PASSED, PASSED, PASSED, NONE]),
    ],
)
def test_a_check_that_fails_leaves_the_others_as_they_are(
    found: Found, outcomes: list[CheckOutcome]
) -> None:
    checks = certificate_checks(found)
    assert [check.kind for check in checks] == list(CertificateCheckKind)
    assert [check.outcome for check in checks] == outcomes
    assert all(check.words.zh and check.words.en for check in checks)


@clause("4.4")
@pytest.mark.parametrize("validity", [v for v in CertificateValidity if v is not VALID])
def test_an_end_is_told_with_its_day(validity: CertificateValidity) -> None:
    found = Found(True, True, validity, date(2026, 10, 21), None)
    [check] = [c for c in certificate_checks(found) if c.kind is CertificateCheckKind.IN_FORCE]
    assert check.outcome is FAILED
    assert check.words.zh == f"证书{validity.zh}（2026-10-21）。"


@clause("4.4")
@pytest.mark.parametrize(
    ("number", "end"),
    [("11010119900307765X", "07765X"), ("A12345", "A12345"), ("A1234", None), ("", None)],
)
def test_the_end_of_an_identity_number_has_six_characters(number: str, end: str | None) -> None:
    assert identity_end(number) == end


@clause("4.4")
def test_in_vain_nothing_is_said_of_what_was_asked() -> None:
    assert len({words.zh for words in usual_causes()}) == len(usual_causes())
    assert "市职鉴中心" in whom_to_ask().zh
