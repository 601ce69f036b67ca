"""A range of levels (等级范围): from the lowest to the highest, 5 being the lowest."""

from collections.abc import Iterable

from rules.vocabulary import LEVEL_NAMES, Level


def levels_between(level_from: int, level_to: int) -> frozenset[Level]:
    """All levels from the lowest, `level_from`, to the highest, `level_to`; both included.

    Raises ValueError for a range that runs the other way: 3 is above 4.
    """
    if level_from < level_to:
        raise ValueError("a range begins with its lowest level: 5 is below 3")
    return frozenset(Level(number) for number in range(level_to, level_from + 1))


def name_of_range(level_from: int, level_to: int) -> str:
    """The range as it is published, the lowest level first."""
    if level_from == level_to:
        return LEVEL_NAMES[level_from]
    return f"{LEVEL_NAMES[level_from]}至{LEVEL_NAMES[level_to]}"


def list_of_levels(levels: Iterable[Level]) -> str:
    """For a sentence: the highest first, `-` for none."""
    return "/".join(str(int(level)) for level in sorted(levels)) or "-"


def level_ranges(levels: Iterable[Level]) -> tuple[tuple[Level, Level], ...]:
    """The ranges (lowest, highest) that these levels make, the lowest first."""
    ranges: list[tuple[Level, Level]] = []
    for level in sorted(levels, reverse=True):
        if ranges and ranges[-1][1] == level + 1:
            ranges[-1] = ranges[-1][0], level
        else:
            ranges.append((level, level))
    return tuple(ranges)
