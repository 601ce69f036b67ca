"""Identifiers: the value as it is kept, or the reason."""

from datetime import date

import pytest

from rules.identifiers import (
    RESIDENT_CHECKS,
    RESIDENT_WEIGHTS,
    Identifier,
    Rejection,
    ResidentIdentity,
    identity_document,
    is_secondary_school_code,
    major_code,
    occupation_code,
    resident_identity,
    school_code,
    uscc,
)
from rules.vocabulary import DocumentType, Sex

TODAY = date(2026, 9, 1)
GOOD = "12310000425006326J"


def checked(seventeen: str) -> str:
    """A made-up number with its right check character."""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(seventeen, RESIDENT_WEIGHTS, strict=True)
    )
    return seventeen + RESIDENT_CHECKS[weighted % 11]


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(
    "text", [GOOD, " 12310000425006326j ", "１２３１００００４２５００６３２６Ｊ"]
)
def test_a_credit_code_is_kept_in_its_normal_writing(text: str) -> None:
    assert uscc(text) == Identifier(GOOD)


@pytest.mark.clause("1.1")
@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_of_a_credit_code_is_found(place: int) -> None:
    other = "2" if GOOD[place] != "2" else "3"
    assert isinstance(uscc(GOOD[:place] + other + GOOD[place + 1 :]), Rejection)


@pytest.mark.clause("1.1")
@pytest.mark.parametrize("text", ["", GOOD[:17], GOOD + "1", "I" + GOOD[1:], GOOD[:2] + "A" * 16])
def test_a_credit_code_of_the_wrong_form_is_rejected_with_its_form(text: str) -> None:
    answer = uscc(text)
    assert isinstance(answer, Rejection)
    assert "18" in answer.zh
    assert "18" in answer.en


@pytest.mark.clause("1.1")
def test_a_credit_code_may_begin_with_a_letter() -> None:
    assert any(
        isinstance(uscc(f"N1310000MA1FL0000{check}"), Identifier)
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY"
    )


@pytest.mark.clause("4.1")
def test_a_resident_number_tells_birth_and_sex() -> None:
    assert resident_identity("11010519491231002x", TODAY) == ResidentIdentity(
        "11010519491231002X", date(1949, 12, 31), Sex.FEMALE
    )
    man = resident_identity(checked("31010420060229001".replace("0229", "0228")), TODAY)
    assert isinstance(man, ResidentIdentity)
    assert man.sex is Sex.MALE


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    "seventeen", ["99999920060615001", "31015120050615001", "83000020060615001"]
)
def test_an_unknown_region_is_no_error(seventeen: str) -> None:
    assert isinstance(resident_identity(checked(seventeen), TODAY), ResidentIdentity)


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    "seventeen",
    ["31010420260902001", "31010420070229001", "31010420061301001", "31010400000101001"],
)
def test_a_birth_to_come_or_on_no_real_day_is_rejected(seventeen: str) -> None:
    answer = resident_identity(checked(seventeen), TODAY)
    assert isinstance(answer, Rejection)
    assert "出生日期" in answer.zh


@pytest.mark.clause("4.1")
def test_born_today_is_in_the_past_enough() -> None:
    assert isinstance(resident_identity(checked("31010420260901001"), TODAY), ResidentIdentity)


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_of_a_resident_number_is_found(place: int) -> None:
    good = checked("31010420060615001")
    wrong = good[:place] + str((int(good[place]) + 1) % 10) + good[place + 1 :]
    assert isinstance(resident_identity(wrong, TODAY), Rejection)


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    "text", ["", "310104200606150", "31010420060615001Y", "٣1010420060615001X"]
)
def test_a_resident_number_of_the_wrong_form_is_rejected(text: str) -> None:
    assert isinstance(resident_identity(text, TODAY), Rejection)


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("document", "number", "is_good"),
    [
        (DocumentType.RESIDENT_IDENTITY_CARD, checked("31010420060615001"), True),
        (DocumentType.RESIDENCE_PERMIT, checked("81000020060615001"), True),
        (DocumentType.RESIDENCE_PERMIT, checked("83000020060615001"), True),
        (DocumentType.RESIDENCE_PERMIT, checked("31010420060615001"), False),
        (DocumentType.MAINLAND_TRAVEL_PERMIT, "h12345678", True),
        (DocumentType.MAINLAND_TRAVEL_PERMIT, "12345678", True),
        (DocumentType.MAINLAND_TRAVEL_PERMIT, "X1234567", False),
        (DocumentType.PERMANENT_RESIDENCE_PERMIT, "USA310012345678", True),
        (DocumentType.PERMANENT_RESIDENCE_PERMIT, "USA31", False),
        (DocumentType.PASSPORT, "E12345678", True),
        (DocumentType.PASSPORT, "E1-2", False),
    ],
)
def test_each_kind_of_document_has_its_form(
    document: DocumentType, number: str, is_good: bool
) -> None:
    assert isinstance(identity_document(document, number, TODAY), Identifier) == is_good


@pytest.mark.clause("4.1")
def test_every_kind_of_document_is_known() -> None:
    for document in DocumentType:
        assert isinstance(identity_document(document, "?", TODAY), Rejection)


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("4131010851", True),
        ("3631000123", True),
        (" 4131010851 ", True),
        ("4131110851", False),
        ("4111010851", False),
        ("4231010851", False),
        ("413101085", False),
        ("41310108510", False),
    ],
)
def test_a_school_code_is_of_the_city_and_of_its_two_categories(text: str, is_good: bool) -> None:
    answer = school_code(text)
    assert isinstance(answer, Identifier) == is_good
    if isinstance(answer, Identifier):
        assert is_secondary_school_code(answer.value) == answer.value.startswith("36")


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize("text", ["6-18-01-01", "6－18－01－01", " 6–18–01–01"])
def test_an_occupation_code_is_kept_with_plain_dashes(text: str) -> None:
    assert occupation_code(text) == Identifier("6-18-01-01")


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize("text", ["9-18-01-01", "6-18-01", "6180101", "6-18-01-1"])
def test_a_text_of_another_form_is_no_occupation_code(text: str) -> None:
    assert isinstance(occupation_code(text), Rejection)


@pytest.mark.clause("1.3.3")
@pytest.mark.parametrize(
    ("text", "is_good"), [("460103", True), ("520801k", True), ("160103", False), ("46010", False)]
)
def test_a_major_code_has_six_digits(text: str, is_good: bool) -> None:
    assert isinstance(major_code(text), Identifier) == is_good
