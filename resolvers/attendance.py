"""到场 Whether results say the same as the attendance that was recorded (4.2)."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import PlanPart, PlanSession, Seat
from resolvers.identity import write_id
from resolvers.result_facts import ResultFacts
from rules.clause_4_2_attendance import check_attended
from rules.finding import Findings

Came = dict[UUID, dict[str, bool | None]]


async def check_attendance(session: AsyncSession, plan_id: UUID, facts: ResultFacts) -> Findings:
    """Of each candidate with a result; a path names the candidate."""
    came = await _came(session, plan_id)
    found: Findings = ()
    for candidate_id, stored in facts.results.items():
        path = ("candidates", write_id("Candidate", candidate_id))
        result = stored.as_rule(candidate_id)
        found += check_attended(result, came.get(candidate_id, {}), path)
    return found


async def _came(session: AsyncSession, plan_id: UUID) -> Came:
    """In one statement: by candidate and part, whether they came; None while not recorded."""
    rows = await session.execute(
        select(Seat.candidate_id, PlanPart.name, func.bool_or(Seat.is_present))
        .join(PlanSession, PlanSession.id == Seat.session_id)
        .join(PlanPart, PlanPart.id == PlanSession.part_id)
        .where(PlanSession.plan_id == plan_id)
        .group_by(Seat.candidate_id, PlanPart.name)
    )
    came: Came = defaultdict(dict)
    for candidate_id, part, has_come in rows:
        came[candidate_id][part] = has_come
    return came
