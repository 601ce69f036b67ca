"""四(二): what catches a supervisor's eye."""

from decimal import Decimal

import pytest

from rules.clause_4_2_signals import (
    is_capacity_signal,
    is_equal_marks_signal,
    is_pass_rate_signal,
    pass_rate_z,
)

TWO_MARKS = [Decimal(85), Decimal(85)]


@pytest.mark.clause("4.2")
def test_the_distance_of_two_pass_rates_is_counted_in_standard_errors() -> None:
    # 20 of 20 against 50 of 100: pooled 70/120, z = 0.5 / sqrt(0.24306 * 0.06) = 4.14
    assert pass_rate_z(20, 20, 50, 100) == Decimal("4.14")
    assert pass_rate_z(0, 20, 50, 100) == Decimal("-4.14")
    assert pass_rate_z(15, 20, 75, 100) == Decimal("0.00")


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("figures", [(20, 20, 80, 80), (0, 20, 0, 80), (0, 0, 5, 9), (5, 9, 0, 0)])
def test_where_all_are_alike_or_nobody_is_there_is_no_distance(
    figures: tuple[int, int, int, int],
) -> None:
    assert pass_rate_z(*figures) is None
    assert not is_pass_rate_signal(*figures)


@pytest.mark.clause("4.2")
@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((20, 20, 50, 100), True),
        ((0, 20, 50, 100), True),
        ((19, 19, 50, 100), False),
        ((100, 100, 5, 19), False),
        ((16, 20, 60, 100), False),
    ],
)
def test_a_rate_stands_out_at_three_standard_errors_among_twenty_and_more(
    figures: tuple[int, int, int, int], expected: bool
) -> None:
    assert is_pass_rate_signal(*figures) is expected


@pytest.mark.clause("4.2")
@pytest.mark.parametrize(
    ("alike", "persons", "marks", "expected"),
    [
        (5, 50, TWO_MARKS, True),
        (4, 30, TWO_MARKS, False),
        (5, 51, TWO_MARKS, False),
        (30, 30, TWO_MARKS[:1], False),
        (5, 5, TWO_MARKS, True),
    ],
)
def test_equal_marks_stand_out_among_five_persons_and_a_tenth_of_the_batch(
    alike: int, persons: int, marks: list[Decimal], expected: bool
) -> None:
    assert is_equal_marks_signal(alike, persons, marks) is expected


@pytest.mark.clause("4.2")
def test_more_persons_than_seats_stand_out() -> None:
    assert is_capacity_signal(31, 30)
    assert not is_capacity_signal(30, 30)
