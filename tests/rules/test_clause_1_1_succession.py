"""一(一): a school renamed, merged, closed."""

from datetime import date

import pytest

from rules.clause_1_1_succession import (
    Names,
    check_end,
    check_filed_name,
    check_renaming,
    check_successor,
    filed_name,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import InstitutionStatus
from tests.rules.asked import codes

BEFORE, AFTER = Names("甲学院"), Names("乙学院")
SINCE = date(1999, 9, 1)


@pytest.mark.clause("1.1")
def test_the_filed_name_bears_the_branch_once() -> None:
    assert filed_name("上海职业学院", None) == "上海职业学院"
    assert filed_name("上海大学", "高等技术学院") == "上海大学高等技术学院"
    assert filed_name("上海大学高等技术学院", "高等技术学院") == "上海大学高等技术学院"


@pytest.mark.clause("1.1")
def test_a_new_name_is_another_one_and_begins_later_than_the_present_one() -> None:
    assert check_renaming(BEFORE, AFTER, SINCE, date(1999, 9, 2)) == ()
    assert codes(check_renaming(BEFORE, BEFORE, SINCE, date(2026, 9, 1))) == [
        FindingCode.NAME_UNCHANGED
    ]
    assert codes(check_renaming(BEFORE, AFTER, SINCE, SINCE)) == [FindingCode.NAME_OVERTAKEN]


@pytest.mark.clause("1.1")
def test_another_branch_is_another_name() -> None:
    here, there = Names("大学", "甲学院", "大学"), Names("大学", "乙学院", "大学")
    assert check_renaming(here, there, SINCE, date(2026, 9, 1)) == ()


@pytest.mark.clause("1.1")
def test_an_agency_is_told_that_its_filed_name_stays_behind() -> None:
    assert check_filed_name(None, AFTER) == check_filed_name("乙学院", AFTER) == ()
    found = check_filed_name("甲学院", AFTER)
    assert codes(found) == [FindingCode.FILED_NAME_BEHIND]
    assert not is_refused(found)


@pytest.mark.clause("1.1")
def test_a_school_does_not_end_before_it_began() -> None:
    assert check_end(SINCE, SINCE) == ()
    assert codes(check_end(SINCE, date(1999, 8, 31))) == [FindingCode.CLOSED_BEFORE_IT_BEGAN]


@pytest.mark.clause("1.1")
@pytest.mark.parametrize("status", InstitutionStatus)
def test_only_another_verified_school_succeeds(status: InstitutionStatus) -> None:
    expected = [] if status is InstitutionStatus.VERIFIED else [FindingCode.SUCCESSOR_NOT_VERIFIED]
    assert codes(check_successor(False, status)) == expected
    assert codes(check_successor(True, status)) == [FindingCode.SUCCESSOR_IS_ITSELF]
