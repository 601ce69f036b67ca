"""三(四): the public directory."""

from datetime import date

import pytest

from rules.clause_3_3_agency import UNTOUCHED, Standing, Suspension
from rules.clause_3_3_filing import Validity
from rules.clause_3_4_directory import check_directory_entry, is_in_directory, is_in_force
from rules.finding import FindingCode
from rules.level_range import levels_between, name_of_range
from rules.vocabulary import AgencyStatus, Level
from tests.rules.asked import codes

VALID = Validity(date(2026, 9, 1), date(2029, 8, 31))


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("standing", "is_listed"),
    [
        (UNTOUCHED, True),
        (Standing((Suspension(date(2026, 9, 1)),)), False),
        (Standing((Suspension(date(2026, 9, 2), date(2029, 8, 30)),)), True),
        (Standing((), date(2026, 9, 1)), False),
        (Standing((), date(2029, 9, 1)), True),
    ],
)
@pytest.mark.parametrize(
    ("day", "is_within"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2029, 8, 31), True),
        (date(2029, 9, 1), False),
    ],
)
def test_an_agency_in_force_is_neither_suspended_nor_removed_and_within_its_validity(
    standing: Standing, is_listed: bool, day: date, is_within: bool
) -> None:
    assert is_in_force(standing, VALID, day) == (is_listed and is_within)


@pytest.mark.clause("3.4")
def test_the_public_sees_a_suspended_agency_but_not_a_removed_one() -> None:
    seen = {status for status in AgencyStatus if is_in_directory(status)}
    assert seen == {AgencyStatus.LISTED, AgencyStatus.SUSPENDED}


@pytest.mark.clause("3.4")
def test_the_directory_says_where_to_ask() -> None:
    assert check_directory_entry("徐汇区某路1号", "021-12345678") == ()
    (finding,) = check_directory_entry(" ", None)
    assert finding.code is FindingCode.DIRECTORY_ENTRY_INCOMPLETE
    assert finding.message_zh == "公布目录须有评价部门的地址、电话"
    assert codes(check_directory_entry("徐汇区某路1号", "")) == [
        FindingCode.DIRECTORY_ENTRY_INCOMPLETE
    ]


@pytest.mark.clause("3.4")
def test_a_level_range_runs_from_the_lowest_to_the_highest() -> None:
    assert levels_between(5, 3) == {Level.JUNIOR, Level.INTERMEDIATE, Level.ADVANCED}
    assert levels_between(4, 4) == {Level.INTERMEDIATE}
    assert name_of_range(5, 3) == "五级/初级工至三级/高级工"
    assert name_of_range(4, 4) == "四级/中级工"
    with pytest.raises(ValueError, match="lowest level"):
        levels_between(3, 5)
