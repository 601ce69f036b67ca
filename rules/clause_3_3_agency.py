"""三(三) The life of an agency (评价机构): suspension, restoration, reduction, removal, expiry."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import AgencyStatus, DecisionExtent, Level
from rules.working_days import day_in_shanghai


@dataclass(frozen=True, slots=True)
class Suspension:
    """暂停, both days included; open without a last day."""

    begins_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was decided of an agency, or of one of its items; `ended_on` is the first day after it:
    of the removal, or of the reduction that took the item away."""

    suspensions: tuple[Suspension, ...] = ()
    ended_on: date | None = None


UNTOUCHED = Standing()
Levels = frozenset[Level]
Span = tuple[datetime, datetime]
"""A session, from its beginning to its end."""


@clause("3.3")
def status_on(standing: Standing, on: date) -> AgencyStatus:
    """What holds on the day: a suspension begins and ends by itself, an end is for good."""
    if standing.ended_on is not None and standing.ended_on <= on:
        return AgencyStatus.REMOVED
    is_suspended = any(each.covers(on) for each in standing.suspensions)
    return AgencyStatus.SUSPENDED if is_suspended else AgencyStatus.LISTED


@clause("3.3")
def last_day(standing: Standing, valid_to: date) -> date:
    """The last day on which there is an agency to decide about: of its validity, or before the
    removal that was decided ahead."""
    if standing.ended_on is None:
        return valid_to
    return min(valid_to, standing.ended_on - timedelta(days=1))


@clause("3.3")
def check_effective_day(
    effective_on: date, today: date, last: date, path: Path = ("effectiveOn",)
) -> Findings:
    """A decision takes effect today, or on a day to come that the agency still sees: what was
    public of a day gone by stays."""
    is_out_of_time = effective_on != today and not today <= effective_on <= last
    return found_when(is_out_of_time, FindingCode.DECISION_DAY_OUT_OF_TIME, path, last=last)


@clause("3.3")
def is_restorable(standing: Standing, today: date) -> bool:
    """Whether a restoration has something to lift: a suspension that is not over, or what was
    decided ahead of its day and can still be taken back."""
    is_removed_ahead = standing.ended_on is not None and standing.ended_on > today
    is_suspended = any(
        each.ends_on is None or (each.ends_on >= today and each.ends_on >= each.begins_on)
        for each in standing.suspensions
    )
    return is_removed_ahead or is_suspended


@clause("3.3")
def check_until(until_on: date | None, effective_on: date, path: Path = ("untilOn",)) -> Findings:
    """A suspension that ends by itself ends on its first day or later."""
    is_over = until_on is not None and until_on < effective_on
    return found_when(is_over, FindingCode.SUSPENSION_OVER, path)


@clause("3.3")
def check_items(items: Sequence[AgencyStatus], path: Path = ("itemIds",)) -> Findings:
    """Who decides about items names some; each is decided about while it is the agency's."""
    found = found_when(not items, FindingCode.ITEMS_NOT_NAMED, path)
    for place, status in enumerate(items):
        found += found_when(status is AgencyStatus.REMOVED, FindingCode.ITEM_ENDED, (*path, place))
    return found


@clause("3.3")
def check_suspension(items: Sequence[AgencyStatus], path: Path = ("itemIds",)) -> Findings:
    """What is suspended already is not suspended again: it is restored first."""
    found: Findings = ()
    for place, status in enumerate(items):
        found += found_when(
            status is AgencyStatus.SUSPENDED, FindingCode.ITEM_SUSPENDED, (*path, place)
        )
    return found


@clause("3.3")
def check_restoration(
    extent: DecisionExtent,
    agency: AgencyStatus,
    is_agency_restorable: bool,
    items: Sequence[bool] = (),
    path: Path = ("itemIds",),
) -> Findings:
    """What is restored is suspended, or was decided ahead; items of a suspended agency are
    restored after it. `items`: whether each is restorable."""
    if extent is DecisionExtent.AGENCY:
        return found_when(not is_agency_restorable, FindingCode.NOTHING_SUSPENDED)
    found = found_when(agency is AgencyStatus.SUSPENDED, FindingCode.AGENCY_SUSPENDED, path)
    for place, is_one_restorable in enumerate(items):
        found += found_when(not is_one_restorable, FindingCode.NOTHING_SUSPENDED, (*path, place))
    return found


@clause("3.3")
def check_reduction(before: Levels, after: Levels, path: Path = ()) -> Findings:
    """A reduction leaves fewer levels, none of them new; to leave none ends the item."""
    return found_when(not after < before, FindingCode.NOT_A_REDUCTION, path)


@clause("3.3")
def is_stopped(
    sessions: Collection[Span], now: datetime, is_blocked: Callable[[date], bool]
) -> bool:
    """The day that decides is the session's: an accepted plan with no session begun is stopped
    when one of its sessions would be held on a blocked day; what was begun is completed."""
    days = {day_in_shanghai(moment) for span in sessions for moment in span}
    has_begun = any(starts_at <= now for starts_at, _ in sessions)
    return not has_begun and any(map(is_blocked, days))


@clause("3.3")
def check_stop(is_due: bool) -> Findings:
    """A plan is stopped where a session is not to be held, and none has begun."""
    return found_when(not is_due, FindingCode.NOTHING_TO_STOP_FOR)


@clause("3.3")
def check_resumption(still_stopped: int, path: Path = ()) -> Findings:
    """A restoration resumes what could be filed today; other plans stay stopped."""
    return found_when(still_stopped > 0, FindingCode.PLANS_STAY_STOPPED, path, count=still_stopped)


@clause("3.3")
def check_block(agency: AgencyStatus, is_for_violation: bool, path: Path = ("id",)) -> Findings:
    """The center blocks results of an agency that was removed for a violation, of no other."""
    is_so_removed = agency is AgencyStatus.REMOVED and is_for_violation
    return found_when(not is_so_removed, FindingCode.NOT_REMOVED_FOR_VIOLATION, path)


@clause("3.3")
def check_blocked_result(is_blocked: bool, has_certificate: bool, path: Path = ()) -> Findings:
    """A result is blocked once, and before its certificate: an issued one is revoked instead."""
    return found_when(is_blocked, FindingCode.RESULT_BLOCKED_ALREADY, path) + found_when(
        has_certificate, FindingCode.RESULT_CERTIFIED_ALREADY, path
    )


@clause("3.3")
def check_released_result(is_blocked: bool, path: Path = ()) -> Findings:
    """What is released was blocked."""
    return found_when(not is_blocked, FindingCode.RESULT_NOT_BLOCKED, path)


@clause("3.3")
def check_issuable(is_blocked: bool, path: Path = ()) -> Findings:
    """No certificate is issued from a result that the center blocked."""
    return found_when(is_blocked, FindingCode.RESULT_BLOCKED, path)


@clause("3.3")
def check_new_code(
    valid_from: date, newest_from: date | None, today: date, path: Path = ("validFrom",)
) -> Findings:
    """A code is never changed: a new one begins today or later, and after the one it follows."""
    is_too_early = valid_from < today or (newest_from is not None and valid_from <= newest_from)
    return found_when(is_too_early, FindingCode.CODE_BEGINS_TOO_EARLY, path)
