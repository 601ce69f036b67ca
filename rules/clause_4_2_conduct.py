"""四(二) Carried out as filed: the work scheme (工作方案), what may be done before and after."""

from datetime import datetime

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.working_days import minute_in_shanghai


@clause("4.2")
def check_work_scheme(work_scheme: str | None, path: Path = ("workScheme",)) -> Findings:
    """The plan is filed with its work scheme: organisation, duties, secrecy, emergency, safety."""
    return found_when(not (work_scheme or "").strip(), FindingCode.WORK_SCHEME_MISSING, path)


@clause("4.2")
def check_not_begun(
    first_session_starts_at: datetime | None, now: datetime, path: Path = ()
) -> Findings:
    """A plan is cancelled or changed only before its first session."""
    has_begun = first_session_starts_at is not None and first_session_starts_at <= now
    return found_when(
        has_begun,
        FindingCode.EVALUATION_BEGUN,
        path,
        starts_at=first_session_starts_at and minute_in_shanghai(first_session_starts_at),
    )


@clause("4.2")
def check_begun(
    first_session_starts_at: datetime | None, now: datetime, path: Path = ()
) -> Findings:
    """Results are entered of what was carried out: not before the first session."""
    is_ahead = first_session_starts_at is not None and now < first_session_starts_at
    return found_when(
        is_ahead,
        FindingCode.EVALUATION_NOT_BEGUN,
        path,
        starts_at=first_session_starts_at and minute_in_shanghai(first_session_starts_at),
    )
