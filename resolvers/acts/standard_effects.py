"""标准施行 What a standard in force does to earlier editions and to specifications (2.1)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Uuid, and_, any_, delete, func, literal, or_, select, update
from sqlalchemy.orm import selectinload

from models import EvaluationSpecification, Standard, StandardTrade
from resolvers.occupation_facts import standard_edition
from resolvers.set_based import unnested
from resolvers.write.recording import record_each
from resolvers.write.writing import Writing
from rules.clause_2_1_editions import StandardEdition, end_of_edition, end_of_specification
from rules.vocabulary import Certainty, SpecificationStatus

PAST_THE_SESSION = {"synchronize_session": False}


async def tie_trades(writing: Writing, trades: Mapping[UUID, Collection[UUID]]) -> None:
    """The trades of these standards become exactly those named; none: all of the occupation."""
    await writing.session.flush()
    await writing.session.execute(
        delete(StandardTrade)
        .where(_among(StandardTrade.standard_id, trades))
        .execution_options(**PAST_THE_SESSION)
    )
    writing.add(
        *(
            StandardTrade(standard_id=standard, trade_id=trade)
            for standard, named in trades.items()
            for trade in named
        )
    )


async def take_effect(
    writing: Writing,
    act: str,
    standards: Collection[UUID],
    occupations: Collection[UUID],
    ends_on: date | None = None,
) -> None:
    """Earlier editions and specifications that these standards cover come to their ends.

    `ends_on` is the day given for the specifications; without it the usual transition.
    """
    await writing.session.flush()
    rows = await _of_occupations(writing, occupations)
    await _end_editions(writing, act, rows)
    confirmed = [
        row for row in rows if row.id in standards and row.certainty is Certainty.CONFIRMED
    ]
    await _release(writing, standards)
    await _end_specifications(writing, act, confirmed, ends_on)


async def _of_occupations(writing: Writing, occupations: Collection[UUID]) -> list[Standard]:
    """All standards of the occupations, as the database has them now."""
    found = await writing.session.scalars(
        select(Standard)
        .where(_among(Standard.occupation_id, occupations))
        .options(selectinload(Standard.trades).joinedload(StandardTrade.trade))
        .order_by(Standard.id)
        .execution_options(populate_existing=True)
    )
    return list(found)


async def _end_editions(writing: Writing, act: str, rows: Collection[Standard]) -> None:
    """Each edition ends with the transition of the one that follows it, and no earlier."""
    months = writing.services.configuration.transition_months
    of_occupation: dict[UUID, list[tuple[Standard, StandardEdition]]] = defaultdict(list)
    for row in rows:
        of_occupation[row.occupation_id].append((row, standard_edition(row)))
    for pairs in of_occupation.values():
        editions = [edition for _, edition in pairs]
        for row, edition in pairs:
            end = end_of_edition(edition, editions, months)
            if end is not None and end != row.ends_on and edition.has_begun(end):
                row.ends_on = end
                writing.record(act, row, is_public=True)


async def _release(writing: Writing, standards: Collection[UUID]) -> None:
    """A standard that was corrected ends what it covers anew; what an edition follows stays."""
    row = EvaluationSpecification
    await writing.session.execute(
        update(row)
        .where(_among(row.ended_by_id, standards), ~_is_followed())
        .values(ends_on=None, ended_by_id=None, **_changed())
        .execution_options(**PAST_THE_SESSION)
    )


def _is_followed() -> Any:
    later = select(EvaluationSpecification.predecessor_id).where(
        EvaluationSpecification.status == SpecificationStatus.FILED,
        EvaluationSpecification.predecessor_id.is_not(None),
    )
    return EvaluationSpecification.id.in_(later)


async def _end_specifications(
    writing: Writing, act: str, standards: Collection[Standard], ends_on: date | None
) -> None:
    months = writing.services.configuration.transition_months
    ends = [
        (row.id, ends_on or end_of_specification(row.begins_on, writing.today, months))
        for row in standards
    ]
    if not ends:
        return
    given = unnested({"standard_id": Uuid, "ends_on": Date}, ends)
    row = EvaluationSpecification
    ended = await writing.session.execute(
        update(row)
        .where(
            Standard.id == given.c.standard_id,
            row.status == SpecificationStatus.FILED,
            or_(row.ends_on.is_(None), row.ends_on > given.c.ends_on),
            _is_covered(row),
        )
        .values(ends_on=given.c.ends_on, ended_by_id=Standard.id, **_changed())
        .returning(row.id)
        .execution_options(**PAST_THE_SESSION)
    )
    await record_each(writing, act, row, list(ended.scalars()), is_public=True)


def _is_covered(row: Any) -> Any:
    """One of the specification's levels and trades is one of the standard's."""
    own = StandardTrade.standard_id == Standard.id
    is_limited = select(StandardTrade.id).where(own).exists()
    has_trade = select(StandardTrade.id).where(own, StandardTrade.trade_id == row.trade_id)
    return and_(
        row.occupation_id == Standard.occupation_id,
        row.level_from >= Standard.level_to,
        row.level_to <= Standard.level_from,
        or_(row.trade_id.is_(None), ~is_limited, has_trade.exists()),
    )


def _changed() -> dict[str, Any]:
    return {
        "version": EvaluationSpecification.version + 1,
        "updated_at": func.register_now(),
    }


def _among(column: Any, ids: Collection[UUID]) -> Any:
    return column == any_(literal(list(ids), ARRAY(Uuid)))
