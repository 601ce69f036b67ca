"""Abuse: identity numbers looked for where nobody thinks of them: log lines and errors.

The numbers of the demonstration's students, and damaged ones, are sent wherever a number can
stand, right or wrong; and every role lists what it may.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from operation.demonstration.cast import identity_number
from rules.vocabulary import Role
from tests.contract.elements import schema_of
from tests.contract.test_answers import connections, leaves
from tests.demonstrated import Demonstrated, demonstrated
from tests.logged import kept_log
from tests.server import Server

KNOWN = [identity_number("20050301", serial) for serial in (*range(1, 7), *range(101, 106))]
DAMAGED = KNOWN[0][:-1] + ("0" if KNOWN[0][-1] != "0" else "1")
STRANGE = identity_number("19990230", 7)  # no such day
NUMBERS = [*KNOWN, DAMAGED, STRANGE]

RETURN = """mutation($input: ReasonedInput!) {
    returnEvaluationPlan(input: $input) { findings { code } } }"""
IMPORT = """mutation($input: ImportCandidatesInput!) {
    importCandidates(input: $input) { findings { code message } } }"""
NODE = "query($id: ID!) { node(id: $id) { id } }"
LIST = "query($after: String) { candidates(after: $after) { totalCount } }"
PAGE = "query($first: Int) { candidates(first: $first) { totalCount } }"
FILTER = "query($filter: CandidateFilter) { candidates(filter: $filter) { totalCount } }"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(server: Server) -> AsyncIterator[Demonstrated]:
    """One plan was returned by the center: its candidates may be entered again."""
    async with demonstrated(server) as made:
        plan = await made.database.pool.fetchrow(
            "select id, version from evaluation_plan where status = 'SUBMITTED'"
        )
        assert plan is not None
        given = {
            "id": f"EvaluationPlan:{plan['id']}",
            "expectedVersion": plan["version"],
            "reason": "请补正。",
        }
        answer = await made.ask(RETURN, await made.token(Role.CENTER), {"input": given})
        assert answer.json() == {"data": {"returnEvaluationPlan": {"findings": []}}}
        yield made


def row(number: str, **other: Any) -> dict[str, Any]:
    given = {
        "documentType": "RESIDENT_IDENTITY_CARD",
        "documentNumber": number,
        "name": "林一鸣",
        "studentNumber": "D90001",
        "className": "机电2301",
        "majorCode": "460301",
        "expectedGraduationOn": "2027-07-01",
    }
    return given | other


async def returned_plan(register: Demonstrated) -> dict[str, Any]:
    plan = await register.database.pool.fetchrow(
        "select id, version from evaluation_plan where status = 'RETURNED'"
    )
    assert plan is not None
    return {"id": f"EvaluationPlan:{plan['id']}", "expectedVersion": plan["version"]}


async def questions(register: Demonstrated, number: str) -> list[tuple[str, dict[str, Any]]]:
    """The number at its place, and at places of ids, days, whole numbers, enums and cursors."""
    batch = await returned_plan(register)
    return [
        (IMPORT, {"input": {**batch, "rows": [row(number)]}}),
        (IMPORT, {"input": {**batch, "rows": [row(number, documentType=number)]}}),
        (IMPORT, {"input": {**batch, "rows": [row(number, expectedGraduationOn=number)]}}),
        (IMPORT, {"input": {**batch, "rows": [row(number, completedStage=number)]}}),
        (IMPORT, {"input": {**batch, "rows": [row(number, enrolledAtId=number)]}}),
        (IMPORT, {"input": {**batch, "rows": [row(number)], "idempotencyKey": number * 20}}),
        (IMPORT, {"input": {**batch, "rows": [row(number)], number: 1}}),
        (NODE, {"id": number}),
        (LIST, {"after": number}),
        (PAGE, {"first": number}),
        (FILTER, {"filter": {"name": {"eq": number}}}),
        (f'{{ node(id: "{number}") {{ id }} }}', {}),
        (f'{{ candidates(first: "{number}") {{ totalCount }} }}', {}),
        (f"{{ candidates(first: {number[:17]}) {{ totalCount }} }}", {}),
        (f"{{ candidates(name: {number} }}", {}),
        (f"query Q{number} {{ x{number} }}", {}),
    ]


@pytest.mark.parametrize("number", [KNOWN[0], KNOWN[6], DAMAGED, STRANGE])
async def test_no_log_line_holds_an_identity_number_wherever_it_was_sent(
    register: Demonstrated, number: str
) -> None:
    token = await register.token(Role.SCHOOL)
    with kept_log() as log:
        for text, variables in await questions(register, number):
            await register.ask(text, token, variables)
    lines = log.getvalue().decode()
    assert lines.count("\n") >= 16
    assert number[:17] not in lines


@pytest.mark.parametrize("number", [KNOWN[0], DAMAGED, STRANGE])
async def test_a_finding_on_an_identity_number_does_not_repeat_it(
    register: Demonstrated, number: str
) -> None:
    token = await register.token(Role.SCHOOL)
    batch = {**await returned_plan(register), "dryRun": True}
    answer = await register.ask(IMPORT, token, {"input": {**batch, "rows": [row(number)]}})
    codes = [f["code"] for f in answer.json()["data"]["importCandidates"]["findings"]]
    assert ("IDENTITY_NUMBER_INVALID" in codes) == (number != KNOWN[0])
    assert number[:17] not in answer.text


@pytest.mark.parametrize("role", Role)
async def test_no_list_shows_a_whole_identity_number(register: Demonstrated, role: Role) -> None:
    query = schema_of(role).query_type
    assert query is not None
    for name in connections(role):
        text = f"{{ {name}(first: 200) {{ nodes {{ {leaves(role, name)} }} }} }}"
        answer = await register.ask(text, await register.token(role))
        assert "errors" not in answer.json(), answer.text
        assert not [number for number in NUMBERS if number in answer.text]
