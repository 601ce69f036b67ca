"""登录 Whether somebody knows the password of an account, with a bound on the tries.

A try is counted, and committed, before the password is looked at: however many come at once, five
wrong ones are verified. In one process the tries of one account are made one after the other, so
that right ones, which end the count, are not taken for failures while they are being verified; of
several processes each has one try under way. A name that is unknown or locked costs the same work
and gets the same words as a wrong password.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Update, case, func, null, or_, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from models import Account
from permissions.passwords import Passwords

MOST_FAILURES: Final = 5
LOCKED: Final = timedelta(minutes=15)

# A try on an unknown name writes nothing; without waiting for the disk, one on a known name takes
# as long. A crash of the server forgets the tries of its last second.
WITHOUT_WAITING: Final = text("select set_config('synchronous_commit', 'off', true)")


@dataclass(frozen=True)
class Proven:
    """The password was right; whether the account may act is another question."""

    account_id: UUID
    is_disabled: bool


@dataclass(frozen=True)
class Whose:
    """An account by what names it: `key` for the turn of its tries, `row` for its row."""

    key: str
    row: ColumnElement[bool]


def by_login_name(login_name: str) -> Whose:
    name = login_name.strip().lower()
    return Whose(name, func.lower(Account.login_name) == name)


def by_id(account_id: UUID | None) -> Whose:
    return Whose(str(account_id), Account.id == account_id)


async def prove(
    engine: AsyncEngine, passwords: Passwords, whose: Whose, password: str
) -> Proven | None:
    """None if the password is wrong, or the account unknown or locked.

    Raises Unavailable when too many are signing in. No connection is held while hashing.
    """
    async with passwords.turn(whose.key):
        return await _proven(engine, passwords, whose.row, password)


async def _proven(
    engine: AsyncEngine, passwords: Passwords, whose: ColumnElement[bool], password: str
) -> Proven | None:
    async with engine.begin() as connection:
        await connection.execute(WITHOUT_WAITING)
        known = (await connection.execute(_counted(whose))).first()
    stored = known.password_hash if known else None
    if not await passwords.verify(password, stored) or known is None:
        return None
    renewed = {}
    if passwords.needs_rehash(known.password_hash):  # made with older parameters
        renewed["password_hash"] = await passwords.hash(password)
    async with engine.begin() as connection:
        await connection.execute(_forgiven(known.id, **renewed))
    return Proven(known.id, known.is_disabled)


def _forgiven(account_id: UUID, **renewed: str) -> Update:
    """A right password ends the count."""
    return _silently(Account.id == account_id, failed_count=0, locked_until=null(), **renewed)


def _counted(whose: ColumnElement[bool]) -> Update:
    """Count one more try, unless the account is locked; after a lock the count begins anew."""
    now = func.clock_timestamp()
    count = case((Account.locked_until.is_(None), Account.failed_count + 1), else_=1)
    is_open = or_(Account.locked_until.is_(None), Account.locked_until <= now)
    until = case((count >= MOST_FAILURES, now + LOCKED), else_=null())
    counting = _silently(whose, failed_count=count, locked_until=until).where(is_open)
    return counting.returning(Account.id, Account.password_hash, Account.is_disabled)


def _silently(whose: ColumnElement[bool], **values: Any) -> Update:
    """Tries are no change of the account: its `updated_at` and version stay."""
    return update(Account).where(whose).values(updated_at=Account.updated_at, **values)
