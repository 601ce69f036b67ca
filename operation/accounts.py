"""账号: the first administrator and the accounts of the authorities, by whoever runs the register.

`python -m operation.accounts create LOGIN ROLE [DISTRICT]` asks for the password, or reads it from
standard input. ROLE is one of the authorities', SUPERVISOR or ADMINISTRATOR: a school registers
itself, and an expert's account is made by the administrator.
"""

import asyncio
import getpass
import os
import sys
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, AccountRole, District, RegisterEntry
from models.base import new_id
from models.database import open_engine
from operation.migrate import State, state
from operation.place import running_database
from operation.refusal import RefusedError
from operation.settings import read_settings
from permissions.passwords import Passwords
from rules.account import check_password
from rules.vocabulary import Role

ROLES: Final = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SCHOOL, Role.EXPERT))
USAGE: Final = "python -m operation.accounts create LOGIN ROLE [DISTRICT]"


async def create_account(
    dsn: str,
    login_name: str,
    password: str,
    role: Role,
    *,
    district_code: str | None = None,
    display_name: str | None = None,
) -> None:
    """An account in one role. Raises RefusedError for what an account must not be."""
    _check(login_name, password, role, district_code)
    engine = open_engine(dsn, size=1)
    passwords = Passwords()
    try:
        hashed = await passwords.hash(password)
        async with AsyncSession(engine) as session, session.begin():
            await _check_against(session, login_name, district_code)
            await _write(session, login_name, hashed, role, district_code, display_name)
    finally:
        passwords.close()
        await engine.dispose()


def _check(login_name: str, password: str, role: Role, district_code: str | None) -> None:
    if role not in ROLES:
        names = ", ".join(known.name for known in ROLES)
        raise RefusedError(f"{role.name} is not given here; expected one of {names}.")
    if district_code and role is not Role.SUPERVISOR:
        raise RefusedError("Only a supervisor is of a district.")
    if not login_name.strip():
        raise RefusedError("A login name is needed.")
    for finding in check_password(password, ()):
        raise RefusedError(f"{finding.message_en}.")


async def _check_against(session: AsyncSession, login_name: str, district_code: str | None) -> None:
    same = func.lower(Account.login_name) == login_name.strip().lower()
    if await session.scalar(select(exists().where(same))):
        raise RefusedError(f"There is an account {login_name} already.")
    known = exists().where(District.code == district_code)
    if district_code and not await session.scalar(select(known)):
        raise RefusedError(f"{district_code} is no district's code.")


async def _write(
    session: AsyncSession,
    login_name: str,
    hashed: str,
    role: Role,
    district_code: str | None,
    display_name: str | None,
) -> None:
    name = login_name.strip()
    account = Account(
        id=new_id(), login_name=name, display_name=display_name or name, password_hash=hashed
    )
    session.add(account)
    await session.flush()
    session.add(AccountRole(account_id=account.id, role=role, district_code=district_code))
    session.add(
        RegisterEntry(
            noun=Account.__tablename__,
            subject_id=account.id,
            act="createAccount",
            role=Role.ADMINISTRATOR,  # by whoever runs the register: no account of its own
            after=role.name,
        )
    )


def read_password() -> str:
    """Asked twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password (12 to 128 characters): ")
    if first != getpass.getpass("Once more: "):
        raise RefusedError("The two are not the same.")
    return first


def role_of(word: str) -> Role:
    if word.upper() not in Role.__members__:
        names = ", ".join(role.name for role in ROLES)
        raise RefusedError(f"{word} is no role; expected one of {names}.")
    return Role[word.upper()]


def main(words: list[str]) -> None:
    if len(words) not in (3, 4) or words[0] != "create":
        raise RefusedError(USAGE)
    login_name, role = words[1], role_of(words[2])
    password = read_password()
    with running_database(read_settings(os.environ)) as dsn:
        if asyncio.run(state(dsn)) is not State.CURRENT:
            raise RefusedError("The register is not of this version: start it once.")
        district_code = words[3] if words[3:] else None
        asyncio.run(create_account(dsn, login_name, password, role, district_code=district_code))
    print(f"{login_name} may sign in as {role.zh} {role.name}.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusedError as error:
        sys.exit(str(error))
