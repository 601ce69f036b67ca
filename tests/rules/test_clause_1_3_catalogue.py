"""一(三)1: the catalogue itself."""

import pytest

from rules.clause_1_3_catalogue import (
    check_edition_of_code,
    check_group,
    check_successor,
    depth_of,
    group_of,
)
from rules.clause_1_3_items import check_classification_code
from rules.finding import FindingCode
from tests.rules.asked import codes


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize(
    ("code", "depth", "group"),
    [("6", 1, None), ("6-18", 2, "6"), ("6-18-01", 3, "6-18"), ("6-18-01-01", 4, "6-18-01")],
)
def test_a_code_says_its_depth_and_its_group(code: str, depth: int, group: str | None) -> None:
    assert (depth_of(code), group_of(code)) == (depth, group)
    assert check_classification_code(code) == ()


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize("code", ["", "9", "6-1", "6-18-01-01-01", "6_18", "X6-18-01-01"])
def test_a_damaged_code_is_told_what_a_code_looks_like(code: str) -> None:
    (finding,) = check_classification_code(code, ("code",))
    assert finding.code is FindingCode.OCCUPATION_CODE_INVALID
    assert "6-18-01-01" in finding.message_zh
    assert "6-18-01-01" in finding.message_en


@pytest.mark.clause("1.3.1")
def test_a_code_of_another_edition_is_told_the_editions_that_have_it() -> None:
    (finding,) = check_edition_of_code(2022, {2015, 1999}, ("edition",))
    assert finding.code is FindingCode.OCCUPATION_OF_ANOTHER_EDITION
    assert finding.message_en == "The edition of 2022 has no such code; those of 1999, 2015 have it"
    assert check_edition_of_code(2022, {2022, 2015}) == check_edition_of_code(2022, ()) == ()


@pytest.mark.clause("1.3.1")
def test_a_code_without_its_group_in_the_edition_is_told_the_group() -> None:
    (finding,) = check_group(2015, "6-18-01-01", {"6", "6-18"})
    assert finding.code is FindingCode.GROUP_UNKNOWN
    assert finding.message_en.startswith("The edition of 2015 has no group 6-18-01:")
    assert codes(check_group(2015, "6-18-01", {"6", "6-18"})) == []
    assert codes(check_group(2015, "6", ())) == []


@pytest.mark.clause("1.3.1")
def test_what_an_occupation_became_is_of_a_later_edition() -> None:
    assert check_successor(2015, 2022) == ()
    for edition in (2022, 2015):
        assert codes(check_successor(2022, edition)) == [FindingCode.SUCCESSOR_NOT_LATER]
