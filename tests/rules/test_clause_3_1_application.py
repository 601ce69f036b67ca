"""三(一): the application."""

import pytest

from rules.clause_3_1_application import (
    PARTS_BY_KIND,
    application_number,
    check_content,
    check_declaration,
    check_items,
    check_no_other_open,
    check_parts,
    check_remark,
    content_refusals,
)
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import ApplicationKind, FilingStatus, Level
from tests.rules.asked import codes

LATHE = OccupationKey(2022, "6-18-01-01")
TRADE = OccupationKey(2022, "6-18-01-01", "数控车工")


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
def test_one_application_of_a_kind_is_under_way_at_a_time(status: FilingStatus) -> None:
    ended = {
        FilingStatus.DRAFT,
        FilingStatus.DECLINED,
        FilingStatus.REFUSED,
        FilingStatus.RECEIPT_ISSUED,
        FilingStatus.WITHDRAWN,
        FilingStatus.ENDED,
    }
    expected = [] if status in ended else [FindingCode.APPLICATION_OPEN]
    for kind in ApplicationKind:
        assert codes(check_no_other_open(kind, [(kind, status)])) == expected
    other = [(ApplicationKind.ADDITION, status)]
    assert check_no_other_open(ApplicationKind.RENEWAL, other) == ()


@pytest.mark.clause("3.1")
def test_an_application_brings_what_its_kind_is_about_and_nothing_else() -> None:
    every = {"items", "changes", "takesEffectOn", "explanation"}
    for kind, parts in PARTS_BY_KIND.items():
        assert check_parts(kind, parts) == ()
        found = check_parts(kind, every)
        assert {finding.path[0] for finding in found} == every - parts
        assert set(codes(found)) == {FindingCode.PART_NOT_OF_KIND}


@pytest.mark.clause("3.1")
def test_a_remark_is_about_a_place_of_what_was_handed_in() -> None:
    assert check_remark(True, ("remarks", 0, "path")) == ()
    found = check_remark(False, ("remarks", 0, "path"))
    assert codes(found) == [FindingCode.REMARK_WITHOUT_PLACE]


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


@pytest.mark.clause("3.1")
def test_another_application_is_no_fault_of_the_content() -> None:
    kind = ApplicationKind.ADDITION
    open_one = check_no_other_open(kind, [(kind, FilingStatus.SUBMITTED)])
    assert content_refusals(open_one) == 0
    assert content_refusals(open_one + check_declaration(False)) == 1
