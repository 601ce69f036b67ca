"""四(三) Results (评价结果): complete, and passed at 60 of 100 in every part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when

FULL_MARK = Decimal(100)
PASS_MARK = Decimal(60)  # in every part, as the occupational standards have it
WHOLE_WEIGHT = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Mark:
    """成绩 of one part, on the part's scale, with at most one decimal."""

    part: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """What a candidate achieved; an absent one (缺考) has no marks.

    `carried` are the parts whose marks an earlier plan has given already.
    """

    candidate: str
    marks: tuple[Mark, ...] = ()
    is_absent: bool = False
    carried: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """科目 as its marks are judged: out of 100, unless a course examination (课程考试) brings its
    own scale; `pass_mark` is on that scale, `weight` its share of 100 where it has one."""

    name: str
    pass_mark: Decimal = PASS_MARK
    full_mark: Decimal = FULL_MARK
    weight: Decimal | None = None

    @property
    def needed(self) -> Decimal:
        """A standard or a course may ask for more than 60 of 100, not for less."""
        return max(self.pass_mark, self.full_mark * PASS_MARK / FULL_MARK)


@clause("4.3")
def is_passed(result: Result, parts: Sequence[MarkedPart]) -> bool:
    """Passed (合格): present, and at least the mark needed in every part; a part that was passed
    before stays passed."""
    achieved = {mark.part: mark.value for mark in result.marks}
    return not result.is_absent and all(
        part.name in result.carried
        or (part.name in achieved and achieved[part.name] >= part.needed)
        for part in parts
    )


@clause("4.3")
def parts_passed(result: Result, parts: Sequence[MarkedPart]) -> frozenset[str]:
    """The parts that need no resit, by name."""
    return frozenset(part.name for part in parts if is_passed(result, [part]))


@clause("4.3")
def total_of(result: Result, parts: Sequence[MarkedPart]) -> Decimal | None:
    """总成绩 out of 100 to one decimal, where the parts weigh 100 together and all are marked."""
    achieved = {mark.part: mark.value for mark in result.marks}
    weights = [part.weight for part in parts if part.weight is not None]
    is_weighed = len(weights) == len(parts) and sum(weights) == WHOLE_WEIGHT
    if result.is_absent or not is_weighed or any(part.name not in achieved for part in parts):
        return None
    shares = (achieved[part.name] / part.full_mark * (part.weight or 0) for part in parts)
    return sum(shares, Decimal(0)).quantize(TENTH, ROUND_HALF_UP)


@clause("4.3")
def check_entered(is_whole: bool) -> Findings:
    """Results are filed as a whole: nobody without a result, no result without all its marks."""
    return found_when(not is_whole, FindingCode.RESULT_MISSING)


@clause("4.3")
def check_results(
    candidates: Sequence[str],
    parts: Sequence[MarkedPart],
    results: Sequence[Result],
    path: Path = ("results",),
) -> Findings:
    """Every candidate of the plan has exactly one result, each with its marks in order."""
    counted = Counter(result.candidate for result in results)
    known = frozenset(candidates)
    found: Findings = ()
    seen: set[str] = set()
    for place, result in enumerate(results):
        found += (
            found_when(
                result.candidate not in known,
                FindingCode.RESULT_OF_NO_CANDIDATE,
                (*path, place),
            )
            + found_when(result.candidate in seen, FindingCode.RESULT_REPEATED, (*path, place))
            + check_marks(result, parts, (*path, place))
        )
        seen.add(result.candidate)
    for place, candidate in enumerate(candidates):
        found += found_when(
            not counted[candidate], FindingCode.RESULT_MISSING, ("candidates", place)
        )
    return found


@clause("4.3")
def check_marks(result: Result, parts: Sequence[MarkedPart], path: Path = ()) -> Findings:
    """A mark for each part of the plan, none for another, none at all for who was absent."""
    if result.is_absent:
        return found_when(bool(result.marks), FindingCode.MARK_OF_ABSENT, (*path, "marks"))
    known = {part.name: part for part in parts}
    found: Findings = ()
    given: set[str] = set()
    for place, mark in enumerate(result.marks):
        own = (*path, "marks", place)
        is_repeated = mark.part in given
        found += check_mark(mark, known, own) + found_when(
            is_repeated, FindingCode.MARK_REPEATED, own, part=mark.part, part_en=mark.part
        )
        given.add(mark.part)
    for name in known:
        found += found_when(
            name not in given and name not in result.carried,
            FindingCode.MARK_MISSING,
            (*path, "marks"),
            part=name,
            part_en=name,
        )
    return found


@clause("4.3")
def check_mark(mark: Mark, parts: Mapping[str, MarkedPart], path: Path = ()) -> Findings:
    """A mark belongs to a part, lies on its scale and has at most one decimal."""
    full_mark = parts[mark.part].full_mark if mark.part in parts else FULL_MARK
    is_number = mark.value.is_finite()
    is_in_range = is_number and 0 <= mark.value <= full_mark
    is_too_precise = is_in_range and mark.value * 10 != (mark.value * 10).to_integral_value()
    return (
        found_when(
            mark.part not in parts,
            FindingCode.MARK_OF_ANOTHER_PART,
            (*path, "part"),
            part=mark.part,
            part_en=mark.part,
        )
        + found_when(
            not is_in_range, FindingCode.MARK_OUT_OF_RANGE, (*path, "value"), full_mark=full_mark
        )
        + found_when(is_too_precise, FindingCode.MARK_TOO_PRECISE, (*path, "value"))
    )
