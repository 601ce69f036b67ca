"""四(二) A change (计划变更) of what was filed goes through the center before it is carried out."""

from datetime import datetime

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import PlanStatus, ResultFilingStatus
from rules.working_days import minute_in_shanghai

AWAITED = frozenset({ResultFilingStatus.OPEN, ResultFilingStatus.RETURNED})


@clause("4.2")
def check_changeable(
    plan: PlanStatus, results: ResultFilingStatus | None, path: Path = ()
) -> Findings:
    """Before its acceptance a plan is edited; once its results are filed it is done."""
    is_carried_out = plan is PlanStatus.ACCEPTED and results in AWAITED
    return found_when(not is_carried_out, FindingCode.PLAN_NOT_CHANGEABLE, path)


@clause("4.2")
def check_no_open_change(is_open: bool, path: Path = ()) -> Findings:
    """One change is decided before the next is asked for."""
    return found_when(is_open, FindingCode.PLAN_CHANGE_OPEN, path)


@clause("4.2")
def check_something_changes(is_changed: bool, path: Path = ("sessions",)) -> Findings:
    """What says the same as the plan is no change."""
    return found_when(not is_changed, FindingCode.PLAN_CHANGE_EMPTY, path)


@clause("4.2")
def check_session_ahead(starts_at: datetime, now: datetime, path: Path = ()) -> Findings:
    """What has begun stays as it was held, and nothing is moved into the past."""
    return found_when(
        starts_at <= now,
        FindingCode.CHANGED_SESSION_BEGUN,
        path,
        starts_at=minute_in_shanghai(starts_at),
    )
