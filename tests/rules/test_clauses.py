"""The list of the clauses against the marks: in the code, on the tests, and on every finding."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rules.clauses import CLAUSE_BY_NUMBER, CLAUSES, all_marks, clause
from rules.finding import FindingCode

ROOT = Path(__file__).parent.parent.parent
RULE_FILES = sorted((ROOT / "rules").glob("*.py"))
TEST_FILES = sorted((ROOT / "tests" / "rules").glob("test_*.py"))
OF_EVERY_ACT = {
    "account.py",
    "certainty.py",
    "entry.py",
    "job.py",
    "lifecycle.py",
}  # their findings take the clause of the act
THIRTEEN = [
    "1.1",
    "1.2",
    "1.3",
    "2.1",
    "2.2",
    "3.1",
    "3.2",
    "3.3",
    "3.4",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
]
ITEMS = ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5", "1.1.6", "1.3.1", "1.3.2", "1.3.3"]


@cache
def functions(path: Path) -> tuple[ast.FunctionDef, ...]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def cited(function: ast.FunctionDef) -> list[str]:
    """The numbers of the clause marks on a function, in code or on a test."""
    return [
        str(argument.value)
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("clause")
        for argument in decorator.args
        if isinstance(argument, ast.Constant)
    ]


def codes_named(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and ast.unparse(inner.value) == "FindingCode":
            yield inner.attr


@cache
def codes_tested() -> frozenset[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in TEST_FILES]
    return frozenset(code for tree in trees for code in codes_named(tree))


@cache
def homes() -> dict[str, set[tuple[str, str, str]]]:
    """For each code: file, function and mark where it is found."""
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for path in RULE_FILES:
        for function in functions(path):
            for code in codes_named(function):
                found[code].add((path.name, function.name, " ".join(cited(function))))
    return found


def number_of(path: Path) -> str:
    """The clause of a file by its name: clause_4_3_result_filing.py is of 4.3."""
    return ".".join(path.stem.removeprefix("test_").split("_")[1:3])


CLAUSE_FILES = [path for path in RULE_FILES if path.name.startswith("clause_")]
CLAUSE_TESTS = [path for path in TEST_FILES if path.name.startswith("test_clause_")]


def test_the_list_is_that_of_the_guidance() -> None:
    assert sorted(entry.number for entry in CLAUSES) == sorted(THIRTEEN + ITEMS)
    assert len({entry.citation for entry in CLAUSES}) == len(CLAUSES)
    assert CLAUSE_BY_NUMBER["1.3.3"].citation == "一(三)3"


def test_every_clause_is_marked_in_code_and_no_other_is() -> None:
    assert {mark.number for mark in all_marks()} == set(CLAUSE_BY_NUMBER)


def test_every_clause_is_marked_on_a_test_and_no_other_is() -> None:
    on_tests = {number for path in TEST_FILES for test in functions(path) for number in cited(test)}
    assert on_tests == set(CLAUSE_BY_NUMBER)


def test_each_of_the_thirteen_clauses_has_its_files() -> None:
    assert sorted({number_of(path) for path in CLAUSE_FILES}) == THIRTEEN
    assert [f"test_{path.name}" for path in CLAUSE_FILES] == [path.name for path in CLAUSE_TESTS]


@pytest.mark.parametrize("path", CLAUSE_FILES + CLAUSE_TESTS, ids=lambda path: path.stem)
def test_the_marks_of_a_file_are_of_its_clause(path: Path) -> None:
    for function in functions(path):
        for number in cited(function):
            assert number == number_of(path) or number.startswith(f"{number_of(path)}.")


@pytest.mark.parametrize("path", CLAUSE_TESTS, ids=lambda path: path.stem)
def test_every_test_of_a_clause_is_marked(path: Path) -> None:
    unmarked = [
        test.name
        for test in functions(path)
        if test.name.startswith("test_") and len(cited(test)) != 1
    ]
    assert unmarked == []


@pytest.mark.parametrize("path", CLAUSE_FILES, ids=lambda path: path.stem)
def test_every_public_rule_is_marked(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rules_of_file = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    unmarked = [
        rule.name for rule in rules_of_file if not rule.name.startswith("_") and not cited(rule)
    ]
    assert unmarked == []


@pytest.mark.parametrize("code", FindingCode)
def test_each_code_has_one_file_one_mark_and_a_test(code: FindingCode) -> None:
    places = homes()[code.name]
    assert len({file for file, _, _ in places}) == 1
    if code.clause:
        assert {mark for _, _, mark in places} == {code.clause}
    else:
        assert {file for file, _, _ in places} <= OF_EVERY_ACT
    assert code.name in codes_tested()


def test_a_mark_returns_the_function_itself_and_refuses_an_unknown_clause() -> None:
    def rule() -> None:
        """Nothing."""

    with pytest.raises(KeyError):
        clause("9.9")(rule)
    marked = [mark for mark in all_marks() if mark.function == "result_filing_due_on"]
    assert [(mark.number, mark.module) for mark in marked] == [
        ("4.3", "rules.clause_4_3_result_filing")
    ]
