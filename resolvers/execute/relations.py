"""Relations, expressions and batch functions for the executor: one statement for all rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, and_, any_, inspect, literal, select

from permissions.declaration import Asked, Batch
from permissions.rows import enter, one_statement
from resolvers.execute.context import Context, Load
from resolvers.read.scope import matches


def among(column: Any, ids: Sequence[UUID]) -> Any:
    return column == any_(literal(list(ids), ARRAY(Uuid)))


@dataclass(frozen=True)
class Tie:
    """How the rows of `target` belong to those of `model`; `order` besides the id."""

    model: type
    target: type
    on: Callable[[Any, Any], Any]
    order: Sequence[str]
    is_list: bool


def relation_tie(model: type, name: str) -> Tie:
    relation: Any = inspect(model).relationships[name]

    def on(row: Any, parent: Any) -> Any:
        return matches(parent, row, relation)

    return Tie(model, relation.mapper.class_, on, (), bool(relation.uselist))


def related(context: Context, tie: Tie) -> Load:
    """The rows tied to many parents: one row or none for each, or a list."""

    async def load(ids: list[UUID]) -> list[Any]:
        found = await context.execute(_tied(context, tie, ids))
        gathered: dict[UUID, list[Any]] = {}
        for parent_id, row in found:
            gathered.setdefault(parent_id, []).append(row)
        if tie.is_list:
            return [gathered.get(i, []) for i in ids]
        return [next(iter(gathered.get(i, [])), None) for i in ids]

    return load


def _tied(context: Context, tie: Tie, ids: Sequence[UUID]) -> Select[Any]:
    with one_statement():
        parent, _ = enter(tie.model, context.viewer.role)
        child, seen = enter(tie.target, context.viewer.role)
        return (
            select(parent.id, child)
            .join(child, and_(tie.on(child, parent), seen))  # what ties them may be an EXISTS
            .where(among(parent.id, ids))
            .order_by(*(getattr(child, name) for name in tie.order), child.id)
        )


def expressed(context: Context, model: type, make: Callable[[Any], Sequence[Any]]) -> Load:
    """Expressions over rows that were seen already: a tuple for each id."""

    async def load(ids: list[UUID]) -> list[Any]:
        with one_statement():
            row, _ = enter(model, context.viewer.role)
            statement = select(row.id, *make(row)).where(among(row.id, ids))
        found = await context.execute(statement)
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
