"""What the register answers, over what the demonstration left; a test has its line's number."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
)

from permissions.errors import ErrorCode
from permissions.viewer import Viewer
from resolvers.read.plans import Reader
from rules.lifecycle import ACTS
from rules.vocabulary import Role
from tests.contract.elements import schema_of, whole
from tests.demonstrated import Demonstrated, demonstrated
from tests.register import Register
from tests.server import Server

UNKNOWN = "01a00000-0000-7000-8000-000000000000"
MALFORMED = ["", "x", "Site:", "Site:1", ":", "Nothing:" + UNKNOWN]
CLOSED_LIST = {
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "BAD_USER_INPUT",
    "CONFLICT",
    "RATE_LIMITED",
    "COST_EXCEEDED",
    "DOCUMENT_NOT_FOUND",
    "UNAVAILABLE",
    "INTERNAL",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(server: Server) -> AsyncIterator[Demonstrated]:
    async with demonstrated(server) as made:
        yield made


async def answer(register: Demonstrated, role: Role, text: str, **given: Any) -> dict[str, Any]:
    asked = await register.ask(text, await register.token(role), given)
    found: dict[str, Any] = asked.json()
    return found


async def of_the_second_school(register: Demonstrated, table: str) -> str:
    found = await register.database.pool.fetchval(
        f"select id from {table} where institution_id ="
        " (select id from institution where school_code = '3631999901') limit 1"
    )
    return f"{''.join(word.title() for word in table.split('_'))}:{found}"


def connections(role: Role) -> list[str]:
    """The lists at the root that need no argument."""
    query = schema_of(role).query_type
    assert query is not None
    return [
        name
        for name, element in query.fields.items()
        if "first" in element.args and not _needs_arguments(element)
    ]


def leaves(role: Role, name: str) -> str:
    """Every field of the list's rows that is no object and can be asked as it stands."""
    query = schema_of(role).query_type
    assert query is not None
    row = schema_of(role).type_map[
        get_named_type(query.fields[name].type).name.removesuffix("Connection")
    ]
    assert isinstance(row, GraphQLObjectType)
    return " ".join(
        name
        for name, element in row.fields.items()
        if is_leaf_type(get_named_type(element.type)) and not _needs_arguments(element)
    )


def _needs_arguments(element: GraphQLField) -> bool:
    return any(is_required_argument(given) for given in element.args.values())


async def test_11_an_unknown_a_forbidden_and_a_malformed_id_are_all_null(
    register: Demonstrated,
) -> None:
    ids = [await of_the_second_school(register, "site"), f"Site:{UNKNOWN}", *MALFORMED]
    text = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert await answer(register, Role.SCHOOL, text, ids=ids) == {
        "data": {"nodes": [None] * len(ids)}
    }
    for own in ids:
        text = "query ($id: ID!) { node(id: $id) { id } }"
        assert await answer(register, Role.SCHOOL, text, id=own) == {"data": {"node": None}}


def acts_on_one_object() -> Iterator[tuple[str, str, str]]:
    """Of a school, in its workflows: name, type of its input, noun."""
    mutation = schema_of(Role.SCHOOL).mutation_type
    assert mutation is not None
    for name, element in mutation.fields.items():
        if name in ACTS and "input" in element.args:
            input_ = get_named_type(element.args["input"].type).name
            if input_ in ("ActInput", "ReasonedInput"):
                yield name, input_, ACTS[name].noun


@pytest.mark.parametrize(("name", "input_", "noun"), list(acts_on_one_object()))
async def test_11_an_act_finds_an_unknown_id_no_more_than_another_s(
    register: Demonstrated, name: str, input_: str, noun: str
) -> None:
    text = (
        f"mutation ($input: {input_}!) {{ {name}(input: $input) {{ findings {{ code path }} }} }}"
    )
    more = {"reason": "理由"} if input_ == "ReasonedInput" else {}
    title = "".join(word.title() for word in noun.split("_"))
    ids = [f"{title}:{UNKNOWN}"]
    if noun == "filing_application":
        ids.append(await of_the_second_school(register, noun))
    for own in ids:
        given = {"id": own, "expectedVersion": 1, **more}
        found = await answer(register, Role.SCHOOL, text, input=given)
        assert found == {"data": {name: {"findings": [{"code": "NOT_FOUND", "path": ["id"]}]}}}
    given = {"id": "damaged", "expectedVersion": 1, **more}
    [error] = (await answer(register, Role.SCHOOL, text, input=given))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("first", [-1, 201])
async def test_12_a_page_beyond_its_bounds_is_bad_user_input(
    register: Demonstrated, first: int
) -> None:
    for name in connections(Role.CENTER):
        text = f"{{ {name}(first: {first}) {{ totalCount }} }}"
        [error] = (await answer(register, Role.CENTER, text))["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT", name


async def test_14_the_total_is_the_same_on_every_page(register: Demonstrated) -> None:
    page = "totalCount pageInfo { hasNextPage endCursor }"
    for name in connections(Role.CENTER):
        text = f"query ($after: String) {{ {name}(first: 1, after: $after) {{ {page} }} }}"
        first = (await answer(register, Role.CENTER, text))["data"][name]
        cursor = first["pageInfo"]["endCursor"]
        second = (await answer(register, Role.CENTER, text, after=cursor))["data"][name]
        assert second["totalCount"] == first["totalCount"], name
        assert first["pageInfo"]["hasNextPage"] == (first["totalCount"] > 1), name


@pytest.mark.parametrize("role", Role)
async def test_17_a_list_is_one_statement_for_one_row_and_for_a_hundred(
    register: Demonstrated, role: Role
) -> None:
    reader = Register(register.database).reader
    viewer = await register.program.viewer(await register.token(role))
    for name in connections(role):
        for first in (1, 100):
            shown = f"totalCount nodes {{ {leaves(role, name)} }}"
            text = f"{{ {name}(first: {first}) {{ {shown} }} }}"
            assert len(await statements(reader, register, viewer, text)) == 1, text


async def statements(
    reader: Reader, register: Demonstrated, viewer: Viewer, text: str
) -> list[str]:
    """Every statement that the compiled read takes; a document that is not compiled fails."""
    asked: list[str] = []
    async with register.database.pool.acquire() as connection:
        with connection.query_logger(lambda record: asked.append(record.query)):
            await reader.answer(connection, viewer, parse(text, no_location=True), text)
    return asked


def test_19_the_codes_of_errors_are_a_closed_list() -> None:
    assert {code.name for code in ErrorCode} == CLOSED_LIST


@pytest.mark.parametrize("role", Role)
async def test_19_a_root_field_of_another_role_is_a_validation_error(
    register: Demonstrated, role: Role
) -> None:
    own, every = schema_of(role), whole()
    for kind, mine, all_ in (
        ("query", own.query_type, every.query_type),
        ("mutation", own.mutation_type, every.mutation_type),
    ):
        assert mine is not None
        assert all_ is not None
        for name in all_.fields.keys() - mine.fields.keys():
            found = await answer(register, role, f"{kind} {{ {name} }}")
            codes = {error["extensions"]["code"] for error in found["errors"]}
            assert codes == {"GRAPHQL_VALIDATION_FAILED"}, name
            assert "Did you mean" not in str(found)


async def test_23_what_waits_for_the_center_has_its_due_day(register: Demonstrated) -> None:
    text = "{ tasks(first: 50) { nodes { act dueOn workingDaysLeft overdue provisional } } }"
    found = (await answer(register, Role.CENTER, text))["data"]["tasks"]["nodes"]
    assert {"acceptEvaluationPlan", "acceptResults"} <= {task["act"] for task in found}
    for task in found:
        assert (task["dueOn"] is None) == (task["workingDaysLeft"] is None)
        assert task["overdue"] == ((task["workingDaysLeft"] or 0) < 0)
