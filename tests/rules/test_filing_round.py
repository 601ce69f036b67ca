"""补正轮次: what two rounds of an application differ in, and where a remark may point (3.1)."""

from copy import deepcopy
from typing import Any

import pytest

from rules.filing_round import FORM, RoundChange, changes_between, leads_into, values_of
from rules.vocabulary import Difference

ADDED, REMOVED, CHANGED = Difference.ADDED, Difference.REMOVED, Difference.CHANGED


def content() -> dict[str, Any]:
    return {
        "form": FORM,
        "items": [
            {
                "occupationId": "6-31-01-03 电工 (2022)",
                "tradeId": None,
                "levelFrom": 5,
                "levelTo": 3,
                "siteId": "电工实训中心",
                "majors": [{"majorId": "460301 机电一体化技术", "expectedCandidates": 80}],
            },
            {
                "occupationId": "6-18-01-01 车工 (2022)",
                "tradeId": None,
                "levelFrom": 5,
                "levelTo": 4,
                "siteId": None,
                "majors": [],
            },
        ],
        "materials": [{"kind": "CREDIT_RECORD", "title": "信用", "documentId": None}],
        "enrolments": [{"year": 2025, "enrolled": 900}],
        "experience": None,
        "declaresTruthful": False,
    }


def test_the_same_content_has_no_difference() -> None:
    assert changes_between(content(), content()) == ()


def test_a_value_is_changed_at_its_place() -> None:
    after = content()
    after["items"][0]["levelTo"] = 4
    after["declaresTruthful"] = True
    assert changes_between(content(), after) == (
        RoundChange(("items", 0, "levelTo"), CHANGED, "3", "4"),
        RoundChange(("declaresTruthful",), CHANGED, "false", "true"),
    )


def test_what_was_empty_is_added_and_what_is_empty_now_was_removed() -> None:
    after = content()
    after["experience"], after["items"][0]["siteId"] = "十年", None
    assert changes_between(content(), after) == (
        RoundChange(("items", 0, "siteId"), REMOVED, "电工实训中心", None),
        RoundChange(("experience",), ADDED, None, "十年"),
    )


def test_an_entry_that_goes_does_not_make_its_successors_differ() -> None:
    after = content()
    del after["items"][0]
    (change,) = changes_between(content(), after)
    assert (change.path, change.kind) == (("items", 0), REMOVED)
    assert change.before == "6-31-01-03 电工 (2022) · 5 · 3 · 电工实训中心"


def test_an_entry_that_comes_first_does_not_make_the_others_differ() -> None:
    after = content()
    after["materials"].insert(
        0, {"kind": "FEE_LIST", "title": "收费", "documentId": "收费 sha256:1"}
    )
    assert changes_between(content(), after) == (
        RoundChange(("materials", 0), ADDED, None, "FEE_LIST · 收费 · 收费 sha256:1"),
    )


def test_of_two_entries_known_by_the_same_the_first_stays_the_first() -> None:
    before = content()
    before["items"].append(deepcopy(before["items"][1]) | {"levelFrom": 3, "levelTo": 3})
    after = deepcopy(before)
    after["items"][2]["siteId"] = "新站点"
    assert [change.path for change in changes_between(before, after)] == [("items", 2, "siteId")]


def test_lists_within_entries_are_compared_alike() -> None:
    after = content()
    after["items"][0]["majors"][0]["expectedCandidates"] = 60
    after["items"][1]["majors"].append({"majorId": "460103 数控技术", "expectedCandidates": None})
    assert [(change.path, change.kind) for change in changes_between(content(), after)] == [
        (("items", 0, "majors", 0, "expectedCandidates"), CHANGED),
        (("items", 1, "majors", 0), ADDED),
    ]


@pytest.mark.parametrize("form", [None, FORM + 1])
def test_a_round_of_another_form_is_not_compared(form: int | None) -> None:
    assert changes_between({}, content()) == ()
    assert changes_between(content(), content() | {"form": form, "experience": "十年"}) == ()


@pytest.mark.parametrize(
    "path",
    [["items"], ["items", "1"], ["items", "0", "majors", "0", "majorId"], ["declaresTruthful"]],
)
def test_a_remark_points_to_a_place_of_the_content(path: list[str]) -> None:
    assert leads_into(content(), path)


@pytest.mark.parametrize(
    "path",
    [[], ["form"], ["items", "2"], ["items", "-1"], ["items", "²"], ["experience", "0"], ["其他"]],
)
def test_no_remark_points_into_nothing(path: list[str]) -> None:
    assert not leads_into(content(), path)


def test_a_round_says_everything_place_by_place_and_nothing_that_was_left_empty() -> None:
    said = dict(values_of(content()))
    assert said["items", 0, "majors", 0, "expectedCandidates"] == "80"
    assert said["declaresTruthful",] == "false"
    assert ("items", 1, "siteId") not in said
    assert all(path[0] != "form" for path in said)
