"""二(一): what an item is evaluated by."""

import pytest

from rules.clause_2_1_basis import (
    Specification,
    Standard,
    check_basis,
    check_kind_of_basis,
    check_none_on_record,
    check_occupation_of_basis,
    check_specification_needed,
    levels_covered,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import Basis, Known, Level, SpecificationStatus
from tests.rules.asked import codes

BOTH = frozenset({Level.INTERMEDIATE, Level.ADVANCED})
COVERING = Standard(Known.YES, BOTH)
NONE = Standard(Known.NO)
UNKNOWN = Standard(Known.UNKNOWN)
FILED = Specification(BOTH, SpecificationStatus.FILED)
STANDARD, OWN = Basis.NATIONAL_STANDARD, Basis.EVALUATION_SPECIFICATION


@pytest.mark.clause("2.1")
def test_a_standard_that_contains_the_levels_is_the_basis() -> None:
    assert check_basis(STANDARD, BOTH, COVERING) == ()


@pytest.mark.clause("2.1")
def test_a_level_outside_the_standard_is_refused() -> None:
    found = check_basis(STANDARD, {Level.JUNIOR, Level.ADVANCED}, COVERING)
    assert codes(found) == [FindingCode.LEVEL_NOT_IN_BASIS]
    assert "5" in found[0].message_zh
    assert "3/4" in found[0].message_zh


@pytest.mark.clause("2.1")
def test_no_standard_confirmed_by_the_center_refuses_it_as_basis() -> None:
    assert codes(check_basis(STANDARD, BOTH, NONE)) == [FindingCode.STANDARD_MISSING]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("basis", Basis)
def test_not_knowing_is_a_warning_that_the_center_settles(basis: Basis) -> None:
    found = check_basis(basis, BOTH, UNKNOWN, FILED)
    assert codes(found) == [FindingCode.STANDARD_UNKNOWN]
    assert not is_refused(found)


@pytest.mark.clause("2.1")
def test_a_standard_whose_text_was_not_seen_warns() -> None:
    found = check_basis(STANDARD, BOTH, Standard(Known.YES))
    assert codes(found) == [FindingCode.STANDARD_LEVELS_UNKNOWN]
    assert not is_refused(found)


@pytest.mark.clause("2.1")
def test_a_specification_has_no_place_where_a_standard_covers_it() -> None:
    found = check_basis(OWN, {Level.ADVANCED}, COVERING, FILED)
    assert codes(found) == [FindingCode.STANDARD_COVERS_IT]
    assert codes(check_specification_needed(COVERING, BOTH)) == [FindingCode.STANDARD_COVERS_IT]


@pytest.mark.clause("2.1")
def test_a_specification_for_levels_or_trades_that_no_standard_covers_is_fine() -> None:
    lower = Specification(frozenset({Level.JUNIOR}), SpecificationStatus.FILED)
    assert check_basis(OWN, {Level.JUNIOR}, COVERING, lower) == ()
    one_trade = Standard(Known.YES, BOTH, frozenset({"数控车工"}))
    assert check_basis(OWN, BOTH, one_trade, FILED, trade="普通车工") == ()
    assert levels_covered(one_trade, BOTH, "数控车工") == BOTH
    assert check_basis(OWN, BOTH, NONE, FILED) == ()


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    "status", [status for status in SpecificationStatus if status is not SpecificationStatus.FILED]
)
def test_a_specification_is_filed_before_it_is_used(status: SpecificationStatus) -> None:
    found = check_basis(OWN, BOTH, NONE, Specification(BOTH, status))
    assert codes(found) == [FindingCode.SPECIFICATION_NOT_FILED]
    assert codes(check_basis(OWN, BOTH, NONE)) == [FindingCode.SPECIFICATION_NOT_FILED]


@pytest.mark.clause("2.1")
def test_a_filed_specification_contains_the_levels() -> None:
    lower = Specification(frozenset({Level.INTERMEDIATE}), SpecificationStatus.FILED)
    assert codes(check_basis(OWN, BOTH, NONE, lower)) == [FindingCode.LEVEL_NOT_IN_BASIS]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("basis", "has_standard", "has_specification", "is_refused"),
    [
        (STANDARD, True, False, False),
        (STANDARD, False, False, False),
        (STANDARD, False, True, True),
        (OWN, False, True, False),
        (OWN, True, False, True),
    ],
)
def test_an_item_names_what_its_kind_of_basis_calls_for(
    basis: Basis, has_standard: bool, has_specification: bool, is_refused: bool
) -> None:
    found = check_kind_of_basis(basis, has_standard, has_specification, ("basis",))
    assert codes(found) == [FindingCode.BASIS_OF_ANOTHER_KIND] * is_refused


@pytest.mark.clause("2.1")
def test_the_basis_is_of_the_occupation() -> None:
    assert check_occupation_of_basis(True) == ()
    found = check_occupation_of_basis(False, ("standardId",))
    assert codes(found) == [FindingCode.BASIS_OF_ANOTHER_OCCUPATION]


@pytest.mark.clause("2.1")
def test_that_there_is_none_is_not_confirmed_beside_a_confirmed_standard() -> None:
    found = check_none_on_record(["车工国家职业技能标准（2018年版）"], ("id",))
    assert codes(found) == [FindingCode.STANDARD_ON_RECORD]
    assert "车工" in found[0].message_zh
    assert check_none_on_record([]) == ()
