"""四(一): rooms and staff of the sessions."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rules.clause_4_1_sessions import (
    Session,
    StaffingRatio,
    assessors_needed,
    check_no_overlap,
    check_no_overlap_elsewhere,
    check_ratio,
    check_session,
    check_sessions,
    check_site_capacity,
    check_supervisors_apart,
    invigilators_needed,
    seated,
)
from rules.finding import FindingCode
from rules.vocabulary import PartKind
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

NINE = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)


def people(prefix: str, count: int) -> frozenset[str]:
    return frozenset(f"{prefix}{number}" for number in range(count))


THEORY = Session(
    PartKind.THEORY,
    "理论",
    NINE,
    NINE + 2 * HOUR,
    "A101",
    30,
    "A",
    60,
    candidates=people("c", 30),
    invigilators=people("i", 2),
    internal_supervisors=people("s", 1),
)
PRACTICE = Session(
    PartKind.PRACTICE,
    "实操",
    NINE + 2 * HOUR,
    NINE + 4 * HOUR,
    "B101",
    15,
    "A",
    60,
    candidates=people("c", 15),
    assessors=people("a", 3),
    internal_supervisors=people("s", 1),
)


@pytest.mark.clause("4.1")
def test_well_staffed_sessions_one_after_the_other_are_fine() -> None:
    assert check_sessions([THEORY, PRACTICE]) == ()
    assert check_sessions([PRACTICE, THEORY]) == ()


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("candidates", "expected"), [(0, 2), (1, 2), (30, 2), (31, 3), (45, 3), (46, 4)]
)
def test_theory_has_one_invigilator_for_15_and_two_in_a_room(
    candidates: int, expected: int
) -> None:
    assert invigilators_needed(candidates) == expected


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("candidates", "expected"), [(0, 3), (1, 3), (15, 3), (16, 5), (20, 5), (25, 5), (26, 7)]
)
def test_practice_has_one_assessor_for_5_an_odd_number_and_three_at_least(
    candidates: int, expected: int
) -> None:
    assert assessors_needed(candidates) == expected


@pytest.mark.clause("4.1")
def test_a_standard_may_set_its_own_ratio() -> None:
    ratio = StaffingRatio(candidates_per_assessor=10, candidates_per_invigilator=30)
    assert assessors_needed(30, ratio) == 3
    assert invigilators_needed(61, ratio) == 3


@pytest.mark.clause("4.1")
def test_too_few_invigilators_are_refused_with_the_number_expected() -> None:
    crowded = replace(THEORY, candidates=people("c", 31), room_capacity=40)
    (finding,) = check_session(crowded, path=("sessions", 0))
    assert finding.code is FindingCode.TOO_FEW_INVIGILATORS
    assert "3, not 2" in finding.message_en
    assert finding.path == ("sessions", 0, "invigilatorIds")


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("assessors", "expected"),
    [
        (0, [FindingCode.TOO_FEW_ASSESSORS]),
        (2, [FindingCode.TOO_FEW_ASSESSORS]),
        (3, []),
        (4, [FindingCode.ASSESSORS_EVEN]),
        (5, []),
    ],
)
def test_assessors_are_enough_and_odd(assessors: int, expected: list[FindingCode]) -> None:
    assert codes(check_session(replace(PRACTICE, assessors=people("a", assessors)))) == expected


@pytest.mark.clause("4.1")
def test_a_room_holds_its_capacity_and_a_session_ends_after_it_begins() -> None:
    assert codes(check_session(replace(THEORY, room_capacity=29))) == [FindingCode.ROOM_TOO_SMALL]
    assert codes(check_session(replace(THEORY, ends_at=NINE))) == [
        FindingCode.SESSION_ENDS_TOO_EARLY
    ]


@pytest.mark.clause("4.1")
def test_every_session_has_an_internal_supervisor() -> None:
    found = check_session(replace(PRACTICE, internal_supervisors=frozenset()))
    assert codes(found) == [FindingCode.INTERNAL_SUPERVISOR_MISSING]


@pytest.mark.clause("4.1")
def test_who_assesses_in_the_batch_does_not_supervise_in_it() -> None:
    mixed = replace(THEORY, internal_supervisors=frozenset({"a0"}))
    (finding,) = check_supervisors_apart([mixed, PRACTICE])
    assert finding.code is FindingCode.ASSESSOR_SUPERVISES
    assert finding.path == ("sessions", 0, "internalSupervisorIds")


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("role", ["candidates", "internal_supervisors"])
def test_nobody_is_in_two_places_at_one_time(role: str) -> None:
    apart = replace(PRACTICE, candidates=people("d", 15), internal_supervisors=people("t", 1))
    shared = {"candidates": THEORY.candidates, "internal_supervisors": people("s", 1)}[role]
    kept = {
        "candidates": apart.candidates,
        "internal_supervisors": apart.internal_supervisors,
        role: shared,
    }
    together = replace(
        apart,
        starts_at=NINE + HOUR,
        candidates=kept["candidates"],
        internal_supervisors=kept["internal_supervisors"],
    )
    (finding,) = check_no_overlap([THEORY, together])
    assert finding.code is FindingCode.PERSON_TWICE_AT_ONE_TIME
    assert finding.path == ("sessions", 1)
    assert "2027-05-10 10:00" in finding.message_zh
    assert check_no_overlap([THEORY, replace(apart, starts_at=NINE + HOUR)]) == ()


@pytest.mark.clause("4.1")
def test_a_room_holds_one_session_at_a_time() -> None:
    elsewhere = replace(
        THEORY,
        starts_at=NINE + HOUR,
        candidates=people("d", 5),
        invigilators=people("j", 2),
        internal_supervisors=people("t", 1),
    )
    assert codes(check_no_overlap([THEORY, elsewhere])) == [FindingCode.ROOM_TWICE_AT_ONE_TIME]
    assert check_no_overlap([THEORY, replace(elsewhere, room="A102")]) == ()


@pytest.mark.clause("4.1")
def test_candidates_fill_the_rooms_of_each_part_in_the_order_filed() -> None:
    names = [f"c{number}" for number in range(40)]
    second = replace(THEORY, room="A102", room_capacity=20)
    first, last, practice = seated(names, [THEORY, second, replace(PRACTICE, room_capacity=5)])
    assert (len(first.candidates), len(last.candidates)) == (30, 10)
    assert first.candidates | last.candidates == frozenset(names)
    assert practice.candidates == frozenset(names)
    assert FindingCode.ROOM_TOO_SMALL in codes(check_session(practice))


@pytest.mark.clause("4.1")
def test_a_person_and_a_room_of_another_accepted_plan_are_taken_at_that_time() -> None:
    other = replace(
        THEORY, room="C101", candidates=people("z", 1), internal_supervisors=people("t", 1)
    )
    assert codes(check_no_overlap_elsewhere([PRACTICE, THEORY], [other])) == [
        FindingCode.PERSON_TWICE_AT_ONE_TIME
    ]
    elsewhere = replace(other, room="A101", invigilators=frozenset())
    (taken,) = check_no_overlap_elsewhere([PRACTICE, THEORY], [elsewhere])
    assert taken.code is FindingCode.ROOM_TWICE_AT_ONE_TIME
    assert taken.path == ("sessions", 1, "roomId")
    later = replace(THEORY, starts_at=THEORY.ends_at, ends_at=THEORY.ends_at + HOUR)
    assert check_no_overlap_elsewhere([THEORY], [later]) == ()


@pytest.mark.clause("4.1")
def test_a_site_holds_its_capacity_over_all_its_rooms_at_one_time() -> None:
    small = replace(THEORY, site_capacity=40, candidates=people("c", 30))
    beside = replace(small, room="A102", candidates=people("d", 20))
    (first, second) = check_site_capacity([small, beside])
    assert (first.code, second.path) == (
        FindingCode.SITE_TOO_SMALL,
        ("sessions", 1, "roomId"),
    )
    assert "50" in first.message_en
    later = replace(beside, starts_at=small.ends_at, ends_at=small.ends_at + HOUR)
    assert check_site_capacity([small, later]) == ()
    assert check_site_capacity([small, replace(beside, site="B")]) == ()


@pytest.mark.clause("4.1")
def test_sessions_of_other_plans_fill_the_site_too() -> None:
    small = replace(THEORY, site_capacity=40)
    elsewhere = replace(small, room="A102", candidates=people("d", 20))
    assert codes(check_site_capacity([small], [elsewhere])) == [FindingCode.SITE_TOO_SMALL]


@pytest.mark.clause("4.1")
def test_of_two_that_only_meet_a_third_the_site_is_filled_by_one_at_a_time() -> None:
    long = replace(THEORY, site_capacity=40, candidates=people("c", 20))
    early = replace(long, room="A102", ends_at=NINE + HOUR, candidates=people("d", 20))
    late = replace(early, starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR)
    assert check_site_capacity([long, early, late]) == ()


@pytest.mark.clause("4.1")
def test_a_ratio_lies_in_its_range_and_asks_for_an_odd_number_of_assessors() -> None:
    assert check_ratio(StaffingRatio()) == ()
    assert codes(check_ratio(StaffingRatio(assessors_minimum=4))) == [FindingCode.ASSESSORS_EVEN]
    (finding,) = check_ratio(StaffingRatio(candidates_per_assessor=0))
    assert finding.path == ("candidatesPerAssessor",)
