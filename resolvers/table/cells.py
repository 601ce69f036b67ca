"""单元格 Every cell as the text that a person sees in it.

A formula gives the value that was saved with it; nothing is calculated. A number of more than 15
digits has lost its last ones in the program that wrote it: it is shown with its exponent, as that
program shows it, so that nobody takes it for the whole number.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from resolvers.table.bounds import (
    MOST_CELL_CHARACTERS,
    MOST_COLUMNS,
    FaultyTable,
    TableFault,
)

MOST_EXACT: Final = 10.0**15
Value = str | int | float | bool | date | datetime | time | timedelta | None


def texts(values: list[Value]) -> list[str]:
    """One line of a table. Raises FaultyTable for a line or a cell beyond the bounds."""
    line = [text_of(value) for value in values]
    while line and not line[-1]:
        line.pop()
    is_long = len(line) > MOST_COLUMNS or any(len(text) > MOST_CELL_CHARACTERS for text in line)
    if is_long:
        raise FaultyTable(TableFault.TOO_LARGE)
    return line


def text_of(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\0", "").strip()
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number(float(value))
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if abs(value) >= MOST_EXACT:
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else repr(value)
