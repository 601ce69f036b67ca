"""Whether somebody knows a password: five tries, whoever asks, however many at once."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from models.database import Database
from permissions.passwords import Passwords
from permissions.sign_in import MOST_FAILURES, Proven, by_login_name, prove
from tests import rows

RIGHT = "正确的口令 correct horse"
WRONG = "wrong wrong wrong"


class Counting(Passwords):
    """Counts how often a real password was compared, and how often nobody's."""

    def __init__(self) -> None:
        super().__init__()
        self.compared: list[bool] = []

    async def verify(self, password: str, stored: str | None) -> bool:
        self.compared.append(stored is not None)
        return await super().verify(password, stored)


@pytest.fixture
def passwords() -> Iterator[Counting]:
    made = Counting()
    yield made
    made.close()


@pytest.fixture
async def name(database: Database, passwords: Counting, request: pytest.FixtureRequest) -> str:
    """The login name of a new account."""
    account = rows.account(f"Name-{request.node.name}")
    account.password_hash = await passwords.hash(RIGHT)
    await rows.write(database, account)
    return account.login_name


async def tried(
    database: Database, passwords: Passwords, name: str, password: str
) -> Proven | None:
    return await prove(database.engine, passwords, by_login_name(name), password)


async def row(database: Database, name: str) -> Any:
    return await database.pool.fetchrow(
        "select failed_count, locked_until, updated_at, version, password_hash,"
        " extract(epoch from locked_until - clock_timestamp())::int as left"
        " from account where login_name = $1",
        name,
    )


async def test_the_right_password_ends_the_count(
    database: Database, passwords: Counting, name: str
) -> None:
    for _ in range(MOST_FAILURES - 1):
        assert await tried(database, passwords, name, WRONG) is None
    assert (await row(database, name))["failed_count"] == MOST_FAILURES - 1
    assert await tried(database, passwords, f" {name.upper()} ", RIGHT) is not None
    assert (await row(database, name))["failed_count"] == 0


async def test_the_fifth_failure_locks_for_a_quarter_of_an_hour_even_the_right_password(
    database: Database, passwords: Counting, name: str
) -> None:
    for _ in range(MOST_FAILURES):
        await tried(database, passwords, name, WRONG)
    assert 890 <= (await row(database, name))["left"] <= 900
    assert await tried(database, passwords, name, RIGHT) is None
    assert passwords.compared == [True] * MOST_FAILURES + [False]  # the same work, for nobody


async def test_after_the_lock_the_count_begins_anew(
    database: Database, passwords: Counting, name: str
) -> None:
    await database.pool.execute(
        "update account set failed_count = 5, locked_until = clock_timestamp() - interval '1 s'"
        " where login_name = $1",
        name,
    )
    assert await tried(database, passwords, name, WRONG) is None
    found = await row(database, name)
    assert (found["failed_count"], found["locked_until"]) == (1, None)
    assert await tried(database, passwords, name, RIGHT) is not None


async def test_of_many_tries_at_once_five_are_verified(
    database: Database, passwords: Counting, name: str
) -> None:
    tries = (tried(database, passwords, name, WRONG) for _ in range(20))
    assert await asyncio.gather(*tries) == [None] * 20
    assert passwords.compared.count(True) == MOST_FAILURES


async def test_an_unknown_name_costs_the_same_work(database: Database, passwords: Counting) -> None:
    assert await tried(database, passwords, "nobody", RIGHT) is None
    assert passwords.compared == [False]


async def test_a_try_is_no_change_of_the_account(
    database: Database, passwords: Counting, name: str
) -> None:
    before = await row(database, name)
    await tried(database, passwords, name, WRONG)
    await tried(database, passwords, name, RIGHT)
    after = await row(database, name)
    assert (after["updated_at"], after["version"]) == (before["updated_at"], before["version"])


async def test_a_hash_of_older_parameters_is_renewed(
    database: Database, passwords: Counting, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (await row(database, name))["password_hash"]
    monkeypatch.setattr(passwords, "needs_rehash", lambda stored: True)
    assert await tried(database, passwords, name, RIGHT) is not None
    after = (await row(database, name))["password_hash"]
    assert after != before
    assert await passwords.verify(RIGHT, after)
