"""Holes: what the database cannot say rides through the text as its needed columns.

In the text stands `\\x01<slot>:[<columns as JSON>]\\x02`. JSON never contains a raw control
character, so splitting finds every hole wherever its row is nested, and a row that vanished
leaves none. All rows of a slot go to one call of its batch function.
"""

import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import asyncpg
import msgspec
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
)
from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Float,
    LargeBinary,
    Numeric,
    Text,
    cast,
    func,
    literal_column,
)
from sqlalchemy.types import TypeEngine

from permissions.declaration import Attribute
from permissions.errors import TypedError
from permissions.role_schemas import declared
from resolvers.read.selection import Selections
from resolvers.read.text import NULL, Pieces, literal_text
from resolvers.scalars import print_decimal, print_instant

OPEN, CLOSE = "\x01", "\x02"
Project = Callable[[Any], Any]
encode = msgspec.json.Encoder(enc_hook=str).encode


class NoValue(Exception):
    """A non-null field has no value; the executor words the error."""


class Failed(Exception):
    """A batch function raised what it should not; the executor answers the rest."""


@dataclass(frozen=True)
class Hole:
    """`answer(rows, values)` gives one plain value a row; `project` cuts it to the selection."""

    answer: Callable[[Sequence[tuple[Any, ...]], dict[str, Any]], Awaitable[Sequence[Any]]]
    decode: Callable[[bytes], tuple[Any, ...]]
    project: Project


def need_text(value: ColumnElement[Any]) -> Pieces:
    """One needed column as JSON; bytes as base64, fractions as text: JSON knows neither the
    digits of a decimal nor the sign of zero."""
    if _has_fractions(value.type):
        value = cast(value, ARRAY(Text) if isinstance(value.type, ARRAY) else Text)
    elif isinstance(value.type, LargeBinary):
        encoded = func.encode(value, literal_text("base64"))
        value = func.replace(encoded, literal_column("E'\\n'", Text), literal_text(""), type_=Text)
    return [func.coalesce(cast(func.to_json(value), Text), NULL)]


def _has_fractions(type_: TypeEngine[Any]) -> bool:
    item = type_.item_type if isinstance(type_, ARRAY) else type_
    return isinstance(item, (Numeric, Float))


def _reader(type_: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(type_, ARRAY):
        item = _reader(type_.item_type)
        return lambda values: [None if v is None else item(v) for v in values]
    if isinstance(type_, LargeBinary):
        return base64.b64decode
    if isinstance(type_, JSON):
        return lambda value: value
    python = type_.python_type
    if issubclass(python, Enum):
        return lambda name: python[name]
    if python in (float, Decimal):
        return python
    return lambda value: msgspec.convert(value, python, strict=False)


def decoder(types: Sequence[TypeEngine[Any]]) -> Callable[[bytes], tuple[Any, ...]]:
    """The needed columns back as Python values, as the ORM would give them."""
    plain = {str, int, bool}
    readers = [
        None if t.python_type in plain and not hasattr(t, "enums") else _reader(t) for t in types
    ]
    read = msgspec.json.Decoder().decode

    def decode(text: bytes) -> tuple[Any, ...]:
        return tuple(
            v if v is None or r is None else r(v) for v, r in zip(read(text), readers, strict=True)
        )

    return decode


def projector(type_: Any, nodes: Sequence[FieldNode], selections: Selections) -> Project:
    """Built once for a selection: plain Python data to the answer's own keys and texts."""
    if isinstance(type_, GraphQLNonNull):
        return _required(projector(type_.of_type, nodes, selections))
    if isinstance(type_, GraphQLList):
        item = projector(type_.of_type, nodes, selections)
        return lambda values: None if values is None else [item(v) for v in values]
    if isinstance(type_, GraphQLObjectType):
        return _object(type_, nodes, selections)
    if isinstance(type_, GraphQLEnumType):
        return lambda value: value.name if isinstance(value, Enum) else value
    return _printer(get_named_type(type_).name)


def _required(inner: Project) -> Project:
    def project(value: Any) -> Any:
        found = inner(value)
        if found is None:
            raise NoValue
        return found

    return project


def _printer(name: str) -> Project:
    if name == "DateTime":
        return lambda value: None if value is None else print_instant(value)
    if name == "Decimal":
        return lambda value: None if value is None else print_decimal(value)
    if name in ("Date", "BigInt", "ID"):
        return lambda value: None if value is None else str(value)
    return lambda value: value


def _constantly(text: str) -> Project:
    return lambda value: text


def _object(
    type_: GraphQLObjectType, nodes: Sequence[FieldNode], selections: Selections
) -> Project:
    parts: list[tuple[str, str | None, Project]] = []
    for key, own in selections.of(type_, nodes).items():
        name = own[0].name.value
        if name == "__typename":
            parts.append((key, None, _constantly(type_.name)))
            continue
        element = type_.fields[name]
        definition = declared(element)
        answer = definition.metadata["answer"]
        if not isinstance(answer, Attribute):
            raise TypeError(f"{type_.name}.{name}: plain data is answered by its keys.")
        project = projector(element.type, own, selections)
        parts.append((key, answer.name or definition.python_name, project))

    def project_object(value: Any) -> Any:
        if value is None:
            return None
        return {key: project(name and value[name]) for key, name, project in parts}

    return project_object


async def fill(body: bytes, holes: Sequence[Hole], values: dict[str, Any]) -> bytes:
    """The text with every hole filled, joined once."""
    head, *rest = body.split(b"\x01")
    pieces = [head]
    asked: dict[int, list[tuple[int, bytes]]] = {}
    for piece in rest:
        hole, text = piece.split(b"\x02", 1)
        slot, _, row = hole.partition(b":")
        asked.setdefault(int(slot), []).append((len(pieces), row))
        pieces += [b"", text]
    for number, places in asked.items():
        own = holes[number]
        rows = [own.decode(row) for _, row in places]
        for (at, _), value in zip(places, await _answered(own, rows, values), strict=True):
            pieces[at] = encode(own.project(value))
    return b"".join(pieces)


async def _answered(
    hole: Hole, rows: Sequence[tuple[Any, ...]], values: dict[str, Any]
) -> Sequence[Any]:
    try:
        answers = await hole.answer(rows, values)
    except (TypedError, OSError, asyncpg.PostgresConnectionError):
        raise  # what was asked is wrong, or the database is gone: the executor is no help
    except Exception as error:
        raise Failed from error
    if len(answers) != len(rows):
        raise Failed
    return answers
