"""What was released is kept, or was announced to go."""

from pathlib import Path

import pytest
from graphql import build_schema

from operation import released
from operation.refusal import RefusedError

RELEASED = """
type Query { kept(filter: Filter, old: Int @deprecated(reason: "x"), size: Int): Kind
             going: Int @deprecated(reason: "kept says it") name: String }
input Filter { name: String code: String @deprecated(reason: "x") }
enum Kind { A B C @deprecated(reason: "x") }
"""


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("name: String }", "}", "Field Query.name was removed."),
        ("size: Int", "", "Argument Query.kept(size:) was removed."),
        ("name: String }", "name: Int }", "Field Query.name changed type from String to Int."),
        ("A B C", "A C", "Enum value Kind.B was removed."),
        ("input Filter { name: String", "input Filter {", "Field Filter.name was removed."),
        ("size: Int", "size: Int!", None),
        ("input Filter {", "input Filter { more: Int!", None),
    ],
)
def test_7_what_breaks_a_document_is_named(before: str, after: str, change: str | None) -> None:
    assert before in RELEASED
    now = build_schema(RELEASED.replace(before, after))
    (found,) = released.broken(build_schema(RELEASED), now)
    assert change is None or found.description == change


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('going: Int @deprecated(reason: "kept says it")', ""),
        ('old: Int @deprecated(reason: "x"),', ""),
        ('code: String @deprecated(reason: "x")', ""),
        ('C @deprecated(reason: "x")', ""),
        ("name: String }", "name: String more(size: Int): Kind }"),
        ("A B C", "A B D C"),
        ("name: String }", "name: String! }"),
    ],
)
def test_7_what_was_announced_may_go_and_what_is_new_breaks_nobody(before: str, after: str) -> None:
    assert before in RELEASED
    now = build_schema(RELEASED.replace(before, after))
    assert released.broken(build_schema(RELEASED), now) == []


def test_7_a_break_is_refused_with_its_role_and_its_words(tmp_path: Path) -> None:
    more = "type Query { soldOut: Int viewer: Int }"
    (tmp_path / "public.graphql").write_text(more, encoding="utf-8")
    with pytest.raises(RefusedError, match=r"public: Field Query\.soldOut was removed\."):
        released.check(tmp_path)


def test_7_the_present_schema_breaks_no_document_of_the_last_release() -> None:
    released.check()
