"""演示之后的登记系统: the whole program over what the demonstration leaves, asked as pages ask.

`demonstrated(server)` gives a database of its own each time; the play itself is once a process.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from models.database import Database, open_database
from models.store import FolderStore
from operation.demonstration import ACCOUNTS, play
from operation.load import load_reference
from operation.migrate import newest_revision
from permissions.passwords import Passwords
from resolvers.services import Services
from rules.vocabulary import Role
from tests.register import links, sealer
from tests.server import Server
from transport.app import application
from transport.options import Options
from transport.program import Program
from transport.receiving import Receiver

REFERENCE = "reference"
DEMONSTRATION = "demonstration"
ADDRESS = "http://register.test"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token } }"
VIEWER = "{ viewer { accountId } }"
LOGIN = {Role[account.role]: account for account in reversed(ACCOUNTS)}
"""The account of each role; of a role with several, the first."""


@dataclass
class Asking:
    """The application without a socket; nothing counts by address, neither requests nor tries."""

    database: Database
    program: Program
    http: httpx.AsyncClient

    async def ask(
        self, text: str, token: str | None = None, variables: dict[str, Any] | None = None
    ) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        body = {"query": text, "variables": variables or {}}
        return await self.http.post("/graphql", json=body, headers=headers)


@dataclass
class Demonstrated(Asking):
    """After the demonstration: every role has an account, and a session once it is asked for."""

    tokens: dict[Role, str] = field(default_factory=dict)

    async def token(self, role: Role) -> str | None:
        """The session of the role's account, begun once; None of the public."""
        if role is not Role.PUBLIC and role not in self.tokens:
            self.tokens[role] = await self.sign_in(role)
        return self.tokens.get(role)

    async def sign_in(self, role: Role) -> str:
        """A further session of the role's account."""
        account = LOGIN[role]
        given = {"loginName": account.login_name, "password": account.password}
        answer = await self.ask(SIGN_IN, variables={"input": given})
        token: str = answer.json()["data"]["signIn"]["token"]
        return token


@asynccontextmanager
async def demonstrated(server: Server) -> AsyncIterator[Demonstrated]:
    await server.ensure_template(REFERENCE, load_reference)
    await server.ensure_template(DEMONSTRATION, _demonstrate, source=REFERENCE)
    dsn = await server.cloned(DEMONSTRATION)
    async with asking(dsn) as asked:
        yield Demonstrated(asked.database, asked.program, asked.http)
    await server.drop(dsn)


@asynccontextmanager
async def asking(dsn: str) -> AsyncIterator[Asking]:
    """The program over any migrated database."""
    async with _opened(dsn) as (database, program):
        app = application(program, Options(anonymous_rate=None))
        async with (
            program.listening(),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as http,
        ):
            yield Asking(database, program, http)


async def _demonstrate(dsn: str) -> None:
    async with _opened(dsn) as (database, program):
        with TemporaryDirectory() as folder:
            store = FolderStore(Path(folder) / "documents")
            receiver = Receiver(database.engine, links(), store, Path(folder) / "incoming")
            await play(program, database, receiver)


@asynccontextmanager
async def _opened(dsn: str) -> AsyncIterator[tuple[Database, Program]]:
    database = await open_database(dsn, size=4)
    passwords = Passwords()
    try:
        services = Services(passwords, sealer(), links(), database.engine)
        yield database, Program(database, services, newest_revision())
    finally:
        passwords.close()
        await database.close()
