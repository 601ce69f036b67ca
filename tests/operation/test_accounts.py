"""Accounts by whoever runs the register."""

import pytest

from models.database import Database
from operation.accounts import create_account, role_of
from operation.refusal import RefusedError
from permissions.passwords import Passwords
from rules.vocabulary import Role
from tests import rows

PASSWORD = "a password of twelve and more"


async def count(database: Database) -> int:
    counted: int = await database.pool.fetchval("select count(*) from account")
    return counted


async def test_the_first_administrator_is_made_and_written_down(database: Database) -> None:
    await create_account(database.dsn, " root ", PASSWORD, Role.ADMINISTRATOR)
    account = await database.pool.fetchrow(
        "select account.*, account_role.role from account"
        " join account_role on account_role.account_id = account.id where login_name = 'root'"
    )
    assert account["role"] == "ADMINISTRATOR"
    passwords = Passwords()
    assert await passwords.verify(PASSWORD, account["password_hash"])
    passwords.close()
    acts = "select act from register_entry where subject_id = $1"
    assert await database.pool.fetchval(acts, account["id"]) == "createAccount"


async def test_a_supervisor_may_be_of_a_district_that_there_is(database: Database) -> None:
    await rows.write(database, rows.district())
    await create_account(
        database.dsn, "supervisor", PASSWORD, Role.SUPERVISOR, district_code="310101"
    )
    codes = "select district_code from account_role where role = 'SUPERVISOR'"
    assert await database.pool.fetchval(codes) == "310101"


@pytest.mark.parametrize(
    ("login_name", "password", "role", "district_code", "words"),
    [
        ("a", PASSWORD, Role.SCHOOL, None, "not given here"),
        ("a", PASSWORD, Role.EXPERT, None, "not given here"),
        ("a", PASSWORD, Role.PUBLIC, None, "not given here"),
        ("a", PASSWORD, Role.CENTER, "310101", "Only a supervisor"),
        ("a", PASSWORD, Role.SUPERVISOR, "999999", "no district"),
        ("a", "short", Role.CENTER, None, "12 to 128"),
        (" ", PASSWORD, Role.CENTER, None, "login name"),
        ("TAKEN", PASSWORD, Role.CENTER, None, "already"),
    ],
)
async def test_an_account_that_cannot_be_is_refused_in_words(
    database: Database,
    login_name: str,
    password: str,
    role: Role,
    district_code: str | None,
    words: str,
) -> None:
    if not await database.pool.fetchval("select count(*) from account where login_name = 'taken'"):
        await rows.write(database, rows.account("taken"))
    before = await count(database)
    with pytest.raises(RefusedError, match=words):
        await create_account(database.dsn, login_name, password, role, district_code=district_code)
    assert await count(database) == before


def test_a_role_is_named_in_any_letter_case() -> None:
    assert role_of("bureau") is Role.BUREAU
    with pytest.raises(RefusedError, match="BUREAU"):
        role_of("burro")
