"""三(一): which materials an application brings."""

from datetime import date

import pytest

from rules.clause_3_1_checklist import (
    Named,
    Required,
    check_beginning,
    check_changeable,
    check_lines,
    check_materials,
    ends,
)
from rules.finding import FindingCode
from rules.vocabulary import MaterialKind
from tests.rules.asked import codes

TODAY = date(2026, 9, 1)
FEES, STAFF = MaterialKind.FEE_LIST, MaterialKind.STAFF_LIST


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("kind", MaterialKind)
def test_each_missing_material_is_named(kind: MaterialKind) -> None:
    checklist = [Required(one) for one in MaterialKind]
    named = [Named(one, True) for one in MaterialKind if one is not kind]
    (finding,) = check_materials(named, checklist)
    assert finding.code is FindingCode.MATERIAL_MISSING
    assert kind.zh in finding.message_zh
    assert kind.en in finding.message_en
    assert finding.path == ("materials",)


@pytest.mark.clause("3.1")
def test_a_material_without_its_document_is_missing_where_it_stands() -> None:
    named = [Named(STAFF, True), Named(FEES, False)]
    (finding,) = check_materials(named, [Required(FEES), Required(STAFF)])
    assert finding.path == ("materials", 1, "documentId")
    assert check_materials([*named, Named(FEES, True)], [Required(FEES)]) == ()


@pytest.mark.clause("3.1")
def test_a_material_of_each_item_is_there_once_for_each() -> None:
    per_item = [Required(FEES, is_per_item=True)]
    named = [Named(FEES, True), Named(FEES, False)]
    paths = [finding.path for finding in check_materials(named, per_item, item_count=3)]
    assert paths == [("materials", 1, "documentId"), ("materials",)]
    assert check_materials(named, per_item, item_count=1) == ()


@pytest.mark.clause("3.1")
def test_what_no_checklist_requires_may_be_left_out() -> None:
    assert check_materials([], []) == ()


@pytest.mark.clause("3.1")
def test_a_checklist_begins_today_or_later() -> None:
    assert check_beginning(TODAY, TODAY) == ()
    found = check_beginning(date(2026, 8, 31), TODAY)
    assert codes(found) == [FindingCode.CHECKLIST_RETROACTIVE]


@pytest.mark.clause("3.1")
def test_a_checklist_in_force_is_followed_and_not_changed() -> None:
    assert check_changeable(date(2026, 9, 2), TODAY) == ()
    assert codes(check_changeable(TODAY, TODAY)) == [FindingCode.CHECKLIST_IN_FORCE]


@pytest.mark.clause("3.1")
def test_a_checklist_names_a_material_once() -> None:
    assert check_lines([FEES, STAFF]) == ()
    (finding,) = check_lines([FEES, STAFF, FEES])
    assert (finding.code, finding.path) == (
        FindingCode.CHECKLIST_REPEATS,
        ("lines", 2, "material"),
    )


@pytest.mark.clause("3.1")
def test_each_checklist_ends_the_day_before_the_next_begins() -> None:
    first, second = date(2026, 1, 1), date(2027, 3, 1)
    assert ends([second, first]) == {first: date(2027, 2, 28), second: None}
