"""What a document costs is known before it is read, and said when it is asked for."""

from typing import Any

import httpx
import pytest
from graphql import build_schema, parse

from rules.vocabulary import Role
from tests.transport.conftest import client_of
from tests.transport.small_register import SmallRegister
from transport.cost import Charged, costs_of
from transport.options import Options

SCHEMA = build_schema("""
type Query {
  plans(first: Int, last: Int): PlanConnection!
  plan: Plan
  nodes(ids: [ID!]!): [Plan]!
}
type PlanConnection { nodes: [Plan!]! edges: [Edge!]! pageInfo: Page! totalCount: Int!
  kinds(most: Int = 20): [Facet!]! }
type Edge { cursor: String! node: Plan! }
type Page { hasNextPage: Boolean! }
type Plan { id: ID! number: String sessions: [Session!]! results(first: Int): PlanConnection! }
type Session { id: ID! }
type Facet { count: Int! }
""")


def cost(text: str, variables: bytes = b"{}") -> int:
    (found,) = costs_of(SCHEMA, parse(text)).values()
    return found.requested(variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ plan { id number } }", 3),
        ("{ plan { sessions { id } } }", 2 + 10),
        ("{ plans { nodes { id } } }", 2 + 20),
        ("{ plans(first: 1) { nodes { id } } }", 2 + 1),
        ("{ plans(first: 5) { nodes { id number } totalCount pageInfo { hasNextPage } } }", 15),
        ("{ plans(last: 5) { edges { cursor node { id } } } }", 2 + 5 * 3),
        ("{ plans(first: 1000000) { nodes { id } } }", 2 + 200),
        ("{ plans(first: 10) { nodes { results(first: 10) { nodes { id } } } } }", 2 + 10 * 12),
        ('{ nodes(ids: ["a", "b"]) { id number } }', 1 + 2 * 2),
        ("{ ...F } fragment F on Query { plan { ... on Plan { id } } }", 2),
        ("{ plans { kinds { count } } }", 2 + 20),
        ("{ plans { kinds(most: 200) { count } } }", 2 + 200),
        ("{ __schema { types { name } } }", 2),
    ],
)
def test_a_field_counts_as_often_as_it_may_be_answered(text: str, expected: int) -> None:
    assert cost(text) == expected


@pytest.mark.parametrize(
    ("variables", "rows"),
    [
        (b"{}", 7),
        (b'{"first": 3}', 3),
        (b'{"first": null}', 20),
        (b'{"first": 3, "last": 100}', 100),
        (b'{"first": -1}', 0),
        (b'{"first": "x"}', 20),
    ],
)
def test_a_variable_is_counted_by_its_value(variables: bytes, rows: int) -> None:
    text = """query($first: Int = 7, $last: Int) {
      plans(first: $first, last: $last) { nodes { id } } }"""
    assert cost(text, variables) == 2 + rows


def test_a_list_of_ids_in_a_variable_is_counted_by_its_length() -> None:
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { id number } }"
    assert cost(text, b'{"ids": ["a", "b", "c"]}') == 1 + 3 * 2


def test_what_is_left_is_said() -> None:
    assert Charged(3, 10).shown == {"requested": 3, "limit": 10, "remaining": 7}


async def ask(limit: int, **body: Any) -> httpx.Response:
    options = Options(anonymous_rate=None, cost=dict.fromkeys(Role, limit))
    async with client_of(SmallRegister(), options) as client:
        return await client.post("/graphql", json=body)


@pytest.mark.parametrize("query", ["{ certificate { number } }", "{ certificates { id } }"])
async def test_the_cost_is_in_the_answer_when_it_is_asked_for(query: str) -> None:
    told = (await ask(100, query=query, extensions={"cost": True})).json()
    assert told["data"]
    assert told["extensions"]["cost"]["limit"] == 100
    assert told["extensions"]["cost"]["requested"] > 1
    assert "extensions" not in (await ask(100, query=query)).json()


async def test_too_dear_is_refused_with_the_numbers_before_anything_is_read() -> None:
    (error,) = (await ask(5, query="{ certificates { id } }")).json()["errors"]
    assert error["extensions"]["code"] == "COST_EXCEEDED"
    assert (error["extensions"]["requested"], error["extensions"]["allowed"]) == (11, 5)
