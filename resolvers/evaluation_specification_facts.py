"""评价规范 The facts of one specification as the rules ask for them.

They are read past every predicate: they decide and are never shown.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models import EvaluationSpecification
from resolvers.occupation_facts import (
    current_edition,
    entry_of,
    occupation_options,
    standards_of,
)
from rules.clause_2_1_specification import OtherSpecification, Part
from rules.evaluation_specification import Specification
from rules.level_range import levels_between
from rules.vocabulary import Level


async def facts_of(connection: AsyncConnection, specification_id: UUID) -> Specification:
    """The specification as it is in the connection's transaction.

    A session of its own reads it: what another session holds unwritten, or has read before, is not
    part of it.
    """
    own = select(EvaluationSpecification).where(EvaluationSpecification.id == specification_id)
    async with AsyncSession(connection) as session:
        row = (await session.execute(own.options(*_options()))).scalar_one()
        others = await _others(session, row)
        return _specification(row, others, await current_edition(session))


def _options() -> Sequence[ORMOption]:
    return (
        *occupation_options(joinedload(EvaluationSpecification.occupation)),
        joinedload(EvaluationSpecification.trade),
        selectinload(EvaluationSpecification.parts),
        selectinload(EvaluationSpecification.competences),
    )


async def _others(
    session: AsyncSession, row: EvaluationSpecification
) -> tuple[OtherSpecification, ...]:
    """The school's for the same occupation, but for this one and the editions before it."""
    found = await session.scalars(
        select(EvaluationSpecification)
        .where(
            EvaluationSpecification.institution_id == row.institution_id,
            EvaluationSpecification.occupation_id == row.occupation_id,
        )
        .options(joinedload(EvaluationSpecification.trade))
        .order_by(EvaluationSpecification.id)
    )
    rows = {other.id: other for other in found.all()}
    before: UUID | None = row.id
    while before in rows:
        before = rows.pop(before).predecessor_id
    return tuple(_other(other) for other in rows.values())


def _other(row: EvaluationSpecification) -> OtherSpecification:
    return OtherSpecification(
        name=f"{row.name}（{row.edition}）",
        trade=row.trade.name if row.trade else None,
        levels=levels_between(row.level_from, row.level_to),
        status=row.status,
        ends_on=row.ends_on,
    )


def _specification(
    row: EvaluationSpecification, others: tuple[OtherSpecification, ...], edition: int
) -> Specification:
    parts = sorted(row.parts, key=lambda part: part.position)
    competences = sorted(row.competences, key=lambda one: one.position)
    return Specification(
        entry=entry_of(row.occupation, edition),
        trade=row.trade.name if row.trade else None,
        levels=levels_between(row.level_from, row.level_to),
        known=row.occupation.standard_known,
        standards=standards_of(row.occupation),
        parts=tuple(Part(part.kind, part.weight) for part in parts),
        competences=tuple(Level(one.level) for one in competences),
        has_document=row.document_id is not None,
        others=others,
    )
