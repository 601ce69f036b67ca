"""评价人员名单: every cell of a list is read as it is meant, or refused in its column (4.1)."""

from datetime import date
from typing import Any

import pytest

from rules.candidate_column import COLUMNS_OF_PRACTICE, CandidateColumn
from rules.clause_4_1_candidate_list import (
    MOST_ROWS,
    ListTarget,
    check_cells,
    check_heading,
    check_resit,
    check_table,
    day_of,
    heading_of,
    listed_candidate,
)
from rules.finding import FindingCode
from rules.vocabulary import DocumentType, Level, Sex

TODAY = date(2026, 11, 24)
TARGET = ListTarget(frozenset({"车工", "数控车工"}), Level.ADVANCED, frozenset({"第一职业学院"}))
Column = CandidateColumn
GOOD = {
    Column.OCCUPATION: "车工",
    Column.LEVEL: "三级/高级工",
    Column.CONDITION: "毕业学年学生",
    Column.DOCUMENT_TYPE: "居民身份证",
    Column.DOCUMENT_NUMBER: "11010519491231002X",
    Column.NAME: "欧阳小明",
    Column.SEX: "女",
    Column.BORN_ON: "1949-12-31",
    Column.PHONE: "13800000000",
    Column.HAS_CERTIFICATE: "否",
    Column.EDUCATION: "大专",
    Column.PROVINCE: "上海市",
    Column.ORIGIN: "院校学生",
    Column.ENTERED_BY: "第一职业学院",
    Column.KIND: "初次",
    Column.ATTEMPT: "正考",
    Column.ETHNIC_GROUP: "汉族",
    Column.STUDENT_NUMBER: "S1",
    Column.MAJOR_CODE: "460103",
    Column.GRADUATES_ON: "2027-06-30",
}


def found(**changes: str) -> list[tuple[FindingCode, Any]]:
    """What is found of a good row with these cells changed; "" empties one."""
    cells = GOOD | {Column[name]: text for name, text in changes.items()}
    given = {column: text for column, text in cells.items() if text}
    findings = check_cells(given, TARGET, TODAY, ("file", 7))
    assert all(finding.path[:2] == ("file", 7) for finding in findings)
    return [(finding.code, finding.path[2]) for finding in findings]


@pytest.mark.clause("4.1")
def test_the_first_33_columns_are_those_of_practice() -> None:
    columns = list(CandidateColumn)
    assert columns[COLUMNS_OF_PRACTICE - 1] is Column.POSTAL_ADDRESS
    assert columns[COLUMNS_OF_PRACTICE] is Column.STUDENT_NUMBER
    assert len({column.zh for column in columns}) == len(columns)


@pytest.mark.clause("4.1")
def test_a_good_row_has_nothing_to_be_found() -> None:
    assert found() == []


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("column", [column for column in CandidateColumn if column.is_required])
def test_a_required_cell_that_is_empty_is_found_once(column: CandidateColumn) -> None:
    assert found(**{column.name: ""}) == [(FindingCode.TEXT_MISSING, column.zh)]


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("OCCUPATION", "焊工", FindingCode.LIST_NOT_OF_PLAN),
        ("LEVEL", "四级", FindingCode.LIST_NOT_OF_PLAN),
        ("LEVEL", "最高", FindingCode.LIST_NOT_OF_PLAN),
        ("ENTERED_BY", "另一学院", FindingCode.LIST_NOT_OF_PLAN),
        ("DOCUMENT_TYPE", "学生证", FindingCode.LIST_TERM_UNKNOWN),
        ("HAS_CERTIFICATE", "无", FindingCode.LIST_TERM_UNKNOWN),
        ("EDUCATION", "大学生", FindingCode.LIST_TERM_UNKNOWN),
        ("KIND", "升级", FindingCode.LIST_TERM_UNKNOWN),
        ("ATTEMPT", "重考", FindingCode.LIST_TERM_UNKNOWN),
        ("STAGE", "3", FindingCode.LIST_TERM_UNKNOWN),
        ("PHONE", "1380000000", FindingCode.LIST_CELL_MALFORMED),
        ("PHONE", "021-12345678", FindingCode.LIST_CELL_MALFORMED),
        ("MAIL", "li", FindingCode.LIST_CELL_MALFORMED),
        ("YEARS", "三年", FindingCode.LIST_CELL_MALFORMED),
        ("POSTCODE", "20000", FindingCode.LIST_CELL_MALFORMED),
        ("GRADUATES_ON", "2027年夏", FindingCode.LIST_CELL_MALFORMED),
        ("EMPLOYED_ON", "2027-02-30", FindingCode.LIST_CELL_MALFORMED),
        ("DOCUMENT_NUMBER", "1.10105194912310E+17", FindingCode.LIST_DIGITS_LOST),
        ("STUDENT_NUMBER", "2.0260000000001E+15", FindingCode.LIST_DIGITS_LOST),
        ("SEX", "男", FindingCode.NOT_AS_IDENTITY_SAYS),
        ("BORN_ON", "1949/12/30", FindingCode.NOT_AS_IDENTITY_SAYS),
        ("CERTIFICATE_NUMBER", "Y0001", FindingCode.VALUE_WITHOUT_PLACE),
        ("KIND", "晋级", FindingCode.LIST_UPWARD_FROM_NOTHING),
    ],
)
def test_a_cell_is_refused_in_its_own_column(column: str, text: str, code: FindingCode) -> None:
    extra = {"STAGE_COMPLETED_ON": "2026-06-30"} if column == "STAGE" else {}
    assert found(**{column: text}, **extra) == [(code, Column[column].zh)]


@pytest.mark.clause("4.1")
def test_a_certificate_that_is_held_is_named() -> None:
    assert found(HAS_CERTIFICATE="是") == [
        (FindingCode.VALUE_MISSING, "证书等级"),
        (FindingCode.VALUE_MISSING, "证书编号"),
    ]
    held = {"HAS_CERTIFICATE": "是", "CERTIFICATE_LEVEL": "四级", "CERTIFICATE_NUMBER": "Y1"}
    assert found(KIND="晋级", **held) == []


@pytest.mark.clause("4.1")
def test_a_stage_has_its_day_and_a_day_its_stage() -> None:
    assert found(STAGE="1") == [(FindingCode.VALUE_MISSING, "阶段完成日期")]
    assert found(STAGE_COMPLETED_ON="2026-06-30") == [
        (FindingCode.VALUE_MISSING, "贯通培养已完成阶段")
    ]


@pytest.mark.clause("4.1")
def test_a_passport_says_neither_sex_nor_birth() -> None:
    assert found(DOCUMENT_TYPE="护照", DOCUMENT_NUMBER="E12345678", SEX="男") == []


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("text", ["2027-06-03", "2027/6/3", "2027.6.3", "2027年6月3日", "20270603"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == date(2027, 6, 3)


@pytest.mark.clause("4.1")
@pytest.mark.parametrize("text", ["", "46203", "03/06/2027", "2027-6", "2027-13-01"])
def test_what_may_be_another_day_is_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.clause("4.1")
def test_headings_are_found_below_titles_with_their_stars_and_in_any_order() -> None:
    heading = heading_of(
        [["职业技能等级认定报名表"], [], ["姓名*", "证件号码（文本）", "备注", "证件类型 ＊"]]
    )
    assert heading.line == 2
    assert heading.places == {Column.NAME: 0, Column.DOCUMENT_NUMBER: 1, Column.DOCUMENT_TYPE: 3}
    assert heading.cells(["欧阳小明", "", "x"]) == {Column.NAME: "欧阳小明"}


@pytest.mark.clause("4.1")
def test_a_list_has_its_columns_once_and_rows_within_the_bound() -> None:
    whole = heading_of([[column.zh for column in CandidateColumn]])
    assert check_heading(whole, MOST_ROWS) == ()
    (long,) = check_heading(whole, MOST_ROWS + 1)
    assert long.code is FindingCode.LIST_TOO_LONG
    (empty,) = check_heading(whole, 0)
    assert (empty.code, empty.path) == (FindingCode.LIST_EMPTY, ("uploadId",))
    names = [column.zh for column in CandidateColumn if column is not Column.NAME]
    lacking, twice = check_heading(heading_of([[*names, "学号"]]), 1)
    assert (lacking.code, twice.code) == (
        FindingCode.LIST_COLUMNS_MISSING,
        FindingCode.LIST_COLUMNS_REPEATED,
    )
    assert "姓名" in lacking.message_zh
    assert "学号" in twice.message_zh


@pytest.mark.clause("4.1")
def test_a_content_that_is_no_table_is_refused_as_a_whole() -> None:
    assert check_table(True, True) == ()
    assert [f.code for f in check_table(False, True)] == [FindingCode.LIST_UNREADABLE]
    assert [f.code for f in check_table(True, False)] == [FindingCode.LIST_UNFOLDS_TOO_LARGE]


@pytest.mark.clause("4.1")
def test_a_resit_follows_an_earlier_candidacy() -> None:
    assert check_resit(False, False) == check_resit(True, True) == ()
    (finding,) = check_resit(True, False, ("file", 3))
    assert (finding.code, finding.path) == (FindingCode.RESIT_OF_NOTHING, ("file", 3, "考试类型"))


@pytest.mark.clause("4.1")
def test_a_row_says_its_terms_and_days() -> None:
    says = listed_candidate(GOOD | {Column.ATTEMPT: "补考", Column.STAGE: "2"})
    assert (says.document_type, says.sex) == (DocumentType.RESIDENT_IDENTITY_CARD, Sex.FEMALE)
    assert (says.expected_graduation_on, says.completed_stage) == (date(2027, 6, 30), 2)
    assert says.is_resit
    assert listed_candidate({}).document_type is None
