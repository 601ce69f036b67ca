"""场次 The sessions of plans as the rules see them: place, staff, and who is seated (4.1)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Candidate,
    EvaluationPlan,
    PlanPart,
    PlanSession,
    PlanStaff,
    Room,
    Site,
    StaffMember,
    StaffMemberDuty,
)
from models.base import word
from resolvers.candidate_facts import any_of
from rules.clause_1_1_institution import Site as SiteFacts
from rules.clause_4_1_sessions import Session, seated
from rules.clause_4_1_staff import Card
from rules.evaluation_plan import Appointment
from rules.vocabulary import Level, PlanStatus, StaffDuty

FIELDS = {
    StaffDuty.INVIGILATOR: "invigilatorIds",
    StaffDuty.ASSESSOR: "assessorIds",
    StaffDuty.INTERNAL_SUPERVISOR: "internalSupervisorIds",
}
"""Where the input of a session names whom it appoints to a duty."""


@dataclass(frozen=True)
class Staffed:
    """The sessions of one plan in the order of their beginning, with nobody seated yet."""

    sessions: tuple[Session, ...] = ()
    sites: tuple[SiteFacts, ...] = ()
    appointments: tuple[Appointment, ...] = ()


async def staffed_sessions(session: AsyncSession, plans: Collection[UUID]) -> dict[UUID, Staffed]:
    """The sessions of the plans that have any, in two statements."""
    rows = await session.execute(
        select(
            PlanSession,
            PlanPart.kind,
            PlanPart.name,
            Room.capacity,
            Site.has_monitoring,
            Site.capacity,
        )
        .join(PlanPart, PlanPart.id == PlanSession.part_id)
        .join(Room, Room.id == PlanSession.room_id)
        .join(Site, Site.id == PlanSession.site_id)
        .where(any_of(PlanSession.plan_id, plans))
        .order_by(PlanSession.starts_at, PlanSession.id)
        .execution_options(populate_existing=True)
    )
    staff = await _staff(session, plans)
    gathered: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        gathered[row[0].plan_id].append(row)
    return {plan: _staffed(own, staff) for plan, own in gathered.items()}


async def _staff(session: AsyncSession, plans: Collection[UUID]) -> dict[UUID, list[Any]]:
    duties = (
        select(StaffMemberDuty.duty)
        .where(StaffMemberDuty.staff_member_id == StaffMember.id)
        .scalar_subquery()
    )
    found = await session.execute(
        select(
            PlanStaff.session_id,
            PlanStaff.staff_member_id,
            PlanStaff.duty,
            func.array(duties, type_=ARRAY(word(StaffDuty))).label("duties"),
            StaffMember.is_active,
            StaffMember.card_number,
            StaffMember.card_valid_to,
            StaffMember.occupation_id,
            StaffMember.highest_level,
            StaffMember.taught_classes,
        )
        .join(StaffMember, StaffMember.id == PlanStaff.staff_member_id)
        .join(PlanSession, PlanSession.id == PlanStaff.session_id)
        .where(any_of(PlanSession.plan_id, plans))
    )
    gathered: dict[UUID, list[Any]] = defaultdict(list)
    for row in found:
        gathered[row.session_id].append(row)
    return gathered


def _staffed(rows: Sequence[Any], staff: dict[UUID, list[Any]]) -> Staffed:
    sessions, sites, appointments = [], [], []
    for place, (row, kind, part, capacity, has_monitoring, site_capacity) in enumerate(rows):
        own = staff.get(row.id, [])
        named = {duty: frozenset(_named(own, duty)) for duty in FIELDS}
        sites.append(SiteFacts(has_monitoring, frozenset()))
        appointments += [_appointment(place, each) for each in own]
        sessions.append(
            Session(
                kind,
                part,
                row.starts_at,
                row.ends_at,
                str(row.room_id),
                capacity,
                str(row.site_id),
                site_capacity,
                invigilators=named[StaffDuty.INVIGILATOR],
                assessors=named[StaffDuty.ASSESSOR],
                internal_supervisors=named[StaffDuty.INTERNAL_SUPERVISOR],
            )
        )
    return Staffed(tuple(sessions), tuple(sites), tuple(appointments))


def _appointment(place: int, row: Any) -> Appointment:
    return Appointment(
        place,
        FIELDS[row.duty],
        row.duty,
        frozenset(row.duties),
        row.is_active,
        _card(row),
        frozenset(row.taught_classes),
    )


def _card(row: Any) -> Card | None:
    if row.card_number is None:
        return None
    return Card(
        row.card_valid_to,
        row.occupation_id and str(row.occupation_id),
        row.highest_level and Level(row.highest_level),
    )


def _named(staff: Sequence[Any], duty: StaffDuty) -> list[str]:
    return [str(row.staff_member_id) for row in staff if row.duty is duty]


async def sessions_elsewhere(
    session: AsyncSession, agency_id: UUID, plan_id: UUID, own: Sequence[Session]
) -> tuple[Session, ...]:
    """The sessions of the agency's other accepted plans that meet one of `own` in time."""
    if not own:
        return ()
    instants = ARRAY(DateTime(timezone=True))
    times = (
        func.unnest(
            literal([s.starts_at for s in own], instants),
            literal([s.ends_at for s in own], instants),
        )
        .table_valued("starts_at", "ends_at")
        .render_derived(name="own")
    )
    meets = and_(PlanSession.starts_at < times.c.ends_at, times.c.starts_at < PlanSession.ends_at)
    met = await session.execute(
        select(PlanSession.plan_id)
        .distinct()
        .join(EvaluationPlan, EvaluationPlan.id == PlanSession.plan_id)
        .join(times, meets)
        .where(
            EvaluationPlan.agency_id == agency_id,
            EvaluationPlan.status == PlanStatus.ACCEPTED,
            EvaluationPlan.id != plan_id,
        )
    )
    return await _seated_sessions(session, list(met.scalars()))


async def _seated_sessions(session: AsyncSession, plans: Sequence[UUID]) -> tuple[Session, ...]:
    if not plans:
        return ()
    staffed = await staffed_sessions(session, plans)
    found = await session.execute(
        select(Candidate.plan_id, Candidate.person_id)
        .where(any_of(Candidate.plan_id, plans))
        .order_by(Candidate.student_number, Candidate.id)
    )
    persons: dict[UUID, list[str]] = defaultdict(list)
    for plan_id, person_id in found:
        persons[plan_id].append(str(person_id))
    return tuple(
        one for plan, own in staffed.items() for one in seated(persons.get(plan, []), own.sessions)
    )
