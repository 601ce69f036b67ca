"""四(四): the photograph on a certificate's face, by what its file shows."""

import pytest

from rules.clause_4_4_photograph import (
    HEIGHT,
    WIDTH,
    Photograph,
    check_exchange,
    check_photograph,
)
from rules.finding import FindingCode, is_refused
from tests.rules.asked import codes


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("pixels", [(WIDTH, HEIGHT), (590, 826), (500, 700), (1500, 2100)])
def test_one_inch_is_taken_at_any_resolution_that_prints(pixels: tuple[int, int]) -> None:
    assert check_photograph(Photograph(pixels)) == ()


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("pixels", [(WIDTH - 1, HEIGHT), (WIDTH, HEIGHT - 1)])
def test_one_pixel_too_few_either_way_is_too_small(pixels: tuple[int, int]) -> None:
    found = check_photograph(Photograph(pixels))
    assert codes(found) == [FindingCode.PHOTOGRAPH_TOO_SMALL]
    assert is_refused(found)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("pixels", [(413, 579 + 6), (413, 578 - 7), (441, 441), (826, 590)])
def test_another_ratio_is_not_one_inch(pixels: tuple[int, int]) -> None:
    assert codes(check_photograph(Photograph(pixels))) == [FindingCode.PHOTOGRAPH_NOT_ONE_INCH]


@pytest.mark.clause("4.4")
def test_a_picture_received_before_pixels_were_kept_is_asked_for_again() -> None:
    found = check_photograph(Photograph(None))
    assert codes(found) == [FindingCode.PHOTOGRAPH_NOT_MEASURED]


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("has_photograph", "has_certificate", "is_kept"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_what_stands_on_a_certificate_is_not_exchanged(
    has_photograph: bool, has_certificate: bool, is_kept: bool
) -> None:
    expected = [FindingCode.PHOTOGRAPH_ON_CERTIFICATE] if is_kept else []
    assert codes(check_exchange(has_photograph, has_certificate)) == expected
