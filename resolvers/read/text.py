"""JSON as text in SQL: literals and columns joined by `||`, neighbouring literals merged.

A NULL inside `||` swallows everything, so whatever may be NULL is wrapped where it is made.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    Text,
    case,
    cast,
    func,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

Piece = str | ColumnElement[Any]
Pieces = list[Piece]


class Concatenation(FunctionElement[str]):
    """One flat `a || b || c`: nested binary operators cost the compiler most of its time."""

    type = Text()
    inherit_cache = False


@compiles(Concatenation)
def _concatenation(element: Concatenation, compiler: Any, **given: Any) -> str:
    return "(" + " || ".join(compiler.process(c, **given) for c in element.clauses) + ")"


def literal_text(text: str) -> ColumnElement[str]:
    return literal_column("'" + text.replace("'", "''") + "'", Text)


NULL = literal_text("null")
QUOTE = '"'


def merged(pieces: Iterable[Piece]) -> Pieces:
    """Neighbouring literals become one."""
    done: Pieces = []
    for piece in pieces:
        if isinstance(piece, str) and done and isinstance(done[-1], str):
            done[-1] += piece
        else:
            done.append(piece)
    return done


def joined(pieces: Iterable[Piece]) -> ColumnElement[str]:
    """The pieces as one expression of type text."""
    elements = [literal_text(p) if isinstance(p, str) else p for p in merged(pieces)]
    return elements[0] if len(elements) == 1 else Concatenation(*elements)


def _json(value: ColumnElement[Any]) -> Pieces:
    return [cast(func.to_json(value), Text)]


def _finite(value: ColumnElement[Any]) -> Pieces:
    """JSON has no infinity and no NaN: they refuse the statement, as the executor refuses them."""
    words = literal_text("not finite: ") + cast(value, Text)
    fault = cast(cast(words, Integer), Text)
    is_finite = func.abs(value) < literal_column("'Infinity'::float8")  # NaN is above infinity
    return [case((is_finite.is_not(False), cast(func.to_json(value), Text)), else_=fault)]


def _plain(value: ColumnElement[Any]) -> Pieces:
    return [cast(value, Text)]


def quoted(value: ColumnElement[Any]) -> Pieces:
    return [QUOTE, cast(value, Text), QUOTE]


def _day(value: ColumnElement[Any]) -> Pieces:
    return [QUOTE, func.to_char(value, literal_text("YYYY-MM-DD"), type_=Text), QUOTE]


def _instant(value: ColumnElement[Any]) -> Pieces:
    local = func.timezone(literal_column("interval '8 hours'"), value)
    shape = literal_text('YYYY-MM-DD"T"HH24:MI:SS.US')
    return [QUOTE, func.to_char(local, shape, type_=Text), '+08:00"']


SCALAR_TEXT: dict[str, Callable[[ColumnElement[Any]], Pieces]] = {
    "String": _json,
    "Int": _plain,
    "Float": _finite,
    "Boolean": _plain,
    "Date": _day,
    "DateTime": _instant,
    "Decimal": quoted,
    "BigInt": quoted,
}


def enum_text(value: ColumnElement[Any]) -> Pieces:
    """A term's name needs no escaping: the vocabulary's CHECK holds it."""
    return quoted(value)


def array_text(value: ColumnElement[Any]) -> Pieces:
    """A list of scalars; numbers that a client might round are quoted."""
    if not isinstance(value.type, ARRAY):
        raise TypeError(f"A list of scalars needs an array, not {value.type}.")
    if isinstance(value.type.item_type, (DateTime, Float, LargeBinary)):
        raise TypeError(f"The JSON of a list of {value.type.item_type} is not PostgreSQL's own.")
    if isinstance(value.type.item_type, (BigInteger, Numeric)):
        value = cast(value, ARRAY(Text))
    return _json(value)


def refused(row: Any) -> ColumnElement[str]:
    """Whatever must have a value and has none refuses the statement: the cast raises.

    It depends on a column, or the planner would fold it and it would always raise.
    """
    witness = func.random() if row is None else row.id
    words = literal_text("no value at ") + cast(witness, Text)
    return cast(cast(words, Integer), Text)
