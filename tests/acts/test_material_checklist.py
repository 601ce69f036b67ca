"""The center keeps the checklists; applications are judged by the one of their day (3.1)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import MaterialKind, Role
from tests import rows
from tests.applying import found, school_that_may_apply
from tests.register import Failed, Register, schemas

READ = """query($kind: ApplicationKind!, $on: Date) { materialChecklist(kind: $kind, on: $on) {
  id version beginsOn endsOn certainty source
  lines { material isRequired isPerItem note } } }"""
SAVE = """mutation($input: SaveMaterialChecklistInput!) { saveMaterialChecklist(input: $input) {
  materialChecklist { id version beginsOn endsOn certainty lines { material isPerItem } }
  findings { code clause path } } }"""
CHECK = "query($id: ID!) { checkFilingApplication(id: $id) { code path message } }"


async def center_of(database: Database, name: str) -> Viewer:
    account = rows.account(f"center-{name}")
    await rows.write(database, account)
    return Viewer(Role.CENTER, account.id)


async def today_of(database: Database) -> date:
    async with database.engine.connect() as connection:
        today: date = await connection.scalar(select(func.register_today()))
    return today


async def save(register: Register, viewer: Viewer, **given: Any) -> Any:
    entered = {"source": "市级清单", "lines": [{"material": "FEE_LIST"}]} | given
    answer = await register.ask(viewer, SAVE, input=entered)
    return answer["saveMaterialChecklist"]


async def checklist(register: Register, kind: str, on: date | None = None) -> Any:
    answer = await register.ask(None, READ, kind=kind, **({"on": str(on)} if on else {}))
    return answer["materialChecklist"]


async def test_everybody_reads_the_checklist_of_a_kind_in_its_order(
    reference_database: Database,
) -> None:
    shown = await checklist(Register(reference_database), "FIRST_FILING")
    assert shown["certainty"] == "ASSUMED"
    names = [line["material"] for line in shown["lines"]]
    assert names == [kind.name for kind in MaterialKind][:12]
    assert await checklist(Register(reference_database), "CHANGE", date(1999, 12, 31)) is None


async def test_a_checklist_follows_the_one_before_it_which_ends_the_day_before(
    reference_database: Database,
) -> None:
    register, today = Register(reference_database), await today_of(reference_database)
    center = await center_of(reference_database, "follows")
    begins = today + timedelta(days=30)
    payload = await save(register, center, kind="REDUCTION", beginsOn=str(begins))
    made = payload["materialChecklist"]
    assert (payload["findings"], made["endsOn"], made["certainty"]) == ([], None, "CONFIRMED")
    before = await checklist(register, "REDUCTION")
    assert before["endsOn"] == str(begins - timedelta(days=1))
    assert (await checklist(register, "REDUCTION", begins))["id"] == made["id"]
    earlier = today + timedelta(days=10)
    moved = await save(
        register, center, kind="REDUCTION", beginsOn=str(earlier), id=made["id"],
        expectedVersion=made["version"], lines=[{"material": "STAFF_LIST", "isPerItem": True}],
    )  # fmt: skip
    assert moved["materialChecklist"]["lines"] == [{"material": "STAFF_LIST", "isPerItem": True}]
    assert (await checklist(register, "REDUCTION"))["endsOn"] == str(earlier - timedelta(days=1))
    with pytest.raises(Failed, match="version"):
        await save(
            register, center, kind="REDUCTION", beginsOn=str(begins), id=made["id"],
            expectedVersion=made["version"],
        )  # fmt: skip


async def test_what_is_in_force_or_past_or_named_twice_is_refused(
    reference_database: Database,
) -> None:
    register, today = Register(reference_database), await today_of(reference_database)
    center = await center_of(reference_database, "refused")
    there = await checklist(register, "CHANGE")
    changed = await save(
        register, center, kind="CHANGE", beginsOn=str(today), id=there["id"],
        expectedVersion=there["version"],
    )  # fmt: skip
    assert [finding["code"] for finding in changed["findings"]] == ["CHECKLIST_IN_FORCE"]
    past = await save(
        register, center, kind="CHANGE", beginsOn=str(today - timedelta(days=1)),
        lines=[{"material": "FEE_LIST"}, {"material": "FEE_LIST"}],
    )  # fmt: skip
    assert [(f["code"], f["path"]) for f in past["findings"]] == [
        ("CHECKLIST_RETROACTIVE", ["beginsOn"]),
        ("CHECKLIST_REPEATS", ["lines", "1", "material"]),
    ]
    assert (await checklist(register, "CHANGE")) == there


async def test_an_application_is_judged_by_the_checklist_of_its_day(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    center = await center_of(reference_database, "judged")
    rules = ("MANAGEMENT_RULES", "QUALITY_CONTROL_RULES")
    materials = [{"kind": kind, "title": kind, "documentId": school.document} for kind in rules] + [
        {"kind": "CREDIT_RECORD", "title": "信用"}
    ]
    drafted = await school.draft(materials=materials)
    asked = await school.register.ask(school.viewer, CHECK, id=drafted["id"])
    missing = [f for f in asked["checkFilingApplication"] if f["code"] == "MATERIAL_MISSING"]
    assert len(missing) == 10
    assert ["materials", "2", "documentId"] in [finding["path"] for finding in missing]
    assert missing[0]["message"] == "缺少材料：办学批准文件"
    await save(
        school.register, center, kind="FIRST_FILING",
        beginsOn=str(await today_of(reference_database)),
        lines=[{"material": "STAFF_LIST"}, {"material": "FEE_LIST", "isRequired": False}],
    )  # fmt: skip
    refused = found(await school.submit(drafted))
    assert refused == [("MATERIAL_MISSING", "3.1", ["materials"])]
    async with reference_database.engine.connect() as connection:
        number = select(models.FilingApplication.number).where(
            models.FilingApplication.institution_id == school.institution.id
        )
        assert await connection.scalar(number) is None


def test_the_center_alone_saves_a_checklist() -> None:
    for role, schema in schemas().items():
        mutations = set(schema.mutation_type.fields) if schema.mutation_type else set()
        assert ("saveMaterialChecklist" in mutations) == (role is Role.CENTER)
