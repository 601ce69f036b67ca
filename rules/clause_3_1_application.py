"""三(一) The application (备案申请): complete, true, one of a kind at a time."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.occupation import OccupationKey
from rules.vocabulary import ApplicationKind, FilingStatus, Level, Severity

ITEMS, CHANGES, DAY, EXPLANATION = "items", "changes", "takesEffectOn", "explanation"
PARTS_BY_KIND: Mapping[ApplicationKind, frozenset[str]] = MappingProxyType(
    {
        ApplicationKind.FIRST_FILING: frozenset({ITEMS}),
        ApplicationKind.ADDITION: frozenset({ITEMS}),
        ApplicationKind.RENEWAL: frozenset({ITEMS, EXPLANATION}),
        ApplicationKind.CHANGE: frozenset({CHANGES}),
        ApplicationKind.REDUCTION: frozenset({ITEMS, DAY}),
    }
)
"""What belongs to some kinds only; materials, declarations and statements belong to all."""

CLOSED = frozenset(
    {
        FilingStatus.DECLINED,
        FilingStatus.REFUSED,
        FilingStatus.RECEIPT_ISSUED,
        FilingStatus.WITHDRAWN,
        FilingStatus.ENDED,
    }
)


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
def check_no_other_open(
    kind: ApplicationKind,
    others: Collection[tuple[ApplicationKind, FilingStatus]],
    path: Path = (),
) -> Findings:
    """A school has one application of a kind under way; a draft is not under way."""
    not_under_way = CLOSED | {FilingStatus.DRAFT}
    under_way = [other for other, status in others if status not in not_under_way]
    return found_when(
        kind in under_way, FindingCode.APPLICATION_OPEN, path, kind=kind.zh, kind_en=kind.en
    )


@clause("3.1")
def content_refusals(found: Findings) -> int:
    """What is refused of the content itself: that another application is under way is no fault of
    it, begins and ends without it, and is asked anew whenever it counts."""
    return sum(
        finding.severity is Severity.REFUSAL and finding.code is not FindingCode.APPLICATION_OPEN
        for finding in found
    )


@clause("3.1")
def check_parts(kind: ApplicationKind, given: Collection[str]) -> Findings:
    """An application brings only what its kind is about; `given` are the parts that say
    something, in the names of the input."""
    found: Findings = ()
    for part in sorted(set(given) - PARTS_BY_KIND[kind]):
        found += found_when(
            True, FindingCode.PART_NOT_OF_KIND, (part,), kind=kind.zh, kind_en=kind.en
        )
    return found


@clause("3.1")
def check_remark(is_in_content: bool, path: Path) -> Findings:
    """A remark is about a place of what was handed in."""
    return found_when(not is_in_content, FindingCode.REMARK_WITHOUT_PLACE, path)


@clause("3.1")
def check_content(refusals: int | None) -> Findings:
    """What was refused when the content was last checked is corrected first; None: not known."""
    return found_when(bool(refusals), FindingCode.APPLICATION_CONTENT_REFUSED, count=refusals)


@clause("3.1")
def application_number(year: int, serial: int) -> str:
    """申请编号: the year of the first submission, and its serial in it."""
    return f"{year}-{serial:04d}"
