"""四(三): results as a table."""

from decimal import Decimal

import pytest

from rules.clause_4_3_result_sheet import (
    MOST_LINES,
    SheetLine,
    check_line,
    check_readable,
    check_sheet,
    sheet_heading,
    sheet_line,
)
from rules.finding import FindingCode
from tests.rules.asked import codes

PARTS = ["理论", "实操"]
HEADINGS = ["序号", "学号*", "姓 名", "理论", "实操", "缺考"]


@pytest.mark.clause("4.3")
def test_what_is_no_table_is_refused() -> None:
    assert check_readable(True) == ()
    assert codes(check_readable(False)) == [FindingCode.SHEET_UNREADABLE]


@pytest.mark.clause("4.3")
def test_the_headings_may_stand_below_a_title_in_any_order() -> None:
    heading = sheet_heading([["成绩汇总表"], [], HEADINGS], PARTS)
    assert heading.line == 2
    assert heading.places == {"学号": 1, "姓名": 2, "理论": 3, "实操": 4, "缺考": 5}
    assert check_sheet(heading, PARTS, 1) == ()
    other = sheet_heading([["实操", "学号"]], PARTS)
    assert sheet_line(other, ["61", " 0001 "], PARTS) == SheetLine("0001", "", "", {"实操": "61"})


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(
    ("line", "lines", "expected"),
    [
        (["姓名", "理论"], 1, FindingCode.SHEET_COLUMNS_MISSING),
        (["学号", "姓名"], 1, FindingCode.SHEET_COLUMNS_MISSING),
        (["学号", "理论", "理论"], 1, FindingCode.SHEET_COLUMNS_REPEATED),
        (HEADINGS, 0, FindingCode.SHEET_EMPTY),
        (HEADINGS, MOST_LINES + 1, FindingCode.SHEET_TOO_LONG),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(
    line: list[str], lines: int, expected: FindingCode
) -> None:
    found = check_sheet(sheet_heading([line], PARTS), PARTS, lines)
    assert [(finding.code, finding.path) for finding in found] == [(expected, ("uploadId",))]


@pytest.mark.clause("4.3")
def test_a_line_says_marks_or_absence() -> None:
    heading = sheet_heading([HEADINGS], PARTS)
    line = sheet_line(heading, ["1", "0001", "阿里·木", "60", "75.5"], PARTS)
    assert (line.student_number, line.name, line.is_absent) == ("0001", "阿里·木", False)
    assert line.values() == {"理论": Decimal(60), "实操": Decimal("75.5")}
    for cells in (["1", "0001", "", "", "", "是"], ["1", "0001", "", "缺考", "缺考"]):
        absent = sheet_line(heading, cells, PARTS)
        assert (absent.is_absent, absent.values()) == (True, {})
        assert check_line(absent, has_other_name=False) == ()


@pytest.mark.clause("4.3")
def test_what_a_cell_cannot_say_is_found_in_its_column() -> None:
    line = SheetLine("0001", "李明", "也许", {"理论": "六十", "实操": "-1"})
    found = check_line(line, True, ("file", 7))
    assert [(finding.code, finding.path) for finding in found] == [
        (FindingCode.SHEET_NAME_OF_ANOTHER, ("file", 7, "姓名")),
        (FindingCode.SHEET_ABSENCE_UNCLEAR, ("file", 7, "缺考")),
        (FindingCode.SHEET_MARK_UNREADABLE, ("file", 7, "理论")),
        (FindingCode.SHEET_MARK_UNREADABLE, ("file", 7, "实操")),
    ]
    assert codes(check_line(SheetLine("0001", "李明", "否", {"理论": "61"}), False)) == []
