"""一(一): who may apply."""

from dataclasses import replace
from datetime import date

import pytest

from rules.clause_1_1_institution import (
    Registration,
    Site,
    Violation,
    check_applicant,
    check_demand,
    check_department_and_staff,
    check_enrolment,
    check_kind,
    check_monitored_site,
    check_quality_control,
    check_registration,
    check_room_kind,
    check_site,
    check_site_monitoring,
    check_social_benefit,
    check_violations,
)
from rules.finding import FindingCode, is_refused
from rules.occupation import OccupationKey
from rules.vocabulary import (
    InstitutionKind,
    InstitutionStatus,
    Level,
    MaterialKind,
    PartKind,
    StaffDuty,
)
from tests.rules.asked import codes

TODAY = date(2026, 9, 1)
LATHE = OccupationKey(2022, "6-18-01-01")
COLLEGE = Registration(
    InstitutionKind.COLLEGE, "12310000425006326J", "4131010851", date(2000, 1, 1)
)


@pytest.mark.clause("1.1")
def test_a_college_with_sound_codes_may_register() -> None:
    assert codes(check_registration(COLLEGE, TODAY)) == []


@pytest.mark.clause("1.1")
def test_a_wrong_credit_code_is_refused_with_the_reason_at_its_place() -> None:
    (finding,) = check_registration(replace(COLLEGE, uscc="12310000425006326K"), TODAY)
    assert (finding.code, finding.clause) == (FindingCode.USCC_INVALID, "1.1")
    assert finding.path == ("uscc",)
    assert "校验位" in finding.message_zh
    assert "check character" in finding.message_en


@pytest.mark.clause("1.1")
def test_a_wrong_school_code_is_refused() -> None:
    found = check_registration(replace(COLLEGE, school_code="4111010851"), TODAY)
    assert codes(found) == [FindingCode.SCHOOL_CODE_INVALID]


@pytest.mark.clause("1.1")
@pytest.mark.parametrize("kind", InstitutionKind)
def test_the_school_code_fits_the_kind(kind: InstitutionKind) -> None:
    branch = replace(COLLEGE, kind=kind, parent_name="某大学", branch_name="高等职业学院")
    is_secondary = kind is InstitutionKind.SECONDARY
    other = FindingCode.SCHOOL_CODE_OF_ANOTHER_KIND
    higher = codes(check_registration(branch, TODAY))
    secondary = codes(check_registration(replace(branch, school_code="3631000123"), TODAY))
    assert higher == ([other] if is_secondary else [])
    assert secondary == ([] if is_secondary else [other])


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(("parent", "branch"), [(None, None), ("某大学", " "), ("", "学院")])
def test_a_college_inside_a_university_names_parent_and_branch(
    parent: str | None, branch: str | None
) -> None:
    inside = replace(
        COLLEGE, kind=InstitutionKind.UNIVERSITY_COLLEGE, parent_name=parent, branch_name=branch
    )
    assert codes(check_registration(inside, TODAY)) == [FindingCode.PARENT_INSTITUTION_MISSING]


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(("parent", "branch"), [("某大学", None), (None, "附属学院")])
def test_whatever_its_kind_a_school_names_parent_and_branch_or_neither(
    parent: str | None, branch: str | None
) -> None:
    half = replace(COLLEGE, parent_name=parent, branch_name=branch)
    assert codes(check_registration(half, TODAY)) == [FindingCode.PARENT_INSTITUTION_MISSING]
    both = replace(COLLEGE, parent_name="某大学", branch_name="附属学院")
    assert check_registration(both, TODAY) == ()


@pytest.mark.clause("1.1")
def test_an_establishment_tomorrow_is_refused_and_today_is_not() -> None:
    tomorrow = replace(COLLEGE, established_on=date(2026, 9, 2))
    assert codes(check_registration(tomorrow, TODAY)) == [FindingCode.ESTABLISHED_IN_FUTURE]
    assert codes(check_registration(replace(COLLEGE, established_on=TODAY), TODAY)) == []


@pytest.mark.clause("1.1")
def test_only_a_verified_open_school_with_enrolment_qualification_applies() -> None:
    assert codes(check_applicant(InstitutionStatus.VERIFIED, True, None, TODAY)) == []
    assert codes(check_applicant(InstitutionStatus.REGISTERED, False, TODAY, TODAY)) == [
        FindingCode.INSTITUTION_NOT_VERIFIED,
        FindingCode.ENROLMENT_QUALIFICATION_MISSING,
        FindingCode.INSTITUTION_CLOSED,
    ]


@pytest.mark.clause("1.1")
def test_a_school_that_closes_tomorrow_is_still_open_today() -> None:
    assert codes(check_applicant(InstitutionStatus.VERIFIED, True, date(2026, 9, 2), TODAY)) == []


@pytest.mark.clause("1.1.1")
def test_a_secondary_school_applies_only_with_an_integrated_programme() -> None:
    secondary = InstitutionKind.SECONDARY
    assert codes(check_kind(secondary, False, False)) == [FindingCode.INTEGRATED_PROGRAMME_MISSING]
    assert codes(check_kind(secondary, True, False)) == []


@pytest.mark.clause("1.1.1")
def test_a_college_that_is_no_technician_college_is_advised_not_refused() -> None:
    found = check_kind(InstitutionKind.COLLEGE, False, False)
    assert codes(found) == [FindingCode.NOT_A_TECHNICIAN_COLLEGE]
    assert not is_refused(found)
    assert codes(check_kind(InstitutionKind.COLLEGE, False, True)) == []


@pytest.mark.clause("1.1.2")
@pytest.mark.parametrize(
    ("happened_on", "expected"),
    [
        (date(2026, 9, 1), FindingCode.VIOLATION_ON_RECORD),
        (date(2023, 9, 2), FindingCode.VIOLATION_ON_RECORD),
        (date(2023, 9, 1), FindingCode.OLDER_VIOLATION_ON_RECORD),
        (date(2020, 2, 29), FindingCode.OLDER_VIOLATION_ON_RECORD),
    ],
)
def test_a_violation_refuses_for_three_years_and_then_warns(
    happened_on: date, expected: FindingCode
) -> None:
    found = check_violations([Violation(happened_on)], TODAY)
    assert codes(found) == [expected]
    assert is_refused(found) == (expected is FindingCode.VIOLATION_ON_RECORD)


@pytest.mark.clause("1.1.2")
def test_a_violation_of_29_february_refuses_until_the_end_of_february() -> None:
    violation = Violation(date(2024, 2, 29))
    assert is_refused(check_violations([violation], date(2027, 2, 28)))
    assert not is_refused(check_violations([violation], date(2027, 3, 1)))


@pytest.mark.clause("1.1.2")
def test_a_listing_in_force_refuses_however_old_it_is() -> None:
    old = Violation(date(2015, 1, 1), is_listing=True)
    assert codes(check_violations([old], TODAY)) == [FindingCode.LISTING_IN_FORCE]
    ended = replace(old, ended_on=date(2020, 1, 1))
    assert codes(check_violations([ended], TODAY)) == [FindingCode.OLDER_VIOLATION_ON_RECORD]
    just_ended = replace(old, ended_on=date(2026, 8, 31))
    assert codes(check_violations([just_ended], TODAY)) == [FindingCode.VIOLATION_ON_RECORD]


@pytest.mark.clause("1.1.2")
def test_enrolment_of_the_last_three_years_is_stated() -> None:
    assert codes(check_enrolment({2023, 2024, 2025}, TODAY)) == []
    assert codes(check_enrolment({2024, 2025, 2026}, TODAY)) == [
        FindingCode.ENROLMENT_FIGURES_MISSING
    ]


@pytest.mark.clause("1.1.3")
@pytest.mark.parametrize(("experience", "has_demand"), [(None, True), ("十年", False), (" ", True)])
def test_experience_and_demand_unstated_is_a_warning(
    experience: str | None, has_demand: bool
) -> None:
    found = check_demand(experience, has_demand)
    assert codes(found) == [FindingCode.DEMAND_NOT_STATED]
    assert not is_refused(found)
    assert check_demand("十年", True) == ()


@pytest.mark.clause("1.1.4")
def test_a_school_needs_department_staff_and_experts() -> None:
    enough = {StaffDuty.ADMINISTRATOR: 1, StaffDuty.EXPERT: 1}
    assert codes(check_department_and_staff(True, enough)) == []
    assert codes(check_department_and_staff(False, {StaffDuty.EXPERT: 3})) == [
        FindingCode.EVALUATION_DEPARTMENT_MISSING,
        FindingCode.STAFF_MISSING,
    ]


@pytest.mark.clause("1.1.4")
def test_a_site_is_named_monitored_and_equipped_for_every_level() -> None:
    site = Site(True, frozenset({(LATHE, Level.INTERMEDIATE), (LATHE, Level.ADVANCED)}))
    both = {Level.INTERMEDIATE, Level.ADVANCED}
    assert check_site(site, LATHE, both) == ()
    assert codes(check_site(None, LATHE, both)) == [FindingCode.SITE_MISSING]
    blind = replace(site, has_monitoring=False)
    assert codes(check_site(blind, LATHE, both)) == [FindingCode.SITE_WITHOUT_MONITORING]
    assert check_site_monitoring(site) == ()


@pytest.mark.clause("1.1.4")
def test_equipment_for_another_level_occupation_or_edition_does_not_count() -> None:
    elsewhere = {
        (LATHE, Level.INTERMEDIATE),
        (replace(LATHE, code="6-18-01-02"), Level.ADVANCED),
        (replace(LATHE, edition=2015), Level.ADVANCED),
        (replace(LATHE, trade="数控车工"), Level.ADVANCED),
    }
    found = check_site(Site(True, frozenset(elsewhere)), LATHE, {Level.ADVANCED}, ("items", 0))
    assert codes(found) == [FindingCode.SITE_NOT_EQUIPPED]
    assert found[0].path == ("items", 0)


@pytest.mark.clause("1.1.4")
def test_equipment_for_the_occupation_serves_its_trades() -> None:
    site = Site(True, frozenset({(LATHE, Level.ADVANCED)}))
    assert check_site(site, replace(LATHE, trade="数控车工"), {Level.ADVANCED}) == ()


@pytest.mark.clause("1.1.4")
def test_a_school_has_a_monitored_site_before_any_item_names_it() -> None:
    assert codes(check_monitored_site(0)) == [FindingCode.MONITORED_SITE_MISSING]
    assert check_monitored_site(1) == ()


@pytest.mark.clause("1.1.5")
def test_rules_are_in_place_and_supervision_is_accepted() -> None:
    rules = {MaterialKind.MANAGEMENT_RULES, MaterialKind.QUALITY_CONTROL_RULES}
    assert check_quality_control(rules, True) == ()
    assert codes(check_quality_control({MaterialKind.MANAGEMENT_RULES}, False)) == [
        FindingCode.EVALUATION_RULES_INCOMPLETE,
        FindingCode.SUPERVISION_NOT_ACCEPTED,
    ]


@pytest.mark.clause("1.1.6")
def test_profit_refuses_and_an_unpublished_fee_list_warns() -> None:
    assert check_social_benefit(True, True) == ()
    assert is_refused(check_social_benefit(False, True))
    found = check_social_benefit(True, False)
    assert codes(found) == [FindingCode.FEE_LIST_NOT_PUBLISHED]
    assert codes(check_social_benefit(False, True)) == [FindingCode.NON_PROFIT_NOT_DECLARED]
    assert not is_refused(found)


@pytest.mark.clause("1.1.4")
@pytest.mark.parametrize("kind", PartKind)
def test_a_room_is_one_of_theory_or_of_practice(kind: PartKind) -> None:
    expected = [] if kind.name in {"THEORY", "PRACTICE"} else [FindingCode.ROOM_KIND_INVALID]
    assert codes(check_room_kind(kind)) == expected
