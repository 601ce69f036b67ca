"""幂等键: what no table could keep is refused before anything is done."""

from uuid import uuid4

import pytest

from models.database import Database
from permissions.errors import BadUserInput
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.register import Failed, Register

CREATE = """mutation($input: CreateAccountInput!) { createAccount(input: $input) {
    account { loginName } findings { code } } }"""
ADMINISTRATOR = Viewer(Role.ADMINISTRATOR)


def wanted(login_name: str, key: str) -> dict[str, object]:
    return {
        "loginName": login_name,
        "displayName": "张三",
        "password": "a password of twelve and more",
        "idempotencyKey": key,
        "role": {"role": "CENTER"},
    }


async def count_of(database: Database, login_name: str) -> int:
    query = "select count(*) from account where login_name = $1"
    found: int = await database.pool.fetchval(query, login_name)
    return found


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_a_key_that_cannot_be_kept_is_bad_input_and_nothing_is_done(
    database: Database, key: str
) -> None:
    given = wanted("keyed badly", key)
    with pytest.raises(Failed) as failed:
        await Register(database).ask(ADMINISTRATOR, CREATE, input=given)

    assert isinstance(failed.value.causes[0], BadUserInput)
    assert await count_of(database, "keyed badly") == 0


async def test_the_longest_key_is_kept(database: Database) -> None:
    given = wanted("keyed well", str(uuid4()).ljust(200, "k"))
    done = await Register(database).ask(ADMINISTRATOR, CREATE, input=given)

    assert done["createAccount"]["account"] == {"loginName": "keyed well"}
    assert await count_of(database, "keyed well") == 1
