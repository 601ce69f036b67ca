"""一(三): what may be evaluated, and up to which level."""

from dataclasses import replace

import pytest

from rules.clause_1_3_items import (
    CatalogueEntry,
    Exclusion,
    Major,
    candidate_ceiling,
    ceiling,
    check_candidate_level,
    check_levels,
    check_major_code,
    check_majors,
    check_occupation,
    check_occupation_code,
    check_priority,
    check_range,
)
from rules.finding import FindingCode, is_refused
from rules.occupation import OccupationKey
from rules.vocabulary import (
    Certainty,
    InstitutionKind,
    Known,
    Level,
    MajorStanding,
    PriorityReason,
    TrainingLevel,
)
from tests.rules.asked import codes

WELDER = OccupationKey(2022, "6-18-02-04")
ENTRY = CatalogueEntry(WELDER, True, Known.YES, Certainty.CONFIRMED)
MAJOR = Major("460110", TrainingLevel.COLLEGE, MajorStanding.KEY, frozenset({WELDER}))
HIGHER = [kind for kind in InstitutionKind if kind is not InstitutionKind.SECONDARY]


@pytest.mark.clause("1.3.1")
def test_an_occupation_code_has_its_form() -> None:
    assert check_occupation_code("6-18-02-04") == ()
    (finding,) = check_occupation_code("6180204", ("items", 1, "occupationCode"))
    assert finding.code is FindingCode.OCCUPATION_CODE_INVALID
    assert "6-18-01-01" in finding.message_zh
    assert finding.path == ("items", 1, "occupationCode")


@pytest.mark.clause("1.3.1")
def test_a_current_skill_occupation_without_entry_qualification_is_fine() -> None:
    assert check_occupation(ENTRY) == ()


@pytest.mark.clause("1.3.1")
def test_an_unknown_occupation_or_trade_is_refused() -> None:
    assert codes(check_occupation(None)) == [FindingCode.OCCUPATION_UNKNOWN]
    listed = replace(ENTRY, trades=frozenset({"电焊工"}))
    assert check_occupation(listed, "电焊工") == ()
    assert codes(check_occupation(listed, "气焊工")) == [FindingCode.OCCUPATION_UNKNOWN]
    assert check_occupation(ENTRY, "气焊工") == ()  # the trades of this one are not listed yet


@pytest.mark.clause("1.3.1")
def test_an_older_edition_is_refused() -> None:
    found = check_occupation(replace(ENTRY, is_current=False))
    assert codes(found) == [FindingCode.EDITION_NOT_CURRENT]


@pytest.mark.clause("1.3.1")
@pytest.mark.parametrize(
    ("known", "certainty", "expected"),
    [
        (Known.NO, Certainty.CONFIRMED, FindingCode.NOT_OF_SKILL_KIND),
        (Known.NO, Certainty.ASSUMED, FindingCode.SKILL_KIND_ASSUMED),
        (Known.YES, Certainty.ASSUMED, FindingCode.SKILL_KIND_ASSUMED),
        (Known.UNKNOWN, Certainty.CONFIRMED, FindingCode.SKILL_KIND_ASSUMED),
    ],
)
def test_the_skill_kind_refuses_only_when_it_is_sure(
    known: Known, certainty: Certainty, expected: FindingCode
) -> None:
    entry = replace(ENTRY, is_of_skill_kind=known, skill_kind_certainty=certainty)
    found = check_occupation(entry)
    assert codes(found) == [expected]
    assert is_refused(found) == (expected is FindingCode.NOT_OF_SKILL_KIND)


@pytest.mark.clause("1.3.1")
def test_a_confirmed_entry_qualification_refuses_and_an_assumed_one_warns() -> None:
    confirmed = replace(ENTRY, exclusions=(Exclusion(None, Certainty.CONFIRMED),))
    assert codes(check_occupation(confirmed, "电焊工")) == [FindingCode.ENTRY_QUALIFICATION]
    assumed = check_occupation(replace(ENTRY, exclusions=(Exclusion(None, Certainty.ASSUMED),)))
    assert codes(assumed) == [FindingCode.ENTRY_QUALIFICATION_ASSUMED]
    assert not is_refused(assumed)


@pytest.mark.clause("1.3.1")
def test_an_excluded_trade_leaves_the_other_trades_but_not_the_whole_occupation() -> None:
    entry = replace(ENTRY, exclusions=(Exclusion("核级焊工", Certainty.CONFIRMED),))
    assert check_occupation(entry, "电焊工") == ()
    assert codes(check_occupation(entry, "核级焊工")) == [FindingCode.ENTRY_QUALIFICATION]
    assert codes(check_occupation(entry)) == [FindingCode.ENTRY_QUALIFICATION]


@pytest.mark.clause("1.3.2")
def test_an_item_without_priority_reason_is_advised_not_refused() -> None:
    found = check_priority(PriorityReason.NONE)
    assert codes(found) == [FindingCode.PRIORITY_REASON_MISSING]
    assert not is_refused(found)
    assert check_priority(PriorityReason.DUAL_CERTIFICATE_REFORM) == ()


@pytest.mark.clause("1.3.3")
def test_an_item_needs_a_matching_major() -> None:
    elsewhere = replace(MAJOR, occupations=frozenset({replace(WELDER, code="6-18-01-01")}))
    for majors in ([], [elsewhere]):
        assert codes(check_majors(majors, WELDER)) == [FindingCode.MATCHING_MAJOR_MISSING]
    assert check_majors([elsewhere, MAJOR], replace(WELDER, trade="电焊工")) == ()


@pytest.mark.clause("1.3.3")
def test_an_ordinary_major_is_advised_unless_a_better_one_matches_too() -> None:
    ordinary = replace(MAJOR, standing=MajorStanding.ORDINARY)
    found = check_majors([ordinary], WELDER)
    assert codes(found) == [FindingCode.MAJOR_OF_ORDINARY_STANDING]
    assert not is_refused(found)
    assert check_majors([ordinary, MAJOR], WELDER) == ()


@pytest.mark.clause("1.3")
@pytest.mark.parametrize("kind", HIGHER)
def test_higher_vocational_schools_reach_level_3(kind: InstitutionKind) -> None:
    assert ceiling(kind, TrainingLevel.COLLEGE) is Level.ADVANCED
    assert ceiling(kind, TrainingLevel.VOCATIONAL_UNIVERSITY) is Level.ADVANCED


@pytest.mark.clause("1.3")
def test_the_stricter_of_kind_and_training_is_the_ceiling() -> None:
    assert ceiling(InstitutionKind.COLLEGE, TrainingLevel.SECONDARY) is Level.INTERMEDIATE
    for training in TrainingLevel:
        assert ceiling(InstitutionKind.SECONDARY, training) is Level.INTERMEDIATE


@pytest.mark.clause("1.3")
def test_a_college_item_on_a_secondary_major_is_refused_at_level_3() -> None:
    levels = {Level.ADVANCED, Level.INTERMEDIATE}
    found = check_levels(levels, InstitutionKind.COLLEGE, {TrainingLevel.SECONDARY})
    assert codes(found) == [FindingCode.LEVEL_ABOVE_CEILING]
    assert found[0].message_en.startswith("Level 3 ")
    assert check_levels(levels, InstitutionKind.COLLEGE, set(TrainingLevel)) == ()


@pytest.mark.clause("1.3")
def test_nobody_reaches_level_2_and_an_item_has_a_level() -> None:
    for kind in InstitutionKind:
        found = check_levels({Level.TECHNICIAN}, kind, set(TrainingLevel))
        assert codes(found) == [FindingCode.LEVEL_ABOVE_CEILING]
    assert codes(check_levels(set(), InstitutionKind.COLLEGE, set())) == [
        FindingCode.LEVELS_MISSING
    ]


@pytest.mark.clause("1.3")
@pytest.mark.parametrize(
    ("training", "stage_level", "expected"),
    [
        (TrainingLevel.COLLEGE, None, Level.ADVANCED),
        (TrainingLevel.SECONDARY, None, Level.INTERMEDIATE),
        (None, Level.INTERMEDIATE, Level.INTERMEDIATE),
        (None, Level.SENIOR_TECHNICIAN, Level.ADVANCED),
        (TrainingLevel.COLLEGE, Level.INTERMEDIATE, Level.ADVANCED),
        (None, None, None),
    ],
)
def test_training_or_completed_stage_gives_the_candidate_its_ceiling(
    training: TrainingLevel | None, stage_level: Level | None, expected: Level | None
) -> None:
    assert candidate_ceiling(training, stage_level) is expected


@pytest.mark.clause("1.3")
def test_a_candidate_above_the_own_training_is_refused() -> None:
    found = check_candidate_level(Level.ADVANCED, TrainingLevel.SECONDARY, None)
    assert codes(found) == [FindingCode.CANDIDATE_LEVEL_ABOVE_CEILING]
    assert check_candidate_level(Level.JUNIOR, TrainingLevel.SECONDARY, None) == ()
    assert check_candidate_level(Level.ADVANCED, None, None) == ()


@pytest.mark.clause("1.3")
@pytest.mark.parametrize("level_from", range(-1, 8))
@pytest.mark.parametrize("level_to", range(-1, 8))
def test_a_range_runs_from_its_lowest_level_to_its_highest(level_from: int, level_to: int) -> None:
    is_range = level_from in range(1, 6) and level_to in range(1, level_from + 1)
    expected = [] if is_range else [FindingCode.LEVEL_RANGE_INVALID]
    assert codes(check_range(level_from, level_to)) == expected


@pytest.mark.clause("1.3.3")
@pytest.mark.parametrize("text", ["4601", "160103", "460103X", "4601030", "中460103", ""])
def test_a_damaged_major_code_is_refused_with_what_was_expected(text: str) -> None:
    (finding,) = check_major_code(text, TrainingLevel.COLLEGE, ("catalogueCode",))
    assert finding.code is FindingCode.MAJOR_CODE_INVALID
    assert "6位数字" in finding.message_zh
    assert finding.path == ("catalogueCode",)


@pytest.mark.clause("1.3.3")
def test_a_major_code_of_another_level_of_training_is_a_warning() -> None:
    assert check_major_code("460103", TrainingLevel.COLLEGE) == ()
    assert check_major_code("570102K", TrainingLevel.COLLEGE) == ()
    found = check_major_code("660103", TrainingLevel.COLLEGE)
    assert codes(found) == [FindingCode.MAJOR_CODE_OF_ANOTHER_LEVEL]
    assert not is_refused(found)
