"""四(三): a resit names an earlier result, and keeps what was passed in it for its term."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.clause_4_3_marks import MarkedPart
from rules.clause_4_3_resit import (
    Earlier,
    NamedPart,
    carried_mark,
    check_failed_parts,
    check_not_carried,
    check_resit,
    is_carried_over,
    same_part,
)
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import Level, PartKind
from tests.rules.asked import codes

TURNER, OLD_NAME = OccupationKey(2022, "6-18-01-01"), OccupationKey(2015, "6-18-01-01")
LEVEL = Level(3)
FAILED = Earlier(
    frozenset({TURNER, OLD_NAME}), LEVEL, date(2026, 6, 30), is_accepted=True, is_passed=False
)
LAST_DAY = date(2028, 6, 29)
THEORY, PRACTICE = NamedPart(PartKind.THEORY, "理论"), NamedPart(PartKind.PRACTICE, "实操")
COURSE = NamedPart(PartKind.COURSE_EXAMINATION, "课程考试")


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("occupation", [TURNER, OLD_NAME])
@pytest.mark.parametrize("first_session_on", [None, date(2026, 9, 1), LAST_DAY])
def test_a_failed_result_may_be_sat_again_within_its_term(
    occupation: OccupationKey, first_session_on: date | None
) -> None:
    assert check_resit(FAILED, occupation, LEVEL, first_session_on) == ()


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (replace(FAILED, is_accepted=False), FindingCode.RESIT_OF_NO_RESULT),
        (replace(FAILED, is_passed=True), FindingCode.RESIT_OF_PASSED),
        (replace(FAILED, level=Level(4)), FindingCode.RESIT_OF_ANOTHER),
        (replace(FAILED, occupations=frozenset({OLD_NAME})), FindingCode.RESIT_OF_ANOTHER),
        (replace(FAILED, resit_months=2), FindingCode.RESIT_TERM_OVER),
    ],
)
def test_what_is_no_resit_is_refused(earlier: Earlier, expected: FindingCode) -> None:
    found = check_resit(earlier, TURNER, LEVEL, date(2026, 9, 1), ("resitOfId",))
    assert [(finding.code, finding.path) for finding in found] == [(expected, ("resitOfId",))]


@pytest.mark.clause("4.3")
def test_the_term_is_over_the_day_after_its_last() -> None:
    (finding,) = check_resit(FAILED, TURNER, LEVEL, date(2028, 6, 30))
    assert finding.code is FindingCode.RESIT_TERM_OVER
    assert str(LAST_DAY) in finding.message_en
    assert is_carried_over(FAILED.ended_on, LAST_DAY, 24)
    assert not is_carried_over(FAILED.ended_on, date(2028, 6, 30), 24)


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("earlier", "before", "parts", "expected"),
    [
        (THEORY, [THEORY, PRACTICE], [THEORY, PRACTICE], "理论"),
        (THEORY, [THEORY, PRACTICE], [replace(THEORY, name="理论知识"), PRACTICE], "理论知识"),
        (THEORY, [THEORY, PRACTICE], [COURSE, PRACTICE], "课程考试"),
        (COURSE, [COURSE, PRACTICE], [THEORY, PRACTICE], "理论"),
        (THEORY, [THEORY, PRACTICE], [PRACTICE], ""),
        (THEORY, [THEORY], [replace(THEORY, name="一"), replace(THEORY, name="二")], ""),
        (THEORY, [THEORY, replace(THEORY, name="二")], [replace(THEORY, name="三")], ""),
        (THEORY, [THEORY, replace(THEORY, name="二")], [THEORY], "理论"),
    ],
)
def test_a_part_is_known_again_by_its_name_or_as_the_only_one_of_its_kind(
    earlier: NamedPart, before: list[NamedPart], parts: list[NamedPart], expected: str
) -> None:
    assert same_part(earlier, before, parts) == expected


@pytest.mark.clause("4.3")
def test_a_module_is_known_again_by_its_name_alone() -> None:
    one, two = NamedPart(PartKind.MODULE, "一"), NamedPart(PartKind.MODULE, "二")
    assert same_part(one, [one], [two]) == ""
    assert same_part(one, [one, two], [two, one]) == "一"


@pytest.mark.clause("4.3")
def test_a_mark_is_carried_to_the_scale_of_the_later_part() -> None:
    course = MarkedPart("课程", Decimal(90), Decimal(150))
    assert carried_mark(Decimal(100), course, MarkedPart("理论")) == Decimal("66.7")
    assert carried_mark(Decimal("66.5"), MarkedPart("理论"), MarkedPart("理论")) == Decimal("66.5")


@pytest.mark.clause("4.3")
def test_what_was_carried_over_is_not_marked_again() -> None:
    assert codes(check_not_carried(True, "理论")) == [FindingCode.MARK_CARRIED_OVER]
    assert check_not_carried(False, "理论") == ()


SAT = replace(FAILED, parts=(THEORY, PRACTICE), passed={"实操": FAILED.ended_on})


@pytest.mark.clause("4.3")
def test_what_was_failed_is_among_the_parts_of_the_resit() -> None:
    on = date(2026, 9, 1)
    assert check_failed_parts(SAT, [THEORY, PRACTICE], on) == ()
    assert check_failed_parts(SAT, [replace(THEORY, name="理论知识")], on) == ()
    (finding,) = check_failed_parts(SAT, [PRACTICE], None, ("resitOfId",))
    assert (finding.code, finding.path) == (FindingCode.RESIT_WITHOUT_PART, ("resitOfId",))
    assert "理论" in finding.message_zh
    absent = replace(SAT, passed={})
    assert codes(check_failed_parts(absent, [THEORY], on)) == [FindingCode.RESIT_WITHOUT_PART]


@pytest.mark.clause("4.3")
def test_a_part_passed_before_its_term_is_sat_again_too() -> None:
    carried_twice = replace(SAT, passed={"实操": date(2024, 6, 30)})
    assert check_failed_parts(carried_twice, [THEORY], date(2026, 6, 29)) == ()
    found = check_failed_parts(carried_twice, [THEORY], date(2026, 9, 1))
    assert codes(found) == [FindingCode.RESIT_WITHOUT_PART]


@pytest.mark.clause("4.3")
def test_theory_was_failed_by_who_sat_it_and_did_not_pass() -> None:
    assert replace(SAT, has_theory_mark=True).has_failed_theory
    assert not SAT.has_failed_theory
    passed = {"理论": SAT.ended_on}
    assert not replace(SAT, has_theory_mark=True, passed=passed).has_failed_theory
