"""评价计划 A plan as the rules see it, read once and for all candidates together (4.1).

The dry run, the filing and the acceptance take the same facts; their number of statements does not
grow with the number of candidates.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Uuid, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Agency,
    AgencyCode,
    AgencyItem,
    EvaluationPlan,
    Occupation,
    PlanPart,
    PlanSession,
    StaffingRatio,
    Trade,
)
from resolvers.agency_standing import Standings, standings
from resolvers.candidate_facts import evaluated_majors, planned_candidates
from resolvers.plan_basis import editions_of_item
from resolvers.plan_marking import modules_of
from resolvers.plan_session_facts import Staffed, sessions_elsewhere, staffed_sessions
from resolvers.resit_facts import with_resits
from resolvers.services import Configuration
from rules.clause_2_2_methods import CourseExamination, Part
from rules.clause_3_3_filing import Validity
from rules.clause_4_1_plan import FiledItem
from rules.clause_4_1_sessions import DEFAULT_RATIO, Session, seated
from rules.clause_4_1_sessions import StaffingRatio as Ratio
from rules.evaluation_plan import PlanFacts, Target
from rules.occupation import OccupationKey
from rules.vocabulary import Level, PartKind
from rules.working_days import day_in_shanghai

Head = tuple[EvaluationPlan, Agency, AgencyItem, Occupation, str | None]


async def plan_facts(
    session: AsyncSession, plan_id: UUID, configuration: Configuration
) -> PlanFacts:
    """Everything that `check_plan` judges."""
    head = await _head(session, plan_id)
    plan, agency, item, *_ = head
    candidates = await planned_candidates(session, plan_id)
    editions = tuple(await editions_of_item(session, item, head[-1]))
    own = (await staffed_sessions(session, [plan_id])).get(plan_id, Staffed())
    sessions = seated([candidate.person for candidate in candidates], own.sessions)
    facts = PlanFacts(
        target=_target(head, configuration),
        item=await filed_item(session, agency, item),
        has_agency_code=await agency_code_for(session, agency.id, sessions) is not None,
        filed_method=item.method,
        method=plan.method,
        work_scheme=plan.work_scheme_title,
        parts=await _parts(session, plan_id),
        sessions=sessions,
        sites=own.sites,
        candidates=candidates,
        evaluations=await evaluated_majors(session, plan_id),
        appointments=own.appointments,
        editions=editions,
        edition=_chosen(plan),
        elsewhere=await sessions_elsewhere(session, agency.id, plan_id, sessions),
        ratio=await _ratio(session, item),
    )
    edition = facts.edition_in_use
    return replace(
        facts,
        modules=await modules_of(session, edition),
        candidates=await with_resits(session, candidates, edition),
    )


def _chosen(plan: EvaluationPlan) -> str | None:
    """The edition that the plan names, by its key."""
    chosen = plan.standard_id or plan.specification_id
    return str(chosen) if chosen else None


async def plan_target(
    session: AsyncSession, plan_id: UUID, configuration: Configuration
) -> tuple[Target, date | None]:
    """What a plan evaluates for, and the day of its first session, if it has one."""
    target = _target(await _head(session, plan_id), configuration)
    first = await session.execute(
        select(func.min(PlanSession.starts_at)).where(PlanSession.plan_id == plan_id)
    )
    starts_at = first.scalar()
    return target, starts_at and day_in_shanghai(starts_at)


async def _head(session: AsyncSession, plan_id: UUID) -> Head:
    found = await session.execute(
        select(EvaluationPlan, Agency, AgencyItem, Occupation, Trade.name)
        .join(Agency, Agency.id == EvaluationPlan.agency_id)
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .join(Occupation, Occupation.id == AgencyItem.occupation_id)
        .outerjoin(Trade, Trade.id == AgencyItem.trade_id)
        .where(EvaluationPlan.id == plan_id)
    )
    plan, agency, item, occupation, trade = found.one()
    return plan, agency, item, occupation, trade


def _target(head: Head, configuration: Configuration) -> Target:
    plan, _, _, occupation, trade = head
    key = OccupationKey(occupation.edition, occupation.code, trade)
    return Target(
        key,
        Level(plan.level),
        str(occupation.id),
        configuration.school_year_begins,
    )


async def filed_item(session: AsyncSession, agency: Agency, item: AgencyItem) -> FiledItem:
    """An item with its levels and its validity, those of its agency, and how both stand today."""
    return filed_as(await standings(session, agency), agency, item)


def filed_as(known: Standings, agency: Agency, item: AgencyItem) -> FiledItem:
    (item_status,) = known.statuses([item])
    return FiledItem(
        levels=frozenset(Level(n) for n in range(item.level_to, item.level_from + 1)),
        validity=Validity(item.valid_from, item.valid_to),
        agency_status=known.status,
        agency_validity=Validity(agency.valid_from, agency.valid_to),
        item_status=item_status,
        agency_standing=known.agency,
        item_standing=known.of(item),
    )


async def _ratio(session: AsyncSession, item: AgencyItem) -> Ratio:
    """What the item's standard or specification asks for; else the default."""
    if item.specification_id is not None:
        is_of_basis = StaffingRatio.specification_id == item.specification_id
    else:
        # Bound, for `standard_id` may be unknown: then nothing is equal to it.
        is_of_basis = StaffingRatio.standard_id == literal(item.standard_id, Uuid())
    found = await session.scalar(select(StaffingRatio).where(is_of_basis))
    if found is None:
        return DEFAULT_RATIO
    return Ratio(
        found.candidates_per_invigilator,
        found.invigilators_minimum,
        found.candidates_per_assessor,
        found.assessors_minimum,
    )


async def agency_code_for(
    session: AsyncSession, agency_id: UUID, sessions: Sequence[Session]
) -> UUID | None:
    """The agency's code in force on the first session day; of two, that of the agency's scope."""
    if not sessions:
        return None
    on = day_in_shanghai(min(each.starts_at for each in sessions))
    found = await session.execute(
        select(AgencyCode.id)
        .join(Agency, Agency.id == AgencyCode.agency_id)
        .where(
            AgencyCode.agency_id == agency_id,
            AgencyCode.valid_from <= on,
            or_(AgencyCode.valid_to.is_(None), AgencyCode.valid_to >= on),
        )
        .order_by((AgencyCode.scope == Agency.scope).desc(), AgencyCode.valid_from.desc())
        .limit(1)
    )
    return found.scalar()


async def _parts(session: AsyncSession, plan_id: UUID) -> tuple[Part, ...]:
    rows = await session.execute(
        select(PlanPart).where(PlanPart.plan_id == plan_id).order_by(PlanPart.position)
    )
    return tuple(
        Part(row.kind, row.name, _own_weight(row), _course(row), tuple(row.courses))
        for row in rows.scalars()
    )


def _own_weight(row: PlanPart) -> Decimal | None:
    """Of a module; what the basis gives another part is none that the school has entered."""
    return row.weight if row.kind is PartKind.MODULE else None


def _course(row: PlanPart) -> CourseExamination | None:
    if row.course_name is None:
        return None
    return CourseExamination(
        row.course_name, row.course_examined_on, row.course_scale, row.course_pass_mark
    )
