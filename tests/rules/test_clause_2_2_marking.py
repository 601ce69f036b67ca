"""二(二): how the parts of a basis are marked, weighed and retaken."""

from dataclasses import replace

import pytest

from rules.clause_2_2_marking import DEFAULT_MARKING, check_marking
from rules.finding import FindingCode
from rules.vocabulary import PartKind
from tests.rules.asked import codes


@pytest.mark.clause("2.2")
def test_without_a_rule_of_its_own_every_part_is_passed_at_60_and_there_is_no_total() -> None:
    assert check_marking(DEFAULT_MARKING) == ()
    assert {DEFAULT_MARKING.pass_mark(kind) for kind in PartKind} == {60}
    assert set(DEFAULT_MARKING.weights().values()) == {None}


@pytest.mark.clause("2.2")
def test_a_course_examination_is_weighed_and_passed_as_theory() -> None:
    rule = replace(
        DEFAULT_MARKING,
        theory_pass_mark=70,
        practice_pass_mark=65,
        module_pass_mark=61,
        theory_weight=30,
        practice_weight=70,
    )
    assert check_marking(rule) == ()
    assert [rule.pass_mark(kind) for kind in PartKind] == [
        {PartKind.PRACTICE: 65, PartKind.MODULE: 61}.get(kind, 70) for kind in PartKind
    ]
    assert rule.weights()[PartKind.COURSE_EXAMINATION] == rule.weights()[PartKind.THEORY] == 30
    assert rule.weights()[PartKind.PRACTICE] == 70


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("theory_pass_mark", "theoryPassMark"),
        ("practice_pass_mark", "practicePassMark"),
        ("module_pass_mark", "modulePassMark"),
    ],
)
@pytest.mark.parametrize("mark", [59, 101])
def test_a_pass_mark_lies_between_60_and_100(name: str, field: str, mark: int) -> None:
    (finding,) = check_marking(replace(DEFAULT_MARKING, **{name: mark}))
    assert (finding.code, finding.path) == (FindingCode.NUMBER_OUT_OF_RANGE, (field,))


@pytest.mark.clause("2.2")
@pytest.mark.parametrize("months", [0, 121])
def test_the_term_of_a_resit_is_one_month_to_ten_years(months: int) -> None:
    (finding,) = check_marking(replace(DEFAULT_MARKING, resit_months=months))
    assert (finding.code, finding.path) == (FindingCode.NUMBER_OUT_OF_RANGE, ("resitMonths",))


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    "weights", [(30, None), (None, 70), (30, 71), (0, 100), (100, 0), (-10, 110)]
)
def test_theory_and_practice_weigh_100_together_or_not_at_all(
    weights: tuple[int | None, int | None],
) -> None:
    theory, practice = weights
    rule = replace(DEFAULT_MARKING, theory_weight=theory, practice_weight=practice)
    assert codes(check_marking(rule)) == [FindingCode.PART_WEIGHTS_NOT_WHOLE]
