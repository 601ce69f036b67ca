"""评价人员 What the rules need to know of candidates, read for all of them at once (1.2, 4.1)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, cast, literal, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Candidate,
    Certificate,
    IntegratedProgramme,
    MajorEvaluation,
    Occupation,
    Trade,
)
from resolvers.identity import write_id
from resolvers.occupation_succession import every_name
from resolvers.scope_extension import Extended, extended_scope
from rules.clause_1_2_candidates import Enrolment, Stage
from rules.clause_1_2_candidates import MajorEvaluation as EvaluatedMajor
from rules.clause_3_3_filing import Validity
from rules.clause_4_1_plan import HeldCertificate
from rules.evaluation_plan import PlannedCandidate
from rules.occupation import OccupationKey
from rules.vocabulary import Level, TrainingLevel

Held = Mapping[UUID, frozenset[HeldCertificate]]


@dataclass(frozen=True)
class Studies:
    """学籍 as a candidate's row says it; the levels are those of the stages of the programme."""

    is_own_student: bool
    training_level: TrainingLevel
    expected_graduation_on: date
    deferred_graduation_on: date | None = None
    stage_levels: tuple[int, int] | None = None
    completed_stage: int | None = None
    stage_completed_on: date | None = None
    served: tuple[Validity, ...] = ()

    def enrolment(self) -> Enrolment:
        graduates_on = self.deferred_graduation_on or self.expected_graduation_on
        return Enrolment(
            is_own_student=self.is_own_student,
            training_level=self.training_level,
            expected_graduation_on=graduates_on,
            stage=self._stage(),
            served=self.served,
        )

    def _stage(self) -> Stage | None:
        if self.stage_levels is None:
            return None
        first, second = self.stage_levels
        level = second if self.completed_stage == 2 else first
        return Stage(Level(level), self.stage_completed_on)


def any_of(column: Any, ids: Collection[UUID]) -> Any:
    """`= any(array)`: one parameter, however many there are."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


async def planned_candidates(session: AsyncSession, plan_id: UUID) -> tuple[PlannedCandidate, ...]:
    """The candidates of a plan in its order: by student number."""
    rows = (
        await session.execute(
            select(Candidate, IntegratedProgramme)
            .outerjoin(
                IntegratedProgramme, IntegratedProgramme.id == Candidate.integrated_programme_id
            )
            .where(Candidate.plan_id == plan_id)
            .order_by(Candidate.student_number, Candidate.id)
            .execution_options(populate_existing=True)
        )
    ).all()
    held = await held_certificates(session, [row.person_id for row, _ in rows])
    served = await extended_scope(session, plan_id)
    return tuple(
        PlannedCandidate(
            write_id("Candidate", row.id),
            str(row.person_id),
            str(row.major_id),
            _studies(row, programme, served).enrolment(),
            row.class_name,
            held.get(row.person_id, frozenset()),
            str(row.resit_of_id) if row.resit_of_id else None,
        )
        for row, programme in rows
    )


def _studies(row: Candidate, programme: IntegratedProgramme | None, served: Extended) -> Studies:
    return Studies(
        row.enrolled_at_id == row.institution_id,
        row.training_level,
        row.expected_graduation_on,
        row.deferred_graduation_on,
        stage_levels(programme),
        row.completed_stage,
        row.stage_completed_on,
        served.get((row.enrolled_at_id, row.major_id), ()),
    )


def stage_levels(programme: IntegratedProgramme | None) -> tuple[int, int] | None:
    """The levels after the first and after the second stage."""
    if programme is None:
        return None
    return programme.first_stage_level, programme.second_stage_level


async def held_certificates(session: AsyncSession, persons: Collection[UUID]) -> Held:
    """The certificates in force of each person, of whatever agency; each also under the names that
    its occupation has in earlier and later editions."""
    own = select(
        Certificate.id.label("certificate_id"),
        Certificate.occupation_id.label("occupation_id"),
        select(Trade.name).where(Trade.id == Certificate.trade_id).scalar_subquery().label("trade"),
    ).where(
        any_of(Certificate.person_id, persons),
        Certificate.revoked_on.is_(None),
        Certificate.cancelled_on.is_(None),
    )
    named = every_name(own)
    found = await session.execute(
        select(
            Certificate.person_id,
            Occupation.edition,
            Occupation.code,
            named.c.trade,
            Certificate.level,
            Certificate.number,
            Certificate.issued_on,
        )
        .join(named, named.c.certificate_id == Certificate.id)
        .join(Occupation, Occupation.id == named.c.occupation_id)
    )
    held: dict[UUID, set[HeldCertificate]] = defaultdict(set)
    for person_id, edition, code, trade, level, number, issued_on in found:
        occupation = OccupationKey(edition, code, trade)
        held[person_id].add(HeldCertificate(occupation, Level(level), number, issued_on))
    return {person: frozenset(certificates) for person, certificates in held.items()}


async def evaluated_majors(session: AsyncSession, plan_id: UUID) -> tuple[EvaluatedMajor, ...]:
    """The major evaluations of the majors that the plan's candidates study."""
    studied = select(Candidate.major_id).where(Candidate.plan_id == plan_id)
    return await evaluations_of(session, MajorEvaluation.major_id.in_(studied))


async def evaluations_of(session: AsyncSession, is_asked: Any) -> tuple[EvaluatedMajor, ...]:
    """The major evaluations that are asked for; each also under the names that its occupation has
    in earlier and later editions."""
    own = select(
        MajorEvaluation.id.label("evaluation_id"),
        MajorEvaluation.occupation_id.label("occupation_id"),
        cast(null(), Text).label("trade"),
    ).where(is_asked)
    named = every_name(own)
    found = await session.execute(
        select(MajorEvaluation, Occupation.edition, Occupation.code, named.c.trade)
        .join(named, named.c.evaluation_id == MajorEvaluation.id)
        .join(Occupation, Occupation.id == named.c.occupation_id)
    )
    return tuple(
        EvaluatedMajor(
            str(row.major_id),
            OccupationKey(edition, code, trade),
            Level(row.highest_level),
            row.status,
            row.valid_to,
            row.concluded_on,
        )
        for row, edition, code, trade in found
    )
