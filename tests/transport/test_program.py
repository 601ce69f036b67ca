"""The whole register behind the lane, asked as a client does, without a socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import structlog

import models
from models.database import Database
from operation.migrate import newest_revision
from permissions.key_ring import KeyRing
from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from permissions.sessions import KNOWN_SECONDS
from resolvers.read.plans import FAULT, VARIABLES
from resolvers.services import Services
from rules.vocabulary import ApplicationKind, FilingStatus, Role
from tests import rows
from tests.transport.talk import Talk, post
from transport import program as program_module
from transport.app import application
from transport.options import Options
from transport.program import PASSWORD_RATE, Program
from transport.rates import Rate, Rates

ADDRESS = "http://register.test"
PASSWORD = "a password of twelve and more"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token viewer { role } } }"
VIEWER = "{ viewer { role } }"
FINDING = """mutation { changePassword(input: {currentPassword: "a", newPassword: "b"}) {
    findings { code message } } }"""


@pytest.fixture
async def program(database: Database) -> AsyncIterator[Program]:
    passwords = Passwords()
    ring = KeyRing.generate()
    sealer = Sealer(ring)
    services = Services(passwords, sealer, Links(ring), database.engine, Rates(PASSWORD_RATE))
    made = Program(database, services, newest_revision())
    async with made.listening():
        yield made
    passwords.close()


class Client:
    """One page, with or without a token."""

    def __init__(self, program: Program) -> None:
        app = application(program, Options(anonymous_rate=None))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)
        self.headers: dict[str, str] = {}

    async def post(self, query: str, **variables: Any) -> httpx.Response:
        body = {"query": query, "variables": variables}
        return await self.http.post("/graphql", json=body, headers=self.headers)

    async def sign_in(self, login_name: str) -> None:
        answer = await self.post(SIGN_IN, input={"loginName": login_name, "password": PASSWORD})
        self.headers["authorization"] = f"Bearer {answer.json()['data']['signIn']['token']}"


@pytest.fixture
async def client(program: Program) -> AsyncIterator[Client]:
    made = Client(program)
    async with made.http:
        yield made


@pytest.fixture
async def person(database: Database, request: pytest.FixtureRequest) -> models.Account:
    """An account of the center."""
    passwords = Passwords()
    account = rows.account(f"person-{request.node.name}")
    account.password_hash = await passwords.hash(PASSWORD)
    passwords.close()
    role = rows.row(models.AccountRole, account_id=account.id, role=Role.CENTER)
    await rows.write(database, account, role)
    return account


async def test_the_public_reads_by_a_compiled_statement(client: Client, program: Program) -> None:
    answer = await client.post("{ viewer { role } institutions { totalCount } }")
    assert answer.json() == {
        "data": {"viewer": {"role": "PUBLIC"}, "institutions": {"totalCount": 0}}
    }
    assert program.declines == {}


async def test_who_has_signed_in_asks_in_the_own_schema(
    client: Client, person: models.Account
) -> None:
    assert (await client.post("{ registerEntries { totalCount } }")).json()["errors"]
    await client.sign_in(person.login_name)
    answer = await client.post("{ viewer { role account { loginName } } }")
    viewer = {"role": "CENTER", "account": {"loginName": person.login_name}}
    assert answer.json() == {"data": {"viewer": viewer}}


async def test_a_wrong_password_is_unauthenticated_in_the_same_words(
    client: Client, person: models.Account
) -> None:
    errors = []
    for name in (person.login_name, "nobody"):
        given = {"loginName": name, "password": "wrong wrong wrong"}
        answer = (await client.post(SIGN_IN, input=given)).json()
        (error,) = answer["errors"]
        assert error["extensions"].pop("requestId")
        errors.append(error)
    assert errors[0] == errors[1]
    assert errors[0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_signing_out_is_known_to_another_process_within_a_second(
    client: Client, program: Program, database: Database, person: models.Account
) -> None:
    await client.sign_in(person.login_name)
    services = program._services
    elsewhere = Program(database, services, newest_revision())
    async with elsewhere.listening():
        other = Client(elsewhere)
        other.headers = client.headers
        assert (await other.post(VIEWER)).status_code == 200
        await client.post("mutation { signOut { findings { code } } }")
        await asyncio.sleep(1.0)
        assert (await other.post(VIEWER)).status_code == 401
        assert (await client.post(VIEWER)).status_code == 401


async def test_a_token_that_is_not_known_is_401(client: Client) -> None:
    client.headers["authorization"] = "Bearer " + "x" * 43
    answer = await client.post(VIEWER)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_disabled_account_is_403(
    client: Client, database: Database, person: models.Account
) -> None:
    await client.sign_in(person.login_name)
    await database.pool.execute("update account set is_disabled = true where id = $1", person.id)
    answer = await client.post(VIEWER)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "口令须为"), ("en", "A password has")])
async def test_findings_are_in_the_language_of_the_request(
    client: Client, person: models.Account, language: str, words: str
) -> None:
    await client.sign_in(person.login_name)
    client.headers["accept-language"] = language
    (finding,) = (await client.post(FINDING)).json()["data"]["changePassword"]["findings"]
    assert finding["message"].startswith(words)


async def test_what_the_compiler_declines_is_counted_and_answered_by_the_executor(
    client: Client, program: Program
) -> None:
    answer = await client.post("query($id: ID!) { node(id: $id) { id } }", id=None)
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert program.declines == {VARIABLES: 1}


async def test_a_fault_of_the_compiler_is_counted_logged_and_answered_by_the_executor(
    client: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> bytes:
        raise ZeroDivisionError("a name that is nobody's business")

    monkeypatch.setattr(program._reader, "answer", broken)
    with structlog.testing.capture_logs() as lines:
        answer = await client.post(VIEWER)
    assert answer.json() == {"data": {"viewer": {"role": "PUBLIC"}}}
    assert program.declines == {FAULT: 1}
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["compiled read"]


async def test_a_lost_database_is_a_retryable_refusal(
    client: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object, **__: object) -> bytes:
        raise ConnectionResetError("gone")

    monkeypatch.setattr(program._reader, "answer", lost)
    answer = await client.post(VIEWER)
    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    assert program.declines == {}


async def test_it_is_ready_when_reachable_and_of_its_own_migration(
    program: Program, client: Client, database: Database
) -> None:
    assert (await client.http.get("/readyz")).json() == {"status": "ready", "lacking": []}
    older = Program(database, program._services, "another revision")
    (words,) = await older.ready()
    assert "another revision" in words


async def test_no_log_line_holds_a_password_or_a_token(
    client: Client, person: models.Account
) -> None:
    with structlog.testing.capture_logs() as lines:
        await client.sign_in(person.login_name)
        await client.post(VIEWER)
        wrong = {"loginName": person.login_name, "password": "wrong wrong wrong"}
        await client.post(SIGN_IN, input=wrong)
    written = repr(lines)
    token = client.headers["authorization"].removeprefix("Bearer ")
    assert len(lines) >= 3
    assert not any(secret in written for secret in (PASSWORD, token, wrong["password"]))


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "登录名或口令不正确"), ("en", "The login name or the")]
)
async def test_errors_are_in_the_language_of_the_request(
    client: Client, language: str, words: str
) -> None:
    client.headers["accept-language"] = language
    given = {"loginName": "nobody", "password": "wrong wrong wrong"}
    (error,) = (await client.post(SIGN_IN, input=given)).json()["errors"]
    assert error["message"].startswith(words)


UNFIT = [
    (
        {"loginName": None},
        "input.loginName必须有值：文本。",
        "input.loginName must have a value: text.",
    ),
    ({"loginName": 1}, "input.loginName应为文本。", "input.loginName must be text."),
    ({"secret": 1}, "input没有字段secret。", "input has no field secret."),
    (
        {"role": "NOBODY"},
        "input.role应为PUBLIC、SCHOOL、DEPARTMENT",
        "input.role must be one of PUBLIC, SCHOOL, DEPARTMENT",
    ),
]


@pytest.mark.parametrize(("given", "zh", "en"), UNFIT)
async def test_a_variable_that_does_not_fit_says_what_was_expected_and_where(
    client: Client, given: dict[str, Any], zh: str, en: str
) -> None:
    wanted = {"loginName": "nobody", "password": "secret secret"} | given
    for language, words in (("zh-CN", zh), ("en", en)):
        client.headers["accept-language"] = language
        answer = await client.post(SIGN_IN, input=wanted)
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert error["extensions"]["at"].startswith("input")
        assert error["message"].startswith(words)
        assert "data" not in answer.json()
        assert "None" not in answer.text
        assert "secret secret" not in answer.text


async def test_a_variable_may_be_null_only_where_null_is_taken(client: Client) -> None:
    text = """query($from: Date = "2026-01-01") {
        workingDays(from: $from, to: "2026-01-02") { day } }"""
    (error,) = (await client.post(text, **{"from": None})).json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["at"] == "from"
    assert "null" in error["message"]
    assert "None" not in error["message"]


async def test_a_document_that_does_not_fit_says_so_without_names_of_python(
    client: Client,
) -> None:
    answer = await client.post("{ agencies(first: null, filter: {or: [null]}) { totalCount } }")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert error["message"].startswith("文档不符合该角色的模式：")
    assert "None" not in error["message"]


async def test_many_right_sign_ins_of_one_account_at_once_all_succeed(
    client: Client, person: models.Account
) -> None:
    given = {"loginName": person.login_name, "password": PASSWORD}
    answers = await asyncio.gather(*(client.post(SIGN_IN, input=given) for _ in range(20)))
    assert [answer.json().get("errors") for answer in answers] == [None] * 20


@pytest.mark.parametrize("media", ["application/json", "application/graphql-response+json"])
async def test_too_many_tries_to_sign_in_are_429_until_there_is_time_again(
    client: Client, program: Program, media: str
) -> None:
    object.__setattr__(program._services, "attempts", Rates(Rate(per_second=0.1, burst=1)))
    client.headers["accept"] = media
    given = {"loginName": "nobody", "password": "wrong wrong wrong"}
    assert (await client.post(SIGN_IN, input=given)).status_code == 200
    refused = await client.post(SIGN_IN, input=given)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


SAVE_EXPERT = "mutation($input: SaveExpertInput!) { saveExpert(input: $input) { expert { id } } }"


@pytest.mark.parametrize(
    ("employer", "words"),
    [
        ("damaged", "input.expert.employerId不是标识，应为Institution的标识。"),
        (
            f"Agency:{UUID(int=1)}",
            "input.expert.employerId应为Institution的标识，而不是Agency的标识。",
        ),
    ],
)
async def test_an_id_that_cannot_be_one_says_where_it_stands(
    client: Client, person: models.Account, employer: str, words: str
) -> None:
    await client.sign_in(person.login_name)
    expert = {"name": "陈工", "field": "焊接", "employerId": employer}
    (error,) = (await client.post(SAVE_EXPERT, input={"expert": expert})).json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["at"] == "input.expert.employerId"
    assert error["message"] == words


CHANGED = "subscription { filingApplicationChanged { id status version } }"
END_SESSIONS = "update session set expires_at = clock_timestamp()"
END_LISTENING = """select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and query like 'LISTEN%'"""


@pytest.fixture
async def followed(
    program: Program,
    client: Client,
    database: Database,
    person: models.Account,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Talk]:
    """A person of the center follows applications in another process than the one that acts."""
    monkeypatch.setattr(program_module, "RIGHTS_SECONDS", 0.2)
    await client.sign_in(person.login_name)
    elsewhere = Program(database, program._services, newest_revision())
    async with elsewhere.listening():
        await asyncio.sleep(0.2)
        app = application(elsewhere, Options(anonymous_rate=None))
        talk = post(app, {"query": CHANGED}, accept="text/event-stream", **client.headers)
        assert (await talk.next())["status"] == 200
        await asyncio.sleep(0.2)
        yield talk
        await Talk.end_all()


async def told(talk: Talk) -> Any:
    while (body := (await talk.next())["body"]).startswith(b":"):
        pass
    return json.loads(body.split(b"data: ")[1])


async def test_a_change_is_told_in_every_process_to_whoever_may_see_it(
    followed: Talk, database: Database, person: models.Account
) -> None:
    school = rows.institution(person)
    await rows.write(database, rows.district(), school)
    draft, seen = (
        rows.row(
            models.FilingApplication, institution_id=school.id, kind=ApplicationKind.FIRST_FILING
        )
        for _ in range(2)
    )
    seen.submitted_at, seen.status = datetime.now(UTC), FilingStatus.SUBMITTED
    await rows.write(database, draft)
    await rows.write(database, seen)
    event = await told(followed)
    shown = {"id": f"FilingApplication:{seen.id}", "status": "SUBMITTED", "version": 1}
    assert event == {"data": {"filingApplicationChanged": shown}}


async def test_a_session_that_ends_ends_what_it_follows(followed: Talk, database: Database) -> None:
    await database.pool.execute(END_SESSIONS)
    event = await told(followed)
    assert event["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_what_may_have_been_missed_is_said(followed: Talk, database: Database) -> None:
    await database.pool.execute(END_LISTENING)
    event = await told(followed)
    assert event["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_an_open_subscription_does_not_keep_a_session_from_ending_idle(
    followed: Talk, database: Database
) -> None:
    ago = "clock_timestamp() - interval '29 minutes'"
    await database.pool.execute(f"update session set last_seen_at = {ago}")
    await asyncio.sleep(KNOWN_SECONDS + 0.5)  # and so the database is asked
    idle = await database.pool.fetchval("select clock_timestamp() - last_seen_at from session")
    assert idle > timedelta(minutes=29)
