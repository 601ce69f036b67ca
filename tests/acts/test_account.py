"""Accounts: by the administrator, and by a school for those that act for it."""

from dataclasses import dataclass
from typing import Any

import pytest
from graphql import parse, validate

import models
from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.register import Failed, Register, schemas

PASSWORD = "a password of twelve and more"
ACCOUNT = """account { id version loginName isDisabled
    roles { id version role isWithdrawn institution { name } district { code } } }
    findings { code path }"""


def mutation(name: str, input_: str) -> str:
    return f"mutation($input: {input_}!) {{ done: {name}(input: $input) {{ {ACCOUNT} }} }}"


def act(name: str) -> str:
    return mutation(name, "ActInput")


CREATE = mutation("createAccount", "CreateAccountInput")
ASSIGN = mutation("assignRole", "AssignRoleInput")
RESET = mutation("resetPassword", "ResetPasswordInput")


@dataclass
class Office:
    """A register with an administrator, two schools, and an account that acts for the first."""

    register: Register
    administrator: Viewer
    school: Viewer
    other_school: Viewer
    clerk: models.Account
    clerk_role: models.AccountRole

    async def do(self, viewer: Viewer, document: str, **given: Any) -> dict[str, Any]:
        done: dict[str, Any] = (await self.register.ask(viewer, document, input=given))["done"]
        return done

    async def value(self, query: str, *given: Any) -> Any:
        return await self.register.database.pool.fetchval(query, *given)

    async def entries(self, subject: str) -> list[str]:
        found = await self.register.database.pool.fetch(
            "select act from register_entry where subject_id = $1 order by created_at, id",
            subject.partition(":")[2],
        )
        return [row["act"] for row in found]

    async def clerk_is_disabled(self) -> bool:
        query = "select is_disabled from account where id = $1"
        return bool(await self.value(query, self.clerk.id))


@pytest.fixture
async def office(database: Database, request: pytest.FixtureRequest) -> Office:
    name = request.node.name
    if not await database.pool.fetchval("select count(*) from district"):
        await rows.write(database, rows.district())
    count = await database.pool.fetchval("select count(*) from institution")
    people = [rows.account(f"{title} {name}") for title in ("administrator", "clerk", "stranger")]
    administrator, clerk, stranger = people
    schools = [
        rows.institution(clerk, count + 1),
        rows.institution(stranger, count + 2, "另一学院"),
    ]
    held = [
        rows.row(models.AccountRole, account_id=administrator.id, role=Role.ADMINISTRATOR),
        *(
            rows.row(
                models.AccountRole, account_id=who.id, role=Role.SCHOOL, institution_id=school.id
            )
            for who, school in zip((clerk, stranger), schools, strict=True)
        ),
    ]
    await rows.write(database, *people, *schools, *held)
    first = Viewer(Role.SCHOOL, administrator.id, institution_id=schools[0].id)
    second = Viewer(Role.SCHOOL, stranger.id, institution_id=schools[1].id)
    own = Viewer(Role.ADMINISTRATOR, administrator.id)
    return Office(Register(database), own, first, second, clerk, held[1])


def codes(done: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in done["findings"]]


def of(account: models.Account, version: int = 1) -> dict[str, Any]:
    return {"id": f"Account:{account.id}", "expectedVersion": version}


def wanted(name: str, **more: Any) -> dict[str, Any]:
    return {"loginName": name, "displayName": "张三", "password": PASSWORD, **more}


async def test_a_school_creates_accounts_that_act_for_it(office: Office) -> None:
    done = await office.do(office.school, CREATE, **wanted("created by a school"))
    (role,) = done["account"]["roles"]
    assert (role["role"], role["institution"]["name"]) == ("SCHOOL", "上海职业学院")
    assert await office.entries(done["account"]["id"]) == ["createAccount"]
    stored = await office.value(
        "select password_hash from account where login_name = $1", "created by a school"
    )
    assert await office.register.services.passwords.verify(PASSWORD, stored)


async def test_an_administrator_creates_an_account_in_any_role_or_in_none(office: Office) -> None:
    supervisor = {"role": "SUPERVISOR", "districtCode": "310101"}
    done = await office.do(office.administrator, CREATE, **wanted("supervisor", role=supervisor))
    assert [role["district"] for role in done["account"]["roles"]] == [{"code": "310101"}]
    done = await office.do(office.administrator, CREATE, **wanted("without a role"))
    assert done["account"]["roles"] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"loginName": " "}, ("TEXT_MISSING", ["loginName"])),
        ({"displayName": ""}, ("TEXT_MISSING", ["displayName"])),
        ({"password": "short"}, ("PASSWORD_LENGTH_INVALID", ["password"])),
        ({"role": {"role": "SCHOOL"}}, ("ROLE_INCOMPLETE", ["role", "role"])),
        ({"role": {"role": "PUBLIC"}}, ("ROLE_INCOMPLETE", ["role", "role"])),
        (
            {"role": {"role": "SUPERVISOR", "districtCode": "999999"}},
            ("NOT_FOUND", ["role", "districtCode"]),
        ),
        (
            {
                "role": {
                    "role": "SCHOOL",
                    "institutionId": "Institution:00000000-0000-7000-8000-000000000000",
                }
            },
            ("NOT_FOUND", ["role", "institutionId"]),
        ),
    ],
)
async def test_an_account_that_cannot_be_is_not_made(
    office: Office, given: dict[str, Any], expected: tuple[str, list[str]]
) -> None:
    before = await office.value("select count(*) from account")
    done = await office.do(office.administrator, CREATE, **wanted("never made") | given)
    assert codes(done) == [expected]
    assert done["account"] is None
    assert await office.value("select count(*) from account") == before


async def test_a_login_name_is_taken_once_letter_case_aside(office: Office) -> None:
    given = wanted(office.clerk.login_name.upper())
    assert codes(await office.do(office.administrator, CREATE, **given)) == [
        ("ALREADY_REGISTERED", ["loginName"])
    ]


async def test_the_same_key_makes_one_account_and_keeps_no_password(office: Office) -> None:
    given = wanted("made with a key", idempotencyKey="the same key")
    first = await office.do(office.school, CREATE, **given)
    assert await office.do(office.school, CREATE, **given) == first
    with pytest.raises(Failed) as failed:
        await office.do(office.school, CREATE, **given | {"password": "another one of twelve"})
    assert isinstance(failed.value.causes[0], Conflict)
    kept = await office.value("select convert_from(answer, 'UTF8') from idempotency_key")
    assert PASSWORD not in kept


async def test_a_disabled_account_is_told_and_written_down(office: Office) -> None:
    for viewer in (office.school, office.administrator):
        version = await office.value("select version from account where id = $1", office.clerk.id)
        done = await office.do(viewer, act("disableAccount"), **of(office.clerk, version))
        assert (codes(done), done["account"]["isDisabled"]) == ([], True)
        done = await office.do(
            office.administrator, act("enableAccount"), **of(office.clerk, version + 1)
        )
        assert done["account"]["isDisabled"] is False
    assert await office.entries(f"Account:{office.clerk.id}") == [
        "disableAccount", "enableAccount", "disableAccount", "enableAccount",
    ]  # fmt: skip


async def test_a_school_does_not_reach_accounts_of_another(office: Office) -> None:
    done = await office.do(office.other_school, act("disableAccount"), **of(office.clerk))
    assert (done["account"], codes(done)) == (None, [("NOT_FOUND", ["id"])])
    assert not await office.clerk_is_disabled()


async def test_a_school_does_not_disable_who_also_acts_for_others(
    office: Office, database: Database
) -> None:
    second = rows.row(models.AccountRole, account_id=office.clerk.id, role=Role.CENTER)
    await rows.write(database, second)
    done = await office.do(office.school, act("disableAccount"), **of(office.clerk))
    assert codes(done) == [("ACCOUNT_OF_OTHERS", ["id"])]
    assert not await office.clerk_is_disabled()
    assert await office.entries(f"Account:{office.clerk.id}") == []


async def test_nobody_disables_the_own_account(office: Office) -> None:
    own = {"id": f"Account:{office.administrator.account_id}", "expectedVersion": 1}
    done = await office.do(office.administrator, act("disableAccount"), **own)
    assert codes(done) == [("OWN_ACCOUNT", ["id"])]
    assert done["account"]["isDisabled"] is False


async def test_a_stale_version_is_a_conflict(office: Office) -> None:
    with pytest.raises(Failed) as failed:
        await office.do(office.administrator, act("disableAccount"), **of(office.clerk, 7))
    assert isinstance(failed.value.causes[0], Conflict)
    assert failed.value.causes[0].extensions == {"currentVersion": 1}
    assert not await office.clerk_is_disabled()


async def test_a_reset_ends_lock_and_sessions(office: Office) -> None:
    await office.value(
        "update account set failed_count = 5, locked_until = clock_timestamp() + interval '1 h'"
        " where id = $1",
        office.clerk.id,
    )
    await office.value(
        "insert into session (token_hash, account_id, expires_at)"
        " values (sha256('a'), $1, clock_timestamp() + interval '1 h')",
        office.clerk.id,
    )
    given = {**of(office.clerk), "newPassword": PASSWORD}
    assert codes(await office.do(office.administrator, RESET, **given)) == []
    left = "select failed_count, locked_until, password_hash from account where id = $1"
    row = await office.register.database.pool.fetchrow(left, office.clerk.id)
    assert (row["failed_count"], row["locked_until"]) == (0, None)
    assert await office.register.services.passwords.verify(PASSWORD, row["password_hash"])
    query = "select count(*) from session where account_id = $1"
    assert await office.value(query, office.clerk.id) == 0


async def test_a_short_password_is_not_given_to_anybody(office: Office) -> None:
    done = await office.do(office.administrator, RESET, **of(office.clerk), newPassword="short")
    assert codes(done) == [("PASSWORD_LENGTH_INVALID", ["newPassword"])]
    hashed = await office.value("select password_hash from account where id = $1", office.clerk.id)
    assert hashed == "none"


async def test_a_role_is_assigned_once_withdrawn_and_given_back(office: Office) -> None:
    given = {"accountId": f"Account:{office.clerk.id}", "role": {"role": "CENTER"}}
    done = await office.do(office.administrator, ASSIGN, **given)
    role = next(r for r in done["account"]["roles"] if r["role"] == "CENTER")
    assert codes(await office.do(office.administrator, ASSIGN, **given)) == [
        ("ALREADY_REGISTERED", ["role"])
    ]
    withdrawing = {"id": role["id"], "expectedVersion": role["version"]}
    done = await office.do(office.administrator, act("withdrawRole"), **withdrawing)
    assert [r["isWithdrawn"] for r in done["account"]["roles"]] == [False, True]
    done = await office.do(office.administrator, ASSIGN, **given)
    assert [r["id"] for r in done["account"]["roles"] if not r["isWithdrawn"]][-1] == role["id"]
    assert await office.entries(f"Account:{office.clerk.id}") == [
        "assignRole", "withdrawRole", "assignRole",
    ]  # fmt: skip


async def test_an_administrator_does_not_withdraw_the_own_role(
    office: Office, database: Database
) -> None:
    own = await office.value(
        "select id from account_role where account_id = $1", office.administrator.account_id
    )
    given = {"id": f"AccountRole:{own}", "expectedVersion": 1}
    done = await office.do(office.administrator, act("withdrawRole"), **given)
    assert codes(done) == [("OWN_ACCOUNT", ["id"])]
    query = "select is_withdrawn from account_role where id = $1"
    assert await office.value(query, own) is False


SIGNED_IN = set(Role) - {Role.PUBLIC}
BY_ROLE = {
    "createAccount": {Role.SCHOOL, Role.ADMINISTRATOR},
    "disableAccount": {Role.SCHOOL, Role.ADMINISTRATOR},
    "enableAccount": {Role.ADMINISTRATOR},
    "resetPassword": {Role.ADMINISTRATOR},
    "assignRole": {Role.ADMINISTRATOR},
    "withdrawRole": {Role.ADMINISTRATOR},
    "signIn": set(Role),
    "signOut": SIGNED_IN,
    "refreshSession": SIGNED_IN,
    "actAs": SIGNED_IN,
    "changePassword": SIGNED_IN,
}


@pytest.mark.parametrize("name", BY_ROLE)
@pytest.mark.parametrize("role", Role)
def test_an_act_is_in_the_schema_of_its_roles_alone(name: str, role: Role) -> None:
    mutation = schemas()[role].mutation_type
    assert mutation is not None
    assert (name in mutation.fields) == (role in BY_ROLE[name])


def test_a_school_cannot_even_name_a_role_for_an_account() -> None:
    given = 'loginName: "a", displayName: "b", password: "c", role: {role: CENTER}'
    document = f"mutation {{ createAccount(input: {{{given}}}) {{ findings {{ code }} }} }}"
    assert validate(schemas()[Role.ADMINISTRATOR], parse(document)) == []
    assert validate(schemas()[Role.SCHOOL], parse(document)) != []


@pytest.mark.parametrize(
    "name", ["signIn", "signOut", "refreshSession", "actAs", "changePassword", "resetPassword"]
)
def test_acts_on_sessions_and_passwords_take_no_key(name: str) -> None:
    mutation = schemas()[Role.ADMINISTRATOR].mutation_type
    assert mutation is not None
    inputs = [argument.type.of_type for argument in mutation.fields[name].args.values()]  # type: ignore[union-attr]
    assert all("idempotencyKey" not in given.fields for given in inputs)
