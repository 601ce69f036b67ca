"""专业评估论证 What the rules need to know of a pair of major and occupation (1.2)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from models import (
    EvaluationSpecification,
    Institution,
    Major,
    MajorEvaluation,
    MajorOccupation,
    Occupation,
    Standard,
    StandardTrade,
)
from resolvers.occupation_facts import key_of, specification_edition, standard_edition
from rules.clause_1_2_candidates import MajorEvaluation as EvaluationFact
from rules.clause_1_2_candidates import check_evaluation_request
from rules.clause_1_3_items import Major as MajorFact
from rules.clause_1_3_items import check_levels, check_majors
from rules.clause_2_1_editions import Edition
from rules.finding import Findings
from rules.vocabulary import Level, SpecificationStatus


async def major_fact(session: AsyncSession, major: Major) -> MajorFact:
    """The major with the occupations that it is mapped to."""
    ties = await session.scalars(
        select(MajorOccupation)
        .where(MajorOccupation.major_id == major.id)
        .options(joinedload(MajorOccupation.occupation))
    )
    keys = frozenset(key_of(tie.occupation) for tie in ties)
    return MajorFact(major.catalogue_code, major.training_level, major.standing, keys)


async def evaluations_of(
    session: AsyncSession, major: Major, occupation: Occupation
) -> list[MajorEvaluation]:
    """Every evaluation of the pair, the oldest first."""
    rows = await session.scalars(
        select(MajorEvaluation)
        .where(
            MajorEvaluation.major_id == major.id,
            MajorEvaluation.occupation_id == occupation.id,
        )
        .order_by(MajorEvaluation.id)
    )
    return list(rows)


def evaluation_fact(row: MajorEvaluation, major: Major, occupation: Occupation) -> EvaluationFact:
    return EvaluationFact(
        major.catalogue_code,
        key_of(occupation),
        Level(row.highest_level),
        row.status,
        row.valid_to,
        row.concluded_on,
    )


async def check_ceiling(session: AsyncSession, major: Major, level: Level) -> Findings:
    """The level lies under the ceiling of the school's kind and the major's training."""
    school = await session.get_one(Institution, major.institution_id)
    return check_levels([level], school.kind, [major.training_level], ("highestLevel",))


async def check_request(
    session: AsyncSession, major: Major, occupation: Occupation, level: Level
) -> Findings:
    """The major matches, the level is under the ceiling, no evaluation of it is under way."""
    facts = [
        evaluation_fact(row, major, occupation)
        for row in await evaluations_of(session, major, occupation)
    ]
    own, key, path = await major_fact(session, major), key_of(occupation), ("occupationId",)
    return (
        check_majors([own], key, path)
        + await check_ceiling(session, major, level)
        + check_evaluation_request(facts, major.catalogue_code, key, path)
    )


async def editions_for(session: AsyncSession, row: MajorEvaluation) -> Sequence[Edition]:
    """The confirmed standards of the occupation, and the school's filed specifications for it."""
    standards = await session.scalars(
        select(Standard)
        .where(Standard.occupation_id == row.occupation_id)
        .options(selectinload(Standard.trades).joinedload(StandardTrade.trade))
        .order_by(Standard.id)
    )
    specifications = await session.scalars(
        select(EvaluationSpecification)
        .where(
            EvaluationSpecification.institution_id == row.institution_id,
            EvaluationSpecification.occupation_id == row.occupation_id,
            EvaluationSpecification.status == SpecificationStatus.FILED,
        )
        .order_by(EvaluationSpecification.id)
    )
    sure = [edition for edition in map(standard_edition, standards) if edition.is_sure]
    return [*sure, *map(specification_edition, specifications)]
