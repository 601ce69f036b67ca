"""条款索引: from each clause to its rules, acts, findings, tests, and who may.

`python -m operation.print_clauses` writes `docs/clauses.md`; with `--check` it only compares.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import permissions.visible  # noqa: F401  (declares who sees which rows)
from operation.generated import HEAD, ROOT, keep
from operation.refusal import RefusedError
from permissions.role_schemas import access_of
from rules.clauses import CLAUSES, Clause, all_marks
from rules.finding_code import FindingCode
from rules.lifecycle import ACTS
from rules.vocabulary import Role
from schema.build import whole_schema

FILE: Final = ROOT / "docs" / "clauses.md"
RULES: Final = ROOT / "rules"
TESTS: Final = ROOT / "tests"
Index = dict[str, list[str]]
INTRODUCTION: Final = """# 条款索引 Where each clause lives

The clauses of the guidance (工作指引), each with its citation there. Findings are in
`rules/finding_code.py`, acts in `rules/lifecycle.py`; `docs/access.md` says more of who may.
"""


def text() -> str:
    functions, tests, fields = _functions(), marked_tests(TESTS), _fields()
    parts = [HEAD.format(target="docs"), INTRODUCTION]
    for clause in CLAUSES:
        parts.append(f"\n## {clause.number} · {clause.citation}\n\n{clause.zh}\n{clause.en}\n\n")
        parts += _lines(clause, functions, tests, fields)
    return "".join(parts)


def _lines(clause: Clause, functions: Index, tests: Index, fields: Index) -> Iterator[str]:
    number = clause.number
    codes = [_finding(code) for code in FindingCode if code.clause == number]
    acts = [f"{act.name}: {_roles(act.by)}" for act in ACTS.values() if act.clause == number]
    yield _line("规则 Rules", _coded(functions[number]))
    yield _line("事项 Acts and who may", acts)
    yield _line("审查意见 Findings", codes)
    yield _line("字段 Elements of the schema", fields[number])
    yield _line("测试 Tests", _coded(tests[number]))


def _finding(code: FindingCode) -> str:
    """The one rule file where it is found, and the tests of the rules that name it."""
    homes, tests = naming(RULES, by_function=True), naming(TESTS / "rules", by_function=False)
    found = ", ".join(_coded([*homes[code.name], *tests[code.name]]))
    return f"{code.name} ({code.severity.name}: {found})"


@cache
def naming(folder: Path, *, by_function: bool) -> Index:
    """Where `FindingCode.…` is mentioned, by code: files, or files with their functions."""
    index: Index = defaultdict(list)
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        file = str(path.relative_to(ROOT))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        named = (
            [(f"{file} {one.name}", one) for one in functions] if by_function else [(file, tree)]
        )
        for name, node in named:
            for code in sorted({*_codes(node)}):
                index[code].append(name)
    return index


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "FindingCode":
            yield node.attr


def _line(title: str, entries: Iterable[str]) -> str:
    listed = "; ".join(entries)
    return f"- {title}: {listed}\n" if listed else ""


def _coded(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


def _roles(roles: Iterable[Role]) -> str:
    named = set(roles)
    return "everybody" if named == set(Role) else ", ".join(r.name for r in Role if r in named)


def _functions() -> Index:
    index: Index = defaultdict(list)
    for mark in all_marks():
        index[mark.number].append(f"{mark.module.replace('.', '/')}.py {mark.function}")
    return index


def marked_tests(folder: Path) -> Index:
    """File and name of every test that is marked with a clause."""
    index: Index = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for number in _marked(node):
                    index[number].append(f"{path.relative_to(ROOT)} {node.name}")
    return index


def _marked(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.clause":
            yield from (str(a.value) for a in decorator.args if isinstance(a, ast.Constant))


def _fields() -> Index:
    """Every field and input that names the clause, with its roles."""
    index: Index = defaultdict(list)
    for type_ in whole_schema()._schema.type_map.values():
        for name, element in _elements(type_).items():
            access = access_of(element, f"{type_.name}.{name}")
            if access.clause:
                index[access.clause].append(f"{type_.name}.{name} ({_roles(access.admitted)})")
    return index


def _elements(type_: Any) -> dict[str, Any]:
    return {} if type_.name.startswith("__") else getattr(type_, "fields", {})


if __name__ == "__main__":
    try:
        keep({FILE: text()}, sys.argv[1:], "docs")
    except RefusedError as error:
        sys.exit(str(error))
