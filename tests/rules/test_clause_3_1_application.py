"""三(一): the application."""

import pytest

from rules.clause_3_1_application import (
    application_number,
    check_content,
    check_declaration,
    check_items,
    check_materials,
    check_no_other_open,
)
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import FilingStatus, Level, MaterialKind
from tests.rules.asked import codes

LATHE = OccupationKey(2022, "6-18-01-01")
TRADE = OccupationKey(2022, "6-18-01-01", "数控车工")


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("kind", MaterialKind)
def test_each_missing_material_is_named(kind: MaterialKind) -> None:
    (finding,) = check_materials(set(MaterialKind) - {kind})
    assert finding.code is FindingCode.MATERIAL_MISSING
    assert kind.zh in finding.message_zh
    assert kind.en in finding.message_en
    assert finding.path == ("materials",)


@pytest.mark.clause("3.1")
def test_all_materials_or_a_shorter_checklist_are_complete() -> None:
    assert check_materials(set(MaterialKind)) == ()
    assert check_materials(set(), required=set()) == ()


@pytest.mark.clause("3.1")
def test_the_school_answers_for_its_materials() -> None:
    assert check_declaration(True) == ()
    assert codes(check_declaration(False)) == [FindingCode.TRUTH_NOT_DECLARED]


@pytest.mark.clause("3.1")
def test_an_application_has_items() -> None:
    assert codes(check_items([])) == [FindingCode.ITEMS_MISSING]


@pytest.mark.clause("3.1")
def test_the_same_occupation_trade_and_level_stands_once() -> None:
    both = {Level.INTERMEDIATE, Level.ADVANCED}
    (finding,) = check_items([(LATHE, both), (TRADE, both), (LATHE, {Level.ADVANCED})])
    assert finding.code is FindingCode.ITEM_REPEATED
    assert finding.path == ("items", 2)
    assert check_items([(LATHE, {Level.ADVANCED}), (LATHE, {Level.JUNIOR})]) == ()


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("status", FilingStatus)
def test_one_application_is_under_way_at_a_time(status: FilingStatus) -> None:
    ended = {
        FilingStatus.DRAFT,
        FilingStatus.DECLINED,
        FilingStatus.REFUSED,
        FilingStatus.RECEIPT_ISSUED,
        FilingStatus.WITHDRAWN,
    }
    expected = [] if status in ended else [FindingCode.APPLICATION_OPEN]
    assert codes(check_no_other_open([status])) == expected


@pytest.mark.clause("3.1")
def test_an_application_number_names_its_year() -> None:
    assert application_number(2026, 7) == "2026-0007"
    assert application_number(2026, 12345) == "2026-12345"


@pytest.mark.clause("3.1")
def test_content_that_was_refused_is_corrected_before_it_is_submitted() -> None:
    assert check_content(None) == check_content(0) == ()
    (finding,) = check_content(3)
    assert finding.code is FindingCode.APPLICATION_CONTENT_REFUSED
    assert "3处" in finding.message_zh
