"""四(三) Results (评价结果) are filed within 5 working days after the evaluation ends."""

from collections.abc import Iterable
from datetime import date, datetime

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.working_days import DueDay, WorkingDays, day_in_shanghai

RESULT_FILING_WORKING_DAYS = 5  # 4.3
CORRECTION_WORKING_DAYS = 5  # for a returned filing; the default of a configuration


@clause("4.3")
def evaluation_ended_on(session_ends: Iterable[datetime]) -> date:
    """The evaluation ends on the last session day as accepted; ValueError without a session."""
    return day_in_shanghai(max(session_ends))


@clause("4.3")
def is_end_moved(filed_on: date, ended_on: date) -> bool:
    """An accepted change moves the end if it was filed before the day that was the end."""
    return filed_on < ended_on


@clause("4.3")
def check_end_moved(filed_on: date, ended_on: date, changed: date, path: Path = ()) -> Findings:
    """Filed on the last day or later, a change leaves the results due as they were."""
    return found_when(
        changed != ended_on and not is_end_moved(filed_on, ended_on),
        FindingCode.END_NOT_MOVED,
        path,
        ended_on=ended_on,
    )


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
