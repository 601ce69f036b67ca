"""The directory of any day, as the acts write it: public then, and held true now (3.3, 3.4)."""

from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text

import models
from models.database import Database
from operation.travel import travel
from permissions.viewer import Viewer
from rules.clause_3_3_filing import validity
from rules.vocabulary import Role
from tests.acts.filing_scene import Scene
from tests.register import Register

SHOWN = """state name institutionName evaluationDepartmentTelephone knownFrom knownTo
  items { levelFrom levelTo state }"""
AS_OF = f"""query($id: ID!, $on: Date!, $knownOn: Date) {{ agency(by: {{id: $id}}) {{
  scopeAsOf(on: $on, knownOn: $knownOn) {{ {SHOWN} }} }} }}"""
LIST = """query($on: Date!, $knownOn: Date, $filter: DirectoryFilter) {
  directoryAsOf(on: $on, knownOn: $knownOn, filter: $filter) {
    totalCount nodes { name state codes agency { status } } } }"""
CLOSE = """mutation($i: RecordInstitutionClosureInput!) { recordInstitutionClosure(input: $i) {
  institution { status } findings { code } } }"""
RENAME = """mutation($i: RecordInstitutionRenamingInput!) { recordInstitutionRenaming(input: $i) {
  institution { name } findings { code severity } } }"""
UPDATE = """mutation($i: UpdateInstitutionInput!) { updateInstitution(input: $i) {
  institution { status version } findings { code severity path } } }"""
VERIFY = """mutation($i: ActInput!) { verifyInstitution(input: $i) {
  institution { status } findings { code } } }"""


class Directory:
    """One agency that came into the directory by the acts, and what is told of it."""

    def __init__(self, scene: Scene, agency_id: str) -> None:
        self.scene, self.agency_id = scene, agency_id
        self.register: Register = scene.register

    async def school(self) -> models.Institution:
        return await self.scene.get(models.Institution, self.scene.school.id)  # type: ignore[no-any-return]

    async def told(self, on: date, known_on: date | None = None) -> Any:
        given = {"on": str(on), "knownOn": known_on and str(known_on)}
        shown = await self.register.ask(
            self.scene.viewers[Role.CENTER], AS_OF, id=self.agency_id, **given
        )
        return shown["agency"]["scopeAsOf"]

    async def state(self, on: date, known_on: date | None = None) -> str | None:
        told = await self.told(on, known_on)
        return told and told["state"]

    async def act(self, document: str, viewer: Viewer | None = None, **given: Any) -> Any:
        school = await self.school()
        usual = {"id": f"Institution:{school.id}", "expectedVersion": school.version}
        answer = await self.register.ask(
            viewer or self.scene.viewers[Role.DEPARTMENT], document, i=usual | given
        )
        (payload,) = answer.values()
        assert [f for f in payload["findings"] if f.get("severity", "REFUSAL") == "REFUSAL"] == []
        return payload

    async def pass_days(self, days: int) -> date:
        """Some days later; the day that it is then."""
        await travel(self.register.database.dsn, days)
        return await self.scene.today()  # type: ignore[no-any-return]


@pytest_asyncio.fixture(loop_scope="session")
async def directory(database: Database) -> Directory:
    async with database.engine.begin() as connection:
        number = (await connection.execute(text("select count(*) + 1 from agency"))).scalar_one()
    scene = await Scene(database, number).begin()
    await scene.assess(scene.items[0])
    await scene.consent()
    await scene.file()
    issued = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    return Directory(scene, issued["agency"]["id"])


@pytest.mark.clause("3.4")
async def test_an_agency_is_told_of_from_its_receipt_to_its_end_and_beyond(
    directory: Directory,
) -> None:
    today = await directory.scene.today()
    last = validity(today).valid_to
    assert await directory.told(today - timedelta(days=1)) is None
    told = await directory.told(today)
    assert told["state"] == "IN_FORCE"
    assert told["items"] == [{"levelFrom": 5, "levelTo": 3, "state": "IN_FORCE"}]
    assert await directory.state(last) == "IN_FORCE"
    assert await directory.state(last + timedelta(days=1)) == "EXPIRED"


@pytest.mark.clause("3.4")
async def test_a_closure_recorded_late_leaves_what_was_public_as_it_was(
    directory: Directory,
) -> None:
    listed = await directory.scene.today()
    today = await directory.pass_days(20)
    closed = today - timedelta(days=5)
    await directory.act(CLOSE, closedOn=str(closed), reason="市政府批复")
    for days_before in (1, 5):
        assert await directory.state(today - timedelta(days=days_before)) == "IN_FORCE"
    assert await directory.state(today) == "REMOVED"
    assert await directory.state(closed, known_on=today) == "REMOVED"
    assert await directory.state(closed - timedelta(days=1), known_on=today) == "IN_FORCE"
    assert await directory.state(closed, known_on=today - timedelta(days=1)) == "IN_FORCE"
    assert await directory.state(listed, known_on=listed - timedelta(days=9)) == "IN_FORCE"


@pytest.mark.clause("3.4", "1.1")
async def test_a_removed_agency_is_still_told_of_on_the_days_before(directory: Directory) -> None:
    listed = await directory.scene.today()
    today = await directory.pass_days(3)
    await directory.act(CLOSE, closedOn=str(today), reason="市政府批复")
    name = directory.scene.school.name
    for on, expected in ((listed, 1), (today - timedelta(days=1), 1), (today, 0)):
        answer = await directory.register.ask(None, LIST, on=str(on), filter={"name": {"eq": name}})
        found = answer["directoryAsOf"]
        assert (found["totalCount"], len(found["nodes"])) == (expected, expected)
        assert all(node["agency"] is None for node in found["nodes"])  # removed: shown no more


@pytest.mark.clause("3.4", "1.1")
async def test_names_are_those_of_the_day(directory: Directory) -> None:
    listed = await directory.scene.today()
    old = directory.scene.school.name
    today = await directory.pass_days(10)
    new = f"{old}（新）"
    renamed = today - timedelta(days=4)
    await directory.act(RENAME, name=new, renamedOn=str(renamed), reason="批复")
    assert (await directory.told(renamed))["institutionName"] == old
    assert (await directory.told(renamed, known_on=today))["institutionName"] == new
    assert (await directory.told(listed, known_on=today))["institutionName"] == old
    told = await directory.told(today)
    assert (told["institutionName"], told["name"]) == (new, old)


@pytest.mark.clause("3.4", "1.1")
async def test_a_new_telephone_is_told_once_the_department_has_verified_it(
    directory: Directory,
) -> None:
    listed = await directory.scene.today()
    old = (await directory.told(listed))["evaluationDepartmentTelephone"]
    changed = await directory.pass_days(2)
    school = await directory.school()
    facts = {
        "kind": school.kind.name, "schoolCode": school.school_code, "uscc": CODE_OF[0],
        "name": school.name, "districtCode": school.district_code, "ownership": school.ownership,
        "establishedOn": str(school.established_on), "hasEnrolmentQualification": True,
        "address": school.address, "evaluationDepartmentTelephone": "021-87654321",
    }  # fmt: skip
    viewer = directory.scene.viewers[Role.SCHOOL]
    await directory.act(UPDATE, viewer, institution=facts)
    assert (await directory.told(changed))["evaluationDepartmentTelephone"] == old
    verified = await directory.pass_days(3)
    await directory.act(VERIFY)
    assert (await directory.told(verified - timedelta(days=1)))[
        "evaluationDepartmentTelephone"
    ] == old
    assert (await directory.told(verified))["evaluationDepartmentTelephone"] == "021-87654321"
    assert (await directory.told(changed, known_on=verified))[
        "evaluationDepartmentTelephone"
    ] == old


CODE_OF = ("12310000425006326J",)


@pytest.mark.clause("3.4")
async def test_the_entries_of_a_day_never_overlap(directory: Directory) -> None:
    overlapping = """
        select count(*) from directory_entry a join directory_entry b
        on a.agency_id = b.agency_id and a.id < b.id
        and daterange(a.begins_on, a.ends_on, '[]') && daterange(b.begins_on, b.ends_on, '[]')
        and daterange(a.known_from, a.known_to, '[]') && daterange(b.known_from, b.known_to, '[]')
    """
    today = await directory.pass_days(1)
    await directory.act(RENAME, name="甲", renamedOn=str(today), reason="批复")
    today = await directory.pass_days(6)
    await directory.act(RENAME, name="乙", renamedOn=str(today - timedelta(days=2)), reason="批复")
    await directory.act(CLOSE, closedOn=str(today - timedelta(days=1)), reason="批复")
    assert await directory.register.database.pool.fetchval(overlapping) == 0


@pytest.mark.clause("3.4")
async def test_the_database_holds_one_entry_of_an_agency_for_a_day(directory: Directory) -> None:
    pool = directory.register.database.pool
    agency_id = directory.agency_id.removeprefix("Agency:")
    again = """insert into directory_entry (agency_id, institution_id, state, codes, scope,
        listed_on, valid_from, valid_to, name, institution_name, institution_kind, district_code,
        begins_on, ends_on, known_from, known_to)
      select agency_id, institution_id, state, codes, scope, listed_on, valid_from, valid_to, name,
        institution_name, institution_kind, district_code, begins_on, begins_on, known_from, $2
      from directory_entry where agency_id = $1 and known_to is null order by begins_on limit 1"""
    today = await directory.scene.today()
    await pool.execute(again, agency_id, today)  # superseded: it was public once
    with pytest.raises(asyncpg.ExclusionViolationError):
        await pool.execute(again, agency_id, None)
