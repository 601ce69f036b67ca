"""The classification of 2022 as committed: its counts, its tree, and what it does not know."""

from collections import Counter

import pytest

from operation.records import OccupationRecord
from operation.reference import read_occupations, read_skill_flags, read_supplements
from rules.vocabulary import Certainty, Known

OFFICIAL_DIGITAL, OFFICIAL_GREEN, OFFICIAL_BOTH = 97, 134, 23
DIGITAL_OURS = 95  # two digital occupations are not among the rows of the source
UNNAMED_GROUPS = 100
PAIR_WITH_ONE_NAME = {"6-11-08-25", "6-11-08-26"}


@pytest.fixture(scope="module")
def catalogue() -> list[OccupationRecord]:
    return read_occupations()


@pytest.fixture(scope="module")
def occupations(catalogue: list[OccupationRecord]) -> list[OccupationRecord]:
    return [record for record in catalogue if record.tree_level == 4]


def test_at_least_1630_occupations_each_with_its_own_code(
    catalogue: list[OccupationRecord], occupations: list[OccupationRecord]
) -> None:
    keys = [(record.edition, record.code) for record in catalogue]
    assert len(keys) == len(set(keys))
    assert {record.edition for record in catalogue} == {2022}
    assert len(occupations) == 1634


def test_counts_of_the_tree_are_those_the_readme_states(catalogue: list[OccupationRecord]) -> None:
    assert Counter(record.tree_level for record in catalogue) == {1: 8, 2: 72, 3: 436, 4: 1634}


def test_every_parent_exists_one_level_above(catalogue: list[OccupationRecord]) -> None:
    levels = {record.code: record.tree_level for record in catalogue}
    for record in catalogue:
        if record.tree_level == 1:
            assert record.parent_code is None
        else:
            assert record.parent_code is not None
            assert levels[record.parent_code] == record.tree_level - 1


def test_rows_stand_in_the_order_of_their_codes(catalogue: list[OccupationRecord]) -> None:
    codes = [record.code for record in catalogue]
    assert codes == sorted(codes)


def test_marks_are_the_official_ones_but_for_two_digital(
    occupations: list[OccupationRecord],
) -> None:
    digital = {record.code for record in occupations if record.is_digital}
    green = {record.code for record in occupations if record.is_green}
    assert (len(green), len(digital & green)) == (OFFICIAL_GREEN, OFFICIAL_BOTH)
    assert (len(digital), OFFICIAL_DIGITAL - len(digital)) == (DIGITAL_OURS, 2)


def test_no_name_keeps_its_mark_or_a_blank(catalogue: list[OccupationRecord]) -> None:
    for record in catalogue:
        name = record.name or ""
        assert not any((sign.isascii() and sign.isalpha()) or sign.isspace() for sign in name)


def test_every_occupation_has_a_name_and_a_group_without_one_says_so(
    catalogue: list[OccupationRecord],
) -> None:
    unnamed = [record for record in catalogue if record.name is None]
    assert len(unnamed) == UNNAMED_GROUPS
    assert {(record.tree_level, record.certainty) for record in unnamed} == {(3, Certainty.ASSUMED)}


def test_a_name_on_two_codes_is_assumed_on_both(occupations: list[OccupationRecord]) -> None:
    times = Counter(record.name for record in occupations)
    doubted = {record.code for record in occupations if times[record.name] > 1}
    assert doubted == PAIR_WITH_ONE_NAME
    assert all(
        record.certainty is Certainty.ASSUMED for record in occupations if record.code in doubted
    )


def test_skill_default_of_a_major_group_is_never_confirmed(
    catalogue: list[OccupationRecord],
) -> None:
    for record in catalogue:
        is_default = record.skill_source == f"default of major group {record.code[0]}"
        assert not (is_default and record.skill_certainty is Certainty.CONFIRMED)


def test_major_groups_4_to_6_are_skilled_and_1_and_2_are_not(
    occupations: list[OccupationRecord],
) -> None:
    by_group = {
        group: {record.is_skill for record in occupations if record.code[0] == group}
        for group in "123456"
    }
    assert by_group == {
        "1": {Known.NO},
        "2": {Known.NO},
        "3": {Known.YES, Known.UNKNOWN},
        "4": {Known.YES},
        "5": {Known.YES},
        "6": {Known.YES},
    }


def test_what_stands_beside_the_source_is_in_the_catalogue(
    catalogue: list[OccupationRecord],
) -> None:
    by_code = {record.code: record for record in catalogue}
    for supplement in read_supplements():
        assert by_code[supplement.occupation_code].name == supplement.name
    for flag in read_skill_flags():
        record = by_code[flag.occupation_code]
        assert (record.is_skill, record.skill_source, record.skill_certainty) == (
            flag.is_skill,
            flag.source,
            flag.certainty,
        )


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("6-18-01-01", "车工"),
        ("4-12-01-01", "汽车维修工"),
        ("4-10-01-03", "保育师"),
        ("4-04-05-05", "人工智能训练师"),
        ("6-31-01-03", "电工"),
        ("4-07-05-03", "消防设施操作员"),
        ("4-07-05-04", "安全防范系统安装维护员"),
        ("4-04-05-09", "信息系统适配验证师"),
    ],
)
def test_known_occupation_has_its_code_of_2022(
    occupations: list[OccupationRecord], code: str, name: str
) -> None:
    assert [record.name for record in occupations if record.code == code] == [name]
