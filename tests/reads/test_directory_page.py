"""目录: the page that everybody asks for is read by indexes (3.4)."""

import json
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from permissions.viewer import PUBLIC_VIEWER
from resolvers.write.search import keep_all_search
from rules.vocabulary import Role
from tests import rows
from tests.reads.directory import Directory
from tests.register import Register

DIRECTORY = Directory()  # of this file: rows can be written once

PAGE = """query P($part: String!) {
  agencies(first: 20, filter: {name: {contains: $part}}, orderBy: NAME_ASC) {
    nodes { name isInForce institution { district { name } } codes { code }
      items { levelFrom levelTo occupation { code name } standard { name } } } } }"""
GENERATED = 3_000
EACH = 10
GENERATE = """
insert into institution (kind, status, school_code, uscc, name, district_code, ownership,
  established_on, has_enrolment_qualification, address, registered_by_id)
select 'COLLEGE', 'VERIFIED', '42310' || lpad(n::text, 5, '0'),
  '99310000' || lpad(n::text, 9, '0') || 'A', '生成学院' || n, '310101', '公办', '1999-09-01',
  true, '上海市', (select id from account limit 1)
from generate_series(1, :many) n;
insert into site (institution_id, name, address, district_code, has_monitoring, capacity)
select id, '站点', '上海市', '310101', true, 60 from institution where name like '生成%';
insert into agency (institution_id, name, scope, listed_on, valid_from, valid_to)
select id, name, 'OWN_STUDENTS', '2026-09-01', '2026-09-01', '2029-08-31'
from institution where name like '生成%';
insert into agency_code (code, category, scope, agency_id, valid_from)
select 'Y000031' || lpad((100 + row_number() over (order by id))::text, 6, '0'), 'Y',
  'OWN_STUDENTS', id, '2026-09-01' from agency where name like '生成%';
insert into filing_item (id, application_id, occupation_id, level_from, level_to, basis, method)
select gen_random_uuid(), (select id from filing_application limit 1),
  (select id from occupation limit 1), 5, 3, 'NATIONAL_STANDARD', 'RESULT_ASSESSMENT'
from generate_series(1, :items);
with item as (
  select id, (row_number() over (order by id) - 1) / :each as place from filing_item
  where id not in (select filing_item_id from agency_item)
), agency_ as (
  select a.id, s.id as site_id, row_number() over (order by a.id) - 1 as place
  from agency a join site s on s.institution_id = a.institution_id where a.name like '生成%'
)
insert into agency_item (agency_id, filing_item_id, occupation_id, level_from, level_to, basis,
  standard_id, method, site_id, valid_from, valid_to)
select agency_.id, item.id, (select id from occupation order by code limit 1), 5, 3,
  'NATIONAL_STANDARD', (select id from standard limit 1), 'RESULT_ASSESSMENT', agency_.site_id,
  '2026-09-01', '2029-08-31'
from item join agency_ using (place);
analyze
"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(database: Database) -> Register:
    await rows.write(database, *DIRECTORY.rows)
    return Register(database)


async def explained(register: Register, document: str, **variables: Any) -> str:
    """How PostgreSQL answers the compiled statement of a public read."""
    ast = parse(document, no_location=True)
    given = json.dumps(variables).encode()
    plan, values = register.reader.plan(Role.PUBLIC, document, ast, None, given)
    values |= register.reader.values(PUBLIC_VIEWER, "zh-CN")
    async with register.database.pool.acquire() as connection:
        lines = await connection.fetch(f"explain analyze {plan.sql}", *plan.arguments(values))
    return "\n".join(str(line[0]) for line in lines)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def many(register: Register) -> Register:
    """With so many agencies that a plan by indexes is the better one."""
    async with AsyncSession(register.database.engine) as session, session.begin():
        for statement in GENERATE.split(";\n"):
            values = {"many": GENERATED, "items": GENERATED * EACH, "each": EACH}
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            await session.execute(text(statement), named)
    async with register.database.engine.begin() as connection:
        await keep_all_search(connection)
    return register


@pytest.mark.clause("3.4")
async def test_a_page_of_the_directory_reads_by_indexes(many: Register) -> None:
    answer = await many.ask(None, PAGE, part="学院")
    assert len(answer["agencies"]["nodes"]) == 20
    plan = await explained(many, PAGE, part="学院")
    assert "Index Scan using ix_agency_name_id" in plan
    assert "ix_agency_item_agency_id_occupation_id" in plan
    for table in ("agency", "agency_item", "agency_code", "institution"):
        assert f"Seq Scan on {table} " not in plan, plan


SEARCH = """query S($search: String!) {
  agencies(first: 20, filter: {search: $search}) { totalCount nodes { name } } }"""


@pytest.mark.clause("3.4")
@pytest.mark.parametrize("search", ["2", "29", "学院299", "shengchengxueyuan"])
async def test_a_search_of_any_length_is_asked_of_its_index(
    many: Register, database: Database, search: str
) -> None:
    assert (await many.ask(None, SEARCH, search=search))["agencies"]["totalCount"] > 0
    assert "Function Scan on search_agencies" in await explained(many, SEARCH, search=search)
    plan = await body_explained(database, search)
    assert "Bitmap Index Scan on ix_search_text_words" in plan
    assert "Seq Scan" not in plan


async def body_explained(database: Database, search: str) -> str:
    """How PostgreSQL answers the body of the function under its own settings."""
    async with database.pool.acquire() as connection, connection.transaction():
        body, settings = await connection.fetchrow(
            "select prosrc, proconfig from pg_proc where proname = 'search_agencies'"
        )
        for setting in settings:
            await connection.execute(f"set local {setting}")
        lines = await connection.fetch("explain " + body.replace("given", "$1::text"), search)
    return "\n".join(str(line[0]) for line in lines)
