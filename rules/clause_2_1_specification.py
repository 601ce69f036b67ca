"""二(一) What an evaluation specification (评价规范) holds, beside which others, filed by whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.level_range import list_of_levels
from rules.vocabulary import Level, PartKind, SpecificationStatus

WHOLE_WEIGHT = 100
RESULT_PARTS = frozenset({PartKind.THEORY, PartKind.PRACTICE})
UNDER_WAY = frozenset(
    {SpecificationStatus.SUBMITTED, SpecificationStatus.RETURNED, SpecificationStatus.EXAMINED}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part (科目) of the evaluation with its share of 100."""

    kind: PartKind
    weight: int


@dataclass(frozen=True, slots=True)
class OtherSpecification:
    """Another specification of the school for the same occupation; `trade` None: all trades."""

    name: str
    trade: str | None
    levels: frozenset[Level]
    status: SpecificationStatus
    ends_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Under way, or filed and not at its end."""
        is_filed = self.status is SpecificationStatus.FILED
        has_ended = self.ends_on is not None and self.ends_on < day
        return self.status in UNDER_WAY or (is_filed and not has_ended)

    def shares(self, trade: str | None, levels: Collection[Level]) -> bool:
        is_same_trade = self.trade is None or trade is None or self.trade == trade
        return is_same_trade and not self.levels.isdisjoint(levels)


@clause("2.1")
def check_parts(parts: Sequence[Part], path: Path = ("parts",)) -> Findings:
    """Theory and practice, or the modules of a process; their weights are 100 together."""
    kinds = [part.kind for part in parts]
    is_by_result = set(kinds) == RESULT_PARTS and len(kinds) == len(RESULT_PARTS)
    is_by_process = bool(kinds) and set(kinds) == {PartKind.MODULE}
    total = sum(part.weight for part in parts)
    return found_when(
        not (is_by_result or is_by_process), FindingCode.SPECIFICATION_PARTS_INVALID, path
    ) + found_when(
        bool(parts) and total != WHOLE_WEIGHT,
        FindingCode.SPECIFICATION_WEIGHTS_NOT_WHOLE,
        path,
        actual=total,
    )


@clause("2.1")
def check_competences(
    levels: Collection[Level], described: Sequence[Level], path: Path = ("competences",)
) -> Findings:
    """Every level of the specification says what it asks for, and nothing outside them is said."""
    found: Findings = ()
    for level in sorted(set(levels) - set(described), reverse=True):
        found += found_when(True, FindingCode.COMPETENCES_MISSING, path, level=int(level))
    for place, level in enumerate(described):
        found += found_when(
            level not in levels,
            FindingCode.COMPETENCE_OUTSIDE_LEVELS,
            (*path, place, "level"),
            levels=list_of_levels(levels),
        )
    return found


@clause("2.1")
def check_text_attached(has_document: bool, path: Path = ("documentId",)) -> Findings:
    """What is filed is a document."""
    return found_when(not has_document, FindingCode.SPECIFICATION_TEXT_MISSING, path)


@clause("2.1")
def check_content(refusals: int | None) -> Findings:
    """What was refused when it was last saved is corrected first; None: not known."""
    return found_when(bool(refusals), FindingCode.SPECIFICATION_CONTENT_REFUSED, count=refusals)


@clause("2.1")
def check_predecessor(
    status: SpecificationStatus, is_of_same_occupation: bool, path: Path = ("predecessorId",)
) -> Findings:
    """A new edition follows one that is filed, of the same occupation and trade."""
    follows = status is SpecificationStatus.FILED and is_of_same_occupation
    return found_when(not follows, FindingCode.PREDECESSOR_NOT_FILED, path)


@clause("2.1")
def check_no_other(
    others: Iterable[OtherSpecification],
    trade: str | None,
    levels: Collection[Level],
    on: date,
    path: Path = ("occupationId",),
) -> Findings:
    """A school has one specification for an occupation, trade and level; a second one for it is
    a new edition of the first."""
    found: Findings = ()
    for other in others:
        is_beside = other.stands_on(on) and other.shares(trade, levels)
        found += found_when(is_beside, FindingCode.SPECIFICATION_BESIDE, path, name=other.name)
    return found


@clause("2.1")
def check_delegated(is_delegated: bool) -> Findings:
    """The center files for the bureau only under a delegation in force."""
    return found_when(not is_delegated, FindingCode.FILING_NOT_DELEGATED)


@clause("2.1")
def check_filed_by_another(account: str, examined_by: str | None) -> Findings:
    """Who examined a specification does not file or refuse it, in whatever role."""
    return found_when(account == examined_by, FindingCode.FILED_BY_EXAMINER)
