"""写表 A table as a workbook on disk: every cell a string, so that no text becomes a formula and no
number loses a digit. The same rows give the same bytes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from rules.vocabulary import Term
from rules.working_days import SHANGHAI

CREATED: Final = {"created": datetime(2026, 1, 1, tzinfo=UTC)}  # the same bytes every time
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH: Final = 20


def write_table(
    path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Row after row goes to disk: the memory does not grow with the table."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    book.set_properties(CREATED)
    sheet = book.add_worksheet(title)
    as_text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@", "bg_color": "#DDEBF7"})
    sheet.set_column(0, len(headings) - 1, WIDTH, as_text)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for line, cells in enumerate(rows, 1):
        for place, value in enumerate(cells):
            sheet.write_string(line, place, as_written(value), as_text)
    book.close()


def as_written(value: Any) -> str:
    """A value as it stands in a cell: Chinese terms, days and instants as ISO 8601."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Term():
            return value.zh
        case datetime():
            return value.astimezone(SHANGHAI).isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return str(value)
