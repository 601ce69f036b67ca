"""A school registers itself with the account that acts for it."""

from typing import Any

import pytest

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.register import Register

PASSWORD = "a password of twelve and more"
REGISTER = """mutation($input: RegisterInstitutionInput!) {
    registerInstitution(input: $input) { findings { code path } } }"""
UPDATE = """mutation($input: UpdateInstitutionInput!) { updateInstitution(input: $input) {
    institution { version district { code } } findings { code path } } }"""
SIGN_IN = """mutation($input: SignInInput!) {
    signIn(input: $input) { token viewer { role institutionName } } }"""
SCHOOL = {
    "kind": "COLLEGE",
    "schoolCode": "4131012345",
    "uscc": "12310000425006326J",
    "name": "上海职业学院",
    "districtCode": "310101",
    "ownership": "公办",
    "establishedOn": "1999-09-01",
    "hasEnrolmentQualification": True,
    "address": "上海市中山路1号",
}


@pytest.fixture(scope="module")
async def register(database: Database) -> Register:
    await rows.write(database, rows.district())
    return Register(database)


async def ask(register: Register, **given: Any) -> list[tuple[str, list[str]]]:
    wanted = {"institution": SCHOOL, "loginName": "school", "displayName": "张三", **given}
    done = (await register.ask(None, REGISTER, input=wanted))["registerInstitution"]
    return [(finding["code"], finding["path"]) for finding in done["findings"]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"password": "short"}, ("PASSWORD_LENGTH_INVALID", ["password"])),
        ({"password": "x" * 129}, ("PASSWORD_LENGTH_INVALID", ["password"])),
        ({"password": PASSWORD, "displayName": " "}, ("TEXT_MISSING", ["displayName"])),
    ],
)
async def test_an_account_that_cannot_be_registers_no_school(
    register: Register, given: dict[str, Any], expected: tuple[str, list[str]]
) -> None:
    assert await ask(register, **given) == [expected]
    counts = "select (select count(*) from institution) + (select count(*) from account)"
    assert await register.database.pool.fetchval(counts) == 0


async def test_who_registers_a_school_signs_in_for_it(register: Register) -> None:
    assert await ask(register, password=PASSWORD) == []
    given = {"loginName": "school", "password": PASSWORD}
    session = (await register.ask(None, SIGN_IN, input=given))["signIn"]
    assert session["viewer"] == {"role": "SCHOOL", "institutionName": "上海职业学院"}


async def test_a_district_that_the_city_has_not_is_a_finding_for_who_registers_and_who_changes(
    register: Register,
) -> None:
    elsewhere = {**SCHOOL, "districtCode": "110101"}
    given = {"loginName": "another", "password": PASSWORD, "institution": elsewhere}
    expected = ("NOT_FOUND", ["institution", "districtCode"])
    assert await ask(register, **given) == [expected]
    accounts = "select count(*) from account where login_name = 'another'"
    assert await register.database.pool.fetchval(accounts) == 0

    account = rows.account("registered")
    own = rows.institution(account, 2)
    await rows.write(register.database, account, own)
    change = {"id": f"Institution:{own.id}", "expectedVersion": 1, "institution": elsewhere}
    viewer = Viewer(role=Role.SCHOOL, institution_id=own.id)
    done = (await register.ask(viewer, UPDATE, input=change))["updateInstitution"]
    assert [(finding["code"], finding["path"]) for finding in done["findings"]] == [expected]
    assert done["institution"] == {"version": 1, "district": {"code": "310101"}}
