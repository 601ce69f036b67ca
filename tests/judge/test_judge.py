"""The compiler and the executor give the same answer to every document.

The number of a failing document is its seed: `Documents(schema, pool, number)` makes it again.
`JUDGE_DOCUMENTS=2000` asks for more of them, for each role and schema.
"""

import os
import time

import pytest
from graphql import print_schema
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from rules.vocabulary import Role
from tests.judge.conftest import Court
from tests.judge.documents import Asked
from tests.judge.judge import COMPARED, INVALID
from tests.judge.torture_tables import ROLES

# A failed field ends its siblings before graphql-core has begun them. Where the collector finds one
# in a frame without imports, the warning itself fails.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"
    ),
]

QUICK = 100
DOCUMENTS = int(os.environ.get("JUDGE_DOCUMENTS", QUICK))
OF_HYPOTHESIS = 100 if DOCUMENTS > QUICK else 15
BREADTH = {
    "Date": st.sampled_from(["2026-06-01", "1926-12-31"]).map(nodes.String),
    "DateTime": st.sampled_from(["2026-06-01T09:00:00+08:00"]).map(nodes.String),
    "Decimal": st.sampled_from(["0", "59.5"]).map(nodes.String),
    "BigInt": st.sampled_from(["0", "9007199254740993"]).map(nodes.String),
}


async def judged(court: Court, role: Role) -> None:
    court.judge.verdicts.clear()
    began = time.perf_counter()
    for number in range(DOCUMENTS):
        asked = await court.document(role, number)
        try:
            await court.judge.judge(court.viewers[role], asked)
        except Exception as error:
            error.add_note(f"document {number} of {role.name}: {asked.text}\n{asked.variables}")
            raise
    seen = court.judge.verdicts
    print(f"\n{role.name}: {dict(seen)}, {DOCUMENTS / (time.perf_counter() - began):.0f} a second")
    assert seen[COMPARED] > 0.7 * DOCUMENTS, f"too many documents are wrong: {seen}"
    assert seen[INVALID] < 0.1 * DOCUMENTS, f"too many documents are not valid: {seen}"


@pytest.mark.parametrize("role", Role)
async def test_a_role_gets_the_same_answer_both_ways(court: Court, role: Role) -> None:
    await judged(court, role)


@pytest.mark.parametrize("role", ROLES)
async def test_every_kind_of_declaration_is_answered_alike(
    torture_court: Court, role: Role
) -> None:
    await judged(torture_court, role)


def broad(schema: str, count: int) -> list[str]:
    """Documents that wander through a whole schema; the same in every run."""
    found: list[str] = []

    @seed(20261123)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(queries(schema, custom_scalars=BREADTH, allow_x00=False))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


@pytest.mark.parametrize("role", Role)
async def test_a_document_without_any_plan_is_answered_alike(court: Court, role: Role) -> None:
    for text in broad(print_schema(court.judge.schemas[role]), OF_HYPOTHESIS):
        await court.judge.judge(court.viewers[role], Asked(text, {}))


@pytest.mark.parametrize("role", ROLES)
async def test_a_document_without_any_plan_over_every_declaration_is_answered_alike(
    torture_court: Court, role: Role
) -> None:
    for text in broad(print_schema(torture_court.judge.schemas[role]), OF_HYPOTHESIS):
        await torture_court.judge.judge(torture_court.viewers[role], Asked(text, {}))


async def test_introspection_is_left_to_the_executor(torture_court: Court) -> None:
    asked = Asked("{ __schema { queryType { name } } halls { code } }", {})

    verdict = await torture_court.judge.judge(torture_court.viewers[Role.PUBLIC], asked)

    assert verdict == "declined: introspection"
