"""四(四): what becomes of a certificate later."""

from dataclasses import replace
from datetime import date

import pytest

from rules.clause_4_4_changes import (
    HolderFace,
    check_correction,
    check_in_force,
    check_no_open_correction,
    check_print_number,
    validity_of,
)
from rules.finding import FindingCode
from rules.vocabulary import CertificateValidity, DocumentType
from tests.rules.asked import codes

DAY = date(2027, 5, 10)
FACE = HolderFace("欧阳小明", DocumentType.PASSPORT, "E12345678")


@pytest.mark.clause("4.4")
def test_what_is_revoked_or_cancelled_is_no_longer_in_force() -> None:
    assert validity_of(None, None) is CertificateValidity.VALID
    assert validity_of(None, DAY) is CertificateValidity.CANCELLED
    assert validity_of(DAY, DAY) is CertificateValidity.REVOKED
    assert check_in_force(CertificateValidity.VALID) == ()
    (finding,) = check_in_force(CertificateValidity.REVOKED)
    assert finding.code is FindingCode.CERTIFICATE_NOT_IN_FORCE
    assert "撤销" in finding.message_zh


@pytest.mark.clause("4.4")
def test_one_correction_is_decided_before_the_next() -> None:
    assert check_no_open_correction(False) == ()
    assert codes(check_no_open_correction(True)) == [FindingCode.CORRECTION_OPEN]


@pytest.mark.clause("4.4")
def test_a_correction_changes_name_kind_or_number() -> None:
    assert codes(check_correction(FACE, FACE)) == [FindingCode.CORRECTION_WITHOUT_CHANGE]
    for changed in (
        replace(FACE, name="欧阳晓明"),
        replace(FACE, document_number="E12345679"),
        replace(FACE, document_type=DocumentType.RESIDENT_IDENTITY_CARD),
    ):
        assert check_correction(FACE, changed) == ()


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("number", ["", "印001", "a" * 33, "12 3"])
def test_a_print_number_is_written_in_letters_digits_and_hyphens(number: str) -> None:
    assert check_print_number("SH-2027-000001") == ()
    (finding,) = check_print_number(number)
    assert (finding.code, finding.path) == (FindingCode.PRINT_NUMBER_INVALID, ("printNumber",))
