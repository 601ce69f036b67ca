"""What an act has written, and taking it back: so that one object is raced thousands of times.

Triggers keep each change of a row, whatever wrote it. They also tell what an act writes: the same
when it wins a race as when it is alone, and nothing when it loses.
"""

from collections import Counter
from typing import Any

from sqlalchemy import Table

from models import Base
from models.database import Database

NEVER_WRITTEN = {"register_clock"}
PREPARE = """
create table change (id bigint generated always as identity, place text, kind text,
  before jsonb, after jsonb);
create function keep_change() returns trigger language plpgsql as $$ begin
  insert into change (place, kind, before, after) values (tg_table_name, tg_op,
    case when tg_op <> 'INSERT' then to_jsonb(old) end,
    case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $$;
alter table agency_code disable trigger keep_agency_codes;
alter table register_entry disable trigger keep_register_entries;
"""


class Undo:
    """The changes of one database since the last time they were taken back."""

    def __init__(self, database: Database) -> None:
        self.database = database
        tables = Base.metadata.sorted_tables
        self.tables = {table.name: table for table in tables if table.name not in NEVER_WRITTEN}

    async def begin(self) -> None:
        triggers = (
            f"create trigger keep_change after insert or update or delete on {name}"
            " for each row execute function keep_change();"
            for name in self.tables
        )
        async with self.database.pool.acquire() as connection:
            await connection.execute(PREPARE + "".join(triggers))

    async def changes(self) -> Counter[str]:
        """How many rows of which table were written how; of the register's entries by act."""
        asked = """select lower(kind) || ' ' || place as what, case place when 'register_entry'
          then after ->> 'act' end as act from change"""
        async with self.database.pool.acquire() as connection:
            found = await connection.fetch(asked)
        return Counter(" ".join(filter(None, row)) for row in found)

    async def back(self) -> None:
        """Everything as it was, the newest change first."""
        async with self.database.pool.acquire() as connection, connection.transaction():
            changes = await connection.fetch(
                "select kind, place, before::text, after::text from change order by id desc"
            )
            for kind, place, before, after in changes:
                await self._take_back(connection, self.tables[place], kind, before, after)
            await connection.execute("delete from change")

    async def _take_back(
        self, connection: Any, table: Table, kind: str, before: str, after: str
    ) -> None:
        name, columns = table.name, ", ".join(c.name for c in table.c if c.computed is None)
        row = f"jsonb_populate_record(null::{name}, $1::jsonb)"
        keys = " and ".join(f"own.{c.name} = given.{c.name}" for c in table.primary_key)
        if kind == "INSERT":
            await connection.execute(
                f"delete from {name} own using {row} given where {keys}", after
            )
        elif kind == "DELETE":
            await connection.execute(
                f"insert into {name} ({columns}) select {columns} from {row}", before
            )
        else:
            await connection.execute(
                f"update {name} own set ({columns}) = (select {columns} from {row})"
                f" from {row} given where {keys}", before,
            )  # fmt: skip
