"""Every operator of a filter against the same words in Python, over the torture rows."""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from graphql import parse
from sqlalchemy import select

from rules.vocabulary import MajorStanding, Role
from tests.judge.conftest import Court
from tests.judge.torture_tables import Tool

Holds = Callable[[Any], bool | None]


def given(value: Any, holds: Callable[[Any], bool]) -> bool | None:
    """Nothing holds of what is not there, and nothing fails."""
    return None if value is None else holds(value)


def lowered(text: str) -> str:
    return text.lower()


FROM = datetime.fromisoformat("1926-12-31T15:54:17+00:00")
FILTERS: dict[str, Holds] = {
    '{word: {eq: "abc"}}': lambda row: row.word == "abc",
    '{word: {in: ["abc", "%", ""]}}': lambda row: row.word in ("abc", "%", ""),
    "{word: {in: []}}": lambda row: False,
    '{word: {contains: "B"}}': lambda row: "b" in lowered(row.word),
    '{word: {contains: "%"}}': lambda row: "%" in row.word,
    '{word: {contains: "_"}}': lambda row: "_" in row.word,
    '{word: {contains: ""}}': lambda row: True,
    '{word: {contains: "\\\\"}}': lambda row: "\\" in row.word,
    '{word: {startsWith: "数控"}}': lambda row: row.word.startswith("数控"),
    '{word: {startsWith: "A"}}': lambda row: lowered(row.word).startswith("a"),
    '{word: {contains: "a", startsWith: "x"}}': lambda row: (
        "a" in lowered(row.word) and lowered(row.word).startswith("x")
    ),
    '{wordOrNone: {eq: "abc"}}': lambda row: given(row.word_or_none, lambda v: v == "abc"),
    '{wordOrNone: {contains: "a"}}': lambda row: given(
        row.word_or_none, lambda v: "a" in lowered(v)
    ),
    "{hasWord: {isNull: true}}": lambda row: row.word_or_none is None,
    "{hasWord: {isNull: false}}": lambda row: row.word_or_none is not None,
    "{number: {gte: 1, lte: 3}}": lambda row: 1 <= row.number <= 3,
    "{number: {gte: 3, lte: 1}}": lambda row: False,
    "{numberOrNone: {gte: 2147483647}}": lambda row: given(
        row.number_or_none, lambda v: v >= 2**31 - 1
    ),
    '{large: {gte: "9007199254740993"}}': lambda row: row.large >= 9007199254740993,
    "{large: {lte: -1}}": lambda row: row.large <= -1,
    "{ratio: {gte: 0}}": lambda row: row.ratio >= 0,
    "{ratio: {lt: 0.1}}": lambda row: row.ratio < 0.1,
    '{amount: {gt: "0.0000000"}}': lambda row: row.amount > 0,
    '{amount: {lte: "59.5"}}': lambda row: row.amount <= Decimal("59.5"),
    '{day: {gte: "1926-12-31"}}': lambda row: row.day >= FROM.date(),
    '{momentOrNone: {lte: "1926-12-31T23:54:17+08:00"}}': lambda row: given(
        row.moment_or_none, lambda v: v <= FROM
    ),
    "{isSound: false}": lambda row: not row.is_sound,
    "{soundOrNone: true}": lambda row: row.is_sound_or_none,
    "{standing: KEY}": lambda row: row.standing is MajorStanding.KEY,
    "{standingOrNone: [KEY, STRONG]}": lambda row: given(
        row.standing_or_none, lambda v: v in (MajorStanding.KEY, MajorStanding.STRONG)
    ),
    "{standingOrNone: []}": lambda row: False,
    '{wordIn: ["abc", "车工"]}': lambda row: row.word in ("abc", "车工"),
    "{isSecret: true}": lambda row: row.is_secret,
    "{near: {}}": lambda row: (
        abs(row.ratio - 0.5) <= 1.5 and row.standing is MajorStanding.KEY
    ),
    "{near: {within: null, standings: null}}": lambda row: abs(row.ratio - 0.5) <= 1e9,
    "{near: {standings: null, mode: NARROW}}": lambda row: not abs(row.ratio - 0.5) <= 1.5,
    "{}": lambda row: True,
    "{word: null, number: {gte: null}}": lambda row: True,
    "{or: []}": lambda row: False,
    "{and: []}": lambda row: True,
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tools(torture_court: Court) -> list[Any]:
    async with torture_court.judge.database.engine.connect() as connection:
        return list(await connection.execute(select(Tool.__table__)))


async def found(court: Court, text: str) -> set[UUID]:
    document = f"{{ unlimited: tools(first: 200, filter: {text}) {{ totalCount nodes {{ id }} }} }}"
    async with court.judge.database.pool.acquire() as connection:
        body = await court.judge.reader.answer(
            connection, court.viewers[Role.CENTER], parse(document), document
        )
    page = json.loads(body)["unlimited"]
    assert page["totalCount"] == len(page["nodes"])
    return {UUID(node["id"].split(":")[1]) for node in page["nodes"]}


def expected(tools: list[Any], holds: Callable[[Any], Any]) -> set[UUID]:
    return {row.id for row in tools if holds(row)}


@pytest.mark.parametrize("text", FILTERS)
async def test_a_filter_means_what_python_says(
    torture_court: Court, tools: list[Any], text: str
) -> None:
    holds = FILTERS[text]

    assert await found(torture_court, text) == expected(tools, holds)


@pytest.mark.parametrize("text", FILTERS)
async def test_a_row_is_in_a_filter_or_in_its_negation(
    torture_court: Court, tools: list[Any], text: str
) -> None:
    holds = FILTERS[text]

    inverse = await found(torture_court, f"{{not: {text}}}")

    assert inverse == expected(tools, lambda row: not holds(row))


PAIRS = list(zip(list(FILTERS), list(FILTERS)[7:], strict=False))


@pytest.mark.parametrize(("one", "other"), PAIRS)
async def test_filters_combine_as_their_words_say(
    torture_court: Court, tools: list[Any], one: str, other: str
) -> None:
    first, second = FILTERS[one], FILTERS[other]

    both = await found(torture_court, f"{{and: [{one}, {other}]}}")
    either = await found(torture_court, f"{{or: [{one}, {other}]}}")

    assert both == expected(tools, lambda row: first(row) and second(row))
    assert either == expected(tools, lambda row: first(row) or second(row))


def test_every_filter_of_the_torture_schema_is_tried(torture_court: Court) -> None:
    type_: Any = torture_court.judge.schemas[Role.CENTER].type_map["ToolFilter"]
    names = set(type_.fields) - {"and", "or", "not", "bench"}

    assert {name for name in names if not any(f"{name}:" in text for text in FILTERS)} == set()
