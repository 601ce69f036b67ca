"""A register of three certificates behind the real lane: small enough to see through.

It stands where the program stands and keeps its promises: a "compiled" read for one document,
graphql-core's executor for every other, tokens for two roles, and failures on purpose.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import asyncpg
import strawberry
from graphql import ExecutionResult, execute

from permissions.errors import BadUserInput, Conflict, Unauthenticated
from permissions.request_facts import RequestFacts
from permissions.viewer import PUBLIC_VIEWER, Viewer
from rules.vocabulary import Role
from transport.documents import Document

SECRET = "310101199003077651"  # in no answer and in no line of the log
COMPILED = "query Compiled($id: ID) { certificate(id: $id) { number } }"
TOKENS = {"school-token": Role.SCHOOL, "supervisor-token": Role.SUPERVISOR}


@strawberry.type
class Certificate:
    id: strawberry.ID
    number: str

    @strawberry.field
    def self(self) -> "Certificate":
        return self

    @strawberry.field
    def same(self) -> list["Certificate"]:
        return [self]


@strawberry.type
class Query:
    @strawberry.field
    def certificate(self, id: strawberry.ID | None = None, number: str = "") -> Certificate | None:
        return Certificate(id=strawberry.ID("1"), number="Y000031000011260000001")

    @strawberry.field
    def certificates(self, first: int = 1) -> list[Certificate]:
        return [Certificate(id=strawberry.ID(str(n)), number=str(n)) for n in range(first)]

    @strawberry.field
    def fault(self) -> str | None:
        raise RuntimeError(f"insert into person values ({SECRET})")

    @strawberry.field
    def refused(self) -> str | None:
        raise BadUserInput("证书编号应为22位。", "The number has 22 characters.", expected="22")

    @strawberry.field
    def away(self) -> str | None:
        raise asyncpg.ConnectionDoesNotExistError(f"gone while reading {SECRET}")

    @strawberry.field
    def wrong(self) -> int | None:
        return SECRET + "x"  # type: ignore[return-value]

    @strawberry.field
    async def slow(self, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "done"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def issue(self, number: str, expected_version: int = 1) -> Certificate | None:
        if expected_version != 1:
            raise Conflict("已被他人修改。", "Somebody has changed it.", currentVersion=1)
        SmallRegister.issued.append(number)
        return Certificate(id=strawberry.ID("4"), number=number)


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def changed(self) -> AsyncIterator[str]:
        yield "never"


class SmallRegister:
    """A Backend (transport/backend.py)."""

    issued: list[str] = []

    def __init__(self) -> None:
        self.whole = strawberry.Schema(Query, Mutation, Subscription)
        self.seen: list[tuple[str | None, object, RequestFacts]] = []
        self.lacking: list[str] = []
        self.cancelled = 0
        self.seconds_to_know_a_viewer = 0.0

    def schema(self, role: Role) -> strawberry.Schema:
        return self.whole

    async def read(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        viewer: Viewer,
        request: RequestFacts,
    ) -> bytes | None:
        if document.text != COMPILED:
            return None
        return b'{"certificate":{"number":"Y000031000011260000001"}}'

    async def execute(
        self,
        document: Document,
        operation_name: str | None,
        variables: dict[str, Any],
        viewer: Viewer,
        request: RequestFacts,
    ) -> ExecutionResult:
        self.seen.append((operation_name, variables, request))
        answer = execute(
            self.whole._schema,
            document.ast,
            variable_values=variables,
            operation_name=operation_name,
            root_value=None,
        )
        try:
            return answer if isinstance(answer, ExecutionResult) else await answer
        except asyncio.CancelledError:
            self.cancelled += 1
            raise

    async def follow(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        token: str | None,
        request: RequestFacts,
    ) -> AsyncGenerator[bytes, None]:
        """One event; then a school meets a fault, a supervisor the end of its session."""
        try:
            yield b'{"changed":"once"}'
            if token == "supervisor-token":
                raise Unauthenticated("会话已结束。", "The session has ended; sign in again.")
            if token == "school-token":
                raise RuntimeError(f"insert into person values ({SECRET})")
            await asyncio.Event().wait()
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise

    async def viewer(self, token: str | None) -> Viewer:
        await asyncio.sleep(self.seconds_to_know_a_viewer)
        if token is None:
            return PUBLIC_VIEWER
        if token not in TOKENS:
            raise Unauthenticated("会话已结束。", "The session has ended; sign in again.")
        return Viewer(TOKENS[token])

    async def ready(self) -> list[str]:
        return self.lacking
