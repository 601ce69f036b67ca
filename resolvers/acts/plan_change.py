"""计划变更 The school asks for a change of an accepted plan, the center decides on it (4.2).

What is asked is judged by applying it and looking at the whole plan: at the request in a savepoint
that is rolled back, at the decision for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, select, update

from models import (
    Agency,
    EvaluationPlan,
    PlanChange,
    PlanSession,
    PlanStaff,
    ResultFiling,
    Room,
    StaffMember,
)
from models.base import new_id
from resolvers.acts.evaluation_plan_content import COLUMNS, named
from resolvers.acts.plan_lock import lock_in_agency
from resolvers.acts.seat import seat_candidates
from resolvers.calendar import working_calendar
from resolvers.evaluation_plan_facts import plan_facts
from resolvers.plan_change import sessions_in_words
from resolvers.plan_session_facts import FIELDS
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_1_sessions import check_times
from rules.clause_4_2_changes import (
    check_changeable,
    check_no_open_change,
    check_session_ahead,
    check_something_changes,
)
from rules.clause_4_3_result_filing import (
    check_end_moved,
    evaluation_ended_on,
    is_end_moved,
    result_filing_due_on,
)
from rules.entry import check_distinct, check_reason, not_found
from rules.evaluation_plan import PlanFacts, check_plan
from rules.finding import Finding, Findings, Path
from rules.vocabulary import AgencyStatus, PlanChangeStatus, StaffDuty
from rules.working_days import day_in_shanghai

Given = Mapping[str, Any]
Wanted = dict[str, Any]
"""What one session is to be, by ids and text, as it is kept."""


@dataclass(frozen=True)
class Filed:
    """A session as it stands in the plan."""

    room_id: UUID
    starts_at: datetime
    ends_at: datetime


# --- the request


async def request(writing: Writing, given: Given) -> Outcome:
    """Until the center accepts it, the plan stays as it was filed."""
    plan = await lock_in_agency(writing, given)
    await _check_changeable(writing, plan)
    is_open = await writing.exists(
        PlanChange,
        lambda one: and_(one.plan_id == plan.id, one.status == PlanChangeStatus.REQUESTED),
    )
    reason = (given["reason"] or "").strip()
    writing.judge(check_no_open_change(is_open) + check_reason(writing.clause, reason))
    wanted = await _read(writing, plan.id, given["sessions"])
    before, after, findings = await _tried(writing, plan, wanted)
    made = PlanChange(
        id=new_id(),
        plan_id=plan.id,
        institution_id=plan.institution_id,
        status=PlanChangeStatus.REQUESTED,
        request_reason=reason,
        asked=wanted,
        content_before=before,
        content_after=after,
    )
    writing.add(made)
    plan.updated_at = writing.now  # another version: whoever acts on the plan meanwhile is told
    await writing.session.flush()
    writing.record("requestPlanChange", made, reason=reason)
    return {"plan_change": Ref.of(made), "findings": findings}


async def _check_changeable(writing: Writing, plan: EvaluationPlan, **shown: Any) -> None:
    status = await writing.session.scalar(
        select(ResultFiling.status).where(ResultFiling.plan_id == plan.id)
    )
    writing.judge(check_changeable(plan.status, status), **shown)


async def _tried(
    writing: Writing, plan: EvaluationPlan, wanted: Sequence[Wanted]
) -> tuple[Given, Given, Findings]:
    """The plan in words before and after, and what is said to it; nothing is written."""
    before = await sessions_in_words(writing.session, plan.id)
    savepoint = await writing.session.begin_nested()
    await _apply(writing, plan.id, wanted)
    after = await sessions_in_words(writing.session, plan.id)
    facts, findings = await _judged(writing, plan)
    await savepoint.rollback()
    findings += check_something_changes(before != after)
    findings += _check_end(plan, facts, writing.now)
    return before, after, writing.judge(findings)


def _check_end(plan: EvaluationPlan, facts: PlanFacts, filed_at: datetime) -> Findings:
    assert plan.ends_on is not None
    changed = evaluation_ended_on(session.ends_at for session in facts.sessions)
    return check_end_moved(day_in_shanghai(filed_at), plan.ends_on, changed)


async def _read(writing: Writing, plan_id: UUID, sessions: Sequence[Given]) -> list[Wanted]:
    """What is not given stays; refused is what is not of the plan, or not the school's own."""
    filed = await _filed(writing, plan_id)
    rooms = await named(writing, Room, [s["room_id"] for s in sessions if s.get("room_id")])
    members = await named(writing, StaffMember, [n for s in sessions for n in _appointed(s)])
    ids = [each["session_id"].of("PlanSession") for each in sessions]
    found = check_distinct(writing.clause, ids, ("sessions",))
    wanted = []
    for place, (own, given) in enumerate(zip(ids, sessions, strict=True)):
        path: Path = ("sessions", place)
        if own not in filed:
            found += not_found(writing.clause, (*path, "sessionId"))
            continue
        if given.get("room_id") and given["room_id"].of("Room") not in rooms:
            found += not_found(writing.clause, (*path, "roomId"))
        found += _check_staff(writing.clause, given, members, path)
        entered, times = _wanted(own, given, filed[own])
        found += check_times(*times, path)
        found += check_session_ahead(filed[own].starts_at, writing.now, path)
        found += check_session_ahead(times[0], writing.now, (*path, "startsAt"))
        wanted.append(entered)
    writing.judge(found)
    return wanted


async def _filed(writing: Writing, plan_id: UUID) -> dict[UUID, Filed]:
    found = await writing.session.execute(
        select(
            PlanSession.id, PlanSession.room_id, PlanSession.starts_at, PlanSession.ends_at
        ).where(PlanSession.plan_id == plan_id)
    )
    return {own: Filed(room, starts_at, ends_at) for own, room, starts_at, ends_at in found}


def _appointed(session: Given) -> list[Any]:
    return [node_id for name in COLUMNS.values() for node_id in session.get(name) or ()]


def _check_staff(clause: str, given: Given, members: Mapping[UUID, Any], path: Path) -> Findings:
    found: Findings = ()
    for duty, column in COLUMNS.items():
        ids = [node_id.of("StaffMember") for node_id in given.get(column) or ()]
        found += check_distinct(clause, ids, (*path, FIELDS[duty]))
        for place, own in enumerate(ids):
            if own not in members:
                found += not_found(clause, (*path, FIELDS[duty], place))
    return found


def _wanted(own: UUID, given: Given, filed: Filed) -> tuple[Wanted, tuple[datetime, datetime]]:
    room = given["room_id"].of("Room") if given.get("room_id") else filed.room_id
    starts_at = given.get("starts_at") or filed.starts_at
    ends_at = given.get("ends_at") or filed.ends_at
    staff = {
        duty.name: [str(node_id.of("StaffMember")) for node_id in given[column]]
        for duty, column in COLUMNS.items()
        if given.get(column) is not None
    }
    entered = {
        "session": str(own),
        "room": str(room),
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "staff": staff,
    }
    return entered, (starts_at, ends_at)


# --- applying and judging


async def _apply(writing: Writing, plan_id: UUID, wanted: Sequence[Wanted]) -> None:
    for each in wanted:
        own, room = UUID(each["session"]), UUID(each["room"])
        site = select(Room.site_id).where(Room.id == room).scalar_subquery()
        await writing.session.execute(
            update(PlanSession)
            .where(PlanSession.id == own, PlanSession.plan_id == plan_id)
            .values(
                room_id=room,
                site_id=site,
                starts_at=datetime.fromisoformat(each["starts_at"]),
                ends_at=datetime.fromisoformat(each["ends_at"]),
                version=PlanSession.version + 1,
                updated_at=writing.now,
            )
            .execution_options(synchronize_session=False)
        )
        for duty, members in each["staff"].items():
            await _appoint(writing, own, StaffDuty[duty], [UUID(member) for member in members])


async def _appoint(
    writing: Writing, session_id: UUID, duty: StaffDuty, members: Sequence[UUID]
) -> None:
    await writing.session.execute(
        delete(PlanStaff)
        .where(PlanStaff.session_id == session_id, PlanStaff.duty == duty)
        .execution_options(synchronize_session=False)
    )
    if members:
        await writing.session.execute(
            insert(PlanStaff),
            [{"session_id": session_id, "staff_member_id": m, "duty": duty} for m in members],
        )


async def _judged(writing: Writing, plan: EvaluationPlan) -> tuple[PlanFacts, Findings]:
    """As at the acceptance, but of what is ahead: sessions are asked for their own days, since a
    change may move one out of a suspension, and what was held is not judged again."""
    assert plan.filed_at is not None
    facts = await plan_facts(writing.session, plan.id, writing.services.configuration)
    item = replace(facts.item, agency_status=AgencyStatus.LISTED, item_status=AgencyStatus.LISTED)
    found = check_plan(replace(facts, item=item), plan.filed_at)
    held = {place for place, each in enumerate(facts.sessions) if each.starts_at <= writing.now}
    return facts, tuple(finding for finding in found if not _is_of_held(finding, held))


def _is_of_held(finding: Finding, held: set[int]) -> bool:
    match finding.path:
        case "sessions", int(place), *_:
            return place in held
    return False


# --- the end of it


async def withdraw(writing: Writing, given: Given) -> Outcome:
    row = await writing.lock(PlanChange, given)
    shown: dict[str, Any] = {"plan_change": Ref.of(row)}
    writing.may("withdrawPlanChange", row.status, **shown)
    writing.move("withdrawPlanChange", row)
    return shown


async def decide(writing: Writing, given: Given) -> Outcome:
    """Accepted, the plan is changed, its seats given anew; the rules are asked again."""
    row = await writing.lock(PlanChange, given)
    shown: dict[str, Any] = {"plan_change": Ref.of(row)}
    writing.may("decidePlanChange", row.status, **shown)
    reason = (given.get("reason") or "").strip() or None
    findings: Findings = ()
    if given["is_accepted"]:
        findings = await _take_over(writing, row, shown)
        outcome = PlanChangeStatus.ACCEPTED
    else:
        writing.judge(check_reason(writing.clause, reason), **shown)
        outcome = PlanChangeStatus.REFUSED
    row.decided_at, row.reason = writing.now, reason
    writing.move("decidePlanChange", row, outcome=outcome, reason=reason)
    return {**shown, "findings": findings}


async def _take_over(writing: Writing, row: PlanChange, shown: Given) -> Findings:
    plan = await _lock_plan(writing, row.plan_id)
    await _check_changeable(writing, plan, **shown)
    filed = await _filed(writing, plan.id)
    found: Findings = ()
    for each in row.asked:
        for starts_at in (
            filed[UUID(each["session"])].starts_at,
            datetime.fromisoformat(each["starts_at"]),
        ):
            found += check_session_ahead(starts_at, writing.now)
    writing.judge(found, **shown)
    await _apply(writing, plan.id, row.asked)
    facts, findings = await _judged(writing, plan)
    findings += _check_end(plan, facts, row.created_at)
    writing.judge(findings, **shown)
    await seat_candidates(writing, plan.id, facts)
    plan.updated_at = writing.now
    await _move_end(writing, plan, facts, row.created_at)
    writing.record("decidePlanChange", plan, before=plan.status)
    return findings


async def _lock_plan(writing: Writing, plan_id: UUID) -> EvaluationPlan:
    """After its agency, as every act on a plan takes them."""
    of_plan = select(EvaluationPlan.agency_id).where(EvaluationPlan.id == plan_id)
    await writing.session.execute(
        select(Agency.id).where(Agency.id == of_plan.scalar_subquery()).with_for_update()
    )
    return await writing.session.get_one(EvaluationPlan, plan_id, with_for_update=True)


async def _move_end(
    writing: Writing, plan: EvaluationPlan, facts: PlanFacts, filed_at: datetime
) -> None:
    """Results are due from the last session day as changed, where the change came in time."""
    assert plan.ends_on is not None
    changed = evaluation_ended_on(session.ends_at for session in facts.sessions)
    if changed == plan.ends_on or not is_end_moved(day_in_shanghai(filed_at), plan.ends_on):
        return
    plan.ends_on = changed
    filing = await writing.session.scalar(
        select(ResultFiling).where(ResultFiling.plan_id == plan.id).with_for_update()
    )
    if filing is None or filing.submitted_at is not None:
        return
    due = result_filing_due_on(changed, await working_calendar(writing.session))
    filing.ended_on, filing.due_on = changed, due.day
    filing.is_due_provisional = due.provisional
    writing.record("decidePlanChange", filing)
