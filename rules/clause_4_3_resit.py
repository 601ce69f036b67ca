"""四(三) A resit (补考): an entry in a later plan that names the earlier result, in its term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rules.clause_4_3_marks import TENTH, MarkedPart
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.occupation import OccupationKey
from rules.vocabulary import Level, PartKind
from rules.working_days import last_day_of_term

THEORY = frozenset({PartKind.THEORY, PartKind.COURSE_EXAMINATION})


@dataclass(frozen=True, slots=True)
class NamedPart:
    """科目 by kind and name, as plans name it."""

    kind: PartKind
    name: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a resit names: the earlier candidacy with its result, and its occupation by all the
    names that it has in the editions of the classification; `passed` are its parts by name, each
    with the end of the evaluation in which it was passed."""

    occupations: frozenset[OccupationKey]
    level: Level
    ended_on: date
    is_accepted: bool
    is_passed: bool
    parts: tuple[NamedPart, ...] = ()
    passed: Mapping[str, date] = field(default_factory=dict)
    has_theory_mark: bool = False
    resit_months: int = 24

    def to_be_sat(self, on: date | None) -> tuple[NamedPart, ...]:
        """The parts that were failed, and those of which the term is over on the day."""
        return tuple(part for part in self.parts if not self._counts(part, on))

    def _counts(self, part: NamedPart, on: date | None) -> bool:
        passed_on = self.passed.get(part.name)
        if passed_on is None or on is None:
            return passed_on is not None
        return is_carried_over(passed_on, on, self.resit_months)

    @property
    def has_failed_theory(self) -> bool:
        """Sat and not passed."""
        is_failed = any(part.kind is PartKind.THEORY for part in self.to_be_sat(None))
        return self.has_theory_mark and is_failed


@clause("4.3")
def check_resit(
    earlier: Earlier,
    occupation: OccupationKey,
    level: Level,
    first_session_on: date | None,
    path: Path = (),
) -> Findings:
    """Of a result that was accepted and not passed, for the same occupation and level, in time."""
    until = last_day_of_term(earlier.ended_on, earlier.resit_months)
    is_of_another = occupation not in earlier.occupations or level is not earlier.level
    return (
        found_when(not earlier.is_accepted, FindingCode.RESIT_OF_NO_RESULT, path)
        + found_when(earlier.is_accepted and earlier.is_passed, FindingCode.RESIT_OF_PASSED, path)
        + found_when(is_of_another, FindingCode.RESIT_OF_ANOTHER, path)
        + found_when(
            first_session_on is not None and first_session_on > until,
            FindingCode.RESIT_TERM_OVER,
            path,
            until=until,
        )
    )


@clause("4.3")
def check_failed_parts(
    earlier: Earlier,
    parts: Sequence[NamedPart],
    first_session_on: date | None,
    path: Path = (),
) -> Findings:
    """What was not passed is sat again: the later plan has every part that counts no more."""
    needed = earlier.to_be_sat(first_session_on)
    missing = [part for part in needed if not same_part(part, earlier.parts, parts)]
    names = "、".join(part.name for part in missing)
    return found_when(
        bool(missing), FindingCode.RESIT_WITHOUT_PART, path, parts=names, parts_en=names
    )


@clause("4.3")
def is_carried_over(ended_on: date, first_session_on: date, resit_months: int) -> bool:
    """A part that was passed counts for its term after the evaluation in which it was passed."""
    return first_session_on <= last_day_of_term(ended_on, resit_months)


@clause("4.3")
def same_part(earlier: NamedPart, before: Sequence[NamedPart], parts: Sequence[NamedPart]) -> str:
    """The part of the later plan that an earlier one is, by name; empty where there is none.

    The one of its kind and name; else the only one of its kind, if it was the only one before.
    A course examination is of the kind of theory, whose place it takes.
    """
    alike = [part for part in parts if _kind(part) == _kind(earlier)]
    for part in alike:
        if part.name == earlier.name:
            return part.name
    was_only = sum(_kind(part) == _kind(earlier) for part in before) == 1
    is_module = earlier.kind is PartKind.MODULE
    return alike[0].name if was_only and len(alike) == 1 and not is_module else ""


def _kind(part: NamedPart) -> PartKind:
    return PartKind.THEORY if part.kind in THEORY else part.kind


@clause("4.3")
def carried_mark(mark: Decimal, earlier: MarkedPart, later: MarkedPart) -> Decimal:
    """The mark on the scale of the later part, to one decimal."""
    return (mark / earlier.full_mark * later.full_mark).quantize(TENTH, ROUND_HALF_UP)


@clause("4.3")
def check_not_carried(is_carried: bool, part: str, path: Path = ()) -> Findings:
    """What an earlier evaluation has settled is neither marked nor reviewed again."""
    return found_when(is_carried, FindingCode.MARK_CARRIED_OVER, path, part=part, part_en=part)
