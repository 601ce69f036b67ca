"""Who asks, the accounts that one may see, and the register of acts."""

from dataclasses import dataclass
from typing import Any

import pytest

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.register import Register, schemas

VIEWER = """{ viewer { role institution { name } account {
    id loginName displayName roles { role institution { name } district { name } } } } }"""
ACCOUNTS = """query($filter: AccountFilter, $orderBy: AccountOrder) {
    accounts(filter: $filter, orderBy: $orderBy) {
        totalCount nodes { loginName roles { role } } } }"""
ENTRIES = """query($filter: RegisterEntryFilter, $orderBy: RegisterEntryOrder) {
    registerEntries(filter: $filter, orderBy: $orderBy) {
        totalCount nodes { act role account { loginName } institution { name } } } }"""


@dataclass
class People:
    register: Register
    administrator: Viewer
    school: Viewer
    center: Viewer
    institution: models.Institution


@pytest.fixture(scope="module")
async def people(database: Database) -> People:
    names = ("administrator", "clerk", "stranger", "center")
    accounts = {name: rows.account(name) for name in names}
    own = rows.institution(accounts["clerk"])
    other = rows.institution(accounts["stranger"], 2, "另一学院")
    held = [
        rows.row(models.AccountRole, account_id=accounts[who].id, role=role, institution_id=school)
        for who, role, school in (
            ("administrator", Role.ADMINISTRATOR, None),
            ("clerk", Role.SCHOOL, own.id),
            ("stranger", Role.SCHOOL, other.id),
            ("center", Role.CENTER, None),
        )
    ]
    entries = [
        rows.row(
            models.RegisterEntry, noun="institution", subject_id=own.id, act=act,
            role=Role.SCHOOL, account_id=accounts["clerk"].id, institution_id=own.id,
        )
        for act in ("registerInstitution", "updateInstitution")
    ]  # fmt: skip
    await rows.write(database, rows.district(), *accounts.values(), own, other, *held, *entries)
    return People(
        Register(database),
        Viewer(Role.ADMINISTRATOR, accounts["administrator"].id),
        Viewer(Role.SCHOOL, accounts["clerk"].id, institution_id=own.id),
        Viewer(Role.CENTER, accounts["center"].id),
        own,
    )


async def test_nobody_signed_in_is_the_public(people: People) -> None:
    answer = await people.register.ask(None, "{ viewer { role } }")
    assert answer == {"viewer": {"role": "PUBLIC"}}


async def test_a_school_is_told_its_account_and_institution(people: People) -> None:
    viewer = (await people.register.ask(people.school, VIEWER))["viewer"]
    assert viewer["role"] == "SCHOOL"
    assert viewer["institution"] == {"name": "上海职业学院"}
    assert viewer["account"]["loginName"] == "clerk"
    assert viewer["account"]["roles"] == [
        {"role": "SCHOOL", "institution": {"name": "上海职业学院"}, "district": None}
    ]


async def test_the_center_acts_for_no_school(people: People) -> None:
    viewer = (await people.register.ask(people.center, VIEWER))["viewer"]
    assert viewer["institution"] is None
    assert viewer["account"]["loginName"] == "center"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"administrator", "clerk", "stranger", "center"}),
        ({"role": "SCHOOL"}, {"clerk", "stranger"}),
        ({"loginName": {"startsWith": "CE"}}, {"center"}),
        ({"not": {"role": "SCHOOL"}}, {"administrator", "center"}),
        ({"isDisabled": True}, set()),
    ],
)
async def test_the_administrator_finds_any_account(
    people: People, given: dict[str, Any], expected: set[str]
) -> None:
    answer = await people.register.ask(people.administrator, ACCOUNTS, filter=given)
    assert {node["loginName"] for node in answer["accounts"]["nodes"]} == expected
    assert answer["accounts"]["totalCount"] == len(expected)


async def test_the_administrator_finds_the_accounts_of_a_school(people: People) -> None:
    given = {"institutionId": f"Institution:{people.institution.id}"}
    answer = await people.register.ask(people.administrator, ACCOUNTS, filter=given)
    assert [node["loginName"] for node in answer["accounts"]["nodes"]] == ["clerk"]


async def test_a_school_sees_the_accounts_that_act_for_it_and_no_other(people: People) -> None:
    answer = await people.register.ask(people.school, ACCOUNTS, orderBy="DISPLAY_NAME_ASC")
    assert answer["accounts"]["totalCount"] == 1
    assert [node["loginName"] for node in answer["accounts"]["nodes"]] == ["clerk"]


async def test_another_account_is_no_object_for_the_center(people: People) -> None:
    own, other = people.center.account_id, people.school.account_id
    document = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ids = [f"Account:{own}", f"Account:{other}"]
    answer = await people.register.ask(people.center, document, ids=ids)
    assert answer["nodes"] == [{"id": f"Account:{own}"}, None]


async def test_the_administrator_reads_every_act_with_who_did_it(people: People) -> None:
    given = {"institutionId": f"Institution:{people.institution.id}", "role": "SCHOOL"}
    answer = await people.register.ask(people.administrator, ENTRIES, filter=given)
    assert answer["registerEntries"]["totalCount"] == 2
    assert answer["registerEntries"]["nodes"][0]["account"] == {"loginName": "clerk"}
    assert answer["registerEntries"]["nodes"][0]["institution"] == {"name": "上海职业学院"}


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"act": {"eq": "updateInstitution"}}, 1),
        ({"noun": {"eq": "Account"}}, 0),
        ({"noun": {"in": ["Account", "Institution"]}}, 2),
        ({"createdAt": {"gte": "2020-01-01T00:00:00+08:00"}}, 2),
        ({"createdAt": {"lte": "2020-01-01T00:00:00+08:00"}}, 0),
    ],
)
async def test_the_register_of_acts_is_searched(
    people: People, given: dict[str, Any], count: int
) -> None:
    answer = await people.register.ask(
        people.administrator, ENTRIES, filter=given, orderBy="OLDEST"
    )
    assert len(answer["registerEntries"]["nodes"]) == count


@pytest.mark.parametrize("role", Role)
def test_a_password_is_in_no_schema_but_as_an_input(role: Role) -> None:
    outputs = (t for t in schemas()[role].type_map.values() if hasattr(t, "interfaces"))
    names = {name.lower() for type_ in outputs for name in type_.fields}
    acts = {"changepassword", "resetpassword"}
    assert not any("password" in name for name in names - acts)


@pytest.mark.parametrize("role", Role)
def test_accounts_and_the_register_of_acts_are_for_their_roles(role: Role) -> None:
    query = schemas()[role].query_type
    assert query is not None
    assert ("accounts" in query.fields) == (role in (Role.SCHOOL, Role.ADMINISTRATOR))
    assert ("registerEntries" in query.fields) == (role is Role.ADMINISTRATOR)
