"""Every reference file points only to what exists, and says how surely it knows what it says."""

from collections.abc import Callable
from typing import Any

import pytest

from operation.records import OccupationRecord
from operation.reference import (
    read_districts,
    read_exclusions,
    read_major_occupations,
    read_majors,
    read_materials,
    read_occupations,
    read_schools,
    read_skill_flags,
    read_standards,
    read_supplements,
    read_trades,
)
from rules.vocabulary import ApplicationKind, Certainty, InstitutionKind, Known, TrainingLevel

TRAINING_LEVELS = {
    **dict.fromkeys("67", TrainingLevel.SECONDARY),
    **dict.fromkeys("45", TrainingLevel.COLLEGE),
    **dict.fromkeys("23", TrainingLevel.VOCATIONAL_UNIVERSITY),
}
UNCERTAIN = ("from memory", "assumed", "not seen")


@pytest.fixture(scope="module")
def occupations() -> dict[tuple[int, str], OccupationRecord]:
    return {(r.edition, r.code): r for r in read_occupations() if r.tree_level == 4}


@pytest.mark.parametrize(
    "read",
    [
        read_trades,
        read_exclusions,
        read_standards,
        read_major_occupations,
        read_skill_flags,
        read_supplements,
    ],
)
def test_every_row_points_to_an_occupation_of_its_edition(
    read: Callable[[], list[Any]], occupations: dict[tuple[int, str], OccupationRecord]
) -> None:
    strangers = {(r.edition, r.occupation_code) for r in read()} - occupations.keys()
    assert strangers == set()


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (read_trades, lambda r: (r.edition, r.occupation_code, r.name)),
        (read_exclusions, lambda r: (r.edition, r.occupation_code, r.trade_name)),
        (read_standards, lambda r: (r.edition, r.occupation_code, r.name)),
        (read_skill_flags, lambda r: (r.edition, r.occupation_code)),
        (read_supplements, lambda r: (r.edition, r.occupation_code)),
        (read_majors, lambda r: r.code),
        (read_major_occupations, lambda r: (r.major_code, r.edition, r.occupation_code)),
        (read_districts, lambda r: r.code),
        (read_schools, lambda r: r.school_code),
    ],
)
def test_no_row_stands_twice(read: Callable[[], list[Any]], key: Callable[[Any], object]) -> None:
    keys = [key(record) for record in read()]
    assert keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "read", [read_trades, read_exclusions, read_standards, read_majors, read_skill_flags]
)
def test_what_was_not_read_in_a_source_is_not_confirmed(read: Callable[[], list[Any]]) -> None:
    for record in read():
        if any(word in record.source for word in UNCERTAIN):
            assert record.certainty is Certainty.ASSUMED, record


def test_exclusion_of_a_trade_names_a_trade_that_is_kept() -> None:
    trades = {(r.edition, r.occupation_code, r.name) for r in read_trades()}
    excluded = {(r.edition, r.occupation_code, r.trade_name) for r in read_exclusions()}
    assert {row for row in excluded if row[2] is not None} <= trades


@pytest.mark.parametrize(
    ("code", "name", "trades"),
    [
        ("4-07-05-03", "消防设施操作员", {None}),
        ("4-07-05-01", "保安员", {None}),
        ("4-14-05-03", "游泳救生员", {None}),
        ("5-03-01-01", "家畜繁殖员", {None}),
        ("4-02-01-01", "轨道交通列车司机", {None}),
        ("4-14-05-01", "社会体育指导员", {"游泳", "滑雪", "潜水", "攀岩"}),
        ("4-07-05-02", "安检员", {"民航安全检查员"}),
        ("6-18-02-04", "焊工", {"民用核安全设备焊工", "民用核安全设备焊接操作工"}),
    ],
)
def test_occupation_with_an_entry_qualification_is_excluded_as_far_as_it_reaches(
    occupations: dict[tuple[int, str], OccupationRecord],
    code: str,
    name: str,
    trades: set[str | None],
) -> None:
    assert occupations[2022, code].name == name
    assert {r.trade_name for r in read_exclusions() if r.occupation_code == code} == trades


def test_confirmed_exclusion_bears_the_very_name_of_its_occupation(
    occupations: dict[tuple[int, str], OccupationRecord],
) -> None:
    confirmed = [r for r in read_exclusions() if r.certainty is Certainty.CONFIRMED]
    assert len(confirmed) == 9
    for record in confirmed:
        assert record.reason == occupations[2022, record.occupation_code].name


def test_occupations_of_the_demonstration_are_open_to_schools(
    occupations: dict[tuple[int, str], OccupationRecord],
) -> None:
    closed = {r.occupation_code for r in read_exclusions() if r.trade_name is None}
    for standard in read_standards():
        assert standard.occupation_code not in closed
        assert occupations[2022, standard.occupation_code].is_skill is Known.YES


def test_occupation_with_a_confirmed_standard_is_confirmed_as_skilled(
    occupations: dict[tuple[int, str], OccupationRecord],
) -> None:
    for standard in read_standards():
        if standard.certainty is Certainty.CONFIRMED:
            record = occupations[2022, standard.occupation_code]
            assert record.skill_certainty is Certainty.CONFIRMED


def test_standard_names_its_occupation_its_year_and_levels_in_order(
    occupations: dict[tuple[int, str], OccupationRecord],
) -> None:
    for standard in read_standards():
        name = occupations[standard.edition, standard.occupation_code].name
        assert standard.name.startswith(f"{name}国家职业")
        assert standard.name.endswith(f"（{standard.edition_year}年版）")
        assert (standard.level_from is None) == (standard.level_to is None)
        if standard.level_from is not None and standard.level_to is not None:
            assert 5 >= standard.level_from >= standard.level_to >= 1


def test_first_digit_of_a_major_gives_its_training_level() -> None:
    for major in read_majors():
        assert major.training_level is TRAINING_LEVELS[major.code[0]]
    assert {major.training_level for major in read_majors()} == set(TRAINING_LEVELS.values())


def test_majors_and_their_matches_to_occupations_are_of_the_same_majors() -> None:
    majors = {major.code for major in read_majors()}
    assert {match.major_code for match in read_major_occupations()} == majors


def test_the_city_has_16_districts() -> None:
    districts = read_districts()
    assert len(districts) == 16
    assert all(district.code.startswith("3101") for district in districts)


def test_the_ministry_lists_29_colleges_and_one_vocational_university() -> None:
    schools = read_schools()
    kinds = [school.kind for school in schools]
    assert kinds.count(InstitutionKind.COLLEGE) == 29
    assert kinds.count(InstitutionKind.VOCATIONAL_UNIVERSITY) == 1
    assert all(school.school_code.startswith("413101") for school in schools)
    assert {school.training_level for school in schools} == {
        TrainingLevel.COLLEGE,
        TrainingLevel.VOCATIONAL_UNIVERSITY,
    }


def test_every_kind_of_application_has_one_checklist_that_is_not_confirmed() -> None:
    lines = read_materials()
    assert {line.kind for line in lines} == set(ApplicationKind)
    assert {line.certainty for line in lines} == {Certainty.ASSUMED}
    named = [(line.kind, line.begins_on, line.material) for line in lines]
    assert len(named) == len(set(named))
