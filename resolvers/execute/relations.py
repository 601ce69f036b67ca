"""Relations, expressions and batch functions for the executor: one statement for all rows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, inspect, literal, select

from permissions.declaration import Asked, Batch
from permissions.rows import enter
from resolvers.execute.context import Context, Load
from resolvers.read.scope import matches


def among(column: Any, ids: Sequence[UUID]) -> Any:
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def related(context: Context, model: type, name: str) -> Load:
    """The rows of a relation for many parents: lists in the order of their ids."""
    relation = inspect(model).relationships[name]  # type: ignore[union-attr]

    async def load(ids: list[UUID]) -> list[Any]:
        parent, _ = enter(model, context.viewer.role)
        child, seen = enter(relation.mapper.class_, context.viewer.role)
        found = await context.execute(
            select(parent.id, child)
            .where(among(parent.id, ids), matches(parent, child, relation), seen)
            .order_by(child.id)
        )
        gathered: dict[UUID, list[Any]] = {}
        for parent_id, row in found:
            gathered.setdefault(parent_id, []).append(row)
        if relation.uselist:
            return [gathered.get(i, []) for i in ids]
        return [next(iter(gathered.get(i, [])), None) for i in ids]

    return load


def expressed(context: Context, model: type, make: Callable[[Any], Sequence[Any]]) -> Load:
    """Expressions over rows that were seen already: a tuple for each id."""

    async def load(ids: list[UUID]) -> list[Any]:
        row, _ = enter(model, context.viewer.role)
        found = await context.execute(select(row.id, *make(row)).where(among(row.id, ids)))
        values = {own[0]: tuple(own[1:]) for own in found}
        return [values[i] for i in ids]

    return load


def batched(context: Context, model: type, batch: Batch, asked: Asked) -> Load:
    """A batch function over the needed columns of many rows."""

    def needs(row: Any) -> list[Any]:
        return [n(row) if callable(n) else getattr(row, n) for n in batch.needs]

    fetch = expressed(context, model, needs)

    async def load(ids: list[UUID]) -> list[Any]:
        return list(await batch.function(await fetch(ids), asked))

    return load
