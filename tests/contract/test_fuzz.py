"""Schemathesis against the schema of every role, in a register that has seen the demonstration.

`FUZZ_EXAMPLES=25` asks more of each operation (`make fuzz-api`); the figure is printed.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import httpx
import pytest
from graphql import GraphQLSchema

from operation.demonstration.cast import PASSWORD
from resolvers.read.plans import FAULT
from rules.vocabulary import Role
from tests.contract.documents import Operation, operations
from tests.contract.elements import schema_of
from tests.contract.plausible import Values, plausible, values_of, with_typenames
from tests.contract.verdict import faults
from tests.demonstrated import LOGIN, Demonstrated, demonstrated
from tests.logged import kept_log
from tests.server import Server

# A failed field ends its siblings before graphql-core has begun them. Where the collector finds one
# in a frame without imports, the warning itself fails.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"
    ),
]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "3"))
SHOWN = 10
# They end or change the session that asks: each of their documents gets a session of its own.
ON_SESSIONS = {"signOut", "refreshSession", "actAs", "changePassword"}
ANSWERED = "answered"
# The least share that must come past the door, or nothing is tried; of one document an operation
# less does, for chance has more of a say.
PASSED = 0.25 if EXAMPLES > 1 else 0.15


@dataclass
class Run:
    """The documents of one role, sent one after the other; `outcomes` counts the answers."""

    register: Demonstrated
    role: Role
    schema: GraphQLSchema
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    async def operation(self, operation: Operation, values: Values) -> None:
        for number, text in enumerate(operation.documents):
            if number % 3:  # the first of three stays as wild as it was generated
                text = plausible(text, self.schema, values, f"{operation.label} {number}")
            await self.document(operation, with_typenames(text, self.schema))

    async def document(self, operation: Operation, text: str) -> None:
        token = await self.register.token(self.role)
        if operation.field in ON_SESSIONS:
            token = await self.register.sign_in(self.role)
        answer = await self.register.ask(text, token)
        self.outcomes[outcome(answer)] += 1
        found = faults(answer, self.schema, text)
        self.failures += [f"{operation.label}: {fault}\n{text}" for fault in found]


def outcome(answer: httpx.Response) -> str:
    errors = answer.json().get("errors")
    return errors[0]["extensions"]["code"] if errors else ANSWERED


@pytest.fixture(scope="module")
def figures() -> Iterator[Counter[str]]:
    counted: Counter[str] = Counter()
    yield counted
    print(f"\nAll roles: {dict(counted)}")


@pytest.mark.parametrize("role", Role)
async def test_whatever_is_asked_the_answer_is_right_or_a_typed_refusal(
    server: Server, role: Role, figures: Counter[str]
) -> None:
    asked = operations(role, EXAMPLES)
    with kept_log() as log:
        run, declines = await fuzzed(server, role, asked)
    own = {"operations": len(asked), "requests": run.outcomes.total()}
    figures.update(own | {"failures": len(run.failures)})
    print(f"\n{role.name}: {own}, {dict(run.outcomes)}")
    assert not run.failures, "\n\n".join(run.failures[:SHOWN])
    assert FAULT not in declines, "a compiled read failed; the log says why"
    assert run.outcomes[ANSWERED] > PASSED * run.outcomes.total(), "too much is refused at the door"
    assert PASSWORD not in log.getvalue().decode()


async def fuzzed(server: Server, role: Role, asked: list[Operation]) -> tuple[Run, dict[str, int]]:
    async with demonstrated(server) as register:
        run = Run(register, role, schema_of(role))
        values = await values_of(register.database, await account(register, role))
        for operation in asked:
            await run.operation(operation, values)
        return run, register.program.declines


async def account(register: Demonstrated, role: Role) -> UUID | None:
    """The account that asks."""
    if role is Role.PUBLIC:
        return None
    found: UUID = await register.database.pool.fetchval(
        "select id from account where login_name = $1", LOGIN[role].login_name
    )
    return found
