"""检索文本 What an agency is found by is written anew with every act on it or its school (3.4)."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Integer,
    Text,
    Uuid,
    any_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models import Agency, AgencyItem, FormerName, Institution, Occupation, SearchText, Trade
from models.base import new_id
from resolvers.spelling import spellings

Words = dict[UUID, list[str]]
AT_ONCE = 1_000  # agencies
OFFERED = ("occupation_ids", "levels", "methods")


async def keep_search(session: AsyncSession | AsyncConnection, ids: Collection[UUID]) -> None:
    """Write the words of these agencies, where they are not the same already."""
    if not ids:
        return
    words = await _words(session, ids)
    given = [
        {"id": new_id(), "agency_id": own, "raw": " ".join(dict.fromkeys(found))}
        for own, found in words.items()
    ]
    parts = func.search_words(bindparam("raw"))
    statement = insert(SearchText).values(
        id=bindparam("id"),
        agency_id=bindparam("agency_id"),
        words=func.array_to_string(parts, literal(" ")),
        **_offered(),
    )
    new = statement.excluded
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["agency_id"],
            set_={
                "words": new.words,
                **{name: new[name] for name in OFFERED},
                "version": SearchText.version + 1,
                "updated_at": func.register_now(),
            },
            where=or_(*(getattr(SearchText, name) != new[name] for name in ("words", *OFFERED))),
        ),
        given,
    )


def _offered() -> dict[str, Any]:
    """What the items of the agency offer, each value once."""
    item = AgencyItem
    to, from_ = cast(item.level_to, Integer), cast(item.level_from, Integer)
    values = {
        "occupation_ids": (item.occupation_id, Uuid()),
        "levels": (func.generate_series(to, from_), Integer()),
        "methods": (cast(item.method, Text), Text()),
    }
    return {name: _each(value, type_) for name, (value, type_) in values.items()}


def _each(value: Any, type_: Any) -> Any:
    own = select(value.label("value")).where(AgencyItem.agency_id == bindparam("agency_id"))
    each = own.distinct().order_by("value").scalar_subquery()
    return func.array(each, type_=ARRAY(type_))


async def keep_all_search(connection: AsyncConnection) -> None:
    """Of every agency, some at a time: after a change of what a search finds."""
    found = await connection.execute(select(Agency.id).order_by(Agency.id))
    ids = list(found.scalars())
    for first in range(0, len(ids), AT_ONCE):
        await keep_search(connection, ids[first : first + AT_ONCE])


async def agencies_with(session: AsyncSession, occupations: Collection[UUID]) -> list[UUID]:
    """The agencies that have an item of one of these occupations."""
    found = await session.execute(
        select(AgencyItem.agency_id)
        .where(AgencyItem.occupation_id == any_(_ids(occupations)))
        .distinct()
    )
    return list(found.scalars())


async def _words(session: AsyncSession | AsyncConnection, ids: Collection[UUID]) -> Words:
    words: Words = {own: [] for own in ids}
    for own, *names in await session.execute(_names(ids)):
        words[own] += _spelt(names)
    for own, *names in await session.execute(_former_names(ids)):
        words[own] += _spelt(names)
    for own, *names in await session.execute(_occupations(ids)):
        words[own] += [name for name in names if name]
    return words


def _spelt(names: Iterable[str | None]) -> list[str]:
    found = [name for name in names if name]
    return found + [word for name in found for word in spellings(name)]


def _ids(ids: Collection[UUID]) -> Any:
    return literal(list(ids), ARRAY(Uuid()))


def _names(ids: Collection[UUID]) -> Any:
    school = Institution
    return (
        select(Agency.id, Agency.name, school.name, school.branch_name, school.parent_name)
        .join(school, school.id == Agency.institution_id)
        .where(Agency.id == any_(_ids(ids)))
    )


def _former_names(ids: Collection[UUID]) -> Any:
    name = FormerName
    return (
        select(Agency.id, name.name, name.branch_name, name.parent_name)
        .join(name, name.institution_id == Agency.institution_id)
        .where(Agency.id == any_(_ids(ids)))
        .order_by(Agency.id, name.valid_from)
    )


def _occupations(ids: Collection[UUID]) -> Any:
    return (
        select(AgencyItem.agency_id, Occupation.code, Occupation.name, Trade.name)
        .join(Occupation, Occupation.id == AgencyItem.occupation_id)
        .outerjoin(Trade, Trade.id == AgencyItem.trade_id)
        .where(AgencyItem.agency_id == any_(_ids(ids)))
        .order_by(AgencyItem.agency_id, Occupation.code, Trade.name)
    )
