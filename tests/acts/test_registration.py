"""A school registers itself with the account that acts for it."""

from typing import Any

import pytest

from models.database import Database
from permissions.viewer import Viewer
from rules.identifiers import USCC_ALPHABET, USCC_MODULUS
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


def codes_of(number: int) -> dict[str, str]:
    """Well-formed codes of a school that is no other's."""
    body = f"12310000{number:09d}"
    weighted = sum(
        USCC_ALPHABET.index(character) * pow(3, place, USCC_MODULUS)
        for place, character in enumerate(body)
    )
    check = USCC_ALPHABET[-weighted % USCC_MODULUS]
    return {"uscc": body + check, "schoolCode": f"41310{number:05d}"}


def kept(codes: dict[str, str]) -> dict[str, Any]:
    return {"uscc": codes["uscc"], "school_code": codes["schoolCode"]}


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
    refused = SCHOOL | codes_of(20)
    assert await ask(register, loginName="refused", institution=refused, **given) == [expected]
    counts = """select (select count(*) from institution where school_code = $1)
        + (select count(*) from account where login_name = 'refused')"""
    assert await register.database.pool.fetchval(counts, refused["schoolCode"]) == 0


async def test_who_registers_a_school_signs_in_for_it(register: Register) -> None:
    assert await ask(register, password=PASSWORD) == []
    given = {"loginName": "school", "password": PASSWORD}
    session = (await register.ask(None, SIGN_IN, input=given))["signIn"]
    assert session["viewer"] == {"role": "SCHOOL", "institutionName": "上海职业学院"}


async def test_who_registers_a_school_is_told_what_was_entered_and_who_goes_on(
    register: Register,
) -> None:
    document = """mutation($input: RegisterInstitutionInput!) { registerInstitution(input: $input) {
        institution { id } findings { code }
        registration { name schoolCode uscc status loginName registeredAt waitsFor } } }"""
    codes = codes_of(40)
    given = {"institution": SCHOOL | codes, "loginName": "told", "displayName": "张三"}
    wanted = {**given, "password": PASSWORD}
    done = (await register.ask(None, document, input=wanted))["registerInstitution"]
    assert (done["institution"], done["findings"]) == (None, [])
    assert done["registration"].pop("registeredAt")
    assert done["registration"] == {
        "name": "上海职业学院", **codes, "status": "REGISTERED", "loginName": "told",
        "waitsFor": "DEPARTMENT",
    }  # fmt: skip
    refused = (await register.ask(None, document, input=wanted))["registerInstitution"]
    assert refused["registration"] is None


async def test_a_district_that_the_city_has_not_is_a_finding_for_who_registers_and_who_changes(
    register: Register,
) -> None:
    elsewhere = {**SCHOOL, **codes_of(21), "districtCode": "110101"}
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


async def test_codes_are_kept_in_their_one_writing_and_texts_without_blanks_around(
    register: Register,
) -> None:
    codes = codes_of(30)
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in codes["schoolCode"])
    typed = SCHOOL | {
        "uscc": f" {codes['uscc'][:4]} {codes['uscc'][4:].lower()} ",
        "schoolCode": full_width,
        "name": " 上海第二职业学院 ",
        "branchName": " ",
        "parentName": "",
        "evaluationDepartmentName": " ",
    }
    given = {"loginName": "typed", "password": PASSWORD, "institution": typed}
    assert await ask(register, **given) == []
    (row,) = await register.database.pool.fetch(
        "select uscc, name, branch_name, parent_name, evaluation_department_name "
        "from institution where school_code = $1",
        codes["schoolCode"],
    )
    assert tuple(row) == (codes["uscc"], "上海第二职业学院", None, None, None)


@pytest.mark.parametrize("name", ["name", "address", "ownership"])
async def test_a_school_without_name_address_or_ownership_is_not_registered(
    register: Register, name: str
) -> None:
    given = {"loginName": "blank", "password": PASSWORD, "institution": SCHOOL | {name: " "}}
    assert ("TEXT_MISSING", ["institution", name]) in await ask(register, **given)
    accounts = "select count(*) from account where login_name = 'blank'"
    assert await register.database.pool.fetchval(accounts) == 0


async def test_a_school_is_registered_once_and_what_is_taken_is_named_in_either_act(
    register: Register,
) -> None:
    account, other = rows.account("first"), rows.account("second")
    codes = codes_of(31)
    first, second = rows.institution(account, **kept(codes)), rows.institution(other, 32)
    await rows.write(register.database, account, other, first, second)
    taken = [
        ("ALREADY_REGISTERED", ["institution", "uscc"]),
        ("ALREADY_REGISTERED", ["institution", "schoolCode"]),
    ]
    same = SCHOOL | codes
    given = {"loginName": "third", "password": PASSWORD, "institution": same}
    assert await ask(register, **given) == taken

    viewer = Viewer(role=Role.SCHOOL, institution_id=second.id)
    change = {"id": f"Institution:{second.id}", "expectedVersion": 1, "institution": same}
    done = (await register.ask(viewer, UPDATE, input=change))["updateInstitution"]
    assert [(finding["code"], finding["path"]) for finding in done["findings"]] == taken

    stranger = change | {"id": f"Institution:{first.id}"}
    done = (await register.ask(viewer, UPDATE, input=stranger))["updateInstitution"]
    assert [(f["code"], f["path"]) for f in done["findings"]] == [("NOT_FOUND", ["id"])]

    owner = Viewer(role=Role.SCHOOL, institution_id=first.id)
    change |= {"id": f"Institution:{first.id}"}
    done = (await register.ask(owner, UPDATE, input=change))["updateInstitution"]
    assert (done["findings"], done["institution"]["version"]) == ([], 2)


async def test_a_school_does_not_change_the_file_of_another_that_it_sees(
    register: Register,
) -> None:
    account, other = rows.account("curious"), rows.account("neighbour")
    curious = rows.institution(account, 41)
    neighbour = rows.institution(other, 42)
    await rows.write(register.database, account, other, curious, neighbour)
    viewer = Viewer(role=Role.SCHOOL, institution_id=curious.id)
    change = {
        "id": f"Institution:{neighbour.id}",
        "expectedVersion": 1,
        "institution": SCHOOL | codes_of(43),
    }
    done = (await register.ask(viewer, UPDATE, input=change))["updateInstitution"]
    assert [(finding["code"], finding["path"]) for finding in done["findings"]] == [
        ("NOT_FOUND", ["id"])
    ]
    asked = "select name, version from institution where id = $1"
    kept = await register.database.pool.fetchrow(asked, neighbour.id)
    assert tuple(kept) == (neighbour.name, 1)


async def test_a_college_inside_a_university_shares_the_codes_of_its_university(
    register: Register,
) -> None:
    account = rows.account("university")
    codes = codes_of(33)
    university = rows.institution(account, **kept(codes))
    await rows.write(register.database, account, university)
    inside = SCHOOL | {
        "kind": "UNIVERSITY_COLLEGE",
        **codes,
        "parentName": "某大学",
        "branchName": "高等职业学院",
    }
    given = {"password": PASSWORD, "institution": inside}
    assert await ask(register, loginName="inside", **given) == []
    again = await ask(register, loginName="inside-again", **given)
    assert again == [("ALREADY_REGISTERED", ["institution", "uscc"])]
