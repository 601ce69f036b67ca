"""The guidance as a tree: everybody reads it, and a school's state is for those who may."""

from typing import Any

import pytest

from models.database import Database
from permissions.viewer import Viewer
from rules.clauses import CLAUSES
from rules.finding_code import FindingCode
from rules.lifecycle import ACTS
from rules.vocabulary import Role
from tests.applying import new_school, school_that_may_apply
from tests.register import Register

TREE = """{ clauses { ...clause items { ...clause items { number } } } }
fragment clause on Clause {
  number citation sense rules { file function } findings { code severity message }
  acts { act name roles } }"""
STATE = """query($id: ID) { clauses(institution: $id) {
  number said { code } items { number said { code } } } }"""


async def state(register: Register, viewer: Viewer, institution: Any) -> dict[str, Any]:
    given = f"Institution:{institution}" if institution else None
    found = (await register.ask(viewer, STATE, id=given))["clauses"]
    every = [*found, *(item for clause in found for item in clause["items"])]
    return {
        clause["number"]: clause["said"] and [one["code"] for one in clause["said"]]
        for clause in every
    }


async def test_everybody_reads_the_whole_guidance_as_a_tree(reference_database: Database) -> None:
    found = (await Register(reference_database).ask(None, TREE))["clauses"]
    items = [item for clause in found for item in clause["items"]]
    every = [*found, *items]

    assert {clause["number"] for clause in every} == {clause.number for clause in CLAUSES}
    assert len(found) == 13
    assert all(item["items"] == [] for item in items)
    assert all(clause["rules"] for clause in every)
    acts = {act["act"] for clause in every for act in clause["acts"]}
    codes = {code["code"] for clause in every for code in clause["findings"]}
    assert acts == set(ACTS)
    assert codes == {code.name for code in FindingCode if code.clause}


async def test_the_sense_is_in_the_language_of_the_request(reference_database: Database) -> None:
    register = Register(reference_database)
    english = (await register.ask(None, TREE, language="en"))["clauses"]

    assert english[0]["sense"].startswith("A registered vocational school")
    assert english[0]["acts"][0]["name"] == "Register the institution"


async def test_the_public_may_not_ask_about_a_school(reference_database: Database) -> None:
    with pytest.raises(AssertionError, match="Unknown argument"):
        await Register(reference_database).ask(None, STATE, id="Institution:x")


async def test_a_school_sees_what_each_condition_says_of_it(reference_database: Database) -> None:
    bare, ready = (
        await new_school(reference_database),
        await school_that_may_apply(reference_database),
    )
    found = await state(bare.register, bare.viewer, bare.institution.id)
    better = await state(ready.register, ready.viewer, ready.institution.id)

    assert len(better["1.1.4"]) < len(found["1.1.4"])
    assert found["4.3"] == []


async def test_another_school_and_an_unknown_one_are_alike(reference_database: Database) -> None:
    one, other = (
        await new_school(reference_database),
        await school_that_may_apply(reference_database),
    )
    seen = await state(one.register, one.viewer, other.institution.id)

    assert set(map(tuple, seen.values())) == {()}


async def test_the_newest_application_speaks_where_the_file_does_not(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    before = await state(school.register, school.viewer, school.institution.id)
    await school.draft(declaresTruthful=False)
    after = await state(school.register, school.viewer, school.institution.id)
    center = await state(school.register, Viewer(Role.CENTER), school.institution.id)

    assert before["3.1"] == []
    assert after["3.1"]
    assert center["3.1"] == []  # a draft is its school's own business


async def test_without_a_school_nothing_is_said(reference_database: Database) -> None:
    found = await state(Register(reference_database), Viewer(Role.CENTER), None)

    assert set(found.values()) == {None}
