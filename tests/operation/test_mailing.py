"""Notices reach a real mail server: once where nothing ends, and never not at all."""

import asyncio
import os
import signal
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import models
from models.base import new_id
from models.database import Database
from operation.generated import ROOT
from operation.mail_settings import MailServer
from operation.mailing import Mailer
from permissions.key_ring import KeyRing
from permissions.sealing import Sealer
from permissions.viewer import Viewer
from resolvers.account import place_of_mail_address
from rules.vocabulary import Role
from tests import rows
from tests.acts.filing_scene import Scene
from tests.register import Register, sealer

SENDER = "register@example.org"
LINK = "https://dengji.example.org"
SET = """mutation($input: SetMailAddressInput!) { setMailAddress(input: $input) {
  account { mailAddress } findings { code path } } }"""


@dataclass
class Post:
    """A mail server on loopback: what it took, and how it answers a recipient and a message."""

    port: int = 0
    has_taken: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    to_recipient: Callable[[str], str] = lambda address: "250 OK"
    to_message: Callable[[], str] = lambda: "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self.to_recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.extend((address, mail) for address in envelope.rcpt_tos)
        self.has_taken.set()
        return self.to_message()

    @property
    def server(self) -> MailServer:
        return MailServer("smtp", "127.0.0.1", self.port)

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for _, mail in self.taken]


@asynccontextmanager
async def post_office(tls: ssl.SSLContext | None = None, **given: Any) -> AsyncIterator[Post]:
    """`tls`: encrypted from the first byte on."""
    post = Post()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(post, **given), "127.0.0.1", 0, ssl=tls)
    post.port = listening.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        listening.close()


@pytest_asyncio.fixture
async def post() -> AsyncIterator[Post]:
    async with post_office() as made:
        yield made


async def reader(
    database: Database, login: str, role: Role = Role.DEPARTMENT, address: str | None = None
) -> models.Account:
    """An account in the role, with an address to which it consents to be written."""
    account = rows.account(login)
    if address:
        account.mail_address_sealed = sealer().seal(address, place_of_mail_address(account.id))
        account.mail_consent_at = await database.pool.fetchval("select register_now()")
    held = models.AccountRole(id=new_id(), account_id=account.id, role=role)
    await rows.write(database, account, held)
    return account


async def status(database: Database, account: models.Account) -> list[tuple[str, int, str | None]]:
    asked = "select status, attempts, last_error from mail where account_id = $1 order by id"
    return [tuple(row) for row in await database.pool.fetch(asked, account.id)]


async def due(database: Database) -> None:
    """Time passes: whatever waits may be tried."""
    await database.pool.execute("update mail set due_at = clock_timestamp() where status='WAITING'")


@pytest_asyncio.fixture(autouse=True)
async def quiet(database: Database) -> AsyncIterator[None]:
    """What a test has left is not the next one's post."""
    yield
    await database.pool.execute("delete from mail")
    await database.pool.execute(
        "update account set mail_address_sealed = null, mail_consent_at = null"
    )


def mailer(database: Database, post: Post, **given: Any) -> Mailer:
    return Mailer(database, sealer(), post.server, SENDER, LINK, **given)


async def test_a_notice_is_mailed_to_who_consents_and_to_nobody_else(
    database: Database, post: Post
) -> None:
    told = await reader(database, "told", address="told@example.org")
    await reader(database, "silent")
    await reader(database, "elsewhere", Role.BUREAU, "elsewhere@example.org")
    scene = await Scene(database, 51).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    await mailer(database, post).send_batch()

    ((address, mail),) = post.taken
    assert address == "told@example.org"
    assert scene.school.name in mail.get_content()
    assert "The technical assessment of" in mail.get_content()
    assert LINK in mail.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert await status(database, told) == [("SENT", 1, None)]
    assert await mailer(database, post).send_batch() == 0


async def test_the_mail_says_no_reason_and_no_name_of_a_person(
    database: Database, post: Post
) -> None:
    await reader(database, "reason", address="reason@example.org")
    scene = await Scene(database, 52).begin()
    await scene.open_with_panel()
    given = {"reason": "与申报单位负责人王小明有亲属关系"}
    await scene.on_assessment(scene.panel[0], "recuseFromAssessment", **given)
    await mailer(database, post).send_batch()

    said = "\n".join(str(mail["Subject"]) + mail.get_content() for _, mail in post.taken)
    assert "回避" in said
    assert "王小明" not in said
    assert scene.experts[0].name not in said


async def test_a_refused_act_mails_nothing(database: Database, post: Post) -> None:
    account = await reader(database, "refused", address="refused@example.org")
    scene = await Scene(database, 53).begin()
    await scene.on_application(Role.CENTER, "issueFilingReceipt")

    assert await status(database, account) == []


async def test_a_server_that_is_down_is_tried_again_and_later(database: Database) -> None:
    account = await reader(database, "down", address="down@example.org")
    scene = await Scene(database, 54).begin()
    async with post_office() as gone:
        pass
    await scene.on_application(Role.CENTER, "openAssessment")
    sending = mailer(database, gone)
    assert await sending.send_batch() == 1
    assert await sending.send_batch() == 0  # not due yet
    ((waiting, attempts, why),) = await status(database, account)
    assert (waiting, attempts) == ("WAITING", 1)
    assert why is not None

    await due(database)
    async with post_office() as back:
        await mailer(database, back).send_batch()
        assert [address for address, _ in back.taken] == ["down@example.org"]
    assert await status(database, account) == [("SENT", 2, None)]


async def test_a_refused_recipient_is_given_up_and_the_others_are_served(
    database: Database, post: Post
) -> None:
    gone = await reader(database, "gone", address="gone@example.org")
    there = await reader(database, "there", address="there@example.org")
    post.to_recipient = lambda address: (
        "550 5.1.1 gone@example.org unknown" if address.startswith("gone") else "250 OK"
    )
    scene = await Scene(database, 55).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    await mailer(database, post).send_batch()

    ((state, _, why),) = await status(database, gone)
    assert state == "GIVEN_UP"
    assert why is not None
    assert "gone@example.org" not in why
    assert await status(database, there) == [("SENT", 1, None)]


async def test_a_server_that_is_busy_is_tried_so_often_and_no_more(
    database: Database, post: Post
) -> None:
    account = await reader(database, "busy", address="busy@example.org")
    post.to_message = lambda: "451 try later"
    scene = await Scene(database, 56).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    for _ in range(14):
        await due(database)
        await mailer(database, post).send_batch()

    ((state, attempts, _),) = await status(database, account)
    assert (state, attempts) == ("GIVEN_UP", 12)


async def test_two_processes_send_no_mail_twice(database: Database, post: Post) -> None:
    for number in range(30):
        await reader(database, f"many-{number}", address=f"many{number}@example.org")
    scene = await Scene(database, 57).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    await asyncio.gather(*(mailer(database, post).send_batch() for _ in range(3)))

    assert len(post.taken) == 30
    assert len(set(post.ids())) == 30


async def test_killed_between_acceptance_and_mark_the_same_message_comes_again(
    database: Database, post: Post, dsn: str, tmp_path: Path
) -> None:
    """At least once: the second copy bears the Message-ID of the first."""
    ring = KeyRing.generate()
    keys = tmp_path / "keys.json"
    keys.write_bytes(ring.to_json())
    own = Sealer(ring)
    account = await reader(database, "killed", address="unused@example.org")
    sealed = own.seal("killed@example.org", place_of_mail_address(account.id))
    await database.pool.execute(
        "update account set mail_address_sealed = $1 where id = $2", sealed, account.id
    )
    scene = await Scene(database, 58).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.operation.mail_process", dsn, str(keys), str(post.port),
        cwd=ROOT,
    )  # fmt: skip

    def kill() -> str:
        os.kill(process.pid, signal.SIGKILL)
        return "250 OK"

    post.to_message = kill
    assert await asyncio.wait_for(process.wait(), 30) == -signal.SIGKILL
    assert await status(database, account) == [("WAITING", 1, None)]

    post.to_message = lambda: "250 OK"
    second = Mailer(database, own, post.server, SENDER, LINK)
    await due(database)  # the claim has run out
    await second.send_batch()
    assert [address for address, _ in post.taken] == ["killed@example.org"] * 2
    assert len(set(post.ids())) == 1
    assert await status(database, account) == [("SENT", 2, None)]


async def test_whoever_withdraws_consent_gets_nothing_more(database: Database, post: Post) -> None:
    account = await reader(database, "leaving")
    viewer = Viewer(Role.DEPARTMENT, account.id)
    register = Register(database)
    given = {"address": "leaving@example.org", "consents": True}
    kept = (await register.ask(viewer, SET, input=given))["setMailAddress"]
    assert kept == {"account": {"mailAddress": "leaving@example.org"}, "findings": []}

    scene = await Scene(database, 59).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    await register.ask(viewer, SET, input={"address": None})
    await mailer(database, post).send_batch()
    sealed = "select mail_address_sealed from account where id = $1"

    assert post.taken == []
    assert await status(database, account) == [("GIVEN_UP", 1, "no longer wanted")]
    assert await database.pool.fetchval(sealed, account.id) is None


async def test_an_address_without_consent_is_not_kept(database: Database) -> None:
    account = await reader(database, "unasked")
    viewer = Viewer(Role.DEPARTMENT, account.id)
    given = {"address": "unasked@example.org", "consents": False}
    answer = await Register(database).ask(viewer, SET, input=given)
    sealed = "select mail_address_sealed from account where id = $1"

    assert answer["setMailAddress"]["findings"] == [
        {"code": "MAIL_CONSENT_MISSING", "path": ["consents"]}
    ]
    assert await database.pool.fetchval(sealed, account.id) is None


async def test_who_did_it_is_not_written_to(database: Database, post: Post) -> None:
    scene = await Scene(database, 60).begin()
    actor = scene.viewers[Role.DEPARTMENT].account_id
    assert actor is not None
    sealed = sealer().seal("actor@example.org", place_of_mail_address(actor))
    await database.pool.execute(
        "update account set mail_address_sealed = $1, mail_consent_at = register_now()"
        " where id = $2", sealed, actor,
    )  # fmt: skip
    held = models.AccountRole(id=new_id(), account_id=actor, role=Role.CENTER)
    await rows.write(database, held)
    await scene.open_with_panel()
    await mailer(database, post).send_batch()

    # The panel was confirmed by this very account, which is of the center as well.
    subjects = [str(mail["Subject"]) for _, mail in post.taken]
    assert not any("确认评估专家组" in subject for subject in subjects)


async def test_a_notice_wakes_the_worker(database: Database, post: Post) -> None:
    await reader(database, "awake", address="awake@example.org")
    scene = await Scene(database, 61).begin()
    worker = asyncio.create_task(mailer(database, post).work())
    try:
        await asyncio.sleep(0.5)  # it has looked, found nothing, and sleeps for half a minute
        await scene.on_application(Role.CENTER, "openAssessment")
        await asyncio.wait_for(post.has_taken.wait(), 5)
    finally:
        worker.cancel()
        done, _ = await asyncio.wait([worker], timeout=10)
        assert done


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.filterwarnings("ignore:Session.login_data is deprecated")
async def test_it_signs_in_where_the_server_asks_for_it(database: Database) -> None:
    account = await reader(database, "signed", address="signed@example.org")
    scene = await Scene(database, 62).begin()
    await scene.on_application(Role.CENTER, "openAssessment")

    def is_known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        is_right = data == LoginPassword(b"li", b"secret")
        return AuthResult(success=is_right)

    asked = {"auth_required": True, "auth_require_tls": False, "authenticator": is_known}
    async with post_office(**asked) as post:
        await mailer(database, post).send_batch()
        assert post.taken == []
        await due(database)
        server = MailServer("smtp", "127.0.0.1", post.port, "li", "secret")
        await Mailer(database, sealer(), server, SENDER, LINK).send_batch()
        assert len(post.taken) == 1
    assert await status(database, account) == [("SENT", 2, None)]


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A mail server's side with a certificate of its own for 127.0.0.1, and the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return context, certificate


@pytest.mark.filterwarnings("ignore:Session.login_data is deprecated")
@pytest.mark.parametrize("mode", ["smtps", "smtp+starttls"])
async def test_over_tls_it_writes_only_to_a_server_whose_certificate_it_trusts(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    account = await reader(database, f"tls-{mode}", address="tls@example.org")
    scene = await Scene(database, 71 if mode == "smtps" else 72).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    context, certificate = certified(tmp_path)
    is_at_once = mode == "smtps"
    given: dict[str, Any] = {} if is_at_once else {"tls_context": context, "require_starttls": True}
    async with post_office(tls=context if is_at_once else None, **given) as post:
        server = MailServer(mode, "127.0.0.1", post.port)
        mail = Mailer(database, sealer(), server, SENDER, LINK)
        await mail.send_batch()  # signed by nobody whom this machine knows
        assert post.taken == []
        ((state, attempts, why),) = await status(database, account)
        assert (state, attempts) == ("WAITING", 1)
        assert why
        await due(database)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        await mail.send_batch()
        assert [address for address, _ in post.taken] == ["tls@example.org"]
    assert await status(database, account) == [("SENT", 2, None)]


async def test_where_encryption_is_asked_for_nothing_is_sent_without(
    database: Database, post: Post
) -> None:
    account = await reader(database, "bare", address="bare@example.org")
    scene = await Scene(database, 73).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    server = MailServer("smtp+starttls", "127.0.0.1", post.port)
    await Mailer(database, sealer(), server, SENDER, LINK).send_batch()
    assert post.taken == []
    ((state, _, _),) = await status(database, account)
    assert state == "WAITING"


async def test_what_waited_for_days_is_not_sent_any_more(database: Database, post: Post) -> None:
    account = await reader(database, "old", address="old@example.org")
    scene = await Scene(database, 63).begin()
    await scene.on_application(Role.CENTER, "openAssessment")
    await database.pool.execute("update mail set queued_at = queued_at - interval '4 days'")
    await mailer(database, post).send_batch()

    assert post.taken == []
    assert await status(database, account) == [("GIVEN_UP", 1, "too old")]
