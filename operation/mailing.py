"""邮件通知 The outbox is sent: at least once, in order of waiting, whatever ends on the way.

A mail is claimed for a while (`for update skip locked`: several processes share the work), handed
to the mail server, then marked. Who is killed in between leaves it claimed; when the claim has run
out another sends it again under the same Message-ID, by which a reader's mail program knows it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, Final

import aiosmtplib
import structlog

from models.database import Database
from operation.mail_settings import MailServer
from operation.waking import take_turns
from permissions.sealing import Sealer, UnsealableError
from resolvers.account import place_of_mail_address
from resolvers.notice import message
from resolvers.write.noticing import MAIL_CHANNEL
from rules.act_names import ACT_NAMES
from rules.vocabulary import Role

BATCH: Final = 20
MOST_ATTEMPTS: Final = 12  # with the pauses below: about three days
FIRST_PAUSE: Final = 60.0
LONGEST_PAUSE: Final = 6 * 3600.0
OLDEST: Final = "3 days"  # what waited longer, for want of a mail server, is news to nobody
SMTP_SECONDS: Final = 20.0
NOT_LET_IN: Final = frozenset({530, 535})  # RFC 4954: to sign in first, or otherwise

CLAIM: Final = """
with waiting as (
  select id from mail
  where status = 'WAITING' and due_at <= clock_timestamp()
  order by due_at, id limit $1
  for update skip locked
)
update mail set
  attempts = mail.attempts + 1, version = mail.version + 1, updated_at = register_now(),
  due_at = clock_timestamp() + make_interval(secs => $2)
from waiting, notice, account
where waiting.id = mail.id and notice.id = mail.notice_id and account.id = mail.account_id
returning mail.id, mail.attempts, account.id as account_id, account.mail_address_sealed,
  account.is_disabled, notice.role, notice.act, notice.clause, notice.before, notice.after,
  notice.by_role, notice.school_name,
  mail.queued_at < clock_timestamp() - $3::text::interval as is_old
"""
SENT: Final = """
update mail set status = 'SENT', sent_at = clock_timestamp(), last_error = null,
  version = version + 1, updated_at = register_now()
where id = $1 and status = 'WAITING'
"""
AGAIN: Final = """
update mail set due_at = clock_timestamp() + make_interval(secs => $2), last_error = $3,
  version = version + 1, updated_at = register_now()
where id = $1 and status = 'WAITING'
"""
GIVE_UP: Final = """
update mail set status = 'GIVEN_UP', last_error = $2,
  version = version + 1, updated_at = register_now()
where id = $1 and status = 'WAITING'
"""

log = structlog.get_logger()


@dataclass
class Mailer:
    """Sends the outbox of one database. `lease_seconds` is how long a claim holds: longer than a
    batch may take. `first_pause` doubles with every attempt."""

    database: Database
    sealer: Sealer
    server: MailServer
    sender: str
    address: str
    lease_seconds: float = BATCH * SMTP_SECONDS
    first_pause: float = FIRST_PAUSE

    async def work(self) -> None:
        """Until it is cancelled."""
        await take_turns(self.database.dsn, MAIL_CHANNEL, [self.send_batch])

    async def send_batch(self) -> int:
        """Claim and send; gives how many were claimed."""
        claimed = await self.database.pool.fetch(CLAIM, BATCH, self.lease_seconds, OLDEST)
        wanted = [row for row in claimed if await self._is_wanted(row)]
        if wanted:
            await self._send(wanted)
        return len(claimed)

    async def _is_wanted(self, row: Any) -> bool:
        """Consent may have been withdrawn, or the account disabled, since it was queued."""
        why = None
        if row["mail_address_sealed"] is None or row["is_disabled"]:
            why = "no longer wanted"
        elif row["is_old"]:
            why = "too old"
        if why:
            await self.database.pool.execute(GIVE_UP, row["id"], why)
        return why is None

    async def _send(self, rows: Sequence[Any]) -> None:
        smtp = self._client()
        try:
            await smtp.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            smtp.close()  # it may have been let in, and not signed in
            for row in rows:
                await self._again(row, error)
            return
        try:
            for row in rows:
                await self._send_one(smtp, row)
        finally:
            with suppress(aiosmtplib.SMTPException, OSError):
                await smtp.quit()

    def _client(self) -> aiosmtplib.SMTP:
        server = self.server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            timeout=SMTP_SECONDS,
            use_tls=server.mode == "smtps",
            start_tls=server.mode == "smtp+starttls",
        )

    async def _send_one(self, smtp: aiosmtplib.SMTP, row: Any) -> None:
        try:
            place = place_of_mail_address(row["account_id"])
            mail = self.compose(row, self.sealer.unseal(row["mail_address_sealed"], place))
            await smtp.send_message(mail)
        except UnsealableError:
            await self.database.pool.execute(GIVE_UP, row["id"], "address does not open")
        except aiosmtplib.SMTPException as error:
            await self._failed(row, error)
        except OSError as error:
            await self._again(row, error)
        else:
            await self.database.pool.execute(SENT, row["id"])

    async def _failed(self, row: Any, error: aiosmtplib.SMTPException) -> None:
        """A recipient or a message that is refused by 5xx is so for good (RFC 5321 4.2.1); a sender
        that is not let in is the operator's to settle, and the mail waits for it."""
        of_mail = isinstance(error, (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError))
        if of_mail and code_of(error) >= 500 and code_of(error) not in NOT_LET_IN:
            await self.database.pool.execute(GIVE_UP, row["id"], _said(error))
            log.warning("mail refused", mail=str(row["id"]), why=_said(error))
        else:
            await self._again(row, error)

    async def _again(self, row: Any, error: Exception) -> None:
        if row["attempts"] >= MOST_ATTEMPTS:
            await self.database.pool.execute(GIVE_UP, row["id"], _said(error))
            log.error("mail given up", mail=str(row["id"]), why=_said(error))
            return
        pause = min(self.first_pause * 2.0 ** (row["attempts"] - 1), LONGEST_PAUSE)
        await self.database.pool.execute(AGAIN, row["id"], pause, _said(error))

    def compose(self, row: Any, recipient: str) -> EmailMessage:
        """What the notice says, and where to read on: no reason, no name of a person."""
        zh, en = ACT_NAMES.get(row["act"], (row["act"], row["act"]))
        mail = EmailMessage()
        mail["From"] = self.sender
        mail["To"] = recipient
        mail["Subject"] = f"登记 Dengji：{zh} · {en}"
        mail["Message-ID"] = f"<{row['id']}@{self.sender.partition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
        told = Role[row["role"]], row["act"], row["before"], row["after"], Role[row["by_role"]]
        said = [message(*told, row["school_name"], language) for language in ("zh-CN", "en")]
        clause = [f"条款 Clause: {row['clause']}"] if row["clause"] else []
        mail.set_content("\n".join([*said, *clause, "", self.address, ""]))
        return mail


def code_of(error: aiosmtplib.SMTPException) -> int:
    """The reply's code; 0 where the server said none. Of refused recipients there is one here."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return max(one.code for one in error.recipients)
    return error.code if isinstance(error, aiosmtplib.SMTPResponseException) else 0


def _said(error: Exception) -> str:
    """Never the server's words: they may repeat the address."""
    code = code_of(error) if isinstance(error, aiosmtplib.SMTPException) else 0
    return f"{type(error).__name__} {code}".removesuffix(" 0")
