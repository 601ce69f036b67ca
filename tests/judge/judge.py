"""The judge: one document asked of the compiler and of the executor, and the answers compared.

A plan may only succeed: where the executor has errors the compiler must have declined, for a
listed reason. Where the compiler declined, the executor must have errors, but for what it may
leave to the executor: introspection, variables that are not in their plain form, and a wrong
argument below something that is not there, which the executor never reads.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec
from graphql import GraphQLSchema, parse, validate

from models.database import Database
from permissions.viewer import Viewer
from resolvers.execute.context import Context
from resolvers.execute.execution import Incoming, run
from resolvers.read.plans import (
    BAD_INPUT,
    INTROSPECTION,
    NO_VALUE,
    VARIABLES,
    Reader,
)
from resolvers.read.statement import Declined
from rules.vocabulary import Role
from tests.judge.documents import Asked

LISTED = (BAD_INPUT, INTROSPECTION, NO_VALUE, VARIABLES)  # FAULT is nobody's answer
LEFT_TO_THE_EXECUTOR = (INTROSPECTION, VARIABLES)
INVALID = "invalid"
COMPARED = "compared"


class Disagreement(AssertionError):
    """The two answers differ, or the compiler declined what it should answer."""


@dataclass
class Judge:
    """Both executors over the schemas of some roles. `verdicts` counts what was seen."""

    database: Database
    schemas: dict[Role, GraphQLSchema]
    services: Any = None
    verdicts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.reader = Reader(self.schemas, self.services)

    async def judge(self, viewer: Viewer, asked: Asked) -> str:
        """What was seen; raises Disagreement with the document and both answers."""
        verdict = await self._judged(viewer, asked)
        self.verdicts[verdict] += 1
        if asked.others is not None and verdict != INVALID:
            await self._judged(viewer, Asked(asked.text, asked.others))
        return verdict

    async def _judged(self, viewer: Viewer, asked: Asked) -> str:
        ast = parse(asked.text, no_location=True)
        if validate(self.schemas[viewer.role], ast):
            return INVALID
        given = Incoming(hashlib.sha256(asked.text.encode()).hexdigest(), asked.variables)
        kinds = self.reader.kinds[viewer.role]
        context = Context(viewer, self.database.engine, kinds, self.reader, self.services, given)
        await self.begin_the_day()
        try:
            compiled = await self.compiled(viewer, ast, given)
        except Declined as declined:
            executed = await run(self.schemas[viewer.role], ast, None, context)
            return _declined(declined.reason, executed, asked)
        executed = await run(self.schemas[viewer.role], ast, None, context)
        if executed.errors:
            raise Disagreement(_words(asked, compiled, executed.errors))
        answer = msgspec.json.encode(executed.data)
        if difference := differs(ordered(compiled), ordered(answer)):
            raise Disagreement(_words(asked, *difference))
        return COMPARED

    async def begin_the_day(self) -> None:
        """A public look-up is counted by the day: the two executors must find the same count."""
        async with self.database.pool.acquire() as connection:
            await connection.execute("delete from identity_query")

    async def compiled(self, viewer: Viewer, ast: Any, given: Incoming) -> bytes:
        variables = msgspec.json.encode(given.variables)
        async with self.database.pool.acquire() as connection:
            return await self.reader.answer(
                connection, viewer, ast, given.digest, None, variables, given.language
            )


def _declined(reason: str, executed: Any, asked: Asked) -> str:
    if reason not in LISTED:
        raise Disagreement(_words(asked, f"declined: {reason}", executed.errors))
    is_unread = reason == BAD_INPUT and _has_gap(executed.data)
    if not executed.errors and reason not in LEFT_TO_THE_EXECUTOR and not is_unread:
        raise Disagreement(_words(asked, f"declined: {reason}", executed.data))
    return f"declined: {reason}"


def _has_gap(data: Any) -> bool:
    """Whether something in an answer is not there: what was asked below it was never read."""
    if isinstance(data, dict):
        return any(_has_gap(value) for value in data.values())
    if isinstance(data, list):
        return not data or any(_has_gap(value) for value in data)
    return data is None


class Object(tuple[tuple[str, Any], ...]):
    """A JSON object as its pairs: keys have an order, and may not appear twice."""

    __slots__ = ()


def ordered(text: bytes) -> Any:
    return json.loads(text, object_pairs_hook=Object)


def differs(one: Any, other: Any, path: str = "data") -> tuple[str, str] | None:
    """The first difference, both sides in words. 3 is 3.0, but 1 is not true."""
    if isinstance(one, tuple | list) and type(one) is type(other) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            step = one[at][0] if isinstance(one, Object) else at
            if found := differs(a, b, f"{path}.{step}" if type(one) is not tuple else path):
                return found
        return None
    numbers = (int, float)
    is_alike = type(one) is type(other) or (type(one) in numbers and type(other) in numbers)
    return None if is_alike and one == other else (f"{path}: {one!r}", f"{path}: {other!r}")


def _words(asked: Asked, compiled: Any, executed: Any) -> str:
    return f"\n{asked.text}\n{asked.variables}\ncompiled: {compiled}\nexecuted: {executed}"
