"""程序 The register behind the lane: role schemas, compiled reads, the executor, sessions."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import strawberry
import structlog

import permissions.visible  # noqa: F401  (declares who sees which rows)
from models.database import Database
from models.listening import listen
from permissions.errors import Unauthenticated
from permissions.request_facts import RequestFacts
from permissions.role_schemas import declared
from permissions.sessions import CHANNEL as SESSION_CHANGED
from permissions.sessions import Sessions
from permissions.viewer import Viewer
from resolvers.execute.context import Context
from resolvers.execute.execution import Incoming, run
from resolvers.read.plans import FAULT, Plan, Reader
from resolvers.read.statement import Declined
from resolvers.services import Services
from rules.vocabulary import Role
from schema.build import role_schemas, whole_schema
from transport.backend import Executed
from transport.changes import CHANNEL as ROW_CHANGED
from transport.changes import Changes
from transport.documents import Document
from transport.kept_answers import CHANNEL as PUBLIC_CHANGED
from transport.kept_answers import KeptAnswers, may_be_kept
from transport.masking import causes, is_connection_lost
from transport.rates import Rate
from transport.subscription import Subscription

PASSWORD_RATE: Final = Rate(per_second=0.5, burst=30)
"""How often one address may try passwords; a whole school may share one."""

RIGHTS_SECONDS: Final = 4.0
"""How long a subscription may outlive the rights of who opened it, while nothing happens."""

OTHER_ROLE: Final = (
    "已改用其他角色，请以新角色重新订阅。",
    "The session has another role now: subscribe again in it.",
)

IS_REHEARSAL: Final = "select is_rehearsal from register_clock"
REVISION: Final = "select version_num from alembic_version"

log = structlog.get_logger()


async def open_program(database: Database, services: Services, revision: str) -> "Program":
    """The program on a migrated database; in that of a rehearsal the clock can be moved."""
    is_rehearsal: bool = await database.pool.fetchval(IS_REHEARSAL)
    return Program(database, services, revision, is_rehearsal)


class Program:
    """A Backend (transport/backend.py) on one opened database.

    `revision` is the migration that this program was written for; `is_rehearsal` that of the
    database (`open_program` asks it).
    """

    def __init__(
        self, database: Database, services: Services, revision: str, is_rehearsal: bool = False
    ) -> None:
        self.is_rehearsal = is_rehearsal
        self._database = database
        self._services = services
        self._revision = revision
        self._schemas = role_schemas(whole_schema(is_rehearsal))
        self._reader = Reader(self._schemas, services)
        self._sessions = Sessions(database.pool)
        self._changes = Changes()
        self._kept = KeptAnswers()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """While it is open, what changes for a session elsewhere is known here at once."""
        listener = asyncio.create_task(
            listen(
                self._database.dsn,
                {
                    SESSION_CHANGED: self._sessions.forget,
                    ROW_CHANGED: self._changes.hear,
                    PUBLIC_CHANGED: self._kept.drop,
                },
                connected=self._connected,
                lost=self._lost,
            )
        )
        try:
            yield
        finally:
            listener.cancel()
            with suppress(asyncio.CancelledError):
                await listener

    def _connected(self) -> None:
        self._changes.connected()
        self._kept.connected()

    def _lost(self) -> None:
        self._changes.lost()
        self._kept.lost()

    def schema(self, role: Role) -> strawberry.Schema:
        shown: strawberry.Schema = declared(self._schemas[role])
        return shown

    async def read(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        viewer: Viewer,
        request: RequestFacts,
    ) -> bytes | None:
        """None counts as a decline: the executor answers, and words what is wrong."""
        key = (document.digest, operation_name, variables)
        is_public = viewer.role is Role.PUBLIC
        if is_public and (kept := self._kept.get(key)) is not None:
            return kept
        asked = self._kept.asked()
        try:
            async with self._database.pool.acquire() as connection:
                body = await self._reader.answer(
                    connection,
                    viewer,
                    document.ast,
                    document.digest,
                    operation_name,
                    variables,
                    request.language.value,
                    address=request.address,
                )
            if is_public and may_be_kept(self._plan(document, operation_name, variables)):
                self._kept.keep(key, body, asked)
            return body
        except Declined as declined:
            self._reader.count(declined)
        except Exception as error:
            if any(is_connection_lost(cause) for cause in causes(error)):
                raise
            self._reader.count(Declined(FAULT))
            log.error("compiled read", document=document.digest, exc_info=error)
        return None

    def _plan(self, document: Document, name: str | None, variables: bytes) -> Plan:
        return self._reader.plan(Role.PUBLIC, document.digest, document.ast, name, variables)[0]

    async def execute(
        self,
        document: Document,
        operation_name: str | None,
        variables: dict[str, Any],
        viewer: Viewer,
        request: RequestFacts,
    ) -> Executed:
        context = Context(
            viewer,
            self._database.engine,
            self._reader.kinds[viewer.role],
            self._reader,
            self._services,
            Incoming(document.digest, variables, request.language.value, request.address),
        )
        try:
            return await run(self._schemas[viewer.role], document.ast, operation_name, context)
        finally:
            self._kept.drop()  # whoever acts here reads what was done here

    async def follow(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        token: str | None,
        request: RequestFacts,
    ) -> AsyncGenerator[bytes, None]:
        viewer = await self._sessions.viewer(token, is_use=False)
        language = request.language.value
        subscription = Subscription(self._reader, document, operation_name, variables, language)
        with self._changes.follow(subscription.followed.table) as follower:
            last = await self._event(subscription, viewer, "")
            while True:
                changed = await follower.next(RIGHTS_SECONDS)
                if await self._sessions.viewer(token, is_use=False) != viewer:
                    raise Unauthenticated(*OTHER_ROLE)
                for row_id in changed:
                    data = await self._event(subscription, viewer, row_id)
                    if subscription.is_shown(data, last):
                        yield data
                    last = data

    async def _event(self, subscription: Subscription, viewer: Viewer, row_id: str) -> bytes:
        async with self._database.pool.acquire() as connection:
            return await subscription.event(connection, viewer, row_id)

    async def viewer(self, token: str | None) -> Viewer:
        return await self._sessions.viewer(token)

    async def ready(self) -> list[str]:
        """Reachable, and migrated to what this program was written for."""
        try:
            found = await self._database.pool.fetchval(REVISION)
        except Exception as error:
            return [f"The database does not answer: {type(error).__name__}."]
        if found != self._revision:
            return [f"The database is at migration {found}; this program needs {self._revision}."]
        return []

    @property
    def declines(self) -> dict[str, int]:
        """How often the executor had to answer a query, by reason."""
        return dict(self._reader.declines)
