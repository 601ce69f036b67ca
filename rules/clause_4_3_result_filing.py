"""四(三) Results (评价结果): complete, passed at 60 in every part, filed within 5 working days."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.working_days import DueDay, WorkingDays, day_in_shanghai

RESULT_FILING_WORKING_DAYS = 5  # 4.3
CORRECTION_WORKING_DAYS = 5  # for a returned filing; the default of a configuration
FULL_MARK = Decimal(100)
PASS_MARK = Decimal(60)  # in every part, as the occupational standards have it


@dataclass(frozen=True, slots=True)
class Mark:
    """成绩 of one part, out of 100, with at most one decimal."""

    part: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """What a candidate achieved; an absent one (缺考) has no marks."""

    candidate: str
    marks: tuple[Mark, ...] = ()
    is_absent: bool = False


@clause("4.3")
def evaluation_ended_on(session_ends: Iterable[datetime]) -> date:
    """The evaluation ends on the last session day as accepted; ValueError without a session."""
    return day_in_shanghai(max(session_ends))


@clause("4.3")
def result_filing_due_on(ended_on: date, calendar: WorkingDays) -> DueDay:
    """Results are filed within 5 working days after the evaluation ends."""
    return calendar.add(ended_on, RESULT_FILING_WORKING_DAYS)


@clause("4.3")
def correction_due_on(
    returned_on: date, calendar: WorkingDays, working_days: int = CORRECTION_WORKING_DAYS
) -> DueDay:
    """A returned filing gets a due day of its own, counted from the day of its return."""
    return calendar.add(returned_on, working_days)


@clause("4.3")
def is_late(submitted_at: datetime, due_on: date) -> bool:
    """Late after 24:00 in Shanghai of the due day; the first complete submission decides."""
    return day_in_shanghai(submitted_at) > due_on


@clause("4.3")
def due_on_of_submission(due_on: date, round_due_on: date | None, is_first: bool) -> date | None:
    """The day by which this submission is measured: the first by the due day of the results, a
    correction by that of its round; what the school withdrew and files again, by none."""
    return due_on if is_first else round_due_on


@clause("4.3")
def check_timeliness(
    submitted_at: datetime, ended_on: date, due_on: date, late_reason: str | None = None
) -> Findings:
    """Filed after the end; late is accepted with a reason and stays marked."""
    is_over = day_in_shanghai(submitted_at) >= ended_on
    late = is_late(submitted_at, due_on)
    has_reason = bool((late_reason or "").strip())
    return (
        found_when(not is_over, FindingCode.EVALUATION_NOT_ENDED, ended_on=ended_on)
        + found_when(
            late and not has_reason,
            FindingCode.LATE_REASON_MISSING,
            ("lateReason",),
            due_on=due_on,
        )
        + found_when(late and has_reason, FindingCode.FILED_LATE, due_on=due_on)
    )


@clause("4.3")
def is_passed(result: Result, pass_marks: Mapping[str, Decimal]) -> bool:
    """Passed (合格): present, and at least 60 in every part; a standard may ask for more."""
    achieved = {mark.part: mark.value for mark in result.marks}
    return not result.is_absent and all(
        part in achieved and achieved[part] >= max(PASS_MARK, pass_mark)
        for part, pass_mark in pass_marks.items()
    )


@clause("4.3")
def check_entered(is_whole: bool) -> Findings:
    """Results are filed as a whole: nobody without a result, no result without all its marks."""
    return found_when(not is_whole, FindingCode.RESULT_MISSING)


@clause("4.3")
def check_results(
    candidates: Sequence[str],
    parts: Sequence[str],
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
def check_marks(result: Result, parts: Sequence[str], path: Path = ()) -> Findings:
    """A mark for each part of the plan, none for another, none at all for who was absent."""
    if result.is_absent:
        return found_when(bool(result.marks), FindingCode.MARK_OF_ABSENT, (*path, "marks"))
    found: Findings = ()
    given: set[str] = set()
    for place, mark in enumerate(result.marks):
        found += check_mark(mark, parts, (*path, "marks", place)) + found_when(
            mark.part in given,
            FindingCode.MARK_REPEATED,
            (*path, "marks", place),
            part=mark.part,
            part_en=mark.part,
        )
        given.add(mark.part)
    for part in parts:
        found += found_when(
            part not in given,
            FindingCode.MARK_MISSING,
            (*path, "marks"),
            part=part,
            part_en=part,
        )
    return found


@clause("4.3")
def check_mark(mark: Mark, parts: Collection[str], path: Path = ()) -> Findings:
    """A mark belongs to a part, lies between 0 and 100 and has at most one decimal."""
    is_number = mark.value.is_finite()
    is_in_range = is_number and 0 <= mark.value <= FULL_MARK
    is_too_precise = is_in_range and mark.value * 10 != (mark.value * 10).to_integral_value()
    return (
        found_when(
            mark.part not in parts,
            FindingCode.MARK_OF_ANOTHER_PART,
            (*path, "part"),
            part=mark.part,
            part_en=mark.part,
        )
        + found_when(not is_in_range, FindingCode.MARK_OUT_OF_RANGE, (*path, "value"))
        + found_when(is_too_precise, FindingCode.MARK_TOO_PRECISE, (*path, "value"))
    )
