"""What useful arguments are made of: ids, cursors and values that are really there, and wrong ones.

Gathered once for each viewer: a document full of values that find nothing proves nothing.
"""

import hashlib
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import GraphQLNamedType, GraphQLObjectType, GraphQLSchema, get_named_type, parse
from sqlalchemy import inspect, select

from models.database import Database
from permissions.declaration import Connected
from permissions.role_schemas import declared, model_of
from permissions.viewer import Viewer
from resolvers.identity import write_id
from resolvers.read.plans import Reader
from resolvers.read.statement import Declined

SAMPLE = 12  # rows of each table
WRONG_IDS = ("", "x", "Bench:", ":", "Query:00000000-0000-0000-0000-000000000000", "5")
UNKNOWN = "00000000-0000-4000-8000-000000000000"
WRONG_CURSORS = ("", "x", "W10=", "bnVsbA==", "WyJXT1JEX0FTQyIsIngiLCJ5Il0=")
WORDS = ("", "a", "车", "数控", "%", "_", '"', "\\", "'", "😀", "\u2028")
NUMBERS = (0, 1, 2, 3, 5, -1, 2**31 - 1)
FLOATS = (0, 0.5, 1.5, -1.25, 1e21, 3)
LARGE = ("0", "1", "9007199254740993", "-9223372036854775808", 7)
DECIMALS = ("0", "59.5", "0.0000001", "-1", 60)
DAYS = ("2026-06-01", "1926-12-31", "0033-02-03", "2026-11-23")
INSTANTS = ("2026-06-01T09:00:00+08:00", "1926-12-31T15:54:17.01234Z", "1970-01-01T00:00:00-11:30")


@dataclass
class Pool:
    """`cursors` by the name of the order's value; `ids` of all tables, seen and unseen."""

    ids: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=lambda: list(WORDS))
    cursors: dict[str, list[str]] = field(default_factory=dict)

    def cursor(self, random: Random, order: str | None) -> str:
        """Mostly one of the order asked for."""
        own = self.cursors.get(order or "", [])
        if own and random.random() < 0.93:
            return random.choice(own)
        every = [cursor for cursors in self.cursors.values() for cursor in cursors]
        return random.choice([*WRONG_CURSORS, *every])

    def id(self, random: Random, type_name: str | None = None) -> str:
        """Mostly one that exists; seldom of a wrong type, unknown or malformed."""
        chance = random.random()
        if chance < 0.03:
            return random.choice(WRONG_IDS)
        if chance < 0.06:
            return f"{random.choice(self.ids).split(':')[0]}:{UNKNOWN}"
        fitting = [i for i in self.ids if type_name and i.startswith(f"{type_name}:")]
        return random.choice(fitting if fitting and chance < 0.95 else self.ids)


async def gathered(
    database: Database, schema: GraphQLSchema, reader: Reader, viewer: Viewer
) -> Pool:
    pool = Pool()
    for type_ in _nodes(schema):
        await _sample(database, type_, pool)
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for name in type_.fields:
                await _cursors(database, schema, reader, viewer, type_, name, pool)
    return pool


def _nodes(schema: GraphQLSchema) -> list[GraphQLObjectType]:
    types = (t for t in schema.type_map.values() if isinstance(t, GraphQLObjectType))
    return [t for t in types if t.interfaces and not t.name.startswith("__")]


async def _sample(database: Database, type_: GraphQLObjectType, pool: Pool) -> None:
    model: Any = model_of(type_)
    texts = [c.key for c in inspect(model).column_attrs if c.columns[0].type.python_type is str]
    async with database.engine.connect() as connection:
        table = inspect(model).local_table
        found = await connection.execute(select(table).order_by(table.c.id).limit(SAMPLE))
        for row in found.mappings():
            pool.ids.append(write_id(type_.name, row["id"]))
            values = (row.get(name) for name in texts)
            pool.words += [v[:12] for v in values if isinstance(v, str)][:2]


async def _cursors(
    database: Database,
    schema: GraphQLSchema,
    reader: Reader,
    viewer: Viewer,
    type_: GraphQLNamedType,
    name: str,
    pool: Pool,
) -> None:
    element = type_.fields[name]  # type: ignore[union-attr]
    if not isinstance(declared(element).metadata.get("answer"), Connected):
        return
    for order in get_named_type(element.args["orderBy"].type).values:  # type: ignore[union-attr]
        pages = f"{name}(orderBy: {order}, first: 30) {{ edges {{ cursor }} }}"
        if type_ is schema.query_type:
            wheres = [pages]
        else:
            ids = [i for i in pool.ids if i.startswith(f"{type_.name}:")][:3]
            wheres = [f'node(id: "{i}") {{ ... on {type_.name} {{ {pages} }} }}' for i in ids]
        for where in wheres:
            text = f"{{ {where} }}"
            digest = hashlib.sha256(text.encode()).hexdigest()
            try:
                async with database.pool.acquire() as connection:
                    body = await reader.answer(connection, viewer, parse(text), digest)
            except Declined:
                continue  # a required argument of its own: other connections have cursors too
            pool.cursors.setdefault(order, []).extend(_found(json.loads(body)))


def _found(data: Any) -> list[str]:
    """Every cursor anywhere in an answer, each once, every third: a pool is no dump."""
    if isinstance(data, dict):
        own = [data["cursor"]] if "cursor" in data else []
        return own + [c for value in data.values() for c in _found(value)]
    if isinstance(data, list):
        return [c for value in data[::3] for c in _found(value)]
    return []
