"""What useful arguments are made of: ids, cursors and values that are really there, and wrong ones.

Gathered once for each viewer: a document full of values that find nothing proves nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, GraphQLSchema, get_named_type
from sqlalchemy import func, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import Database
from permissions.declaration import Connected
from permissions.role_schemas import declared, model_of
from permissions.rows import enter, viewer_values
from permissions.viewer import Viewer
from resolvers.identity import write_id
from resolvers.read.keyset import LONGEST_PAGE, keyset

SAMPLE = 12  # rows of each table
WRONG_IDS = ("", "x", "Bench:", ":", "Query:00000000-0000-0000-0000-000000000000", "5")
UNKNOWN = "00000000-0000-4000-8000-000000000000"
WRONG_CURSORS = ("", "x", "W10=", "bnVsbA==", "WyJXT1JEX0FTQyIsIngiLCJ5Il0=")
WORDS = ("", "a", "车", "数控", "%", "_", '"', "\\", "'", "😀", "\u2028")
SIZES = (0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 20, 200)
WRONG_SIZES = (-1, LONGEST_PAGE + 1)
NUMBERS = (0, 1, 2, 3, 5, -1, 2**31 - 1)
FLOATS = (0, 0.5, 1.5, -1.25, 1e21, 3)
LARGE = ("0", "1", "9007199254740993", "-9223372036854775808", 7)
DECIMALS = ("0", "59.5", "0.0000001", "-1", 60)
DAYS = ("2026-06-01", "1926-12-31", "0033-02-03", "2026-11-23")
INSTANTS = ("2026-06-01T09:00:00+08:00", "1926-12-31T15:54:17.01234Z", "1970-01-01T00:00:00-11:30")


@dataclass
class Pool:
    """`ids` of all tables, seen and unseen; `cursors` by the order they are of, and `fits` by the
    type of the rows: sizes that some page of them just fits."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=lambda: list(WORDS))
    cursors: dict[str, list[str]] = field(default_factory=dict)
    fits: dict[str, list[int]] = field(default_factory=dict)

    def cursor(self, random: Random, order: str) -> str:
        """Mostly one of the order asked for."""
        own = self.cursors.get(order)
        if own and random.random() < 0.96:
            return random.choice(own)
        every = [cursor for cursors in self.cursors.values() for cursor in cursors]
        return random.choice([*WRONG_CURSORS, *every])

    def like(self, random: Random, value: str) -> str:
        """Another id or cursor of the same kind, or the text itself."""
        own = self.ids.get(value.partition(":")[0], ())
        for known in (own, *self.cursors.values()):
            if value in known:
                return random.choice(known)
        return value

    def id(self, random: Random, type_name: str | None = None) -> str:
        """Mostly one that exists; seldom of a wrong type, unknown or malformed."""
        chance = random.random()
        if chance < 0.02:
            return random.choice(WRONG_IDS)
        if chance < 0.05:
            return f"{random.choice(list(self.ids))}:{UNKNOWN}"
        fitting = self.ids.get(type_name or "")
        if fitting and chance < 0.96:
            return random.choice(fitting)
        return random.choice(random.choice(list(self.ids.values())))

    def size(self, random: Random, type_name: str) -> int:
        """Often one that a page just fits."""
        fits = self.fits.get(type_name)
        return random.choice(fits if fits and random.random() < 0.4 else SIZES)


async def gathered(database: Database, schema: GraphQLSchema, viewer: Viewer) -> Pool:
    pool = Pool()
    async with database.engine.connect() as connection:
        for type_ in _nodes(schema):
            await _sample(connection, type_, pool)
        for orders, type_ in _ordered(schema):
            await _cursors(connection, viewer, orders, type_, pool)
        for above, answer, type_ in _lists(schema):
            await _fits(connection, viewer, above, answer, type_, pool)
    return pool


def _nodes(schema: GraphQLSchema) -> list[GraphQLObjectType]:
    types = (t for t in schema.type_map.values() if isinstance(t, GraphQLObjectType))
    return [t for t in types if t.interfaces and not t.name.startswith("__")]


async def _sample(connection: AsyncConnection, type_: GraphQLObjectType, pool: Pool) -> None:
    model: Any = model_of(type_)
    texts = [c.key for c in inspect(model).column_attrs if c.columns[0].type.python_type is str]
    table = inspect(model).local_table
    found = await connection.execute(select(table).order_by(table.c.id).limit(SAMPLE))
    for row in found.mappings():
        pool.ids.setdefault(type_.name, []).append(write_id(type_.name, row["id"]))
        values = (row.get(name) for name in texts)
        pool.words += [v[:12] for v in values if isinstance(v, str)][:2]


List = tuple[GraphQLObjectType, Connected, GraphQLObjectType]


def _elements(schema: GraphQLSchema) -> Iterator[tuple[GraphQLObjectType, Any, Connected]]:
    """Every connection field, with the type it stands on."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for element in type_.fields.values():
                answer = declared(element).metadata.get("answer")
                if isinstance(answer, Connected):
                    yield type_, element, answer


def _row_of(element: Any) -> GraphQLObjectType:
    connection: Any = get_named_type(element.type)
    found: GraphQLObjectType = get_named_type(connection.fields["nodes"].type)
    return found


def _ordered(schema: GraphQLSchema) -> list[tuple[GraphQLEnumType, GraphQLObjectType]]:
    """Every enumeration of orders with the type of the rows, each once."""
    found: dict[str, tuple[Any, GraphQLObjectType]] = {}
    for _, element, _ in _elements(schema):
        orders: Any = get_named_type(element.args["orderBy"].type)
        found[orders.name] = orders, _row_of(element)
    return list(found.values())


def _lists(schema: GraphQLSchema) -> list[List]:
    """Every connection of all rows, or over a relation; each once."""
    found: dict[Any, List] = {}
    for above, element, answer in _elements(schema):
        if answer.where is None:
            type_ = _row_of(element)
            found[above.name, answer.relation, type_.name] = above, answer, type_
    return list(found.values())


async def _cursors(
    connection: AsyncConnection,
    viewer: Viewer,
    orders: GraphQLEnumType,
    type_: GraphQLObjectType,
    pool: Pool,
) -> None:
    """Of rows that the viewer sees, in every order."""
    model: Any = model_of(type_)
    row, seen = enter(model, viewer.role)
    values = [(name, value.value) for name, value in orders.values.items()]
    made = [keyset(model, name, order.value).cursor(row) for name, order in values]
    found = await connection.execute(
        select(*made).where(seen).order_by(row.id).limit(SAMPLE), viewer_values(viewer)
    )
    for cursors in found:
        for (name, _), cursor in zip(values, cursors, strict=True):
            pool.cursors.setdefault(f"{orders.name}.{name}", []).append(cursor)


async def _fits(
    connection: AsyncConnection,
    viewer: Viewer,
    above: GraphQLObjectType,
    answer: Connected,
    type_: GraphQLObjectType,
    pool: Pool,
) -> None:
    """How many rows the viewer sees, of all or below one row of `above`."""
    row, seen = enter(model_of(type_), viewer.role)  # type: ignore[arg-type]
    counted = select(func.count()).select_from(row).where(seen)
    if answer.relation:
        relation = inspect(model_of(above)).relationships[answer.relation]  # type: ignore[union-attr]
        _, remote = relation.local_remote_pairs[0]
        counted = counted.group_by(getattr(row, relation.mapper.get_property_by_column(remote).key))
    found = await connection.execute(counted, viewer_values(viewer))
    sizes = {size for (size,) in found if size <= LONGEST_PAGE}
    pool.fits.setdefault(type_.name, []).extend(sorted(sizes))
