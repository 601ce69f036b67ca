"""Where a predicate is not asked again along a relation, it holds by itself: on the rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import and_, func, not_, select

from models.base import Base
from permissions.rows import VIEWER, VISIBLE, enter, is_implied, meets, viewer_values
from resolvers.read.scope import matches
from rules.vocabulary import Role
from tests.judge.conftest import Court


def implied() -> Iterator[tuple[Any, Role]]:
    for mapper in Base.registry.mappers:
        for relation in mapper.relationships:
            for role in Role:
                ends = ((mapper.class_, role), (relation.mapper.class_, role))
                if all(end in VISIBLE for end in ends) and is_implied(relation, role):
                    yield relation, role


IMPLIED = list(implied())


def test_some_relations_carry_their_predicate_along() -> None:
    assert len(IMPLIED) > 20


@pytest.mark.parametrize("role", Role)
async def test_what_is_seen_from_a_seen_row_is_seen(court: Court, role: Role) -> None:
    values = viewer_values(court.viewers[role])
    async with court.judge.database.engine.connect() as connection:
        for relation, own in IMPLIED:
            if own is not role:
                continue
            here, seen = enter(relation.parent.class_, role)
            there, _ = enter(relation.mapper.class_, role)
            hidden = not_(func.coalesce(meets(relation.mapper.class_, role, there, VIEWER), False))
            tied = and_(matches(here, there, relation), seen, hidden)
            count = select(func.count()).select_from(here).join(there, tied)
            assert await connection.scalar(count, values) == 0, relation
