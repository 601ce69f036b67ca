"""Abuse: reading another school's rows by any way that a document can take.

All that the second school does not show to others carries a marker. Neither generated queries,
full of its ids, nor generated acts bring the marker into an answer to the first school.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

import models
from permissions.sessions import hash_of, new_token
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.abuse.canary import CANARY, mark
from tests.contract.documents import operations
from tests.contract.elements import schema_of
from tests.contract.plausible import plausible, values_of
from tests.demonstrated import Asking, asking
from tests.judge.documents import Asked, Documents
from tests.judge.pools import Pool, gathered
from tests.permissions.two_schools import TwoSchools, two_schools, write
from tests.register import schemas

# A failed field ends its siblings before graphql-core has begun them. Where the collector finds one
# in a frame without imports, the warning itself fails.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"
    ),
]

QUERIES = 200
ACTS = 4  # documents for each operation
MOST, OFTEN = 200, 5
# They change the session that asks, and show nothing but the own account.
ON_SESSIONS = {"signOut", "refreshSession", "actAs", "changePassword"}


@dataclass
class Neighbours:
    """Two schools and the center in one register; the second school is marked."""

    asking: Asking
    two: TwoSchools
    pool: Pool
    tokens: dict[Role, str]

    def document(self, role: Role, number: int) -> Asked:
        return Documents(schemas()[role], self.pool, number).document()

    async def answer(self, role: Role, asked: Asked) -> str:
        answer = await self.asking.ask(asked.text, self.tokens[role], asked.variables)
        return answer.text


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def neighbours(dsn: str) -> AsyncIterator[Neighbours]:
    two = two_schools()
    assert mark(two.other) > 80
    async with asking(dsn) as asked:
        await write(asked.database, two)
        of_center = rows.row(
            models.AccountRole, account_id=two.shared.rows["center"].id, role=Role.CENTER
        )
        await rows.write(asked.database, of_center)
        tokens = {
            Role.SCHOOL: await session(asked, two.own.rows["account_role"]),
            Role.CENTER: await session(asked, of_center),
        }
        school = Viewer(Role.SCHOOL, two.own.account, two.own.institution)
        pool = await gathered(asked.database, schemas()[Role.SCHOOL], school)
        pool.words = [word for word in pool.words if CANARY not in word]  # no echo of a question
        yield Neighbours(asked, two, pool, tokens)


async def session(asked: Asking, held: models.AccountRole) -> str:
    """A session as if the account had signed in, in the role that it holds."""
    token = new_token()
    begun = rows.row(
        models.Session,
        token_hash=hash_of(token),
        account_id=held.account_id,
        account_role_id=held.id,
        expires_at=datetime.now(UTC) + timedelta(hours=1),
    )
    await rows.write(asked.database, begun)
    return token


async def test_no_query_brings_a_school_what_another_keeps(neighbours: Neighbours) -> None:
    for number in range(QUERIES):
        asked = neighbours.document(Role.SCHOOL, number)
        answer = await neighbours.answer(Role.SCHOOL, asked)
        assert CANARY not in answer, f"document {number}: {asked.text}\n{asked.variables}"


async def test_no_operation_brings_a_school_what_another_keeps(neighbours: Neighbours) -> None:
    values = await values_of(neighbours.asking.database, without=CANARY)
    values.objects.pop("Session", None)
    for operation in operations(Role.SCHOOL, ACTS):
        for number, wild in enumerate(operation.documents):
            if operation.field in ON_SESSIONS:
                continue
            text = plausible(wild, schema_of(Role.SCHOOL), values, f"{operation.label} {number}")
            answer = await neighbours.answer(Role.SCHOOL, Asked(text, {}))
            assert CANARY not in answer, text


async def test_the_marker_is_heard_by_those_who_may_see_it(neighbours: Neighbours) -> None:
    heard = 0
    for number in range(MOST):
        asked = neighbours.document(Role.CENTER, number)
        heard += CANARY in await neighbours.answer(Role.CENTER, asked)
        if heard == OFTEN:
            return
    raise AssertionError(f"of {MOST} documents {heard}")


@pytest.mark.parametrize("name", ["site", "filed_plan", "handed_in_application", "staff_member"])
async def test_an_id_of_another_school_is_nobody(neighbours: Neighbours, name: str) -> None:
    row = neighbours.two.other.rows[name]
    asked = Asked(f'{{ node(id: "{type(row).__name__}:{row.id}") {{ id }} }}', {})

    assert await neighbours.answer(Role.SCHOOL, asked) == '{"data":{"node":null}}'
