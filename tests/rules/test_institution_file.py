"""A school's file against the six conditions of 1.1."""

from dataclasses import replace
from datetime import date

import pytest

from rules.clause_1_1_institution import Violation
from rules.finding import FindingCode
from rules.institution_file import InstitutionFile, check_condition, facts_of
from rules.vocabulary import ConditionCode, InstitutionKind, MaterialKind, StaffDuty
from tests.rules.asked import codes

TODAY = date(2026, 9, 1)
SOUND = InstitutionFile(
    kind=InstitutionKind.COLLEGE,
    is_technician_college=True,
    programmes=0,
    violations=(),
    enrolment={2023: 700, 2024: 800, 2025: 900},
    experience="自2015年起",
    majors=3,
    expected_graduates=240,
    department=("评价中心", "中山路1号"),
    staff={StaffDuty.ADMINISTRATOR: 1, StaffDuty.EXPERT: 2},
    sites=2,
    monitored_sites=1,
    materials=frozenset(MaterialKind),
    accepts_supervision=True,
    is_non_profit=True,
)
WANTING = {
    ConditionCode.CONDITION_1_1_1: (
        replace(SOUND, kind=InstitutionKind.SECONDARY),
        FindingCode.INTEGRATED_PROGRAMME_MISSING,
    ),
    ConditionCode.CONDITION_1_1_2: (
        replace(SOUND, violations=(Violation(TODAY),)),
        FindingCode.VIOLATION_ON_RECORD,
    ),
    ConditionCode.CONDITION_1_1_3: (
        replace(SOUND, experience=None),
        FindingCode.DEMAND_NOT_STATED,
    ),
    ConditionCode.CONDITION_1_1_4: (
        replace(SOUND, monitored_sites=0),
        FindingCode.MONITORED_SITE_MISSING,
    ),
    ConditionCode.CONDITION_1_1_5: (
        replace(SOUND, materials=frozenset({MaterialKind.FEE_LIST})),
        FindingCode.EVALUATION_RULES_INCOMPLETE,
    ),
    ConditionCode.CONDITION_1_1_6: (
        replace(SOUND, is_non_profit=False),
        FindingCode.NON_PROFIT_NOT_DECLARED,
    ),
}


@pytest.mark.parametrize("condition", ConditionCode)
def test_a_sound_file_meets_every_condition_and_shows_its_facts(condition: ConditionCode) -> None:
    assert check_condition(condition, SOUND, TODAY) == ()
    facts = facts_of(condition, SOUND)
    assert facts
    assert all(fact.zh and fact.en and fact.value_zh and fact.value_en for fact in facts)


@pytest.mark.parametrize("condition", ConditionCode)
def test_what_is_wanting_is_found_at_its_condition_alone(condition: ConditionCode) -> None:
    file, code = WANTING[condition]
    for other in ConditionCode:
        found = codes(check_condition(other, file, TODAY))
        assert found == ([code] if other is condition else [])


def test_the_newest_year_of_enrolment_comes_first() -> None:
    facts = facts_of(ConditionCode.CONDITION_1_1_2, SOUND)
    assert [(fact.zh, fact.value_zh) for fact in facts] == [
        ("2025年招生", "900"),
        ("2024年招生", "800"),
        ("2023年招生", "700"),
        ("不良行为记录", "0"),
    ]
