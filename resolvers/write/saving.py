"""保存 What a school keeps of itself: a row with its parts, saved as a whole."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import select

from models.base import new_id
from resolvers.identity import NodeId
from resolvers.write.writing import Refused, Writing
from rules.entry import not_found
from rules.finding import Findings, Path

Row = TypeVar("Row")


async def own_row(writing: Writing, model: Callable[..., Row], given: Mapping[str, Any]) -> Row:
    """The row that the input names, locked at its version; a new one of the viewer's school
    where it names none.

    Raises Refused (NOT_FOUND), Conflict, and BadUserInput for an id without a version.
    """
    if given.get("id") is None:
        row = model(id=new_id(), institution_id=writing.viewer.institution_id)
        writing.add(row)
        return row
    return await writing.lock(cast("type[Row]", model), given)


def enter(writing: Writing, row: Any, given: Mapping[str, Any], names: Iterable[str]) -> None:
    """Take over the named values. The version rises even if only parts of the row change."""
    for name in names:
        setattr(row, name, given.get(name))
    row.updated_at = writing.now


async def find_all(
    writing: Writing,
    model: type[Row],
    wanted: Mapping[Any, NodeId | None],
    *conditions: Callable[[Any], Any],
) -> dict[Path, Row]:
    """The rows of many ids in one statement, by the paths of the ids; a null id has no row.

    Raises Refused with NOT_FOUND on the path of each that the viewer does not see or that does not
    meet the conditions.
    """
    values = {path: node.of(model.__name__) for path, node in wanted.items() if node is not None}
    rows: dict[Any, Row] = {}
    if values:
        of_ids = [lambda row: row.id.in_(set(values.values())), *conditions]
        rows = {row.id: row for row in await writing.seen(model, *of_ids)}  # type: ignore[attr-defined]
    missing: Findings = ()
    for path, value in values.items():
        missing += () if value in rows else not_found(writing.clause, path)
    if missing:
        raise Refused(missing)
    return {path: rows[value] for path, value in values.items()}


async def keep_exactly(
    writing: Writing,
    model: type[Any],
    whole: Mapping[str, Any],
    parts: Iterable[Mapping[str, Any]],
) -> None:
    """The parts of a whole become exactly these: what is there already stays the same row."""
    wanted = [dict(part) for part in parts]
    there = await writing.session.scalars(select(model).filter_by(**whole))
    for row in there.all():
        same = [part for part in wanted if all(getattr(row, n) == v for n, v in part.items())]
        if same:
            wanted.remove(same[0])
        else:
            await writing.session.delete(row)
    writing.add(*(model(**whole, **part) for part in wanted))
