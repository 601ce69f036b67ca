"""What an account must meet, whatever the act."""

import pytest

from rules.account import (
    check_acts_for_no_other,
    check_mail_address,
    check_not_own,
    check_password,
    check_role,
    wrong_password,
)
from rules.finding import FindingCode
from rules.vocabulary import Role
from tests.rules.asked import codes

COMPLETE = [
    (Role.SCHOOL, "institution"),
    (Role.EXPERT, "expert"),
    (Role.SUPERVISOR, "district"),
    (Role.SUPERVISOR, ""),
    *((role, "") for role in (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)),
    (Role.ADMINISTRATOR, ""),
]


@pytest.mark.parametrize(
    ("length", "is_refused"), [(11, True), (12, False), (128, False), (129, True)]
)
def test_a_password_has_12_to_128_characters(length: int, is_refused: bool) -> None:
    found = check_password("口" * length, ("password",))
    assert codes(found) == [FindingCode.PASSWORD_LENGTH_INVALID] * is_refused


def test_a_finding_on_a_password_does_not_repeat_it() -> None:
    (finding,) = check_password("secret", ("password",))
    assert "secret" not in finding.message_zh + finding.message_en
    assert codes(wrong_password(("currentPassword",))) == [FindingCode.PASSWORD_WRONG]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("named", ["", "institution", "district", "expert"])
def test_a_role_names_what_it_acts_for_and_nothing_else(role: Role, named: str) -> None:
    found = check_role(
        role,
        has_institution=named == "institution",
        has_district=named == "district",
        has_expert=named == "expert",
        path=("role",),
    )
    expected = [] if (role, named) in COMPLETE else [FindingCode.ROLE_INCOMPLETE]
    assert codes(found) == expected


def test_nobody_ends_the_own_account_and_no_school_one_of_others() -> None:
    assert codes(check_not_own(True, ("id",))) == [FindingCode.OWN_ACCOUNT]
    assert codes(check_acts_for_no_other(True, ("id",))) == [FindingCode.ACCOUNT_OF_OTHERS]
    assert check_not_own(False, ("id",)) + check_acts_for_no_other(False, ("id",)) == ()


@pytest.mark.parametrize("text", ["li@example.org", "a.b+c@mail.example.cn", "x@a-b.example"])
def test_a_mail_address_with_consent_is_taken(text: str) -> None:
    assert check_mail_address(text, True, ("address",), ("consents",)) == ()


@pytest.mark.parametrize(
    "text",
    ["", "li", "li@", "@example.org", "li@example", "a b@example.org", "li@example.org\n",
     "li@example.org\r\nBcc: x@example.org", "李@example.org", "li@example..org",
     "x" * 65 + "@example.org", "a@" + "b." * 130 + "org"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused_at_its_place(text: str) -> None:
    (found,) = check_mail_address(text, True, ("address",), ("consents",))

    assert (found.code, found.path) == (FindingCode.MAIL_ADDRESS_INVALID, ("address",))


def test_without_consent_no_address_is_kept() -> None:
    (found,) = check_mail_address("li@example.org", False, ("address",), ("consents",))

    assert (found.code, found.path) == (FindingCode.MAIL_CONSENT_MISSING, ("consents",))
