"""评价结果 Results and their filings: deadlines, filters, what may be done (4.3)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Integer, and_, case, cast, func, not_, or_

from models import (
    Agency,
    AgencyDecision,
    Candidate,
    EvaluationPlan,
    PlanSession,
    Result,
    ResultFiling,
)
from permissions.declaration import Arguments, Batch, Related
from permissions.rows import among, told
from resolvers.agency import status_on
from resolvers.deadline import working_days_left
from resolvers.read.condition import bare, compared
from resolvers.workflow import actions
from rules.clause_3_3_agency import check_block, check_released_result
from rules.clause_4_2_conduct import check_begun
from rules.clause_4_3_marks import check_entered
from rules.clause_4_3_result_filing import check_timeliness
from rules.finding import Findings, is_refused
from rules.lifecycle import Act
from rules.vocabulary import ResultFilingStatus, Role

WAITING = (ResultFilingStatus.OPEN, ResultFilingStatus.RETURNED)


def days_left(row: Any, given: Arguments) -> Any:
    """Until the due day of this round; nothing once it is submitted."""
    due_on = func.coalesce(row.round_due_on, row.due_on, type_=Date)
    is_waiting = or_(*(row.status == state for state in WAITING))
    return case((is_waiting, working_days_left(due_on)))


def of_plan(row: Any, value: Any) -> Any:
    return row.plan_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def of_plan_by_filing(row: Any, value: Any) -> Any:
    return among(
        ResultFiling,
        lambda filing: and_(filing.id == row.filing_id, filing.plan_id == bare(value)),
    )


def _is_of_result(mark: Any, result: Any) -> Any:
    return mark.result_id == result.id


def was_returned(row: Any, value: Any) -> Any:
    return row.returned_at.is_not(None) == bare(value)


marks_in_order = Related(_is_of_result, order=("part_id",))  # parts are entered in their order
reviews_in_order = Related(_is_of_result, order=("created_at",))


def by_filing_status(row: Any, value: Any) -> Any:
    return among(
        ResultFiling,
        lambda filing: and_(filing.id == row.filing_id, compared(filing.status, value)),
    )


def _now(row: Any) -> Any:
    return func.register_now(type_=DateTime(timezone=True))


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """Nothing is entered before the evaluation has begun, nor filed before it has ended, or in
    part; that it is late is no obstacle."""
    ended_on: date = row[1]
    now: datetime = row[2]
    if act.name in ("importResults", "reviewMark"):
        return check_begun(row[4], now)
    if act.name == "blockResults":
        return check_block(row[5], row[6])
    if act.name == "releaseResults":
        return check_released_result(row[7])
    if act.name != "submitResults":
        return ()
    found = check_timeliness(now, ended_on, ended_on, late_reason="given with the act")
    return (found if is_refused(found) else ()) + check_entered(row[3])


def begins_at(row: Any) -> Any:
    """When the first session of the plan begins; null without a session."""
    return told(
        PlanSession,
        lambda session: func.min(session.starts_at),
        lambda session: session.plan_id == row.plan_id,
    )


def _of_its_plan(agency_id: Any, filing: Any) -> Any:
    return among(
        EvaluationPlan,
        lambda plan: and_(plan.id == filing.plan_id, plan.agency_id == agency_id),
    )


def agency_status(row: Any) -> Any:
    """How the agency of the filing stands."""
    today = func.register_today()
    return told(
        Agency, lambda agency: status_on(agency, today), lambda of: _of_its_plan(of.id, row)
    )


def is_removed_for_violation(row: Any) -> Any:
    """Whether it left the directory for a violation, by the decision that stands."""
    return among(
        AgencyDecision,
        lambda decision: and_(
            decision.act == "removeAgency",
            decision.violation_id.is_not(None),
            _of_its_plan(decision.agency_id, row),
            among(
                Agency,
                lambda agency: and_(
                    agency.id == decision.agency_id, agency.removed_on == decision.effective_on
                ),
            ),
        ),
    )


def _counted(*conditions: Any) -> Any:
    """How many results of a filing meet the conditions, functions of the result."""

    def count(row: Any, given: Arguments) -> Any:
        own = told(
            Result,
            lambda result: func.count(result.id),
            lambda result: and_(
                result.filing_id == row.id, *(condition(result) for condition in conditions)
            ),
        )
        return cast(own, Integer)

    return count


entered_count = _counted()
passed_count = _counted(lambda result: result.is_passed.is_(True))
failed_count = _counted(
    lambda result: result.is_passed.is_(False), lambda result: ~result.is_absent
)
absent_count = _counted(lambda result: result.is_absent)


def candidate_count(row: Any, given: Arguments) -> Any:
    own = told(
        Candidate,
        lambda candidate: func.count(candidate.id),
        lambda candidate: candidate.plan_id == row.plan_id,
    )
    return cast(own, Integer)


def _is_whole(row: Any) -> Any:
    """Every candidate of the plan has a result with all its marks, or was absent."""

    def has_result(candidate: Any) -> Any:
        return among(
            Result,
            lambda result: and_(
                result.candidate_id == candidate.id,
                or_(result.is_absent, result.is_passed.is_not(None)),
            ),
        )

    return not_(
        among(
            Candidate,
            lambda candidate: and_(candidate.plan_id == row.plan_id, not_(has_result(candidate))),
        )
    )


def _is_any_blocked(row: Any) -> Any:
    return among(
        Result, lambda result: and_(result.filing_id == row.id, result.blocked_on.is_not(None))
    )


filing_actions: Batch = actions(
    "result_filing",
    needs=(
        "ended_on",
        _now,
        _is_whole,
        begins_at,
        agency_status,
        is_removed_for_violation,
        _is_any_blocked,
    ),
    blocks=_blocks,
)
