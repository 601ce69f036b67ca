"""一(二): the evaluation of a major by experts."""

from datetime import date, timedelta

import pytest

from rules.clause_1_2_candidates import MajorEvaluation
from rules.clause_1_2_major_evaluation import (
    Expert,
    check_evaluated_edition,
    check_experts,
    check_minutes,
    check_one_edition,
    check_proposed_and_confirmed,
    evaluation_end,
    only_edition,
)
from rules.clause_2_1_editions import Edition
from rules.finding import FindingCode, is_refused
from rules.occupation import OccupationKey
from rules.vocabulary import Level, MajorEvaluationStatus
from tests.rules.asked import codes

DAY = date(2026, 9, 1)
LOWER = frozenset({Level.JUNIOR, Level.INTERMEDIATE})


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, [FindingCode.EVALUATION_EXPERTS_MISSING]),
        (1, [FindingCode.EVALUATION_EXPERTS_FEW]),
        (2, [FindingCode.EVALUATION_EXPERTS_FEW]),
        (3, []),
        (4, [FindingCode.EVALUATION_EXPERTS_FEW]),
        (5, []),
    ],
)
def test_experts_evaluate_usually_an_odd_number_of_three_or_more(
    count: int, expected: list[FindingCode]
) -> None:
    found = check_experts([Expert()] * count, "own")
    assert codes(found) == expected
    assert is_refused(found) is (count == 0)


@pytest.mark.clause("1.2")
def test_nobody_of_the_school_evaluates_its_majors() -> None:
    found = check_experts([Expert("other"), Expert("own"), Expert()], "own")
    assert [(one.code, one.path) for one in found] == [
        (FindingCode.EVALUATION_EXPERT_OF_SCHOOL, ("expertIds", 1))
    ]


@pytest.mark.clause("1.2")
def test_minutes_and_one_edition_are_kept() -> None:
    assert check_minutes("专家一致同意") == check_evaluated_edition(True) == ()
    assert check_one_edition(False) == ()
    for missing in (None, "", " "):
        assert codes(check_minutes(missing)) == [FindingCode.EVALUATION_MINUTES_MISSING]
    assert codes(check_evaluated_edition(False)) == [FindingCode.EVALUATION_EDITION_MISSING]
    assert codes(check_one_edition(True)) == [FindingCode.EVALUATION_EDITIONS_TWO]


@pytest.mark.clause("1.2")
def test_without_a_name_the_only_edition_in_force_is_meant() -> None:
    own = Edition("甲", None, None, LOWER, "1")
    ending = Edition("乙", None, DAY, LOWER, "2")
    ended = Edition("丙", None, DAY - timedelta(days=1), LOWER, "3")
    upper = Edition("丁", None, None, frozenset({Level.ADVANCED}), "4")
    unseen = Edition("戊", None, None, None, "5")
    assert only_edition([own, ending, ended, upper, unseen], Level.JUNIOR, DAY) == own
    assert only_edition([ending, ended], Level.JUNIOR, DAY) == ending
    assert only_edition([own, Edition("己", None, None, LOWER, "6")], Level.JUNIOR, DAY) is None
    assert only_edition([ended], Level.JUNIOR, DAY) is None


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("concluded_on", "expected"),
    [
        (date(2026, 9, 1), date(2029, 8, 31)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2026, 1, 1), date(2028, 12, 31)),
    ],
)
def test_it_holds_for_three_years_unless_a_day_is_given(concluded_on: date, expected: date) -> None:
    assert evaluation_end(concluded_on) == expected


@pytest.mark.clause("1.2")
def test_who_proposed_does_not_confirm() -> None:
    assert check_proposed_and_confirmed("a", "b") == check_proposed_and_confirmed("a", None) == ()
    assert codes(check_proposed_and_confirmed("a", "a")) == [FindingCode.EVALUATION_BY_PROPOSER]


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("status", MajorEvaluationStatus, ids=lambda term: term.name)
def test_it_holds_from_its_conclusion_to_its_last_day(status: MajorEvaluationStatus) -> None:
    own = MajorEvaluation(
        "460101", OccupationKey(2022, "6-18-01-01"), Level.ADVANCED, status,
        DAY + timedelta(days=1), DAY,
    )  # fmt: skip
    days = [DAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    holds = status is MajorEvaluationStatus.PASSED
    assert [own.holds_on(day) for day in days] == [False, holds, holds, False]
