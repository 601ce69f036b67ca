"""二(一): what a school's own specification holds, beside which others, filed by whom."""

from datetime import date

import pytest

from rules.clause_2_1_specification import (
    OtherSpecification,
    Part,
    check_competences,
    check_content,
    check_delegated,
    check_filed_by_another,
    check_no_other,
    check_parts,
    check_predecessor,
    check_text_attached,
)
from rules.finding import FindingCode
from rules.vocabulary import Level, PartKind, SpecificationStatus
from tests.rules.asked import codes

THEORY, PRACTICE, MODULE = PartKind.THEORY, PartKind.PRACTICE, PartKind.MODULE
BOTH = frozenset({Level.JUNIOR, Level.INTERMEDIATE})
TODAY = date(2026, 9, 1)
FILED = SpecificationStatus.FILED


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(THEORY, 30), (PRACTICE, 70)], []),
        ([(MODULE, 100)], []),
        ([(MODULE, 33), (MODULE, 33), (MODULE, 34)], []),
        ([(THEORY, 30), (PRACTICE, 69)], [FindingCode.SPECIFICATION_WEIGHTS_NOT_WHOLE]),
        ([(MODULE, 50), (MODULE, 51)], [FindingCode.SPECIFICATION_WEIGHTS_NOT_WHOLE]),
        ([], [FindingCode.SPECIFICATION_PARTS_INVALID]),
        ([(THEORY, 100)], [FindingCode.SPECIFICATION_PARTS_INVALID]),
        ([(THEORY, 30), (MODULE, 70)], [FindingCode.SPECIFICATION_PARTS_INVALID]),
        (
            [(THEORY, 30), (THEORY, 30), (PRACTICE, 40)],
            [FindingCode.SPECIFICATION_PARTS_INVALID],
        ),
        (
            [(PartKind.COURSE_EXAMINATION, 30), (PRACTICE, 70)],
            [FindingCode.SPECIFICATION_PARTS_INVALID],
        ),
    ],
)
def test_parts_are_theory_and_practice_or_modules_and_weigh_a_hundred(
    parts: list[tuple[PartKind, int]], expected: list[FindingCode]
) -> None:
    found = check_parts([Part(kind, weight) for kind, weight in parts])
    assert codes(found) == expected
    if FindingCode.SPECIFICATION_WEIGHTS_NOT_WHOLE in expected:
        assert str(sum(weight for _, weight in parts)) in found[0].message_en


@pytest.mark.clause("2.1")
def test_every_level_says_what_it_asks_for_and_no_other() -> None:
    assert check_competences(BOTH, [Level.JUNIOR, Level.INTERMEDIATE, Level.JUNIOR]) == ()
    missing = check_competences(BOTH, [Level.JUNIOR])
    assert codes(missing) == [FindingCode.COMPETENCES_MISSING]
    assert "4" in missing[0].message_zh
    (outside,) = check_competences(BOTH, [*BOTH, Level.ADVANCED])
    assert outside.code is FindingCode.COMPETENCE_OUTSIDE_LEVELS
    assert (outside.path, "4/5" in outside.message_zh) == (("competences", 2, "level"), True)


@pytest.mark.clause("2.1")
def test_its_text_is_attached_and_what_was_refused_is_corrected() -> None:
    assert check_text_attached(True) == ()
    assert codes(check_text_attached(False)) == [FindingCode.SPECIFICATION_TEXT_MISSING]
    assert check_content(None) == check_content(0) == ()
    assert codes(check_content(2)) == [FindingCode.SPECIFICATION_CONTENT_REFUSED]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("status", SpecificationStatus, ids=lambda term: term.name)
def test_an_edition_follows_a_filed_one_of_the_same_occupation(status: SpecificationStatus) -> None:
    assert (check_predecessor(status, True) == ()) is (status is FILED)
    assert codes(check_predecessor(status, False)) == [FindingCode.PREDECESSOR_NOT_FILED]


def other(status: SpecificationStatus = FILED, **changes: object) -> OtherSpecification:
    facts: dict[str, object] = {"name": "甲", "trade": None, "levels": BOTH, "status": status}
    return OtherSpecification(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("status", SpecificationStatus, ids=lambda term: term.name)
def test_a_school_has_one_specification_for_an_occupation_trade_and_level(
    status: SpecificationStatus,
) -> None:
    stands = status.name in ("SUBMITTED", "RETURNED", "EXAMINED", "FILED")
    found = check_no_other([other(status)], "甲工种", {Level.JUNIOR}, TODAY)
    assert codes(found) == [FindingCode.SPECIFICATION_BESIDE] * stands
    assert check_no_other([other(status)], None, {Level.ADVANCED}, TODAY) == ()


@pytest.mark.clause("2.1")
def test_another_trade_stands_beside_and_the_whole_occupation_does_not() -> None:
    of_trade = other(trade="甲工种")
    assert check_no_other([of_trade], "乙工种", BOTH, TODAY) == ()
    assert codes(check_no_other([of_trade], None, BOTH, TODAY)) == [
        FindingCode.SPECIFICATION_BESIDE
    ]


@pytest.mark.clause("2.1")
def test_one_that_has_ended_leaves_its_place_on_the_day_after() -> None:
    for ends_on, stands in (
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2026, 9, 2), True),
    ):
        assert bool(check_no_other([other(ends_on=ends_on)], None, BOTH, TODAY)) is stands


@pytest.mark.clause("2.1")
def test_the_bureau_files_or_delegates_and_never_who_examined() -> None:
    assert check_delegated(True) == check_filed_by_another("a", "b") == ()
    assert codes(check_delegated(False)) == [FindingCode.FILING_NOT_DELEGATED]
    assert codes(check_filed_by_another("a", "a")) == [FindingCode.FILED_BY_EXAMINER]
