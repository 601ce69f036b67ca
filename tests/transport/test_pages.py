"""The example tabs of GraphiQL are valid for the role that they are shown to."""

import gzip
import re

import pytest
from graphql import parse, validate

from rules.vocabulary import Role
from tests.register import schemas
from transport.pages import BUILT, EXAMPLES, SAMPLE, example_tabs

SAMPLES = {
    name: "sample"
    for path in EXAMPLES.glob("*/*.json")
    for name in SAMPLE.findall(path.read_text())
}


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_role_has_tabs_that_are_valid_for_it(role: Role) -> None:
    tabs = example_tabs(SAMPLES)[role.name]

    assert tabs
    assert [validate(schemas()[role], parse(tab["query"])) for tab in tabs] == [[]] * len(tabs)


def test_a_register_in_earnest_shows_no_tab_that_needs_the_demonstration() -> None:
    shown = [tab["variables"] for tabs in example_tabs({}).values() for tab in tabs]

    assert shown
    assert not any("{{" in variables for variables in shown)


def test_the_page_is_built_and_asks_for_its_own_files_only() -> None:
    page = gzip.decompress((BUILT / "index.html.gz").read_bytes()).decode()

    named = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert named
    assert all((BUILT / f"{name.rpartition('/')[2]}.gz").exists() for name in named)
    assert all(name.startswith("/graphiql/") for name in named)
