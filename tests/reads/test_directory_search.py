"""目录检索: what is typed finds whom it means; a facet counts what its value would leave (3.4)."""

from datetime import date
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.errors import BadUserInput
from resolvers.spelling import spellings
from resolvers.write.search import keep_all_search
from tests import rows
from tests.reads.directory import Directory
from tests.register import Failed, Register

DIRECTORY = Directory()  # of this file: rows can be written once
FORMER = rows.row(
    models.FormerName,
    institution_id=DIRECTORY.agencies[2].institution_id,
    name="重庆路技工学校",
    valid_from=date(2001, 1, 1),
    valid_to=date(2019, 12, 31),
    reason="更名",
)
FIND = """query F($filter: AgencyFilter) {
  agencies(filter: $filter) { totalCount nodes { name } } }"""
FACETS = """query C($filter: AgencyFilter) { agencies(filter: $filter) { totalCount facets {
  districts { value label count } kinds { value label count } scopes { value count }
  occupations { value label count } levels { value label count } methods { value count } } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(database: Database) -> Register:
    await rows.write(database, *DIRECTORY.rows, FORMER)
    async with database.engine.begin() as connection:
        await keep_all_search(connection)
    return Register(database)


async def found(register: Register, search: str) -> set[str]:
    answer = (await register.ask(None, FIND, filter={"search": search}))["agencies"]
    assert answer["totalCount"] == len(answer["nodes"])
    return {agency["name"] for agency in answer["nodes"]}


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("甲", {"甲学院"}),
        ("学院", {"甲学院", "乙学院"}),
        ("甲学院", {"甲学院"}),
        ("jiaxueyuan", {"甲学院"}),
        ("JXY", {"甲学院"}),
        ("重庆路", {"丙学校"}),
        ("chongqinglu", {"丙学校"}),
        ("cqljgxx", {"丙学校"}),
        ("车工", {"甲学院", "丙学校"}),
        ("6-18-01-01", {"甲学院", "丙学校"}),
        ("4-07", {"乙学院", "丙学校"}),
        ("电子竞技员 学院", {"乙学院"}),
        ("（学院），电子！", {"乙学院"}),
        ("ＪＸＹ", {"甲学院"}),
        ("电工", set()),
        ("甲乙学院", set()),
        ("%", {"甲学院", "乙学院", "丙学校"}),
        ("_", {"甲学院", "乙学院", "丙学校"}),
        ("", {"甲学院", "乙学院", "丙学校"}),
        ("丁学校", set()),
    ],
)
async def test_a_search_finds_by_any_part_of_a_name_a_spelling_or_an_occupation(
    register: Register, search: str, expected: set[str]
) -> None:
    assert await found(register, search) == expected


@pytest.mark.parametrize("name", ["甲学院", "吕巷学校", "重庆路学校", "University"])
def test_a_name_is_spelt_as_it_is_read_and_by_its_initials(name: str) -> None:
    expected = {
        "甲学院": {"jiaxueyuan", "jxy"},
        "吕巷学校": {"lvxiangxuexiao", "luxiangxuexiao", "lxxx"},
        "重庆路学校": {"chongqingluxuexiao", "cqlxx"},
        "University": set[str](),
    }
    assert set(spellings(name)) >= expected[name]
    assert bool(spellings(name)) is bool(expected[name])


OCCUPATION = f"Occupation:{DIRECTORY.occupations[0].id}"
FILTERS: list[dict[str, Any]] = [
    {},
    {"search": "学"},
    {"districtCode": "310115"},
    {"kindIn": ["COLLEGE", "SECONDARY"], "districtCodeIn": ["310101"]},
    {"item": {"occupation": OCCUPATION}},
    {"item": {"occupation": OCCUPATION, "level": 3, "method": "RESULT_ASSESSMENT"}},
    {"item": {"level": 4}, "kind": "SECONDARY"},
    {"or": [{"kind": "SECONDARY"}, {"districtCode": "310101"}], "scope": "OWN_STUDENTS"},
    {"not": {"item": {"occupation": OCCUPATION}}},
]
CHOICES = {
    "districts": ("districtCode", ("districtCodeIn",)),
    "kinds": ("kind", ("kindIn",)),
    "scopes": ("scope", ()),
}
ITEM_CHOICES = {
    "occupations": ("occupation", ("occupationIn",)),
    "levels": ("level", ()),
    "methods": ("method", ()),
}


def chosen(filter_: dict[str, Any], name: str, value: str) -> dict[str, Any]:
    """The filter with one value of a facet chosen in place of what was."""
    if name in CHOICES:
        key, others = CHOICES[name]
        return {k: v for k, v in filter_.items() if k not in others} | {key: value}
    key, others = ITEM_CHOICES[name]
    item = {k: v for k, v in filter_.get("item", {}).items() if k not in others}
    return filter_ | {"item": item | {key: int(value) if name == "levels" else value}}


@pytest.mark.clause("3.4")
@pytest.mark.parametrize("filter_", FILTERS, ids=range(len(FILTERS)))
async def test_14_a_facet_counts_what_the_list_has_once_its_value_is_chosen(
    register: Register, filter_: dict[str, Any]
) -> None:
    facets = (await register.ask(None, FACETS, filter=filter_))["agencies"]["facets"]
    seen = 0
    for name, values in facets.items():
        counts = [value["count"] for value in values]
        assert counts == sorted(counts, reverse=True)
        for value in values:
            asked = chosen(filter_, name, value["value"])
            answer = await register.ask(None, FIND, filter=asked)
            assert answer["agencies"]["totalCount"] == value["count"], (name, value)
            seen += 1
    assert seen > 5


@pytest.mark.clause("3.4")
async def test_a_facet_names_its_values_and_leaves_the_others_to_choose(register: Register) -> None:
    filter_ = {"districtCode": "310115", "item": {"level": 3}}
    facets = (await register.ask(None, FACETS, filter=filter_))["agencies"]["facets"]
    assert [(d["label"], d["count"]) for d in facets["districts"]] == [
        ("浦东新区", 2), ("黄浦区", 1),
    ]  # fmt: skip
    assert {kind["value"] for kind in facets["kinds"]} == {"COLLEGE", "SECONDARY"}
    assert [level["value"] for level in facets["levels"]] == ["3", "4", "5"]
    assert facets["levels"][0]["label"] == "三级/高级工"


@pytest.mark.parametrize("most", [0, -1, 201])
async def test_a_facet_of_another_size_is_bad_input(register: Register, most: int) -> None:
    asked = "query M($most: Int!) { agencies { facets { kinds(most: $most) { value } } } }"
    with pytest.raises(Failed) as failed:
        await register.ask(None, asked, most=most)
    assert isinstance(failed.value.causes[0], BadUserInput)


async def test_a_facet_holds_the_most_frequent_values(register: Register) -> None:
    asked = "{ agencies { a: facets { levels(most: 1) { n: count } } facets { __typename } } }"
    answer = (await register.ask(None, asked))["agencies"]
    assert answer == {"a": {"levels": [{"n": 3}]}, "facets": {"__typename": "AgencyFacets"}}
