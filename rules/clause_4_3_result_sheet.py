"""四(三) Results as a table (成绩表): a line for each candidate, a column for each part.

Cells are texts, as a person sees them. What is wrong with a result itself is judged by the same
functions as a row that is entered by itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when

STUDENT_NUMBER, NAME, ABSENT = "学号", "姓名", "缺考"
MOST_LINES = 5_000
LINES_ABOVE = 10  # titles and notes may stand above the headings
NUMBER = re.compile(r"\d+(\.\d+)?")
YES = frozenset({"是", "缺考", "1", "Y", "y"})
NO = frozenset({"", "否", "0", "N", "n"})


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """Where the headings stand, and in which place of a line each column."""

    line: int
    places: Mapping[str, int]
    repeated: tuple[str, ...] = ()

    def cell(self, line: Sequence[str], column: str) -> str:
        """Empty where the line ends before it."""
        place = self.places.get(column, len(line))
        return line[place].strip() if place < len(line) else ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What a line says: `marks` are the cells of parts that are filled."""

    student_number: str
    name: str
    absent: str
    marks: Mapping[str, str]

    @property
    def is_absent(self) -> bool:
        """Said in its own column, or in the place of a mark."""
        return self.absent in YES or ABSENT in self.marks.values()

    def values(self) -> dict[str, Decimal]:
        """The marks that are numbers."""
        return {part: Decimal(text) for part, text in self.marks.items() if NUMBER.fullmatch(text)}


@clause("4.3")
def check_readable(is_table: bool, path: Path = ("uploadId",)) -> Findings:
    """What was sent is a table, and not larger than one is read."""
    return found_when(not is_table, FindingCode.SHEET_UNREADABLE, path)


@clause("4.3")
def sheet_heading(lines: Sequence[Sequence[str]], parts: Sequence[str]) -> SheetHeading:
    """The line that names most columns, among the first ones; blanks and stars do not count."""
    known = {STUDENT_NUMBER, NAME, ABSENT, *parts}
    best = SheetHeading(0, {})
    for number, line in enumerate(lines[:LINES_ABOVE]):
        named = [re.sub(r"[\s*＊]", "", text) for text in line]
        places = {name: place for place, name in reversed(list(enumerate(named))) if name in known}
        if len(places) > len(best.places):
            repeated = tuple(name for name in places if named.count(name) > 1)
            best = SheetHeading(number, places, repeated)
    return best


@clause("4.3")
def check_sheet(
    heading: SheetHeading, parts: Sequence[str], lines: int, path: Path = ("uploadId",)
) -> Findings:
    """The sheet says whose results it has and of which parts, and is no longer than it may be."""
    has_results = any(part in heading.places for part in (*parts, ABSENT))
    expected = STUDENT_NUMBER if STUDENT_NUMBER not in heading.places else "、".join(parts)
    is_missing = STUDENT_NUMBER not in heading.places or not has_results
    return (
        found_when(is_missing, FindingCode.SHEET_COLUMNS_MISSING, path, columns=expected)
        + found_when(
            bool(heading.repeated),
            FindingCode.SHEET_COLUMNS_REPEATED,
            path,
            columns="、".join(heading.repeated),
        )
        + found_when(lines == 0, FindingCode.SHEET_EMPTY, path)
        + found_when(lines > MOST_LINES, FindingCode.SHEET_TOO_LONG, path, most=MOST_LINES)
    )


@clause("4.3")
def sheet_line(heading: SheetHeading, line: Sequence[str], parts: Sequence[str]) -> SheetLine:
    """The cells of one line by their columns."""
    marks = {part: heading.cell(line, part) for part in parts}
    return SheetLine(
        heading.cell(line, STUDENT_NUMBER),
        heading.cell(line, NAME),
        heading.cell(line, ABSENT),
        {part: text for part, text in marks.items() if text},
    )


@clause("4.3")
def check_line(line: SheetLine, has_other_name: bool, path: Path = ()) -> Findings:
    """Marks are numbers, absence is yes or no, and the name is that of the student number."""
    found = found_when(
        has_other_name, FindingCode.SHEET_NAME_OF_ANOTHER, (*path, NAME)
    ) + found_when(line.absent not in YES | NO, FindingCode.SHEET_ABSENCE_UNCLEAR, (*path, ABSENT))
    for part, text in line.marks.items():
        is_readable = text == ABSENT or NUMBER.fullmatch(text) is not None
        found += found_when(not is_readable, FindingCode.SHEET_MARK_UNREADABLE, (*path, part))
    return found
