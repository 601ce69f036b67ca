"""A receipt says what was issued, whatever follows, and what it is worth today (3.3, 3.4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

import models
from models.base import new_id
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.acts.filing_scene import Scene

BY = """query($by: FilingReceiptBy!) { receipt(by: $by) {
  id number standing agencyName agencyCode uscc address contact scope
  items { occupationCode edition occupation trade levelFrom levelTo levels basis } } }"""
TOKEN = "query($by: FilingReceiptBy!) { receipt(by: $by) { verificationToken } }"


async def issued(database: Database, number: int) -> tuple[Scene, str]:
    """A scene after its receipt, of which one item of two passed, and the receipt's token."""
    scene = await Scene(database, number).begin()
    await scene.assess(scene.items[0])
    await scene.consent()
    await scene.file()
    receipt = (await scene.on_application(Role.CENTER, "issueFilingReceipt"))["receipt"]
    asked = await scene.register.ask(scene.viewers[Role.SCHOOL], TOKEN, by={"id": receipt["id"]})
    return scene, asked["receipt"]["verificationToken"]


async def shown(scene: Scene, token: str) -> Any:
    return (await scene.register.ask(None, BY, by={"token": token}))["receipt"]


async def change(database: Database, sql: str, **values: Any) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text(sql), values)


async def test_the_receipt_says_who_may_evaluate_what(database: Database) -> None:
    scene, token = await issued(database, 1)
    school = scene.school
    found = await shown(scene, token)

    assert found.pop("id").startswith("FilingReceipt:")
    assert found.pop("number").endswith("-0001")
    assert found == {
        "standing": "VALID",
        "agencyName": school.name,
        "agencyCode": "Y000031000001",
        "uscc": school.uscc,
        "address": school.address,
        "contact": "技能评价中心 021-12345678",
        "scope": "OWN_STUDENTS",
        "items": [
            {
                "occupationCode": scene.occupations[0].code,
                "edition": 2022,
                "occupation": "职业1",
                "trade": None,
                "levelFrom": 5,
                "levelTo": 3,
                "levels": "五级/初级工至三级/高级工",
                "basis": "职业1国家职业技能标准",
            }
        ],
    }


async def test_what_it_says_stays_when_the_school_is_renamed(database: Database) -> None:
    scene, token = await issued(database, 2)
    name = scene.school.name
    for table, key in (("institution", "id"), ("agency", "institution_id")):
        await change(
            database, f"update {table} set name = '改名学院' where {key} = :id", id=scene.school.id
        )

    assert (await shown(scene, token))["agencyName"] == name


@pytest.mark.parametrize(
    "text_", ["", "xyz", "0" * 32, "0" * 31, "' or true --", "ÿ" * 32], ids=repr
)
async def test_a_token_that_is_none_finds_nothing(database: Database, text_: str) -> None:
    assert await shown(Scene(database), text_) is None


async def test_the_token_is_for_the_school_and_the_authorities(database: Database) -> None:
    scene, token = await issued(database, 3)
    by = {"token": token.upper()}
    center = await scene.register.ask(scene.viewers[Role.CENTER], TOKEN, by=by)
    other = Viewer(Role.SCHOOL, institution_id=new_id())

    assert center["receipt"] == {"verificationToken": token}
    assert await scene.register.ask(other, TOKEN, by=by) == {"receipt": {"verificationToken": None}}
    with pytest.raises(AssertionError, match="Cannot query field"):
        await scene.register.ask(None, TOKEN, by=by)


async def set_validity(database: Database, scene: Scene, begins: date, ends: date) -> None:
    await change(
        database,
        "update filing_receipt set valid_from = :begins, valid_to = :ends from agency"
        " where agency.id = agency_id and agency.institution_id = :id",
        begins=begins, ends=ends, id=scene.school.id,
    )  # fmt: skip


async def suspended(database: Database, scene: Scene, ends: date | None) -> None:
    (agency,) = await scene.all(models.Agency, models.Agency.institution_id == scene.school.id)
    today = await scene.today()
    decision = rows.row(
        models.AgencyDecision, agency_id=agency.id, institution_id=scene.school.id,
        act="suspendAgency", clause="3.3", decided_on=today, effective_on=today,
        account_id=scene.account.id,
    )  # fmt: skip
    days = rows.row(
        models.AgencySuspension, agency_id=agency.id, decision_id=decision.id,
        begins_on=today, ends_on=ends,
    )  # fmt: skip
    await rows.write(database, decision, days)


async def test_its_worth_follows_the_term(database: Database) -> None:
    scene, token = await issued(database, 4)
    today, day = await scene.today(), timedelta(days=1)
    await set_validity(database, scene, today - day, today - day)
    assert (await shown(scene, token))["standing"] == "EXPIRED"

    await set_validity(database, scene, today + day, today + day)
    assert (await shown(scene, token))["standing"] == "NOT_YET_VALID"


async def test_its_worth_follows_the_agency(database: Database) -> None:
    scene, token = await issued(database, 5)
    today = await scene.today()
    await suspended(database, scene, today - timedelta(days=1))
    assert (await shown(scene, token))["standing"] == "VALID"

    await suspended(database, scene, None)
    assert (await shown(scene, token))["standing"] == "SUSPENDED"

    await change(
        database,
        "update agency set status = 'REMOVED', removed_on = :day where institution_id = :id",
        day=today, id=scene.school.id,
    )  # fmt: skip
    assert (await shown(scene, token))["standing"] == "REMOVED"
