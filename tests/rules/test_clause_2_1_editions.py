"""二(一): which edition is the basis on a day."""

from datetime import date, timedelta

import pytest

from rules.clause_2_1_basis import Standard, check_standard_settled
from rules.clause_2_1_editions import (
    Edition,
    StandardEdition,
    check_chosen,
    check_edition,
    check_no_standard_to_come,
    check_plan_basis,
    check_replaced,
    check_specifications_end,
    edition_in_force,
    edition_of_plan,
    end_of_edition,
    end_of_specification,
    known_standard,
    standard_named,
    transition_end,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import Certainty, Known, Level
from tests.rules.asked import codes

LOWER = frozenset({Level.JUNIOR, Level.INTERMEDIATE})
UPPER = frozenset({Level.INTERMEDIATE, Level.ADVANCED})
DAY = date(2026, 9, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def edition(
    begins_on: date | None = None,
    ends_on: date | None = None,
    levels: frozenset[Level] | None = LOWER,
    year: int = 2018,
    certainty: Certainty = Certainty.CONFIRMED,
    trades: frozenset[str] | None = None,
) -> StandardEdition:
    return StandardEdition(
        f"{year}年版",
        begins_on,
        ends_on,
        levels,
        str(year),
        year=year,
        certainty=certainty,
        trades=trades,
    )


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("begins_on", "months", "expected"),
    [
        (date(2026, 9, 1), 12, date(2027, 8, 31)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 12, 15), 12, date(2027, 12, 14)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 0, date(2026, 11, 30)),
    ],
)
def test_the_transition_ends_before_the_day_of_the_same_number(
    begins_on: date, months: int, expected: date
) -> None:
    assert transition_end(begins_on, months) == expected


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("begins_on", "ends_on", "is_usable"),
    [
        (None, None, True),
        (DAY, None, True),
        (AFTER, None, False),
        (None, DAY, True),
        (None, BEFORE, False),
        (BEFORE, AFTER, True),
    ],
)
def test_an_edition_may_be_used_from_its_first_day_to_its_last(
    begins_on: date | None, ends_on: date | None, is_usable: bool
) -> None:
    own = edition(begins_on, ends_on)
    assert own.is_usable(DAY) is is_usable
    assert (known_standard(Known.UNKNOWN, [own], DAY).known is Known.YES) is is_usable
    assert is_refused(check_edition(own, DAY)) is not is_usable


@pytest.mark.clause("2.1")
def test_a_named_edition_that_is_not_in_force_is_refused_and_one_that_ends_is_told() -> None:
    assert check_edition(None, DAY) == check_edition(edition(), DAY) == ()
    assert codes(check_edition(edition(AFTER), DAY)) == [FindingCode.EDITION_NOT_IN_FORCE]
    (ending,) = check_edition(edition(None, DAY), DAY)
    assert (ending.code, str(DAY) in ending.message_zh) == (FindingCode.EDITION_ENDS, True)
    assert not is_refused([ending])


@pytest.mark.clause("2.1")
def test_what_is_confirmed_in_force_says_yes_and_what_is_assumed_leaves_it_open() -> None:
    assumed = edition(certainty=Certainty.ASSUMED, levels=UPPER)
    for known in Known:
        assert known_standard(known, [edition()], DAY) == Standard(Known.YES, LOWER)
    assert known_standard(Known.NO, [assumed], DAY) == Standard(Known.NO)
    assert known_standard(Known.UNKNOWN, [assumed], DAY) == Standard(Known.UNKNOWN, UPPER)
    assert known_standard(Known.UNKNOWN, [], DAY) == Standard(Known.UNKNOWN)
    assert known_standard(Known.YES, [], DAY).known is Known.UNKNOWN
    assert standard_named(assumed) == Standard(Known.UNKNOWN, UPPER)
    assert standard_named(edition()) == Standard(Known.YES, LOWER)


@pytest.mark.clause("2.1")
def test_an_edition_in_its_transition_says_nothing_beside_the_next() -> None:
    old, new = edition(ends_on=AFTER), edition(DAY, levels=UPPER, year=2026)
    assert known_standard(Known.YES, [old, new], DAY).levels == UPPER
    assert known_standard(Known.YES, [old, new], BEFORE).levels == LOWER


@pytest.mark.clause("2.1")
def test_standards_of_two_trades_stand_side_by_side() -> None:
    one = edition(trades=frozenset({"甲"}))
    two = edition(trades=frozenset({"乙"}), levels=UPPER)
    assert known_standard(Known.YES, [one, two], DAY, "甲") == Standard(
        Known.YES, LOWER, frozenset({"甲"})
    )
    assert not known_standard(Known.YES, [one, two], DAY, "丙").touches("丙")
    assert known_standard(Known.YES, [one, two], DAY).levels == LOWER | UPPER
    assert known_standard(Known.YES, [one, edition(levels=None)], DAY).levels is None


@pytest.mark.clause("2.1")
def test_a_standard_that_begins_later_is_told() -> None:
    coming = edition(AFTER, trades=frozenset({"甲"}))
    (told,) = check_no_standard_to_come([coming], "甲", DAY)
    assert (told.code, is_refused([told])) == (FindingCode.STANDARD_BEGINS_LATER, False)
    assert check_no_standard_to_come([coming], "乙", DAY) == ()
    assert check_no_standard_to_come([coming], "甲", AFTER) == ()
    assumed = edition(AFTER, certainty=Certainty.ASSUMED)
    assert check_no_standard_to_come([assumed], None, DAY) == ()


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("standard", "is_settled"),
    [
        (Standard(Known.UNKNOWN), False),
        (Standard(Known.YES), False),
        (Standard(Known.YES, LOWER), True),
        (Standard(Known.NO), True),
    ],
)
def test_the_center_settles_what_is_open(standard: Standard, is_settled: bool) -> None:
    expected = [] if is_settled else [FindingCode.STANDARD_NOT_SETTLED]
    assert codes(check_standard_settled(standard)) == expected


@pytest.mark.clause("2.1")
def test_a_plan_uses_the_edition_in_force_on_its_first_day_or_the_old_one_while_it_lasts() -> None:
    old, new = edition(ends_on=AFTER), edition(DAY, levels=UPPER, year=2026)
    both = [old, new]
    assert edition_in_force(both, BEFORE) == old
    assert edition_in_force(both, DAY) == new
    assert edition_in_force([], DAY) is None
    assert check_plan_basis([], None, Level.JUNIOR, DAY) == ()
    assert check_plan_basis(both, None, Level.ADVANCED, DAY) == ()
    assert codes(check_plan_basis(both, None, Level.JUNIOR, DAY)) == [
        FindingCode.LEVEL_NOT_IN_BASIS
    ]
    assert codes(check_plan_basis(both, "2018", Level.JUNIOR, AFTER)) == [FindingCode.EDITION_ENDS]
    ended = check_plan_basis(both, "2018", Level.JUNIOR, AFTER + timedelta(days=1))
    assert codes(ended) == [FindingCode.EDITION_NOT_IN_FORCE]


@pytest.mark.clause("2.1")
def test_a_plan_without_an_edition_in_force_is_refused() -> None:
    ended = Edition("规范", None, BEFORE, LOWER)
    assert codes(check_plan_basis([ended], None, Level.JUNIOR, DAY)) == [
        FindingCode.EDITION_NOT_IN_FORCE
    ]
    unseen = Edition("规范", None, None, None)
    assert check_plan_basis([unseen], None, Level.JUNIOR, DAY) == ()


@pytest.mark.clause("2.1")
def test_a_plan_chooses_among_the_editions_of_its_item() -> None:
    old, new = edition(ends_on=AFTER), edition(DAY, year=2026)
    assert edition_of_plan([old, new], None, DAY) == new
    assert edition_of_plan([old, new], "2018", DAY) == old
    assert edition_of_plan([old, new], "elsewhere", DAY) == new
    assert check_chosen(True) == ()
    assert codes(check_chosen(False)) == [FindingCode.EDITION_NOT_OF_ITEM]


@pytest.mark.clause("2.1")
def test_an_edition_ends_with_the_transition_of_the_next() -> None:
    first, second = edition(date(2018, 1, 1)), edition(date(2024, 3, 1), year=2024)
    third = edition(date(2026, 9, 1), year=2026)
    every = [third, first, second]
    assert end_of_edition(first, every) == date(2025, 2, 28)
    assert end_of_edition(second, every) == date(2027, 8, 31)
    assert end_of_edition(second, every, 6) == date(2027, 2, 28)
    assert end_of_edition(third, every) is None


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("next_one", "replaces"),
    [
        (edition(DAY, year=2026), True),
        (edition(DAY, year=2026, trades=frozenset({"甲", "乙"})), True),
        (edition(DAY, year=2026, trades=frozenset({"乙"})), False),
        (edition(DAY, year=2026, certainty=Certainty.ASSUMED), False),
        (edition(None, year=2026), False),
        (edition(DAY, year=2010), False),
    ],
)
def test_what_takes_the_place_of_an_edition_is_later_sure_and_for_its_trades(
    next_one: StandardEdition, replaces: bool
) -> None:
    own = edition(trades=frozenset({"甲"}))
    assert next_one.replaces(own) is replaces
    assert not own.replaces(own)


@pytest.mark.clause("2.1")
def test_a_specification_ends_with_the_transition_or_on_the_day_given() -> None:
    assert end_of_specification(AFTER, DAY, 12) == date(2027, 9, 1)
    assert end_of_specification(date(2018, 1, 1), DAY, 12) == date(2027, 8, 31)
    assert end_of_specification(None, DAY, 6) == date(2027, 2, 28)
    assert check_specifications_end(None, AFTER, DAY) == ()
    assert check_specifications_end(DAY, None, DAY) == ()
    assert check_specifications_end(DAY, AFTER, DAY) == ()
    for too_early, begins_on in ((BEFORE, None), (BEFORE, DAY), (DAY, AFTER + timedelta(days=1))):
        assert codes(check_specifications_end(too_early, begins_on, DAY)) == [
            FindingCode.SPECIFICATIONS_END_TOO_EARLY
        ]


@pytest.mark.clause("2.1")
def test_an_item_is_told_of_the_standard_that_replaces_its_specification() -> None:
    assert check_replaced(None, None, None, DAY) == ()
    assert check_replaced("规范", None, DAY, DAY) == ()
    for ends_on, code in (
        (AFTER, FindingCode.SPECIFICATION_TO_BE_REPLACED),
        (DAY, FindingCode.SPECIFICATION_TO_BE_REPLACED),
        (BEFORE, FindingCode.SPECIFICATION_REPLACED),
    ):
        (told,) = check_replaced("规范", "新标准", ends_on, DAY)
        assert (told.code, str(ends_on) in told.message_zh) == (code, True)
