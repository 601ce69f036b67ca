"""The tables in the database are the tables of the models, and hold what the vocabulary says."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Enum, Table, text
from sqlalchemy.orm import configure_mappers

import models
from models.database import Database

TABLES = sorted(models.Base.metadata.tables.values(), key=lambda table: table.name)
TERMS = [
    pytest.param(table, column.type, id=f"{table.name}.{column.name}")
    for table in TABLES
    for column in table.columns
    if isinstance(column.type, Enum)
]

CHECKS = """
select conrelid::regclass::text as table_name, conname, pg_get_constraintdef(oid) as definition
from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
"""

KEYS_WITHOUT_INDEX = """
select conrelid::regclass::text || '.' || conname
from pg_constraint
where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
  select from pg_index
  where indrelid = conrelid and indpred is null
    and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey
)
"""


async def checks_of(database: Database) -> dict[tuple[str, str], str]:
    async with database.engine.connect() as connection:
        rows = await connection.execute(text(CHECKS))
        return {(row.table_name, row.conname): row.definition for row in rows}


def named(table: Table, constraint: str) -> tuple[str, str]:
    return table.name, f"ck_{table.name}_{constraint}"


def test_every_relation_names_its_other_side() -> None:
    configure_mappers()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_in_chinese_and_english_what_it_keeps(table: Table) -> None:
    assert re.match(r"[\u4e00-\u9fff]+ .*[a-z]", table.comment or "")


async def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, models.Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrations_make_the_checks_of_the_models(database: Database) -> None:
    declared = {
        (table.name, str(constraint.name))
        for table in TABLES
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }

    assert set(await checks_of(database)) == declared


@pytest.mark.parametrize(("table", "term"), TERMS)
async def test_a_term_in_the_database_is_the_term_of_the_vocabulary(
    database: Database, table: Table, term: Enum
) -> None:
    definition = (await checks_of(database))[named(table, str(term.name))]

    assert term.enum_class is not None
    assert re.findall(r"'(\w+)'", definition) == [member.name for member in term.enum_class]


async def test_every_foreign_key_leads_an_index(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert list(await connection.scalars(text(KEYS_WITHOUT_INDEX))) == []
