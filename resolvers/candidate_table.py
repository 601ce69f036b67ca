"""名单文件 The template of a list of candidates, and a list sent back with what was found (4.1).

Every cell is written as a string: no text becomes a formula, and no number loses a digit.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from resolvers.candidate_list import ListedRow
from resolvers.table.reading import Lines
from resolvers.table.writing import CREATED
from rules.candidate_column import FINDINGS_HEADING, TERMS, CandidateColumn
from rules.clause_4_1_candidate_list import MOST_ROWS, Heading

LONGEST_CHOICE: Final = 255  # characters that a list of choices may have in a workbook
NOTES: Final = ("列名 Column", "必填 Required", "填写要求", "What is written there", "示例 Example")


@cache
def template() -> bytes:
    """A workbook with the headings, a sheet of explanations and one of terms."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(CREATED)
    _write_headings(book)
    _write_notes(book)
    _write_terms(book)
    book.close()
    return made.getvalue()


def _write_headings(book: Any) -> None:
    sheet = book.add_worksheet("评价人员名单")
    as_text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@", "bg_color": "#DDEBF7"})
    for place, column in enumerate(CandidateColumn):
        sheet.set_column(place, place, 16, as_text)
        sheet.write_string(0, place, column.zh + ("*" if column.is_required else ""), bold)
        terms = list(TERMS.get(column, ()))
        if terms and len(",".join(terms)) <= LONGEST_CHOICE:
            choice = {"validate": "list", "source": terms}
            sheet.data_validation(1, place, MOST_ROWS, place, choice)
    sheet.freeze_panes(1, 0)


def _write_notes(book: Any) -> None:
    rows = [
        (c.zh, "是 Yes" if c.is_required else "", c.note_zh, c.note_en, c.example)
        for c in CandidateColumn
    ]
    _write_sheet(book, "填写说明", [NOTES, *rows])


def _write_terms(book: Any) -> None:
    longest = max(map(len, TERMS.values()))
    columns = [[column.zh, *terms] for column, terms in TERMS.items()]
    rows = [
        [column[place] if place < len(column) else "" for column in columns]
        for place in range(longest + 1)
    ]
    _write_sheet(book, "可填内容", rows)


def _write_sheet(book: Any, name: str, rows: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 10, 24)
    for line, cells in enumerate(rows):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text)


def write_corrections(
    path: Path, lines: Lines, heading: Heading, rows: Sequence[ListedRow]
) -> None:
    """The list as it was sent, the lines of `rows` alone, with a column of what was found of each;
    the cells that it was found in are marked."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    book.set_properties(CREATED)
    sheet = book.add_worksheet("评价人员名单")
    formats = [
        book.add_format({"num_format": "@"} | more) for more in ({}, {"bg_color": "#FFE699"})
    ]
    place_of = {column.zh: place for column, place in heading.places.items()}
    above = lines[: heading.line + 1]
    last = max(map(len, above), default=0)
    own = next((n for n, text in enumerate(above[-1]) if text == FINDINGS_HEADING), last)
    above = [*above[:-1], _with(above[-1], own, FINDINGS_HEADING)]
    sheet.set_column(0, own, 16, formats[0])
    for line, cells in enumerate(above):
        _write_line(sheet, line, cells, {}, formats)
    for line, row in enumerate(rows, len(above)):
        found = "；".join(_told(finding) for finding in row.findings)
        marked = {place_of.get(str(finding.path[-1]), own) for finding in row.findings}
        cells = _with(lines[row.line - 1], own, found)
        _write_line(sheet, line, cells, dict.fromkeys(marked, 1), formats)
    book.close()


def _told(finding: Any) -> str:
    return f"{finding.path[-1]}：{finding.message_zh}"


def _with(cells: Sequence[str], place: int, text: str) -> list[str]:
    padded = [*cells, *[""] * (place + 1 - len(cells))]
    padded[place] = text
    return padded


def _write_line(
    sheet: Any, line: int, cells: Sequence[str], marked: Mapping[int, int], formats: list[Any]
) -> None:
    for place in sorted({*range(len(cells)), *marked}):
        text = cells[place] if place < len(cells) else ""
        shown = formats[marked.get(place, 0)]
        if text:
            sheet.write_string(line, place, text, shown)
        elif place in marked:
            sheet.write_blank(line, place, None, shown)
