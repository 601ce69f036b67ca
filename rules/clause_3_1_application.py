"""三(一) The application (备案申请): complete, declared true, one at a time."""

from collections.abc import Collection, Sequence

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.occupation import OccupationKey
from rules.vocabulary import FilingStatus, Level, MaterialKind

REQUIRED_MATERIALS = frozenset(MaterialKind)
"""The default checklist of a first filing; the city's own is issued separately (另行通知)."""

CLOSED = frozenset(
    {
        FilingStatus.DECLINED,
        FilingStatus.REFUSED,
        FilingStatus.RECEIPT_ISSUED,
        FilingStatus.WITHDRAWN,
    }
)


@clause("3.1")
def check_materials(
    attached: Collection[MaterialKind],
    required: Collection[MaterialKind] = REQUIRED_MATERIALS,
    path: Path = ("materials",),
) -> Findings:
    """Every material on the checklist is attached; one finding for each that is not."""
    found: Findings = ()
    for kind in (kind for kind in MaterialKind if kind in required):
        found += found_when(
            kind not in attached,
            FindingCode.MATERIAL_MISSING,
            path,
            material=kind.zh,
            material_en=kind.en,
        )
    return found


@clause("3.1")
def check_declaration(declares_truthful: bool, path: Path = ("declaresTruthful",)) -> Findings:
    """The school answers for truth, validity and legality of its materials."""
    return found_when(not declares_truthful, FindingCode.TRUTH_NOT_DECLARED, path)


@clause("3.1")
def check_items(
    items: Sequence[tuple[OccupationKey, Collection[Level]]], path: Path = ("items",)
) -> Findings:
    """There is an item, and no occupation, trade and level stands twice."""
    found = found_when(not items, FindingCode.ITEMS_MISSING, path)
    seen: set[tuple[OccupationKey, Level]] = set()
    for place, (occupation, levels) in enumerate(items):
        applied_for = {(occupation, level) for level in levels}
        found += found_when(bool(applied_for & seen), FindingCode.ITEM_REPEATED, (*path, place))
        seen |= applied_for
    return found


@clause("3.1")
def check_no_other_open(others: Collection[FilingStatus], path: Path = ()) -> Findings:
    """A school has one application under way; a draft is not under way."""
    under_way = [status for status in others if status not in CLOSED | {FilingStatus.DRAFT}]
    return found_when(bool(under_way), FindingCode.APPLICATION_OPEN, path)


@clause("3.1")
def check_content(refusals: int | None) -> Findings:
    """What was refused when the content was last checked is corrected first; None: not known."""
    return found_when(bool(refusals), FindingCode.APPLICATION_CONTENT_REFUSED, count=refusals)


@clause("3.1")
def application_number(year: int, serial: int) -> str:
    """申请编号: the year of the first submission, and its serial in it."""
    return f"{year}-{serial:04d}"
