"""A judge that finds nothing proves nothing: every planted fault is found within 100 documents."""

from itertools import product

import asyncpg
import pytest

from rules.vocabulary import Role
from tests.judge.conftest import Court
from tests.judge.judge import Disagreement
from tests.judge.planted import PLANTED, Fault
from tests.judge.torture_tables import ROLES

pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"
    ),
]
MOST = 100
# A fault shows as another answer, or as a statement or a request that fails; never as a name that
# the fault itself has misspelt.
FOUND = (Disagreement, LookupError, TypeError, ValueError, asyncpg.PostgresError)


async def documents_until_found(court: Court, most: int = MOST) -> int | None:
    """How many documents it takes, the roles in turn; None if all are answered alike."""
    for number, role in documents(most):
        try:
            await court.judge.judge(court.viewers[role], await court.document(role, number))
        except FOUND:
            return number * len(ROLES) + ROLES.index(role) + 1
    return None


def documents(most: int) -> list[tuple[int, Role]]:
    return list(product(range(most), ROLES))[:most]


async def test_without_a_fault_nothing_is_found(torture_court: Court, fresh_plans: None) -> None:
    assert await documents_until_found(torture_court) is None


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.sentence)
async def test_the_judge_finds(
    torture_court: Court, fresh_plans: None, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    for role in ROLES:
        await torture_court.pool(role)
    monkeypatch.setattr(fault.function, "__code__", fault.code())

    found = await documents_until_found(torture_court)

    print(f"{found}: {fault.sentence}")
    assert found is not None, "not found"
