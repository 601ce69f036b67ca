"""The scalars: how each is parsed, printed by Python, and bound and printed by SQL, alike.

Days are `Date` (2026-11-23), instants `DateTime` with the fixed offset of Asia/Shanghai: the zone's
name would bring local mean time for instants before 1927. Numbers that must not be rounded by a
client (`Decimal`, `BigInt`) are quoted text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

from graphql import GraphQLError
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Float,
    Integer,
    Numeric,
    Text,
)
from sqlalchemy.types import TypeEngine

BigInt = NewType("BigInt", int)
SHANGHAI = timezone(timedelta(hours=8))
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})\Z")


def parse_date(value: object) -> date:
    if isinstance(value, str) and DATE.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError("A Date is a day like 2026-11-23.")


def parse_instant(value: object) -> datetime:
    if isinstance(value, str) and INSTANT.match(value):
        try:
            instant = datetime.fromisoformat(value)
            print_instant(instant)  # neither end of the calendar may be passed by an offset
            return instant.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise GraphQLError("A DateTime is an instant with offset like 2026-11-23T09:00:00+08:00.")


def print_instant(value: datetime) -> str:
    return value.astimezone(SHANGHAI).isoformat(timespec="microseconds")


def parse_decimal(value: object) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, (str, int)) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    is_long = not number.is_finite() or len(str(value)) > 40 or not _is_written_out(number)
    if isinstance(value, bool) or is_long:
        raise GraphQLError('A Decimal is a number as text like "59.5".')
    return number


def _is_written_out(number: Decimal) -> bool:
    """Few digits can name a number of millions of digits: 1e999999."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and abs(exponent) <= 40


def print_decimal(value: Decimal) -> str:
    """Never with an exponent: Python writes 0.0000001 as 1E-7, PostgreSQL does not."""
    return f"{value:f}"


def parse_float(value: Any) -> float:
    """A whole number too: what a function is given does not depend on how it was written."""
    try:
        return float(value)
    except OverflowError as error:
        raise GraphQLError("A Float is a finite number of 64 bits.") from error


def parse_big_integer(value: object) -> BigInt:
    is_text = isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value)
    if is_text or (isinstance(value, int) and not isinstance(value, bool)):
        number = int(value)  # type: ignore[call-overload]
        if -(2**63) <= number < 2**63:
            return BigInt(number)
    raise GraphQLError('A BigInt is a whole number of 64 bits as text like "9007199254740993".')


def _as_is(value: object) -> object:
    return value


@dataclass(frozen=True)
class Scalar:
    """`parse` a value of a client; `sql` is its type as a parameter of a statement."""

    parse: Callable[[object], Any]
    sql: TypeEngine[Any]


SCALARS: dict[str, Scalar] = {
    "String": Scalar(_as_is, Text()),
    "Int": Scalar(_as_is, Integer()),
    "Float": Scalar(parse_float, Float()),
    "Boolean": Scalar(_as_is, Boolean()),
    "Date": Scalar(parse_date, Date()),
    "DateTime": Scalar(parse_instant, DateTime(timezone=True)),
    "Decimal": Scalar(parse_decimal, Numeric()),
    "BigInt": Scalar(parse_big_integer, BigInteger()),
}

EXPECTED: dict[str, tuple[str, str]] = {
    "ID": ("对象标识（文本）", "an id, as text"),
    "String": ("文本", "text"),
    "Int": ("32位整数", "a whole number of 32 bits"),
    "Float": ("有限的数", "a finite number"),
    "Boolean": ("true或false", "true or false"),
    "Date": ("形如2026-11-23的日期", "a day like 2026-11-23"),
    "DateTime": (
        "带时差的时刻，形如2026-11-23T09:00:00+08:00",
        "an instant with offset like 2026-11-23T09:00:00+08:00",
    ),
    "Decimal": ('以文本表示的数，形如"59.5"', 'a number as text like "59.5"'),
    "BigInt": (
        '以文本表示的64位整数，形如"9007199254740993"',
        'a whole number of 64 bits as text like "9007199254740993"',
    ),
}
"""What each scalar takes, in Chinese and in English."""
