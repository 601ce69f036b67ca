"""Keyset pages over a total order: the order's columns, then the id. Shared by both executors.

A cursor is the base64 of `[order, key, …, id]`: it names its order, so that a cursor of another
order is refused, and an insert between two pages neither repeats nor skips a row.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from graphql import GraphQLField, get_named_type
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    cast,
    func,
    inspect,
    literal,
    literal_column,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from models.base import may_be_null
from permissions.declaration import OrderBy
from permissions.errors import BadUserInput
from resolvers.read.text import literal_text

PAGE = 20  # rows when neither `first` nor `last` is given
LONGEST_PAGE = 200


@dataclass(frozen=True)
class Keyset:
    """An order over a table. `types` are those of its keys' columns, the id's last."""

    name: str
    columns: tuple[str, ...]
    descending: bool
    types: tuple[TypeEngine[Any], ...]

    def keys(self, row: Any) -> list[Any]:
        return [getattr(row, name) for name in self.columns]

    def order_by(self, row: Any, backward: bool) -> list[ColumnElement[Any]]:
        falls = self.descending is not backward
        return [key.desc() if falls else key.asc() for key in self.keys(row)]

    def cursor(self, row: Any) -> ColumnElement[str]:
        """The cursor of a row as an expression; base64 in PostgreSQL breaks its lines."""
        array = func.json_build_array(literal_text(self.name), *self.keys(row))
        octets = func.convert_to(cast(array, Text), literal_text("UTF8"))
        encoded = func.encode(octets, literal_text("base64"))
        return func.replace(encoded, literal_column("E'\\n'", Text), literal_text(""), type_=Text)

    def beyond(self, row: Any, keys: Sequence[Any], backward: bool) -> ColumnElement[bool]:
        """Rows after the cursor (`backward`: before it), as one row comparison."""
        own = self.keys(row)
        given = tuple_(*(_bound(key, column) for key, column in zip(keys, own, strict=True)))
        falls = self.descending is not backward
        return tuple_(*own) < given if falls else tuple_(*own) > given

    def decode(self, cursor: str) -> list[Any]:
        """The keys in a cursor; damaged, or of another order: BAD_USER_INPUT."""
        try:
            text = base64.b64decode(cursor, validate=True)
            name, *keys = json.loads(text, parse_float=Decimal)
            if name == self.name and len(keys) == len(self.types):
                return [_typed(k, t) for k, t in zip(keys, self.types, strict=True)]
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
            pass
        raise BadUserInput(
            f"应为排序{self.name}的游标。", f"A cursor of the order {self.name} was expected."
        )


def _bound(key: Any, column: Any) -> ColumnElement[Any]:
    """A key as its column keeps it: a term by its name."""
    return key if isinstance(key, ColumnElement) else literal(key, column.type)


def _typed(value: Any, kind: TypeEngine[Any]) -> Any:
    type_ = kind.python_type
    if issubclass(type_, Enum):
        return type_[value]
    if issubclass(type_, datetime):
        return datetime.fromisoformat(value).astimezone(UTC)
    if issubclass(type_, date):
        return date.fromisoformat(value)
    if type_ in (Decimal, float) and type(value) in (int, Decimal):
        return type_(value)
    if type_ is UUID and isinstance(value, str):
        return UUID(value)
    if type(value) is not type_ or not _is_storable(value, kind):
        raise ValueError(value)
    return value


def _is_storable(value: Any, kind: TypeEngine[Any]) -> bool:
    """Whether PostgreSQL can be asked about it. Raises ValueError for a lone surrogate."""
    if isinstance(value, str):
        value.encode()
        return "\0" not in value
    bits = 63 if isinstance(kind, BigInteger) else 31
    return isinstance(value, bool) or -(2**bits) <= value < 2**bits


def keyset(model: type, name: str, order: OrderBy) -> Keyset:
    """The order's columns must not be null: a null key has no place in a row comparison."""
    attributes: Any = inspect(model).column_attrs
    columns = [c for c in order.columns if c != "id"] + ["id"]
    for column in columns:
        if may_be_null(attributes[column].columns[0]):
            raise TypeError(f"{model.__name__}.{column} may be null and cannot be an order.")
    types = tuple(attributes[c].columns[0].type for c in columns)
    return Keyset(name, tuple(columns), order.descending, types)


@dataclass(frozen=True)
class Window:
    """Which page was asked for: sizes are checked values, or parameters of a statement."""

    first: Any = None
    last: Any = None
    after: Any = None
    before: Any = None

    @property
    def size(self) -> Any:
        """The rows asked for, None if nobody said."""
        return self.first if self.first is not None else self.last

    @property
    def is_backward(self) -> bool:
        return self.last is not None and self.first is None

    @property
    def cursors(self) -> list[tuple[Any, bool]]:
        """The cursors given, each with the side on which the rows lie (True: before it)."""
        return [
            (c, side) for c, side in ((self.after, False), (self.before, True)) if c is not None
        ]


def check_size(size: int) -> None:
    if not 0 <= size <= LONGEST_PAGE:
        raise BadUserInput(
            f"一页为0至{LONGEST_PAGE}行，而不是{size}行。",
            f"A page has 0 to {LONGEST_PAGE} rows, not {size}.",
        )


def order_of(element: GraphQLField, given: Mapping[str, Any], model: type) -> Keyset:
    """The order asked for of a connection, or the first that the role may use."""
    orders: Any = get_named_type(element.args["orderBy"].type)
    chosen = given.get("order_by") or next(iter(orders.values.values())).value
    return keyset(model, chosen.name, chosen.value)


def window_of(given: Mapping[str, Any]) -> Window:
    """The page asked for. Raises BadUserInput if it is counted from both ends."""
    window = Window(*(given.get(name) for name in ("first", "last", "after", "before")))
    if window.first is not None and window.last is not None:
        raise BadUserInput("first与last只能给出一个。", "Give `first` or `last`, not both.")
    return window
