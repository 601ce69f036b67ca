"""会话 Signing in and out, another token, another role, another password."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, AccountRole, District, Institution, Session
from permissions.errors import Forbidden, Unauthenticated
from permissions.sessions import CHANNEL, IDLE, LONGEST, hash_of, new_token
from permissions.sign_in import Proven, by_id, by_login_name, prove
from resolvers.execute.context import Context
from resolvers.identity import write_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.account import check_password, wrong_password
from rules.entry import not_found

Given = Mapping[str, Any]

# Unknown, wrong and locked are one: who guesses learns nothing.
WRONG = (
    "登录名或口令不正确，或账号因多次失败已锁定。",
    "The login name or the password is wrong, or the account is locked after several failures.",
)
DISABLED = "账号已停用。", "The account is disabled."
NO_ROLE = "账号不具有该角色。", "The account may not act in this role."
ENDED = "会话已结束，请重新登录。", "The session has ended; sign in again."


@dataclass(frozen=True)
class Held:
    """A role that an account may act in, with the names of those it acts for."""

    id: UUID
    role: Any
    institution_name: str | None
    district_name: str | None

    def shown(self) -> dict[str, Any]:
        return {
            "id": write_id("AccountRole", self.id),
            "role": self.role,
            "institution_name": self.institution_name,
            "district_name": self.district_name,
        }


async def prove_sign_in(context: Context, given: Given) -> Proven:
    """Before the act's transaction: a failure is counted although the sign-in fails.

    Raises RateLimited, Unauthenticated, Forbidden, or Unavailable when too many sign in.
    """
    services = context.services
    if services.attempts is not None:
        services.attempts.take(context.request.address)
    whose = by_login_name(given["login_name"])
    proven = await prove(context.engine, services.passwords, whose, given["password"])
    if proven is None:
        raise Unauthenticated(*WRONG)
    if proven.is_disabled:
        raise Forbidden(*DISABLED)
    return proven


async def sign_in(writing: Writing, given: Given) -> Outcome:
    """In the role that was asked for, else in the first that the account was given."""
    account_id = writing.prepared.account_id
    held = await _held_roles(writing.session, account_id)
    chosen = next((h for h in held if given.get("role") in (None, h.role)), None)
    if chosen is None:
        raise Forbidden(*NO_ROLE)
    await writing.session.execute(delete(Session).where(Session.account_id == account_id, _over()))
    token = new_token()
    begun = await writing.session.execute(
        insert(Session)
        .values(
            token_hash=hash_of(token),
            account_id=account_id,
            account_role_id=chosen.id,
            expires_at=func.clock_timestamp() + LONGEST,
        )
        .returning(Session.expires_at)
    )
    return await _session(writing, account_id, chosen, held, token, begun.scalar_one())


async def sign_out(writing: Writing, given: Given) -> Outcome:
    await writing.session.execute(delete(Session).where(Session.id == writing.viewer.session_id))
    await tell_sessions(writing, writing.viewer.account_id)
    return {}


async def refresh(writing: Writing, given: Given) -> Outcome:
    """Another token for the same session, whose end stays; the token before is worth nothing."""
    role_id = await writing.session.scalar(
        select(Session.account_role_id).where(Session.id == writing.viewer.session_id)
    )
    if role_id is None:
        raise Unauthenticated(*ENDED)
    return await _rotated(writing, role_id)


async def act_as(writing: Writing, given: Given) -> Outcome:
    """The session goes on in another role of the account, under another token."""
    return await _rotated(writing, given["account_role_id"].of("AccountRole"))


async def prepare_password(context: Context, given: Given) -> str | None:
    """The hash of the new password, or None where the current one is not proven.

    A wrong guess here counts like one at the door.
    """
    if check_password(given["new_password"], ()):
        return None
    passwords = context.services.passwords
    whose = by_id(context.viewer.account_id)
    if await prove(context.engine, passwords, whose, given["current_password"]) is None:
        return None
    hashed: str = await passwords.hash(given["new_password"])
    return hashed


async def change_password(writing: Writing, given: Given) -> Outcome:
    """Every other session of the account ends."""
    findings = check_password(given["new_password"], ("newPassword",))
    if not findings and writing.prepared is None:
        findings = wrong_password(("currentPassword",))
    writing.judge(findings)
    account = await writing.session.get_one(
        Account, writing.viewer.account_id, with_for_update=True
    )
    account.password_hash = writing.prepared
    others = Session.id.is_distinct_from(writing.viewer.session_id)
    await writing.session.execute(delete(Session).where(Session.account_id == account.id, others))
    writing.record("changePassword", account)
    await tell_sessions(writing, account.id)
    return {"account": Ref.of(account)}


async def tell_sessions(writing: Writing, account_id: UUID | None) -> None:
    """Every process asks again about the sessions of this account, once this has happened."""
    await writing.session.execute(select(func.pg_notify(CHANNEL, str(account_id))))


async def _rotated(writing: Writing, role_id: UUID | None) -> Outcome:
    account_id = writing.viewer.account_id
    assert account_id is not None, "sessions are of somebody signed in"
    held = await _held_roles(writing.session, account_id)
    chosen = next((h for h in held if h.id == role_id), None)
    if chosen is None:
        writing.judge(not_found(writing.clause, ("accountRoleId",)))
        raise AssertionError("a finding of that weight refuses")
    token = new_token()
    changed = await writing.session.execute(
        update(Session)
        .where(Session.id == writing.viewer.session_id)
        .values(token_hash=hash_of(token), account_role_id=chosen.id)
        .returning(Session.expires_at)
    )
    expires_at = changed.scalar_one_or_none()
    if expires_at is None:
        raise Unauthenticated(*ENDED)
    await tell_sessions(writing, account_id)
    return await _session(writing, account_id, chosen, held, token, expires_at)


async def _session(
    writing: Writing, account_id: UUID, chosen: Held, held: list[Held], token: str, expires_at: Any
) -> Outcome:
    account = await writing.session.get_one(Account, account_id)
    return {
        "token": token,
        "expires_at": expires_at,
        "viewer": {
            **chosen.shown(),
            "account_id": write_id("Account", account_id),
            "login_name": account.login_name,
            "display_name": account.display_name,
            "roles": [other.shown() for other in held],
        },
    }


async def _held_roles(session: AsyncSession, account_id: UUID) -> list[Held]:
    """In the order in which they were given."""
    statement = (
        select(AccountRole.id, AccountRole.role, Institution.name, District.name)
        .outerjoin(AccountRole.institution)
        .outerjoin(AccountRole.district)
        .where(AccountRole.account_id == account_id, ~AccountRole.is_withdrawn)
        .order_by(AccountRole.created_at, AccountRole.id)
    )
    return [Held(*row) for row in await session.execute(statement)]


def _over() -> Any:
    """Sessions that have ended leave with the next sign-in."""
    now = func.clock_timestamp()
    return (Session.expires_at <= now) | (Session.last_seen_at <= now - IDLE)
