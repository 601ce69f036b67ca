"""Rows of a CSV file as frozen dataclasses: the header is the field names, each cell its type.

Reference data come by hand and from outside, so a cell that does not fit is refused with its file,
line and column, never repaired.
"""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from types import NoneType
from typing import IO, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from rules.vocabulary import Term

Record = TypeVar("Record")
Cell = Callable[[str], object]


class ReferenceDataError(ValueError):
    """A reference file says something that cannot be read; the message names the place."""


@dataclass(frozen=True)
class Pattern:
    """What a text must look like from its first to its last character."""

    regex: str

    def __call__(self, text: str) -> str:
        if re.fullmatch(self.regex, text) is None:
            raise ValueError(f"expected {self.regex}")
        return text


def read_records(path: Path, record_type: type[Record]) -> list[Record]:
    """All rows of a file in their order; the first that does not fit is a ReferenceDataError."""
    cells = _cells(record_type)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        header = next(rows, [])
        if header != list(cells):
            raise ReferenceDataError(f"{path.name}: columns {header}, expected {list(cells)}")
        return [record_type(**_values(cells, row, f"{path.name}:{rows.line_num}")) for row in rows]


def write_records(stream: IO[str], record_type: type[Any], records: Iterable[Any]) -> None:
    """The same rows again: LF line ends and no trailing spaces, so equal data are equal bytes."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow([field.name for field in fields(record_type)])
    rows.writerows([_text(value) for value in astuple(record)] for record in records)


def _values(cells: dict[str, Cell], row: list[str], place: str) -> dict[str, Any]:
    if len(row) != len(cells):
        raise ReferenceDataError(f"{place}: {len(row)} cells, expected {len(cells)}")
    values = {}
    for (column, cell), text in zip(cells.items(), row, strict=True):
        try:
            values[column] = cell(text)
        except (ValueError, KeyError) as reason:
            raise ReferenceDataError(f"{place}: {column} {text!r}: {reason}") from reason
    return values


def _cells(record_type: type[Any]) -> dict[str, Cell]:
    hints = get_type_hints(record_type, include_extras=True)
    return {field.name: _cell(hints[field.name]) for field in fields(record_type)}


def _cell(hint: Any) -> Cell:
    if get_origin(hint) is Annotated:
        pattern: Cell = get_args(hint)[1]
        return pattern
    options = get_args(hint)
    if NoneType in options:
        present = _cell(next(option for option in options if option is not NoneType))
        return lambda text: present(text) if text else None
    if issubclass(hint, Term):
        return lambda text: hint[text]
    return CELLS[hint]


def _present(text: str) -> str:
    if not text or text != text.strip():
        raise ValueError("expected a text without spaces around it")
    return text


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


CELLS: dict[type, Cell] = {str: _present, int: int, bool: _truth, date: date.fromisoformat}


def _text(value: object) -> str:
    if isinstance(value, Term):
        return value.name
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
