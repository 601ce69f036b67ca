"""Lists of candidates as schools send them, with faults planted where one knows of them."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from rules.candidate_column import CandidateColumn as Column
from tests.planned import City, Planning, identity_number

HEADINGS = [column.zh + ("*" if column.is_required else "") for column in Column]
Row = dict[Column, str]


def row_of(city: City, of: Planning, place: int) -> Row:
    """A good row; another person for each place."""
    born = date(2004, 1, 1) + timedelta(days=place // 1000)
    number = identity_number(place, f"{born:%Y%m%d}", "310115")
    return {
        Column.NUMBER: str(place + 1),
        Column.OCCUPATION: city.occupation.name,
        Column.LEVEL: "三级/高级工",
        Column.CONDITION: "毕业学年学生",
        Column.DOCUMENT_TYPE: "居民身份证",
        Column.DOCUMENT_NUMBER: number,
        Column.NAME: "欧阳小明",
        Column.SEX: "男" if int(number[16]) % 2 else "女",
        Column.BORN_ON: str(born),
        Column.PHONE: "13800000000",
        Column.HAS_CERTIFICATE: "否",
        Column.EDUCATION: "大专",
        Column.PROVINCE: "上海市",
        Column.ORIGIN: "院校学生",
        Column.ENTERED_BY: of.institution.name,
        Column.KIND: "初次",
        Column.ATTEMPT: "正考",
        Column.ETHNIC_GROUP: "汉族",
        Column.STUDENT_NUMBER: f"L{place:05d}",
        Column.CLASS_NAME: "机械一班",
        Column.MAJOR_CODE: of.major.catalogue_code,
        Column.GRADUATES_ON: str(of.graduates_on),
    }


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which column it is to be found, and as what."""

    column: Column
    code: str
    plant: Callable[[Row, Row], Row]


def _set(code: str, column: Column, text: str, **others: str) -> Fault:
    changes = {column: text} | {Column[name]: value for name, value in others.items()}
    return Fault(column, code, lambda row, before: row | changes)


def _swapped(row: Row, before: Row) -> Row:
    number = row[Column.DOCUMENT_NUMBER]
    other = "0" if number[17] != "0" else "1"
    return row | {Column.DOCUMENT_NUMBER: number[:17] + other}


def _repeated(row: Row, before: Row) -> Row:
    same = (Column.DOCUMENT_NUMBER, Column.SEX, Column.BORN_ON)
    return row | {column: before[column] for column in same}


def _other_sex(row: Row, before: Row) -> Row:
    return row | {Column.SEX: "女" if row[Column.SEX] == "男" else "男"}


FAULTS = (
    Fault(Column.DOCUMENT_NUMBER, "IDENTITY_NUMBER_INVALID", _swapped),
    Fault(Column.DOCUMENT_NUMBER, "CANDIDATE_REPEATED", _repeated),
    Fault(Column.SEX, "NOT_AS_IDENTITY_SAYS", _other_sex),
    _set("NOT_AS_IDENTITY_SAYS", Column.BORN_ON, "1999-09-09"),
    _set("LIST_DIGITS_LOST", Column.DOCUMENT_NUMBER, "3.10115200401011E+17"),
    _set("LIST_NOT_OF_PLAN", Column.OCCUPATION, "焊工"),
    _set("LIST_NOT_OF_PLAN", Column.LEVEL, "四级/中级工"),
    _set("LIST_NOT_OF_PLAN", Column.ENTERED_BY, "某某学院"),
    _set("LIST_TERM_UNKNOWN", Column.DOCUMENT_TYPE, "学生证"),
    _set("LIST_TERM_UNKNOWN", Column.EDUCATION, "大学生"),
    _set("LIST_CELL_MALFORMED", Column.PHONE, "1380000000"),
    _set("LIST_CELL_MALFORMED", Column.GRADUATES_ON, "2027年夏"),
    _set("LIST_CELL_MALFORMED", Column.MAIL, "li"),
    _set("TEXT_MISSING", Column.NAME, ""),
    _set("TEXT_MISSING", Column.STUDENT_NUMBER, ""),
    _set("TEXT_MISSING", Column.ETHNIC_GROUP, ""),
    _set("NOT_FOUND", Column.MAJOR_CODE, "999999"),
    _set("NOT_FOUND", Column.ENROLLED_AT, "4131019999"),
    _set("NOT_IN_GRADUATING_YEAR", Column.GRADUATES_ON, "2039-06-30"),
    _set("VALUE_MISSING", Column.CERTIFICATE_NUMBER, "", HAS_CERTIFICATE="是",
         CERTIFICATE_LEVEL="四级"),
    _set("VALUE_MISSING", Column.STAGE_COMPLETED_ON, "", STAGE="2"),
    _set("RESIT_OF_NOTHING", Column.ATTEMPT, "补考"),
    _set("LIST_UPWARD_FROM_NOTHING", Column.KIND, "晋级"),
    _set("COUNTRY_CODE_INVALID", Column.COUNTRY, "", DOCUMENT_TYPE="护照",
         DOCUMENT_NUMBER="E{}", SEX="", BORN_ON=""),
)  # fmt: skip


def planted(
    city: City, of: Planning, count: int, faults: int
) -> tuple[list[Row], set[tuple[int, str, str]]]:
    """Rows with that many faults, one in a row, and (line, heading, code) of each."""
    rows = [row_of(city, of, place) for place in range(count)]
    expected, step = set(), count // faults
    for number in range(faults):
        place, fault = number * step + 1, FAULTS[number % len(FAULTS)]
        rows[place] = {
            column: text.replace("{}", f"{place:08d}")
            for column, text in fault.plant(rows[place], rows[place - 1]).items()
        }
        expected.add((place + 2, fault.column.zh, fault.code))
    return rows, expected


def lines(rows: Sequence[Row]) -> list[list[str]]:
    return [HEADINGS, *([row.get(column, "") for column in Column] for row in rows)]


def workbook(rows: Sequence[Row]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for number, cells in enumerate(lines(rows)):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(number, place, text)
    book.close()
    return made.getvalue()


def text_file(rows: Sequence[Row], encoding: str, delimiter: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(lines(rows))
    return made.getvalue().encode(encoding)


def as_found(findings: Any) -> set[tuple[int, str, str]]:
    """(line, heading, code) of what a job has found."""
    return {(int(f["path"][1]), f["path"][2], f["code"]) for f in findings}
