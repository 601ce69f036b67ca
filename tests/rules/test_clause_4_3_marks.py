"""四(三): results are complete, and passed at 60 of 100 in every part."""

from decimal import Decimal

import pytest

from rules.clause_4_3_marks import (
    Mark,
    MarkedPart,
    Result,
    check_entered,
    check_marks,
    check_results,
    is_passed,
    parts_passed,
    total_of,
)
from rules.finding import FindingCode
from tests.rules.asked import codes

PARTS = [MarkedPart("理论"), MarkedPart("实操")]
COURSE = MarkedPart("理论", pass_mark=Decimal(100), full_mark=Decimal(150))


def marks(theory: str, practice: str) -> tuple[Mark, ...]:
    return Mark("理论", Decimal(theory)), Mark("实操", Decimal(practice))


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (marks("60", "60"), True),
        (marks("59.9", "100"), False),
        (marks("100", "59.9"), False),
        (marks("60", "60")[:1], False),
    ],
)
def test_passed_is_60_in_every_part(given: tuple[Mark, ...], expected: bool) -> None:
    assert is_passed(Result("c", given), PARTS) == expected


@pytest.mark.clause("4.3")
def test_the_absent_do_not_pass_and_a_standard_may_ask_for_more_but_not_less() -> None:
    theory, practice = PARTS
    assert not is_passed(Result("c", is_absent=True), PARTS)
    demanding, lenient = MarkedPart("实操", Decimal(70)), MarkedPart("理论", Decimal(40))
    assert not is_passed(Result("c", marks("60", "60")), [theory, demanding])
    assert not is_passed(Result("c", marks("50", "60")), [lenient, practice])


@pytest.mark.clause("4.3")
def test_a_course_examination_is_marked_and_passed_on_its_own_scale() -> None:
    parts = [COURSE, PARTS[1]]
    assert check_marks(Result("c", marks("150", "60")), parts) == ()
    assert codes(check_marks(Result("c", marks("150.5", "60")), parts)) == [
        FindingCode.MARK_OUT_OF_RANGE
    ]
    assert is_passed(Result("c", marks("100", "60")), parts)
    assert not is_passed(Result("c", marks("99.9", "60")), parts)
    cheap = MarkedPart("理论", pass_mark=Decimal(50), full_mark=Decimal(150))
    assert not is_passed(Result("c", marks("89.9", "60")), [cheap, PARTS[1]])
    assert is_passed(Result("c", marks("90", "60")), [cheap, PARTS[1]])


@pytest.mark.clause("4.3")
def test_who_fails_one_part_has_passed_the_other() -> None:
    assert parts_passed(Result("c", marks("60", "59.9")), PARTS) == {"理论"}
    assert parts_passed(Result("c", is_absent=True), PARTS) == frozenset()


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (("30", "70"), "84.0"),
        (("33.3", "66.7"), "83.3"),
        (("30", "60"), None),
        (("100", None), None),
    ],
)
def test_the_total_weighs_what_weighs_100_together(
    weights: tuple[str | None, ...], expected: str | None
) -> None:
    parts = [
        MarkedPart(part.name, weight=weight and Decimal(weight))
        for part, weight in zip(PARTS, weights, strict=True)
    ]
    total = Decimal(expected) if expected else None
    assert total_of(Result("c", marks("70", "90")), parts) == total


@pytest.mark.clause("4.3")
def test_there_is_no_total_of_the_absent_nor_before_every_part_is_marked() -> None:
    parts = [MarkedPart(part.name, weight=Decimal(50)) for part in PARTS]
    assert total_of(Result("c", is_absent=True), parts) is None
    assert total_of(Result("c", marks("70", "90")[:1]), parts) is None
    assert total_of(Result("c", marks("70.1", "70.0")), parts) == Decimal("70.1")


@pytest.mark.clause("4.3")
def test_a_part_carried_over_is_not_missed_and_stays_passed() -> None:
    theory, practice = marks("60", "60")
    carried = frozenset({"理论"})
    assert check_marks(Result("a", (practice,), carried=carried), PARTS) == ()
    demanding = [MarkedPart("理论", Decimal(70)), PARTS[1]]
    assert not is_passed(Result("a", (theory, practice)), demanding)
    assert is_passed(Result("a", (theory, practice), carried=carried), demanding)
    assert not is_passed(Result("a", is_absent=True, carried=carried), demanding)


@pytest.mark.clause("4.3")
def test_results_are_filed_as_a_whole() -> None:
    assert check_entered(True) == ()
    assert codes(check_entered(False)) == [FindingCode.RESULT_MISSING]


@pytest.mark.clause("4.3")
def test_every_candidate_has_exactly_one_result() -> None:
    fine = [Result("a", marks("60", "70.5")), Result("b", is_absent=True)]
    assert check_results(["a", "b"], PARTS, fine) == ()
    found = check_results(["a", "b"], PARTS, [fine[0], fine[0], Result("z", is_absent=True)])
    assert [(finding.code, finding.path) for finding in found] == [
        (FindingCode.RESULT_REPEATED, ("results", 1)),
        (FindingCode.RESULT_OF_NO_CANDIDATE, ("results", 2)),
        (FindingCode.RESULT_MISSING, ("candidates", 1)),
    ]


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", []),
        ("100", []),
        ("59.5", []),
        ("59.50", []),
        ("59.55", [FindingCode.MARK_TOO_PRECISE]),
        ("-0.1", [FindingCode.MARK_OUT_OF_RANGE]),
        ("100.1", [FindingCode.MARK_OUT_OF_RANGE]),
        ("NaN", [FindingCode.MARK_OUT_OF_RANGE]),
        ("Infinity", [FindingCode.MARK_OUT_OF_RANGE]),
    ],
)
def test_a_mark_lies_on_the_scale_of_its_part_with_one_decimal(
    value: str, expected: list[FindingCode]
) -> None:
    assert codes(check_marks(Result("a", marks(value, "60")), PARTS)) == expected


@pytest.mark.clause("4.3")
def test_marks_are_those_of_the_parts_each_once() -> None:
    theory, practice = marks("60", "60")
    assert codes(check_marks(Result("a", (theory,)), PARTS)) == [FindingCode.MARK_MISSING]
    assert codes(check_marks(Result("a", (theory, theory, practice)), PARTS)) == [
        FindingCode.MARK_REPEATED
    ]
    other = Mark("面试", Decimal(80))
    (finding,) = check_marks(Result("a", (theory, practice, other)), PARTS, ("results", 7))
    assert finding.code is FindingCode.MARK_OF_ANOTHER_PART
    assert finding.path == ("results", 7, "marks", 2, "part")


@pytest.mark.clause("4.3")
def test_an_absent_candidate_has_no_marks() -> None:
    found = check_marks(Result("a", marks("60", "60"), is_absent=True), PARTS)
    assert codes(found) == [FindingCode.MARK_OF_ABSENT]
