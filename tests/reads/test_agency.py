"""目录: what the public finds, by every filter, and by which indexes (3.4)."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from rules.clause_3_3_filing import Validity
from rules.clause_3_4_directory import is_in_force
from tests import rows
from tests.reads.directory import Directory
from tests.register import Failed, Register

DIRECTORY = Directory()  # of this file: rows can be written once

LIST = """query L($filter: AgencyFilter, $orderBy: AgencyOrder) {
  agencies(filter: $filter, orderBy: $orderBy) { totalCount nodes { name } } }"""
ONE = """query O($by: AgencyBy!, $on: Date) { agency(by: $by) {
  name status isInForce(on: $on) items { isInForce(on: $on) occupation { name } } } }"""


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
        assert shown["isInForce"] == is_in_force(DIRECTORY.standing(agency), validity, day)
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


@pytest.mark.clause("3.4")
async def test_one_and_the_same_item_meets_what_is_nested_in_its_filter(register: Register) -> None:
    first, second = {"occupation": occupation(0)}, {"occupation": occupation(1)}
    either = await names(register, item={"or": [first, second]})
    assert either == await names(register, **{"or": [{"item": first}, {"item": second}]})
    assert await names(register, item={"and": [first, second]}) == []
    assert await names(register, item={**first, "not": first}) == []
