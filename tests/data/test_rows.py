"""A cell that does not fit is refused with its place; what is written reads back the same."""

import io
from pathlib import Path

import pytest

from operation.records import DistrictRecord, StandardRecord
from operation.reference import read_calendar, read_exclusions, read_occupations
from operation.rows import ReferenceDataError, read_records, write_records

STANDARD_HEADER = (
    "edition,occupation_code,name,edition_year,level_from,level_to,begins_on,source,certainty\n"
)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2022,6-18-1-1,车工,2018,5,1,,memory,ASSUMED", "occupation_code"),
        ("2022,6-18-01-01,,2018,5,1,,memory,ASSUMED", "name"),
        ("2022,6-18-01-01, 车工,2018,5,1,,memory,ASSUMED", "name"),
        ("2022,6-18-01-01,车工,year,5,1,,memory,ASSUMED", "edition_year"),
        ("2022,6-18-01-01,车工,2018,5,1,2018-13-01,memory,ASSUMED", "begins_on"),
        ("2022,6-18-01-01,车工,2018,5,1,,memory,PROBABLY", "certainty"),
        ("2022,6-18-01-01,车工,2018", "4 cells, expected 9"),
    ],
)
def test_cell_that_does_not_fit_is_refused_with_its_line_and_column(
    tmp_path: Path, row: str, column: str
) -> None:
    path = tmp_path / "standards.csv"
    path.write_text(STANDARD_HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=rf"standards\.csv:2: {column}"):
        read_records(path, StandardRecord)


def test_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "districts.csv"
    path.write_text("name,code\n黄浦区,310101\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="expected"):
        read_records(path, DistrictRecord)


def test_calendar_with_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "working_days.json").write_text(
        '{"source": "x", "years": {"2026": {"holidays": ["2026-02-30"], "makeup_workdays": []}}}',
        encoding="utf-8",
    )
    with pytest.raises(ReferenceDataError, match=r"working_days\.json"):
        read_calendar(tmp_path)


def test_occupations_are_written_as_they_were_read() -> None:
    folder = Path(__file__).parents[2] / "data"
    occupations = read_occupations(folder)
    text = io.StringIO()
    write_records(text, type(occupations[0]), occupations)
    assert text.getvalue() == (folder / "occupations_2022.csv").read_text(encoding="utf-8")


def test_empty_trade_means_the_whole_occupation() -> None:
    whole = [record for record in read_exclusions() if record.trade_name is None]
    assert whole
