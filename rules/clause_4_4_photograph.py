"""四(四) The photograph on the certificate's face: one inch, sharp enough to print.

Whether it is in colour, before white, of this person and not older than six months cannot be told
from the file: whoever enters it answers for that.
"""

from dataclasses import dataclass

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when

WIDTH, HEIGHT = 295, 413  # one inch (25 by 35 mm) at 300 dots per inch: 人社鉴发〔2021〕1号
RATIO_TOLERANCE = 0.01  # 295:413 and 5:7 differ by less
FACE_BYTES = 200 * 1024  # what schools' own sheets ask for; a batch of 5,000 stays one archive


@dataclass(frozen=True, slots=True)
class Photograph:
    """`pixels` across and down; None: received before they were kept."""

    pixels: tuple[int, int] | None


@clause("4.4")
def check_photograph(photograph: Photograph, path: Path = ()) -> Findings:
    """One inch by its ratio, and with pixels enough to be printed so."""
    if photograph.pixels is None:
        return found_when(True, FindingCode.PHOTOGRAPH_NOT_MEASURED, path)
    width, height = photograph.pixels
    is_small = width < WIDTH or height < HEIGHT
    is_of_ratio = abs(width * HEIGHT / (height * WIDTH) - 1) <= RATIO_TOLERANCE
    return found_when(
        is_small,
        FindingCode.PHOTOGRAPH_TOO_SMALL,
        path,
        width=width,
        height=height,
        least_width=WIDTH,
        least_height=HEIGHT,
    ) + found_when(
        not is_of_ratio, FindingCode.PHOTOGRAPH_NOT_ONE_INCH, path, width=width, height=height
    )


@clause("4.4")
def check_exchange(has_photograph: bool, has_certificate: bool, path: Path = ()) -> Findings:
    """What stands on a certificate stays; one that was issued without a photograph may get it."""
    is_printed = has_photograph and has_certificate
    return found_when(is_printed, FindingCode.PHOTOGRAPH_ON_CERTIFICATE, path)
