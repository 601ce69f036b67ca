"""四(二) What catches a supervisor's eye (监督线索): it says where to look and blocks nothing."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from rules.clauses import clause

PASS_RATE_Z = 3
PASS_RATE_PERSONS = 20  # with fewer a rate says little, here and among the others
EQUAL_MARKS_PERSONS = 5
EQUAL_MARKS_PER_CENT = 10  # of a batch: in a large one some marks are equal by chance
EQUAL_MARKS_PARTS = 2  # one mark alone is often shared
HUNDREDTH = Decimal("0.01")


@clause("4.2")
def pass_rate_z(passed: int, persons: int, others_passed: int, others: int) -> Decimal | None:
    """How far a batch's pass rate lies from that of the others of its occupation and level, in
    standard errors of two proportions (pooled), to two decimals; None where nobody or everybody
    passed, or one side is empty."""
    whole, whole_passed = persons + others, passed + others_passed
    if not persons or not others or whole_passed in (0, whole):
        return None
    pooled = Decimal(whole_passed) / whole
    variance = pooled * (1 - pooled) * (Decimal(1) / persons + Decimal(1) / others)
    difference = Decimal(passed) / persons - Decimal(others_passed) / others
    return (difference / variance.sqrt()).quantize(HUNDREDTH, ROUND_HALF_UP)


@clause("4.2")
def is_pass_rate_signal(passed: int, persons: int, others_passed: int, others: int) -> bool:
    """Far above or far below, and of enough persons on both sides."""
    z = pass_rate_z(passed, persons, others_passed, others)
    is_enough = min(persons, others) >= PASS_RATE_PERSONS
    return is_enough and z is not None and abs(z) >= PASS_RATE_Z


@clause("4.2")
def is_equal_marks_signal(alike: int, persons: int, marks: Collection[Decimal]) -> bool:
    """So many of a batch have the very same mark in every part."""
    is_share = alike * 100 >= persons * EQUAL_MARKS_PER_CENT
    return alike >= EQUAL_MARKS_PERSONS and is_share and len(marks) >= EQUAL_MARKS_PARTS


@clause("4.2")
def is_capacity_signal(persons: int, seats: int) -> bool:
    """More were marked in a part than its rooms could seat on its days."""
    return persons > seats
