"""目录: what the public finds, by every filter, and by which indexes (3.4)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio
from graphql import parse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.database import Database
from permissions.viewer import PUBLIC_VIEWER
from rules import vocabulary as words
from rules.clause_3_3_filing import Validity
from rules.clause_3_4_directory import is_in_force
from rules.vocabulary import AgencyStatus, Role
from tests import rows
from tests.register import Failed, Register

TODAY = date(2026, 9, 1)
LIST = """query L($filter: AgencyFilter, $orderBy: AgencyOrder) {
  agencies(filter: $filter, orderBy: $orderBy) { totalCount nodes { name } } }"""
ONE = """query O($by: AgencyBy!, $on: Date) { agency(by: $by) {
  name status isInForce(on: $on) items { isInForce(on: $on) occupation { name } } } }"""
AGENCIES = (
    ("甲学院", "310101", words.InstitutionKind.COLLEGE, AgencyStatus.LISTED, (0,), 0),
    ("乙学院", "310115", words.InstitutionKind.COLLEGE, AgencyStatus.SUSPENDED, (1,), 1),
    ("丙学校", "310115", words.InstitutionKind.SECONDARY, AgencyStatus.LISTED, (0, 1), 2),
    ("丁学校", "310101", words.InstitutionKind.SECONDARY, AgencyStatus.REMOVED, (0,), 3),
)  # name, district, kind, state, occupations, years since the receipt


class Directory:
    """Four agencies, unwritten, and what belongs to them."""

    def __init__(self) -> None:
        self.account = rows.account("everybody")
        self.districts = [rows.district("310101", "黄浦区"), rows.district("310115", "浦东新区")]
        self.occupations = [
            rows.occupation("6-18-01-01", "车工"),
            rows.occupation("4-07-02-03", "电子竞技员"),
        ]
        self.standards = [rows.standard(occupation) for occupation in self.occupations]
        self.agencies: list[models.Agency] = []
        self.rows: list[models.Base] = [
            self.account, *self.districts, *self.occupations, *self.standards
        ]  # fmt: skip
        for number, facts in enumerate(AGENCIES, 1):
            self._agency(number, *facts)

    def _agency(
        self,
        number: int,
        name: str,
        district: str,
        kind: words.InstitutionKind,
        status: AgencyStatus,
        occupations: tuple[int, ...],
        years: int,
    ) -> None:
        school = rows.institution(self.account, number, name, district_code=district, kind=kind)
        site = rows.site(school)
        begins = date(2026 - years, 9, 1)
        agency = rows.agency(school, begins, status)
        self.agencies.append(agency)
        self.rows += [school, site, agency, rows.agency_code(agency, number)]
        application = rows.row(
            models.FilingApplication,
            institution_id=school.id,
            status=words.FilingStatus.DRAFT,
        )
        self.rows.append(application)
        for index in occupations:
            self.rows += rows.listed_item(
                agency, application, self.occupations[index], self.standards[index], site
            )


DIRECTORY = Directory()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(database: Database) -> Register:
    await rows.write(database, *DIRECTORY.rows)
    return Register(database)


async def names(register: Register, **filter_: Any) -> list[str]:
    found = await register.ask(None, LIST, filter=filter_, orderBy="NEWEST")
    agencies = found["agencies"]
    assert agencies["totalCount"] == len(agencies["nodes"])
    return [agency["name"] for agency in agencies["nodes"]]


def occupation(index: int) -> str:
    return f"Occupation:{DIRECTORY.occupations[index].id}"


@pytest.mark.clause("3.4")
async def test_the_public_sees_the_directory_without_what_was_removed(register: Register) -> None:
    assert await names(register) == ["甲学院", "乙学院", "丙学校"]


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({"name": {"contains": "学院"}}, ["甲学院", "乙学院"]),
        ({"districtCode": "310115"}, ["乙学院", "丙学校"]),
        ({"kind": "SECONDARY"}, ["丙学校"]),
        ({"code": {"eq": "Y000031000002"}}, ["乙学院"]),
        ({"item": {"occupation": occupation(0)}}, ["甲学院", "丙学校"]),
        ({"item": {"occupationName": {"contains": "电子"}}}, ["乙学院", "丙学校"]),
        ({"item": {"occupation": occupation(0), "level": 3}}, ["甲学院", "丙学校"]),
        ({"item": {"level": 2}}, []),
        ({"item": {"inForceOn": "2025-09-01"}}, ["乙学院", "丙学校"]),
        ({"inForceOn": "2027-09-01"}, ["甲学院"]),
        ({"inForceOn": "2025-10-01"}, ["丙学校"]),
        ({"status": "SUSPENDED"}, ["乙学院"]),
        ({"not": {"districtCode": "310115"}}, ["甲学院"]),
        ({"or": [{"name": {"eq": "甲学院"}}, {"kind": "SECONDARY"}]}, ["甲学院", "丙学校"]),
        ({"validTo": {"gte": "2029-01-01"}}, ["甲学院"]),
    ],
)
async def test_the_public_finds_agencies_by(
    register: Register, filter_: dict[str, Any], expected: list[str]
) -> None:
    assert await names(register, **filter_) == expected


@pytest.mark.clause("3.4")
@pytest.mark.parametrize("number", range(1, 4))
@pytest.mark.parametrize("shift", [-1, 0, 1])
async def test_in_force_is_what_the_rule_says_on_every_edge(
    register: Register, number: int, shift: int
) -> None:
    agency = DIRECTORY.agencies[number - 1]
    validity = Validity(agency.valid_from, agency.valid_to)
    for edge in (agency.valid_from, agency.valid_to):
        day = edge + timedelta(days=shift)
        by = {"code": f"Y00003100000{number}"}
        shown = (await register.ask(None, ONE, by=by, on=str(day)))["agency"]
        assert shown["isInForce"] == is_in_force(agency.status, validity, day)
        assert {item["isInForce"] for item in shown["items"]} == {shown["isInForce"]}


@pytest.mark.clause("3.4")
async def test_a_removed_agency_is_nobody_to_the_public_by_any_key(register: Register) -> None:
    removed = DIRECTORY.agencies[3]
    for by in ({"id": f"Agency:{removed.id}"}, {"code": "Y000031000004"}):
        assert (await register.ask(None, ONE, by=by))["agency"] is None


@pytest.mark.clause("3.4")
async def test_exactly_one_key_is_asked_of(register: Register) -> None:
    for by in ({}, {"id": "Agency:1", "code": "Y000031000001"}):
        with pytest.raises(Failed):
            await register.ask(None, ONE, by=by)


# --- speed: the plan of the page that everybody asks for

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


async def explained(register: Register, document: str, **variables: Any) -> str:
    """How PostgreSQL answers the compiled statement of a public read."""
    ast = parse(document, no_location=True)
    given = json.dumps(variables).encode()
    plan, values = register.reader.plan(Role.PUBLIC, document, ast, None, given)
    values |= register.reader.values(PUBLIC_VIEWER, "zh-CN")
    async with register.database.pool.acquire() as connection:
        lines = await connection.fetch(f"explain analyze {plan.sql}", *plan.arguments(values))
    return "\n".join(str(line[0]) for line in lines)


@pytest.mark.clause("3.4")
async def test_a_page_of_the_directory_reads_by_indexes(
    register: Register, database: Database
) -> None:
    async with AsyncSession(database.engine) as session, session.begin():
        for statement in GENERATE.split(";\n"):
            values = {"many": GENERATED, "items": GENERATED * EACH, "each": EACH}
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            await session.execute(text(statement), named)
    answer = await register.ask(None, PAGE, part="学院")
    assert len(answer["agencies"]["nodes"]) == 20
    plan = await explained(register, PAGE, part="学院")
    assert "Index Scan using ix_agency_name_id" in plan
    assert "ix_agency_item_agency_id_occupation_id" in plan
    for table in ("agency", "agency_item", "agency_code", "institution"):
        assert f"Seq Scan on {table} " not in plan, plan
