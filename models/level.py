"""How columns that hold levels are bounded: 1 is the highest, 5 the lowest, 3 is above 4."""

from sqlalchemy import CheckConstraint


def is_a_level(column: str) -> CheckConstraint:
    """`column` holds one of the five levels."""
    return CheckConstraint(f"{column} between 1 and 5", name=column)


def is_a_range_of_levels() -> CheckConstraint:
    """`level_from` is the lowest level and `level_to` the highest of a range."""
    return CheckConstraint(
        "1 <= level_to and level_to <= level_from and level_from <= 5", name="levels"
    )
