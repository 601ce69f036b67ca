"""座位与到场 Seats given when a plan is filed, attendance once a session has begun (4.1, 4.2)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import SmallInteger, Uuid, delete, func, insert, select

from models import Agency, AgencyItem, EvaluationPlan, PlanSession, ResultFiling, Seat
from resolvers.candidate_facts import any_of
from resolvers.evaluation_plan_facts import filed_item
from resolvers.identity import read_id
from resolvers.set_based import unnested
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_1_plan import is_item_in_force
from rules.clause_4_2_attendance import (
    check_attendance_open,
    check_session_begun,
    check_to_be_held,
)
from rules.entry import check_distinct, not_found
from rules.evaluation_plan import PlanFacts
from rules.finding import Findings
from rules.vocabulary import Level
from rules.working_days import day_in_shanghai


async def seat_candidates(writing: Writing, plan_id: UUID, facts: PlanFacts) -> None:
    """Everybody gets a seat in the session that the filed order gives them, in place of any seat
    that an earlier filing gave; sessions that have begun keep theirs."""
    found = await writing.session.execute(
        select(PlanSession.id, PlanSession.starts_at > writing.now)
        .where(PlanSession.plan_id == plan_id)
        .order_by(PlanSession.starts_at, PlanSession.id)
    )
    known = found.all()
    ahead = {own for own, is_ahead in known if is_ahead}
    await writing.session.execute(
        delete(Seat)
        .where(any_of(Seat.session_id, ahead))
        .execution_options(synchronize_session=False)
    )
    seats = [seat for seat in _seats([own for own, _ in known], facts) if seat[0] in ahead]
    given = unnested({"session_id": Uuid, "candidate_id": Uuid, "number": SmallInteger}, seats)
    await writing.session.execute(
        insert(Seat).from_select(
            ["id", *given.c.keys()],
            select(func.gen_random_uuid(), given),
            include_defaults=False,
        )
    )


def _seats(own: Sequence[UUID], facts: PlanFacts) -> list[tuple[Any, ...]]:
    """(session, candidate, number), numbered from 1 in the order of the plan."""
    seats: list[tuple[Any, ...]] = []
    for session_id, session in zip(own, facts.sessions, strict=True):
        inside = [each for each in facts.candidates if each.person in session.candidates]
        for number, candidate in enumerate(inside, start=1):
            node = read_id(candidate.name)
            assert node is not None  # a candidate's findings are named by its id
            seats.append((session_id, node.of("Candidate"), number))
    return seats


async def record_attendance(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The whole session: who is not named as absent came."""
    row = await writing.lock(PlanSession, given)
    node = Ref.of(row)
    plan = await writing.session.get_one(EvaluationPlan, row.plan_id, with_for_update=True)
    writing.may("recordAttendance", plan.status, plan_session=node)
    found = await writing.session.scalars(select(Seat).where(Seat.session_id == row.id))
    seats = {seat.candidate_id: seat for seat in found.all()}
    writing.judge(
        check_session_begun(row.starts_at, writing.now)
        + check_to_be_held(await _is_in_force(writing, plan, row))
        + check_attendance_open(await _filing_status(writing, plan))
        + _check_absent(writing.clause, given["absent"], seats),
        plan_session=node,
    )
    absent = {each["candidate_id"].value: each for each in given["absent"]}
    for candidate_id, seat in seats.items():
        reason = (absent.get(candidate_id, {}).get("reason") or "").strip()
        seat.is_present = candidate_id not in absent
        seat.absence_reason = reason or None
    row.updated_at = writing.now  # seats may stay as they are; the session's version still rises
    writing.record("recordAttendance", plan, before=plan.status)
    return {"plan_session": node}


def _check_absent(
    clause: str, absent: Sequence[Mapping[str, Any]], seats: Mapping[UUID, Seat]
) -> Findings:
    """Each has a seat in the session, and is named once."""
    ids = [each["candidate_id"].of("Candidate") for each in absent]
    found = check_distinct(clause, ids, ("absent",))
    for place, own in enumerate(ids):
        found += () if own in seats else not_found(clause, ("absent", place, "candidateId"))
    return found


async def _is_in_force(writing: Writing, plan: EvaluationPlan, row: PlanSession) -> bool:
    agency = await writing.session.get_one(Agency, plan.agency_id)
    item = await writing.session.get_one(AgencyItem, plan.agency_item_id)
    filed = await filed_item(writing.session, agency, item)
    return is_item_in_force(filed, Level(plan.level), day_in_shanghai(row.starts_at))


async def _filing_status(writing: Writing, plan: EvaluationPlan) -> Any:
    return await writing.session.scalar(
        select(ResultFiling.status).where(ResultFiling.plan_id == plan.id)
    )
