"""四(二) Attendance (到场): who came to a session; a result says nothing else."""

from collections.abc import Mapping
from datetime import datetime

from rules.clause_4_3_marks import Result
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import ResultFilingStatus
from rules.working_days import minute_in_shanghai

UNFILED = frozenset({ResultFilingStatus.OPEN, ResultFilingStatus.RETURNED})


@clause("4.2")
def check_session_begun(starts_at: datetime, now: datetime, path: Path = ()) -> Findings:
    """Who came is known once the session has begun."""
    return found_when(
        now < starts_at,
        FindingCode.SESSION_NOT_BEGUN,
        path,
        starts_at=minute_in_shanghai(starts_at),
    )


@clause("4.2")
def check_to_be_held(is_in_force: bool, path: Path = ()) -> Findings:
    """On a day on which agency or item is suspended or ended no session is held, begun plan or
    not."""
    return found_when(not is_in_force, FindingCode.SESSION_NOT_TO_BE_HELD, path)


@clause("4.2")
def check_attendance_open(filing: ResultFilingStatus | None, path: Path = ()) -> Findings:
    """Attendance is corrected until the results that rest on it are filed."""
    is_filed = filing is not None and filing not in UNFILED
    return found_when(is_filed, FindingCode.ATTENDANCE_CLOSED, path)


@clause("4.2")
def check_attended(result: Result, came: Mapping[str, bool | None], path: Path = ()) -> Findings:
    """A result agrees with the attendance (`came`, by part held in sessions; None where it was not
    recorded): absent is who came to no part, and a part that one missed has no mark but 0, or one
    carried over from an earlier plan."""
    has_come = any(came.values())
    has_missed_all = bool(came) and all(each is False for each in came.values())
    disagrees = has_come if result.is_absent else has_missed_all
    found = found_when(
        disagrees,
        FindingCode.ABSENCE_DISAGREES,
        path,
        attended="已到场" if has_come else "未到场",
        attended_en="attended" if has_come else "did not attend",
    )
    for mark in () if disagrees else result.marks:
        is_of_today = mark.part not in result.carried
        found += found_when(
            is_of_today and came.get(mark.part) is False and mark.value > 0,
            FindingCode.MARK_WITHOUT_ATTENDANCE,
            (*path, "marks"),
            part=mark.part,
            part_en=mark.part,
        )
    return found
