"""What is printed from the declarations: the schema, who may see what, where a clause lives."""

import re
from pathlib import Path

import pytest
from graphql import build_schema

from operation import print_access, print_clauses, print_schema
from operation.generated import ROOT, keep
from operation.refusal import RefusedError
from rules.clauses import CLAUSES
from rules.finding_code import FindingCode
from rules.vocabulary import Role
from schema.build import whole_schema


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return {path.stem: text for path, text in print_schema.texts().items()}


def test_there_is_one_schema_for_each_role_and_the_whole(printed: dict[str, str]) -> None:
    assert set(printed) == {"schema", *(role.name.lower() for role in Role)}


def test_every_printed_schema_is_a_schema(printed: dict[str, str]) -> None:
    for text in printed.values():
        assert build_schema(text).query_type is not None


def test_the_whole_says_who_may_and_by_which_clause(printed: dict[str, str]) -> None:
    (after,) = printed["schema"].split("  verifyInstitution(")[1:]
    field = after.partition("): ")[2].splitlines()[0]
    assert field == 'InstitutionPayload! @access(roles: [DEPARTMENT], clause: "1.1")'
    for_everybody = "  uscc: String!\n"
    assert for_everybody in printed["schema"]


def test_what_a_role_may_not_see_is_not_printed_for_it(printed: dict[str, str]) -> None:
    assert "verifyInstitution" in printed["department"]
    assert "verifyInstitution" not in printed["public"]
    assert "@access" not in printed["public"]


def test_the_matrix_has_a_mark_for_every_role_that_may() -> None:
    lines = print_access.text().splitlines()
    row = next(line for line in lines if line.startswith("| registerEntries |"))
    assert [cell.strip() for cell in row.split("|")[2:-1]] == ["", *[""] * 8, "●"]
    rows = next(line for line in lines if line.startswith("| RegisterEntry |"))
    assert rows.split("|")[-2].strip() == "all"


def test_every_clause_leads_to_its_rules_and_tests() -> None:
    sections = print_clauses.text().split("\n## ")[1:]
    assert [section.split(" ")[0] for section in sections] == [c.number for c in CLAUSES]
    for section in sections:
        assert "`rules/clause_" in section
        assert "`tests/rules/test_clause_" in section
    (of_4_3,) = (section for section in sections if section.startswith("4.3 "))
    assert "rules/clause_4_3_result_filing.py result_filing_due_on" in of_4_3
    assert "acceptResults: CENTER" in of_4_3
    assert "RESULT_MISSING (REFUSAL: `rules/clause_4_3_marks.py check_entered`" in of_4_3


def test_a_file_that_is_not_as_declared_is_refused_and_not_touched() -> None:
    path = ROOT / "LICENSE-never-there" / "file"
    with pytest.raises(RefusedError, match="make schema"):
        keep({path: "text"}, ["--check"], "schema")
    assert not path.parent.exists()


def test_a_file_is_written_once_and_then_as_declared(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    keep({path: "文"}, [], "schema")
    keep({path: "文"}, ["--check"], "schema")
    assert path.read_text(encoding="utf-8") == "文"


def test_what_only_a_rehearsal_can_do_is_printed_nowhere(printed: dict[str, str]) -> None:
    assert all("moveClock" not in text for text in printed.values())
    assert "moveClock" in print_schema.whole_text(whole_schema(rehearsal=True))


@pytest.mark.parametrize("code", [code for code in FindingCode if code.clause])
def test_the_index_leads_from_a_finding_to_one_rule_file_and_its_test(code: FindingCode) -> None:
    text = print_clauses.FILE.read_text(encoding="utf-8")
    (entry,) = re.findall(rf"\b{code.name} \([A-Z]+: ([^)]*)\)", text)
    named = re.findall(r"`(\S+)", entry)
    rules = {name.rstrip("`") for name in named if name.startswith("rules/")}
    tests = {name.rstrip("`") for name in named if name.startswith("tests/")}

    assert len(rules) == 1
    assert tests
