"""`python -m resolvers.table MOST < FILE`: the lines of a table as JSON, read under bounds.

An object with `lines`, or with the name of the `fault`. Of more than MOST lines the rest is left:
whoever asked sees that there are too many.
"""

import codecs
import csv
import io
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from resolvers.table.bounds import (
    CPU_SECONDS,
    MEMORY_BYTES,
    FaultyTable,
    TableFault,
)
from resolvers.table.cells import texts

ZIP: Final = b"PK\x03\x04"
ENCODINGS: Final = ("utf-8-sig", "gb18030")
DELIMITERS: Final = ",\t;"


def read(content: bytes, most: int) -> dict[str, Any]:
    try:
        lines = _workbook(content) if content.startswith(ZIP) else _text(content)
        return {"lines": [texts(line) for line in islice(lines, most)]}
    except FaultyTable as faulty:
        return {"fault": faulty.fault.name}


def _workbook(content: bytes) -> Iterator[list[Any]]:
    """The lines of the first sheet that can be seen."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        if not names:
            raise FaultyTable(TableFault.UNREADABLE)
        return iter(book.get_sheet_by_name(names[0]).to_python(skip_empty_area=False))
    except (CalamineError, OSError, ValueError):
        raise FaultyTable(TableFault.UNREADABLE) from None


def _text(content: bytes) -> Iterator[list[Any]]:
    """Comma, tab or semicolon between the cells: whichever the headings have most of."""
    text = _decoded(content)
    head = "\n".join(text.split("\n", 10)[:10])
    delimiter = max(DELIMITERS, key=head.count)
    return _parsed(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _decoded(content: bytes) -> str:
    """UTF-8 first: what is good UTF-8 is hardly ever meant as GB 18030."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _attempt(content, ("utf-16",))
    return _attempt(content, ENCODINGS)


def _attempt(content: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FaultyTable(TableFault.UNREADABLE)


def _parsed(lines: Iterable[list[str]]) -> Iterator[list[Any]]:
    try:
        yield from lines
    except csv.Error:
        raise FaultyTable(TableFault.UNREADABLE) from None


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    answer = read(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(msgspec.json.encode(answer))
