"""Asking the register as a client does: one document, one viewer, on the real database.

Every read is asked twice, of the compiler and of the executor: the answers must be the same.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import msgspec
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationType, parse, validate

import permissions.visible
from models.database import Database
from permissions.key_ring import KeyRing
from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from permissions.viewer import PUBLIC_VIEWER, Viewer
from resolvers.execute.context import Context
from resolvers.execute.execution import Incoming, run
from resolvers.read.plans import Plans, Reader, operation_of
from resolvers.read.statement import Declined
from resolvers.services import Services
from rules.vocabulary import Role
from schema.build import role_schemas, whole_schema

DECLARED = permissions.visible


def schemas(rehearsal: bool = False) -> dict[Role, GraphQLSchema]:
    return _built(rehearsal)


@cache
def _built(rehearsal: bool) -> dict[Role, GraphQLSchema]:
    return role_schemas(whole_schema(rehearsal))


@cache
def _plans(rehearsal: bool) -> Plans:
    """What one test has compiled serves the next."""
    return Plans()


@cache
def ring() -> KeyRing:
    return KeyRing.generate()


@cache
def sealer() -> Sealer:
    return Sealer(ring())


@cache
def links() -> Links:
    """Its clock stands, so that two executors give the same link."""
    begun = time.time()
    return Links(ring(), lambda: begun)


@lru_cache(2_000)
def _valid(role: Role, rehearsal: bool, document: str) -> DocumentNode:
    ast = parse(document, no_location=True)
    invalid = validate(_built(rehearsal)[role], ast)
    assert not invalid, invalid
    return ast


class Failed(AssertionError):
    """The answer has errors; `codes` and `errors` say which."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
        self.causes = [error.original_error for error in errors]


@dataclass
class Register:
    """One opened database behind all role schemas; `rehearsal` takes those with a clock."""

    database: Database
    rehearsal: bool = False

    def __post_init__(self) -> None:
        self.services = Services(Passwords(), sealer(), links(), self.database.engine)
        self.schemas = schemas(self.rehearsal)
        self.reader = Reader(self.schemas, self.services, _plans(self.rehearsal))

    async def ask(
        self, viewer: Viewer | None, document: str, language: str = "zh-CN", **variables: Any
    ) -> dict[str, Any]:
        """The answer's data. Raises Failed if there are errors, AssertionError if the document is
        not valid for the viewer's role or the two executors differ."""
        viewer = viewer or PUBLIC_VIEWER
        ast = _valid(viewer.role, self.rehearsal, document)
        given = Incoming(hashlib.sha256(document.encode()).hexdigest(), variables, language)
        executed = await self.execute(viewer, ast, given)
        if operation_of(ast, None).operation is OperationType.QUERY:
            await self.judge(viewer, ast, given, executed)
        if executed.errors:
            raise Failed(list(executed.errors))
        return json.loads(msgspec.json.encode(executed.data))  # type: ignore[no-any-return]

    async def execute(self, viewer: Viewer, ast: DocumentNode, given: Incoming) -> Any:
        kinds = self.reader.kinds[viewer.role]
        context = Context(viewer, self.database.engine, kinds, self.reader, self.services, given)
        return await run(self.schemas[viewer.role], ast, None, context)

    async def judge(
        self, viewer: Viewer, ast: DocumentNode, given: Incoming, executed: Any
    ) -> None:
        """A compiled read may only succeed, and then with the executor's answer."""
        variables = msgspec.json.encode(given.variables)
        try:
            async with self.database.pool.acquire() as connection:
                text = await self.reader.answer(
                    connection, viewer, ast, given.digest, None, variables, given.language
                )
        except Declined:
            assert executed.errors, "the compiler declined what the executor answers"
        else:
            assert not executed.errors, executed.errors
            assert json.loads(text) == json.loads(msgspec.json.encode(executed.data))
