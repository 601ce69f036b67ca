"""A table that would cost too much, or act, is read under bounds or not at all."""

import io
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from resolvers.table.bounds import FaultyTable, TableFault
from resolvers.table.reading import read_table


def workbook(*cells: tuple[int, int, Any]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, place, value in cells:
        sheet.write(line, place, value)
    book.close()
    return made.getvalue()


async def test_a_formula_gives_what_was_saved_with_it_and_is_not_calculated() -> None:
    content = workbook((0, 0, "=1+1"), (0, 1, '=WEBSERVICE("http://example.org")'))
    assert await read_table(content, 5) == [["0", "0"]]


async def test_a_number_that_lost_its_digits_is_shown_with_its_exponent() -> None:
    content = workbook((0, 0, 310101200702151234), (0, 1, 20260001), (0, 2, 1.5), (0, 3, True))
    assert await read_table(content, 5) == [["3.10101200702151E+17", "20260001", "1.5", "是"]]


async def test_empty_lines_keep_their_place() -> None:
    assert await read_table(workbook((2, 1, "x")), 5) == [[], [], ["", "x"]]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (workbook((0, 0, "a"), (1_048_575, 16_383, "z")), TableFault.TOO_LARGE),
        (workbook((0, 0, "a" * 5_000)), TableFault.TOO_LARGE),
        (b"a" + b",a" * 300, TableFault.TOO_LARGE),
        (b"PK\x03\x04" + b"\0" * 100, TableFault.UNREADABLE),
        (b"\xff\xff\x00", TableFault.UNREADABLE),
    ],
    ids=["a cell in the farthest corner", "a long cell", "a wide line", "no archive", "no text"],
)
async def test_what_cannot_be_read_within_bounds_is_told_so(
    content: bytes, fault: TableFault
) -> None:
    with pytest.raises(FaultyTable) as caught:
        await read_table(content, 6_000)
    assert caught.value.fault is fault
