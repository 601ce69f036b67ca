"""四(一): the plan of a batch and its candidates."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.clause_3_3_agency import Standing, Suspension
from rules.clause_3_3_filing import Validity
from rules.clause_4_1_plan import (
    FiledItem,
    HeldCertificate,
    check_agency_code,
    check_content,
    check_contents,
    check_country,
    check_filed_before,
    check_identity,
    check_level,
    check_name,
    check_not_certified,
    check_parts_held,
    check_persons_once,
    check_several_certificates,
    check_validity,
    is_item_in_force,
)
from rules.clause_4_1_sessions import Session
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import AgencyStatus, DocumentType, Level, PartKind, Severity
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

NINE = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)
THEORY = Session(
    PartKind.THEORY, "理论", NINE, NINE + timedelta(hours=2), "A101", 30, "A", 60, frozenset("ab")
)
PRACTICE = replace(THEORY, kind=PartKind.PRACTICE, part="实操")
PARTS = [(PartKind.THEORY, "理论"), (PartKind.PRACTICE, "实操")]
WIDE = Validity(date(2026, 9, 1), date(2029, 8, 31))
ITEM = FiledItem(frozenset({Level.ADVANCED}), WIDE, AgencyStatus.LISTED, WIDE)
LATHE = OccupationKey(2022, "6-18-01-01")


@pytest.mark.clause("4.1")
def test_a_plan_has_candidates_and_sessions() -> None:
    assert codes(check_contents(0, [])) == [
        FindingCode.CANDIDATES_MISSING,
        FindingCode.SESSIONS_MISSING,
    ]
    assert check_contents(1, [THEORY]) == ()


@pytest.mark.clause("4.1")
def test_a_plan_is_filed_before_its_first_session_begins() -> None:
    later = replace(THEORY, starts_at=NINE + timedelta(days=1), ends_at=NINE + timedelta(days=2))
    assert check_filed_before(NINE - timedelta(seconds=1), [later, THEORY]) == ()
    (finding,) = check_filed_before(NINE, [later, THEORY])
    assert finding.code is FindingCode.PLAN_NOT_BEFORE_FIRST_SESSION
    assert "2027-05-10 09:00" in finding.message_zh


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("narrow", ["validity", "agency_validity"])
@pytest.mark.parametrize(
    ("valid", "is_fine"),
    [
        (Validity(date(2027, 5, 10), date(2027, 5, 10)), True),
        (Validity(date(2027, 5, 11), date(2029, 8, 31)), False),
        (Validity(date(2026, 9, 1), date(2027, 5, 9)), False),
    ],
)
def test_every_session_lies_within_the_validity_of_agency_and_item(
    narrow: str, valid: Validity, is_fine: bool
) -> None:
    fields = {"validity": WIDE, "agency_validity": WIDE, narrow: valid}
    item = replace(ITEM, validity=fields["validity"], agency_validity=fields["agency_validity"])
    found = check_validity(item, [THEORY])
    assert codes(found) == ([] if is_fine else [FindingCode.SESSION_OUTSIDE_VALIDITY])
    assert is_item_in_force(item, Level.ADVANCED, date(2027, 5, 10)) == is_fine


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("status", [AgencyStatus.SUSPENDED, AgencyStatus.REMOVED])
def test_a_suspended_or_removed_agency_files_no_plan(status: AgencyStatus) -> None:
    item = replace(ITEM, agency_status=status)
    assert codes(check_validity(item, [THEORY])) == [FindingCode.AGENCY_NOT_IN_FORCE]


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("status", [AgencyStatus.SUSPENDED, AgencyStatus.REMOVED])
def test_for_a_suspended_or_ended_item_no_plan_is_filed(status: AgencyStatus) -> None:
    item = replace(ITEM, item_status=status)
    assert codes(check_validity(item, [THEORY])) == [FindingCode.ITEM_NOT_IN_FORCE]


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("of", ["agency_standing", "item_standing"])
@pytest.mark.parametrize(
    ("standing", "is_fine"),
    [
        (Standing((Suspension(date(2027, 5, 1), date(2027, 5, 9)),)), True),
        (Standing((Suspension(date(2027, 5, 1), date(2027, 5, 10)),)), False),
        (Standing((Suspension(date(2027, 5, 10)),)), False),
        (Standing((Suspension(date(2027, 5, 11)),)), True),
        (Standing((), date(2027, 5, 10)), False),
        (Standing((), date(2027, 5, 11)), True),
    ],
)
def test_no_session_is_held_on_a_day_of_suspension_or_after_the_end(
    of: str, standing: Standing, is_fine: bool
) -> None:
    item = replace(ITEM, **{of: standing})
    found = check_validity(item, [THEORY])
    assert codes(found) == ([] if is_fine else [FindingCode.SESSION_NOT_IN_FORCE])
    assert is_item_in_force(item, Level.ADVANCED, date(2027, 5, 10)) == is_fine


@pytest.mark.clause("4.1")
def test_the_level_is_one_of_the_filed_item() -> None:
    assert check_level(ITEM, Level.ADVANCED) == ()
    assert codes(check_level(ITEM, Level.JUNIOR)) == [FindingCode.LEVEL_NOT_OF_ITEM]
    assert not is_item_in_force(ITEM, Level.JUNIOR, date(2027, 5, 10))


@pytest.mark.clause("4.1")
def test_theory_and_practice_have_sessions_for_every_candidate() -> None:
    assert check_parts_held(PARTS, [THEORY, PRACTICE], ["a", "b"]) == ()
    (absent,) = check_parts_held(PARTS, [THEORY], ["a", "b"])
    assert absent.code is FindingCode.PART_WITHOUT_SESSION
    (unseated,) = check_parts_held(PARTS, [THEORY, PRACTICE], ["a", "b", "z"])[:1]
    assert unseated.code is FindingCode.CANDIDATE_WITHOUT_SESSION
    assert unseated.path == ("candidates", 2)


@pytest.mark.clause("4.1")
def test_a_course_examination_and_modules_need_no_session() -> None:
    parts = [(PartKind.COURSE_EXAMINATION, "课程"), (PartKind.MODULE, "模块一")]
    assert check_parts_held(parts, [PRACTICE], ["a"]) == ()


@pytest.mark.clause("4.1")
def test_a_wrong_identity_number_is_refused_with_the_reason() -> None:
    card, today = DocumentType.RESIDENT_IDENTITY_CARD, date(2027, 5, 1)
    assert check_identity(card, "11010519491231002X", today) == ()
    (finding,) = check_identity(card, "110105194912310021", today, ("candidates", 4))
    assert finding.code is FindingCode.IDENTITY_NUMBER_INVALID
    assert finding.path == ("candidates", 4, "documentNumber")
    assert "校验位" in finding.message_zh


@pytest.mark.clause("4.1")
def test_a_person_stands_in_a_plan_once_and_the_first_place_is_named() -> None:
    found = check_persons_once(["p", "q", "p", "p"])
    assert codes(found) == [FindingCode.CANDIDATE_REPEATED] * 2
    assert [finding.path for finding in found] == [
        ("candidates", 2, "documentNumber"),
        ("candidates", 3, "documentNumber"),
    ]
    assert "number 1" in found[1].message_en


@pytest.mark.clause("4.1")
def test_nobody_is_certified_twice_for_occupation_trade_and_level() -> None:
    held = [HeldCertificate(LATHE, Level.INTERMEDIATE)]
    assert codes(check_not_certified(held, LATHE, Level.INTERMEDIATE)) == [
        FindingCode.ALREADY_CERTIFIED
    ]
    assert check_not_certified(held, LATHE, Level.ADVANCED) == ()
    assert check_not_certified(held, replace(LATHE, trade="数控车工"), Level.INTERMEDIATE) == ()


@pytest.mark.clause("4.1")
def test_a_passport_names_its_country_and_no_other_document_does() -> None:
    assert check_country(DocumentType.PASSPORT, "FR") == ()
    assert check_country(DocumentType.RESIDENT_IDENTITY_CARD, None) == ()
    for country in (None, "", "fr", "FRA", "法国"):
        (finding,) = check_country(DocumentType.PASSPORT, country, ("rows", 2))
        assert finding.code is FindingCode.COUNTRY_CODE_INVALID
        assert finding.path == ("rows", 2, "country")


@pytest.mark.clause("4.1")
def test_what_the_last_check_refused_is_corrected_first() -> None:
    assert check_content(None) == check_content(0) == ()
    (finding,) = check_content(3)
    assert finding.code is FindingCode.PLAN_CONTENT_REFUSED
    assert "3" in finding.message_zh


@pytest.mark.clause("4.1")
def test_a_listed_agency_without_a_code_in_force_files_no_plan() -> None:
    assert check_agency_code(ITEM, True) == ()
    assert codes(check_agency_code(ITEM, False)) == [FindingCode.AGENCY_NOT_IN_FORCE]
    suspended = replace(ITEM, agency_status=AgencyStatus.SUSPENDED)
    assert check_agency_code(suspended, False) == ()  # said already, by its validity


@pytest.mark.clause("4.1")
def test_several_certificates_within_a_year_are_told_of_and_refuse_nothing() -> None:
    on = date(2027, 3, 1)

    def held(*days: date) -> frozenset[HeldCertificate]:
        names = (OccupationKey(2015, "6-18-01-01", None), OccupationKey(2022, "6-18-01-01", None))
        return frozenset(
            HeldCertificate(name, Level(3 + place % 3), f"Y{place}", day)
            for place, day in enumerate(days)
            for name in names
        )

    assert check_several_certificates(held(on), on) == ()
    assert check_several_certificates(held(on, date(2026, 2, 28)), on) == ()
    (finding,) = check_several_certificates(held(on, date(2026, 3, 1)), on)
    assert finding.code is FindingCode.SEVERAL_CERTIFICATES
    assert finding.severity is Severity.WARNING
    assert "2" in finding.message_zh


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("欧阳　小明", "欧阳小明"),
        ("Müller, Jo", "MÜLLER,JO"),
        ("㐂乐", "㐂乐"),
    ],
)
def test_one_name_is_written_in_several_ways(known: str, name: str) -> None:
    assert check_name(known, name) == ()


@pytest.mark.clause("4.1")
def test_a_changed_name_is_told_of() -> None:
    (finding,) = check_name("王莉", "王丽", ("rows", 1))
    assert (finding.code, finding.path) == (FindingCode.NAME_DIFFERS, ("rows", 1, "name"))
    assert finding.severity is Severity.WARNING
    assert "王莉" not in finding.message_zh
