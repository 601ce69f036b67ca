"""成批写入: many rows of one table in one statement, and only what differs is changed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Table, Text, bindparam, case, column, func, select
from sqlalchemy import cast as as_type
from sqlalchemy import tuple_ as row_of
from sqlalchemy.dialects.postgresql import JSONB, Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from rules.vocabulary import Certainty, Term

SKILL = {"is_skill", "skill_source", "skill_certainty"}

Row = Mapping[str, Any]


async def put(
    connection: AsyncConnection, model: type[Base], key: Sequence[str], rows: Sequence[Row]
) -> list[UUID]:
    """Insert the rows, or correct those that their `key` finds; gives the ids of what it wrote.

    All rows name the same columns, plain values of the vocabulary. A row that says nothing new
    keeps its version; a statement that is confirmed in the table is not replaced by an assumed one.
    """
    if not rows:
        return []
    table = cast(Table, model.__table__)
    statement = _statement(table, key, list(rows[0])).returning(table.c.id)
    written = await connection.execute(statement, {"rows": _json(rows)})
    return list(written.scalars())


def _statement(table: Table, key: Sequence[str], columns: Sequence[str]) -> Insert:
    # One parameter for all rows: a parameter for each value would pass the protocol's limit.
    incoming = (
        func.jsonb_to_recordset(as_type(bindparam("rows", type_=Text), JSONB))
        .table_valued(*(column(name, table.c[name].type) for name in columns), name="incoming")
        .render_derived(with_types=True)
    )
    # Without the defaults of Python: it would make one id for all rows.
    insertion = insert(table).from_select(columns, select(incoming), include_defaults=False)
    after = {name: _after(table, insertion, name) for name in columns if name not in key}
    return insertion.on_conflict_do_update(
        index_elements=key,
        set_=after | {"version": table.c.version + 1, "updated_at": func.register_now()},
        where=row_of(*(table.c[name] for name in after)).is_distinct_from(row_of(*after.values())),
    )


def _after(table: Table, insertion: Insert, name: str) -> ColumnElement[Any]:
    """What a column holds after a conflict."""
    kept, offered = table.c[name], insertion.excluded[name]
    certainty = "skill_certainty" if name in SKILL else "certainty"
    if certainty not in table.c:
        return offered
    is_settled = (table.c[certainty] == Certainty.CONFIRMED) & (
        insertion.excluded[certainty] == Certainty.ASSUMED
    )
    return case((is_settled, kept), else_=offered)


def _json(rows: Sequence[Row]) -> str:
    return msgspec.json.encode([{name: _plain(row[name]) for name in row} for row in rows]).decode()


def _plain(value: object) -> object:
    return value.name if isinstance(value, Term) else value
