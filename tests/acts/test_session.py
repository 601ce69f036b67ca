"""Signing in and out, another token, another role, another password."""

from dataclasses import dataclass
from typing import Any

import pytest

import models
from models.database import Database
from permissions.errors import Forbidden, RateLimited, Unauthenticated
from permissions.sessions import Sessions
from permissions.sign_in import MOST_FAILURES
from permissions.viewer import Viewer
from resolvers.acts.session import WRONG
from rules.vocabulary import Role
from tests import rows
from tests.register import Failed, Register

RIGHT = "a password of twelve and more"
SESSION = """token expiresAt findings { code }
    viewer { loginName role institutionName roles { id role institutionName } }"""
SIGN_IN = f"mutation($input: SignInInput!) {{ signIn(input: $input) {{ {SESSION} }} }}"
ACT_AS = f"mutation($id: ID!) {{ actAs(input: {{accountRoleId: $id}}) {{ {SESSION} }} }}"
REFRESH = f"mutation {{ refreshSession {{ {SESSION} }} }}"
SIGN_OUT = "mutation { signOut { findings { code } } }"
CHANGE = """mutation($old: String!, $new: String!) {
    changePassword(input: {currentPassword: $old, newPassword: $new}) {
        account { loginName } findings { code path } } }"""


@dataclass
class Door:
    """A register, the sessions of one process, and an account with two roles."""

    register: Register
    account: models.Account
    school: models.AccountRole
    center: models.AccountRole

    async def sign_in(self, password: str = RIGHT, **given: Any) -> dict[str, Any]:
        wanted = {"loginName": self.account.login_name, "password": password, **given}
        answer = await self.register.ask(None, SIGN_IN, input=wanted)
        session: dict[str, Any] = answer["signIn"]
        return session

    async def viewer(self, token: str) -> Viewer:
        """As another process would see it: nothing is remembered."""
        return await Sessions(self.register.database.pool).viewer(token)

    async def count(self, table: str) -> int:
        counted: int = await self.register.database.pool.fetchval(
            f"select count(*) from {table} where account_id = $1", self.account.id
        )
        return counted


@pytest.fixture
async def door(database: Database, request: pytest.FixtureRequest) -> Door:
    register = Register(database)
    account = rows.account(f"person-{request.node.name}")
    account.password_hash = await register.services.passwords.hash(RIGHT)
    if not await database.pool.fetchval("select count(*) from district"):
        await rows.write(database, rows.district())
    number = await database.pool.fetchval("select count(*) from institution") + 1
    institution = rows.institution(account, number)
    school = rows.row(
        models.AccountRole, account_id=account.id, role=Role.SCHOOL, institution_id=institution.id
    )
    await rows.write(database, account, institution, school)
    center = rows.row(models.AccountRole, account_id=account.id, role=Role.CENTER)
    await rows.write(database, center)
    return Door(register, account, school, center)


async def test_who_signs_in_acts_in_the_first_role_that_was_given(door: Door) -> None:
    session = await door.sign_in()
    viewer = await door.viewer(session["token"])
    assert (viewer.role, viewer.account_id) == (Role.SCHOOL, door.account.id)
    assert viewer.institution_id == door.school.institution_id
    assert [held["role"] for held in session["viewer"]["roles"]] == ["SCHOOL", "CENTER"]
    assert session["viewer"]["institutionName"] == "上海职业学院"


async def test_who_asks_for_a_role_acts_in_it(door: Door) -> None:
    session = await door.sign_in(role="CENTER")
    assert (await door.viewer(session["token"])).role is Role.CENTER
    assert session["viewer"]["institutionName"] is None


async def test_unknown_wrong_and_locked_get_the_same_words(door: Door) -> None:
    words = set()
    for number in range(MOST_FAILURES + 1):
        with pytest.raises(Failed) as failed:
            await door.sign_in("not this one at all")
        words.add(str(failed.value.causes[0]))
        assert isinstance(failed.value.causes[0], Unauthenticated), number
    with pytest.raises(Failed) as failed:
        await door.sign_in(RIGHT)  # locked by now
    words.add(str(failed.value.causes[0]))
    with pytest.raises(Failed) as failed:
        await door.sign_in(loginName="nobody of that name")
    words.add(str(failed.value.causes[0]))
    assert words == {WRONG[1]}
    assert await door.count("session") == 0


async def test_a_failure_counts_although_the_sign_in_fails(door: Door) -> None:
    with pytest.raises(Failed):
        await door.sign_in("not this one at all")
    count = "select failed_count from account where id = $1"
    assert await door.register.database.pool.fetchval(count, door.account.id) == 1


async def test_a_disabled_account_and_a_role_not_held_are_forbidden(
    door: Door, database: Database
) -> None:
    with pytest.raises(Failed) as failed:
        await door.sign_in(role="BUREAU")
    assert isinstance(failed.value.causes[0], Forbidden)
    await database.pool.execute(
        "update account set is_disabled = true where id = $1", door.account.id
    )
    with pytest.raises(Failed) as failed:
        await door.sign_in()
    assert isinstance(failed.value.causes[0], Forbidden)
    assert await door.count("session") == 0


async def test_one_address_tries_no_more_than_its_rate(door: Door) -> None:
    class Full:
        def take(self, address: str) -> None:
            raise RateLimited("过多。", "Too many.", retry_after=2)

    object.__setattr__(door.register.services, "attempts", Full())
    with pytest.raises(Failed) as failed:
        await door.sign_in()
    assert isinstance(failed.value.causes[0], RateLimited)
    assert await door.count("session") == 0


async def test_who_signs_out_is_nobody_any_more(door: Door) -> None:
    token, other = (await door.sign_in())["token"], (await door.sign_in())["token"]
    await door.register.ask(await door.viewer(token), SIGN_OUT)
    with pytest.raises(Unauthenticated):
        await door.viewer(token)
    assert (await door.viewer(other)).is_signed_in


async def test_a_refreshed_session_keeps_its_end_and_loses_its_token(door: Door) -> None:
    session = await door.sign_in(role="CENTER")
    viewer = await door.viewer(session["token"])
    answer = (await door.register.ask(viewer, REFRESH))["refreshSession"]
    assert answer["token"] != session["token"]
    assert answer["expiresAt"] == session["expiresAt"]
    assert await door.viewer(answer["token"]) == viewer
    with pytest.raises(Unauthenticated):
        await door.viewer(session["token"])


async def test_a_session_that_has_ended_is_not_refreshed(door: Door) -> None:
    viewer = await door.viewer((await door.sign_in())["token"])
    await door.register.ask(viewer, SIGN_OUT)
    with pytest.raises(Failed) as failed:
        await door.register.ask(viewer, REFRESH)
    assert isinstance(failed.value.causes[0], Unauthenticated)


async def test_a_session_goes_on_in_another_role_of_the_account(door: Door) -> None:
    session = await door.sign_in()
    school = await door.viewer(session["token"])
    answer = await door.register.ask(school, ACT_AS, id=f"AccountRole:{door.center.id}")
    center = await door.viewer(answer["actAs"]["token"])
    assert (center.role, center.session_id) == (Role.CENTER, school.session_id)
    with pytest.raises(Unauthenticated):
        await door.viewer(session["token"])


async def test_nobody_acts_in_the_role_of_another_account(door: Door, database: Database) -> None:
    other = rows.account("somebody else than that")
    role = rows.row(models.AccountRole, account_id=other.id, role=Role.ADMINISTRATOR)
    await rows.write(database, other, role)
    session = await door.sign_in()
    viewer = await door.viewer(session["token"])
    answer = await door.register.ask(viewer, ACT_AS, id=f"AccountRole:{role.id}")
    assert answer["actAs"]["token"] is None
    assert [finding["code"] for finding in answer["actAs"]["findings"]] == ["NOT_FOUND"]
    assert await door.viewer(session["token"]) == viewer


async def test_another_password_ends_every_other_session(door: Door) -> None:
    mine, other = (await door.sign_in())["token"], (await door.sign_in())["token"]
    new = "another password altogether"
    answer = await door.register.ask(await door.viewer(mine), CHANGE, old=RIGHT, new=new)
    assert answer["changePassword"]["findings"] == []
    assert (await door.viewer(mine)).is_signed_in
    with pytest.raises(Unauthenticated):
        await door.viewer(other)
    with pytest.raises(Failed):
        await door.sign_in(RIGHT)
    assert (await door.sign_in(new))["token"]


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("not this one at all", "another password altogether", "PASSWORD_WRONG", "currentPassword"),
        (RIGHT, "short", "PASSWORD_LENGTH_INVALID", "newPassword"),
        (RIGHT, "x" * 129, "PASSWORD_LENGTH_INVALID", "newPassword"),
    ],
)
async def test_a_password_is_not_changed_without_proof_or_to_any_length(
    door: Door, old: str, new: str, code: str, path: str
) -> None:
    viewer = await door.viewer((await door.sign_in())["token"])
    answer = await door.register.ask(viewer, CHANGE, old=old, new=new)
    assert answer["changePassword"]["findings"] == [{"code": code, "path": [path]}]
    assert (await door.sign_in(RIGHT))["token"]
    assert await door.count("register_entry") == 0


async def test_no_entry_of_the_register_holds_a_password_or_token(door: Door) -> None:
    token = (await door.sign_in())["token"]
    new = "another password altogether"
    await door.register.ask(await door.viewer(token), CHANGE, old=RIGHT, new=new)
    kept = await door.register.database.pool.fetchval(
        "select string_agg(register_entry::text, '') from register_entry where account_id = $1",
        door.account.id,
    )
    assert "changePassword" in kept
    assert not any(secret in kept for secret in (RIGHT, new, token, "argon2"))


async def test_sessions_that_have_ended_leave_with_the_next_sign_in(door: Door) -> None:
    await door.sign_in()
    await door.register.database.pool.execute(
        "update session set expires_at = clock_timestamp() - interval '1 s' where account_id = $1",
        door.account.id,
    )
    await door.sign_in()
    assert await door.count("session") == 1
