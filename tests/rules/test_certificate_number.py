"""The certificate number, with agency codes that are in use."""

import pytest

from rules.certificate_number import (
    AgencyCode,
    CertificateNumber,
    compose,
    compose_agency_code,
    parse,
    parse_agency_code,
)
from rules.identifiers import Rejection
from rules.vocabulary import AgencyCategory, Level

CODE = "Y000031000001"


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Y000051001064", AgencyCode(AgencyCategory.Y, "0000", "51", 1064)),
        ("Y000051001068", AgencyCode(AgencyCategory.Y, "0000", "51", 1068)),
        ("S000037000072", AgencyCode(AgencyCategory.S, "0000", "37", 72)),
        ("Y000123000007", AgencyCode(AgencyCategory.Y, "0001", "23", 7)),
    ],
)
def test_an_agency_code_comes_apart_and_together_again(text: str, expected: AgencyCode) -> None:
    assert parse_agency_code(text) == expected
    assert str(expected) == text


@pytest.mark.clause("4.4")
def test_an_agency_first_filed_with_the_city_has_0000_and_31() -> None:
    assert compose_agency_code(AgencyCategory.Y, 1) == CODE
    assert compose_agency_code(AgencyCategory.S, 999_999) == "S000031999999"


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("serial", [0, 1_000_000, -1])
def test_a_serial_of_an_agency_out_of_range_is_an_error(serial: int) -> None:
    with pytest.raises(ValueError, match="999999"):
        compose_agency_code(AgencyCategory.Y, serial)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    "text", ["", "J000031000001", "Y00003100001", "Y0000310000011", "Y00003100000A"]
)
def test_a_text_of_another_form_is_no_agency_code(text: str) -> None:
    assert isinstance(parse_agency_code(text), Rejection)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("level", [Level.ADVANCED, Level.INTERMEDIATE, Level.JUNIOR])
def test_a_number_has_22_characters_and_comes_apart_as_composed(level: Level) -> None:
    number = compose(CODE, 2026, level, 42)
    assert number == f"Y00003100000126{level:d}000042"
    assert len(number) == 22
    assert parse(number) == CertificateNumber(CODE, 2026, level, 42)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("level", Level)
def test_every_level_of_the_national_rule_is_read(level: Level) -> None:
    answer = parse(f" y00012300000719{level:d}000001 ")
    assert answer == CertificateNumber("Y000123000007", 2019, level, 1)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("agency_code", "year", "level", "serial"),
    [
        ("Y00003100001", 2026, Level.ADVANCED, 1),
        (CODE, 1999, Level.ADVANCED, 1),
        (CODE, 2100, Level.ADVANCED, 1),
        (CODE, 2026, Level.TECHNICIAN, 1),
        (CODE, 2026, Level.ADVANCED, 0),
        (CODE, 2026, Level.ADVANCED, 1_000_000),
    ],
)
def test_a_wrong_number_is_never_composed(
    agency_code: str, year: int, level: Level, serial: int
) -> None:
    with pytest.raises(ValueError, match=r"agency code|year|level|serial"):
        compose(agency_code, year, level, serial)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Y00003100000126300004",
        "Y0000310000012630000421",
        "Y000031000001260000042",
        "Y000031000001266000042",
        "1331000000300042",
        "Y000031000001٢63000042",
    ],
)
def test_a_text_of_another_form_is_no_certificate_number(text: str) -> None:
    answer = parse(text)
    assert isinstance(answer, Rejection)
    assert "22" in answer.zh
