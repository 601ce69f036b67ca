"""成绩表 Results sent as a table: its lines as if they were entered row by row (4.3).

A finding of a line leads to it by ("file", number of the line, heading of the column).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Text, Uuid, func, select

from models import Candidate
from resolvers.acts.result_rows import Row, check_rows, read_rows
from resolvers.result_facts import ResultFacts
from resolvers.set_based import unnested
from resolvers.write.writing import Writing
from rules.clause_4_3_result_sheet import (
    ABSENT,
    STUDENT_NUMBER,
    SheetHeading,
    SheetLine,
    check_line,
    check_sheet,
    sheet_heading,
    sheet_line,
)
from rules.finding import Finding, Findings

HEADINGS: Final[Mapping[str, str]] = {"studentNumber": STUDENT_NUMBER, "isAbsent": ABSENT}
Lines = Sequence[Sequence[str]]


def read_sheet(lines: Lines, facts: ResultFacts) -> tuple[dict[int, SheetLine], Findings]:
    """The lines with a candidate, by their numbers as programs for tables count them, from 1."""
    parts = [part.name for part in facts.parts]
    heading = sheet_heading(lines, parts)
    found = {
        number: line
        for number, line in _below(heading, lines, parts)
        if line.student_number or line.name or line.marks or line.absent
    }
    return found, check_sheet(heading, parts, len(found))


def _below(
    heading: SheetHeading, lines: Lines, parts: Sequence[str]
) -> list[tuple[int, SheetLine]]:
    below = enumerate(lines[heading.line + 1 :], heading.line + 2)
    return [(number, sheet_line(heading, cells, parts)) for number, cells in below]


async def judged_sheet(
    writing: Writing, sheet: Mapping[int, SheetLine], facts: ResultFacts
) -> tuple[dict[int, Row], Findings]:
    """The rows by the numbers of their lines, and everything that is found of them."""
    rows = read_rows([_entered(line) for line in sheet.values()], facts)
    numbers = list(sheet)
    others = await _of_another_name(writing, sheet, rows)
    found: Findings = ()
    for number, line in sheet.items():
        found += check_line(line, number in others, ("file", number))
    faulty = {finding.path for finding in found}
    of_rows = (_placed(each, numbers, sheet) for each in check_rows(writing.clause, rows, facts))
    found += tuple(finding for finding in of_rows if finding.path not in faulty)
    return dict(zip(numbers, rows, strict=True)), found


def _entered(line: SheetLine) -> Mapping[str, Any]:
    """A line as `importResults` takes it."""
    marks = [{"part": part, "value": value} for part, value in line.values().items()]
    is_absent = line.is_absent
    return {"student_number": line.student_number, "is_absent": is_absent, "marks": marks}


def _placed(finding: Finding, numbers: Sequence[int], sheet: Mapping[int, SheetLine]) -> Finding:
    """("rows", n, "marks", m, "value") as the line and the heading of the sheet."""
    _, row, *steps = finding.path
    number = numbers[int(row)]
    headings = [HEADINGS[str(step)] for step in steps[:1] if str(step) in HEADINGS]
    if len(steps) > 1:
        headings = [list(sheet[number].values())[int(steps[1])]]
    return replace(finding, path=("file", number, *headings))


async def _of_another_name(
    writing: Writing, sheet: Mapping[int, SheetLine], rows: Sequence[Row]
) -> set[int]:
    """The lines whose name is not that of their candidate, compared as names are."""
    named: list[tuple[UUID, str, int]] = [
        (row.candidate_id, line.name, number)
        for (number, line), row in zip(sheet.items(), rows, strict=True)
        if row.candidate_id is not None and line.name
    ]
    if not named:
        return set()
    given = unnested({"candidate_id": Uuid, "name": Text}, [pair[:2] for pair in named])
    differing = await writing.session.scalars(
        select(Candidate.id)
        .join(given, given.c.candidate_id == Candidate.id)
        .where(func.comparable_name(given.c.name) != func.comparable_name(Candidate.name))
    )
    others = set(differing)
    return {number for candidate_id, _, number in named if candidate_id in others}
