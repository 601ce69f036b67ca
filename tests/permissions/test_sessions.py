"""Who asks: a token, its session, and when it ends."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

import models
from models.database import Database
from permissions.errors import Forbidden, Unauthenticated
from permissions.sessions import IDLE, KNOWN_SECONDS, LONGEST, Sessions, hash_of, new_token
from permissions.viewer import PUBLIC_VIEWER
from rules.vocabulary import Role
from tests import rows

SECOND = timedelta(seconds=1)
Begin = Callable[..., Awaitable[str]]


class Clock:
    """Seconds of a process, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def begin(database: Database) -> Begin:
    """Begin a session of a new account; ages are by how much its instants lie back."""

    async def begun(idle_for: timedelta = SECOND, age: timedelta = SECOND, **account: Any) -> str:
        token = new_token()
        person = rows.account(f"person-{token}")
        for name, value in account.items():
            setattr(person, name, value)
        role = rows.row(models.AccountRole, account_id=person.id, role=Role.CENTER)
        await rows.write(database, person, role)
        await database.pool.execute(
            "insert into session"
            " (token_hash, account_id, account_role_id, last_seen_at, expires_at)"
            " values ($1, $2, $3, clock_timestamp() - $4::interval,"
            " clock_timestamp() - $5::interval + $6::interval)",
            *(hash_of(token), person.id, role.id, idle_for, age, LONGEST),
        )
        return token

    return begun


async def column(database: Database, token: str, name: str) -> Any:
    return await database.pool.fetchval(
        f"select {name} from session where token_hash = $1", hash_of(token)
    )


async def test_nobody_is_the_public(database: Database) -> None:
    assert await Sessions(database.pool).viewer(None) is PUBLIC_VIEWER


async def test_a_token_is_a_person_in_one_role(database: Database, begin: Begin) -> None:
    viewer = await Sessions(database.pool).viewer(await begin())
    assert viewer.role is Role.CENTER
    assert viewer.is_signed_in
    assert viewer.session_id is not None


async def test_the_database_never_sees_the_token(database: Database, begin: Begin) -> None:
    token = await begin()
    assert len(token) == 43
    dump = await database.pool.fetchval("select string_agg(session::text, '') from session")
    assert token not in dump


@pytest.mark.parametrize(
    ("ages", "is_over"),
    [
        ({"idle_for": IDLE - 5 * SECOND}, False),
        ({"idle_for": IDLE + SECOND}, True),
        ({"age": LONGEST - 5 * SECOND}, False),
        ({"age": LONGEST + SECOND}, True),
    ],
)
async def test_a_session_ends_idle_or_after_twelve_hours(
    database: Database, begin: Begin, ages: dict[str, timedelta], is_over: bool
) -> None:
    token = await begin(**ages)
    sessions = Sessions(database.pool)
    if is_over:
        before = await column(database, token, "last_seen_at")
        with pytest.raises(Unauthenticated):
            await sessions.viewer(token)
        assert await column(database, token, "last_seen_at") == before
    else:
        assert (await sessions.viewer(token)).role is Role.CENTER


async def test_an_unknown_token_is_nobodys(database: Database) -> None:
    with pytest.raises(Unauthenticated):
        await Sessions(database.pool).viewer(new_token())


async def test_a_session_in_use_is_written_once_a_minute(database: Database, begin: Begin) -> None:
    fresh, older = await begin(idle_for=59 * SECOND), await begin(idle_for=61 * SECOND)
    was = {token: await column(database, token, "last_seen_at") for token in (fresh, older)}
    for token in was:
        await Sessions(database.pool).viewer(token)
    assert await column(database, fresh, "last_seen_at") == was[fresh]
    assert await column(database, older, "last_seen_at") > was[older] + 60 * SECOND


async def test_an_ended_session_is_known_for_a_second_at_most(
    database: Database, begin: Begin
) -> None:
    clock, token = Clock(), await begin()
    sessions = Sessions(database.pool, clock)
    await sessions.viewer(token)
    await database.pool.execute("delete from session where token_hash = $1", hash_of(token))
    clock.seconds = KNOWN_SECONDS - 0.01
    assert (await sessions.viewer(token)).role is Role.CENTER
    clock.seconds = KNOWN_SECONDS
    with pytest.raises(Unauthenticated):
        await sessions.viewer(token)


async def test_what_is_told_to_have_changed_is_asked_at_once(
    database: Database, begin: Begin
) -> None:
    token, other = await begin(), await begin()
    sessions = Sessions(database.pool, Clock())
    viewer = await sessions.viewer(token)
    await sessions.viewer(other)
    await database.pool.execute("delete from session")
    sessions.forget(str(viewer.account_id))
    with pytest.raises(Unauthenticated):
        await sessions.viewer(token)
    assert (await sessions.viewer(other)).role is Role.CENTER


async def test_a_disabled_account_may_not_act(database: Database, begin: Begin) -> None:
    token = await begin(is_disabled=True)
    with pytest.raises(Forbidden, match="disabled"):
        await Sessions(database.pool).viewer(token)


async def test_a_withdrawn_role_may_not_be_acted_in(database: Database, begin: Begin) -> None:
    token = await begin()
    role = await column(database, token, "account_role_id")
    await database.pool.execute("update account_role set is_withdrawn = true where id = $1", role)
    with pytest.raises(Forbidden, match="role"):
        await Sessions(database.pool).viewer(token)
