"""四(一) A list of candidates (评价人员名单) as a table: headings, cells, what they agree with.

Cells are texts, as a person sees them. What a row is refused for beyond its cells (identity,
eligibility) is judged by the same functions as a row that is entered by itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.candidate_column import (
    ATTEMPTS,
    DOCUMENT_TYPES,
    KINDS,
    LEVELS,
    SEXES,
    TERMS,
    TRUTHS,
    CandidateColumn,
)
from rules.clauses import clause
from rules.entry import check_given, check_text
from rules.finding import FindingCode, Findings, Path, found_when
from rules.identifiers import ResidentIdentity, identity_document
from rules.vocabulary import LEVEL_NAMES, DocumentType, Level, Sex

MOST_ROWS = 5_000
LINES_ABOVE = 10  # titles and notes may stand above the headings
EVERY_DAY = re.compile(
    r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)"
)
LOST_DIGITS = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
Column = CandidateColumn
Cells = Mapping[CandidateColumn, str]


@dataclass(frozen=True, slots=True)
class Form:
    """How a cell is written: a pattern, and the words for it."""

    pattern: str
    zh: str
    en: str


FORMS: Mapping[CandidateColumn, Form] = MappingProxyType(
    {
        Column.PHONE: Form(
            r"1[3-9]\d{9}|\+\d{6,15}",
            "11位手机号码，或以+开头的境外号码",
            "a number of 11 digits, or + and the number of another country",
        ),
        Column.MAIL: Form(r"[^@\s]+@[^@\s]+\.[^@\s]+", "电子邮箱地址", "a mail address"),
        Column.YEARS: Form(r"([0-5]?\d(\.\d)?|60)", "0至60的数", "a number from 0 to 60"),
        Column.POSTCODE: Form(r"\d{6}", "6位数字", "6 digits"),
    }
)
DAYS = (
    Column.BORN_ON,
    Column.EMPLOYED_ON,
    Column.GRADUATES_ON,
    Column.DEFERRED_TO,
    Column.STAGE_COMPLETED_ON,
)
NUMBERS = (
    Column.DOCUMENT_NUMBER,
    Column.STUDENT_NUMBER,
    Column.PHONE,
    Column.CERTIFICATE_NUMBER,
    Column.DIPLOMA,
)


@dataclass(frozen=True, slots=True)
class ListTarget:
    """What every row agrees with: the plan's occupation and trade, its level, and by whom the
    candidates may be entered."""

    occupations: frozenset[str]
    level: Level
    entered_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings stand, and in which place of a line each column."""

    line: int
    places: Mapping[CandidateColumn, int]
    repeated: tuple[CandidateColumn, ...] = ()

    def cells(self, line: Sequence[str]) -> dict[CandidateColumn, str]:
        """The cells of a line that are filled."""
        found = {column: line[place] for column, place in self.places.items() if place < len(line)}
        return {column: text for column, text in found.items() if text}


@clause("4.1")
def heading_of(lines: Sequence[Sequence[str]]) -> Heading:
    """The line that names most columns, among the first ones; marks like * do not count."""
    by_name = {column.zh: column for column in CandidateColumn}
    best = Heading(0, {})
    for number, line in enumerate(lines[:LINES_ABOVE]):
        named = [(by_name.get(_plain(text)), place) for place, text in enumerate(line)]
        known = [(column, place) for column, place in named if column is not None]
        places = dict(reversed(known))
        if len(places) > len(best.places):
            columns = [column for column, _ in known]
            repeated = tuple(column for column in places if columns.count(column) > 1)
            best = Heading(number, places, repeated)
    return best


def _plain(heading: str) -> str:
    """Without blanks, stars and what stands in brackets."""
    return re.sub(r"[\s*＊]|[(（].*?[)）]", "", heading)


@clause("4.1")
def check_heading(heading: Heading, rows: int, path: Path = ("uploadId",)) -> Findings:
    """The list has its columns, each once, and rows, not more than one list may have."""
    missing = [
        column for column in CandidateColumn if column.is_required and column not in heading.places
    ]
    return (
        found_when(
            bool(missing), FindingCode.LIST_COLUMNS_MISSING, path,
            columns="、".join(column.zh for column in missing),
        )
        + found_when(
            bool(heading.repeated), FindingCode.LIST_COLUMNS_REPEATED, path,
            columns="、".join(column.zh for column in heading.repeated),
        )
        + found_when(rows == 0, FindingCode.LIST_EMPTY, path)
        + found_when(rows > MOST_ROWS, FindingCode.LIST_TOO_LONG, path, most=MOST_ROWS)
    )  # fmt: skip


@clause("4.1")
def check_resit(is_resit: bool, has_earlier: bool, path: Path = ()) -> Findings:
    """A resit follows an earlier candidacy for the same occupation and level."""
    return found_when(
        is_resit and not has_earlier, FindingCode.RESIT_OF_NOTHING, (*path, Column.ATTEMPT.zh)
    )


@clause("4.1")
def check_table(is_readable: bool, is_small: bool, path: Path = ("uploadId",)) -> Findings:
    """The content can be opened as a table, within bounds."""
    return found_when(not is_readable, FindingCode.LIST_UNREADABLE, path) + found_when(
        not is_small, FindingCode.LIST_UNFOLDS_TOO_LARGE, path
    )


@clause("4.1")
def check_cells(cells: Cells, target: ListTarget, today: date, path: Path = ()) -> Findings:
    """All that a row can be refused for by its cells alone: at most one finding a cell."""
    found = _check_missing(cells, path) + _check_written(cells, path)
    found += _check_together(cells, path)
    faulty = {finding.path[-1] for finding in found}
    agreeing = _check_agreement(cells, target, path) + _check_identity_says(cells, today, path)
    return found + tuple(finding for finding in agreeing if finding.path[-1] not in faulty)


@clause("4.1")
def _check_missing(cells: Cells, path: Path) -> Findings:
    found: Findings = ()
    for column in REQUIRED:
        if column not in cells:
            found += check_text("4.1", None, (*path, column.zh))
    return found


REQUIRED = tuple(column for column in CandidateColumn if column.is_required)


@clause("4.1")
def _check_written(cells: Cells, path: Path) -> Findings:
    """Every cell in the form of its column."""
    found: Findings = ()
    for column, text in cells.items():
        if column in NUMBERS and LOST_DIGITS.fullmatch(text):
            found += found_when(True, FindingCode.LIST_DIGITS_LOST, (*path, column.zh))
        elif (form := FORMS.get(column)) is not None:
            found += _check_form(
                form, re.fullmatch(form.pattern, text, re.ASCII) is not None, column, path
            )
        elif column in DAYS:
            found += _check_form(A_DAY, day_of(text) is not None, column, path)
        elif column in TERMS and text not in TERMS[column] and not _is_level(column, text):
            expected = "、".join(TERMS[column])
            found += found_when(
                True, FindingCode.LIST_TERM_UNKNOWN, (*path, column.zh), expected=expected
            )
    return found


A_DAY = Form("", "日期，如2027-06-30", "a day like 2027-06-30")


@clause("4.1")
def _check_form(form: Form, is_so: bool, column: CandidateColumn, path: Path) -> Findings:
    return found_when(
        not is_so,
        FindingCode.LIST_CELL_MALFORMED,
        (*path, column.zh),
        expected=form.zh,
        expected_en=form.en,
    )


def _is_level(column: CandidateColumn, text: str) -> bool:
    return column is Column.CERTIFICATE_LEVEL and text in LEVELS


@clause("4.1")
def _check_together(cells: Cells, path: Path) -> Findings:
    """A certificate is named where there is one; who goes upward has one; a stage has its day."""
    holds = TRUTHS.get(cells.get(Column.HAS_CERTIFICATE, ""))
    goes_up = KINDS.get(cells.get(Column.KIND, ""), False)
    found: Findings = ()
    if holds is not None:
        for column in (Column.CERTIFICATE_LEVEL, Column.CERTIFICATE_NUMBER):
            found += check_given("4.1", column in cells, holds, (*path, column.zh))
    found += found_when(
        goes_up and holds is False, FindingCode.LIST_UPWARD_FROM_NOTHING, (*path, Column.KIND.zh)
    )
    has_stage, has_day = Column.STAGE in cells, Column.STAGE_COMPLETED_ON in cells
    if has_stage != has_day:
        missing = Column.STAGE_COMPLETED_ON if has_stage else Column.STAGE
        found += check_given("4.1", False, True, (*path, missing.zh))
    return found


@clause("4.1")
def _check_agreement(cells: Cells, target: ListTarget, path: Path) -> Findings:
    """Occupation, level and who enters are those of the plan."""
    expected = {
        Column.OCCUPATION: (target.occupations, "、".join(sorted(target.occupations))),
        Column.ENTERED_BY: (target.entered_by, "、".join(sorted(target.entered_by))),
    }
    found: Findings = ()
    for column, (names, words) in expected.items():
        text = re.sub(r"\s", "", cells.get(column, ""))
        found += found_when(
            text not in names, FindingCode.LIST_NOT_OF_PLAN, (*path, column.zh), expected=words
        )
    return found + found_when(
        LEVELS.get(cells.get(Column.LEVEL, "")) != target.level,
        FindingCode.LIST_NOT_OF_PLAN,
        (*path, Column.LEVEL.zh),
        expected=LEVEL_NAMES[target.level],
    )


@clause("4.1")
def _check_identity_says(cells: Cells, today: date, path: Path) -> Findings:
    """Sex and birth are those that a resident number says, where they are filled in."""
    kind = DOCUMENT_TYPES.get(cells.get(Column.DOCUMENT_TYPE, ""))
    if kind is None:
        return ()
    answer = identity_document(kind, cells.get(Column.DOCUMENT_NUMBER, ""), today)
    if not isinstance(answer, ResidentIdentity):
        return ()
    sex, born_on = SEXES.get(cells.get(Column.SEX, "")), day_of(cells.get(Column.BORN_ON, ""))
    is_other_sex = sex is not None and sex is not answer.sex
    is_other_day = born_on is not None and born_on != answer.born_on
    return found_when(
        is_other_sex, FindingCode.NOT_AS_IDENTITY_SAYS, (*path, Column.SEX.zh)
    ) + found_when(is_other_day, FindingCode.NOT_AS_IDENTITY_SAYS, (*path, Column.BORN_ON.zh))


@clause("4.1")
def day_of(text: str) -> date | None:
    """2027-06-30, 2027/6/30, 2027.6.30, 2027年6月30日 or 20270630; None for anything else."""
    read = EVERY_DAY.fullmatch(text)
    if read is None:
        return None
    year, month, day = (int(part) for part in read.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """A row's values; None for what is not filled in, or cannot be read and was refused."""

    document_type: DocumentType | None
    sex: Sex | None
    born_on: date | None
    expected_graduation_on: date | None
    deferred_graduation_on: date | None
    completed_stage: int | None
    stage_completed_on: date | None
    prior_certificate_level: int | None
    is_resit: bool


@clause("4.1")
def listed_candidate(cells: Cells) -> ListedCandidate:
    """What the cells of a row say, beyond its plain texts."""
    stage = cells.get(Column.STAGE, "")
    return ListedCandidate(
        document_type=DOCUMENT_TYPES.get(cells.get(Column.DOCUMENT_TYPE, "")),
        sex=SEXES.get(cells.get(Column.SEX, "")),
        born_on=day_of(cells.get(Column.BORN_ON, "")),
        expected_graduation_on=day_of(cells.get(Column.GRADUATES_ON, "")),
        deferred_graduation_on=day_of(cells.get(Column.DEFERRED_TO, "")),
        completed_stage=int(stage) if stage in ("1", "2") else None,
        stage_completed_on=day_of(cells.get(Column.STAGE_COMPLETED_ON, "")),
        prior_certificate_level=LEVELS.get(cells.get(Column.CERTIFICATE_LEVEL, "")),
        is_resit=ATTEMPTS.get(cells.get(Column.ATTEMPT, ""), False),
    )
