"""A school is renamed, merged into another, or closed, on the day that it says (1.1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import InstitutionKind, InstitutionStatus, Role
from tests import rows
from tests.register import Failed, Register

NUMBERS = count(1)
FINDINGS = "findings { code severity path }"
ACT = """mutation($input: Record%sInput!) { record%s(input: $input) {
  institution { version name status closedOn successor { name } formerNames { name validTo } }
  %s } }"""
NAMED = """query($id: ID!, $on: Date!) { institution(id: $id) {
  name nameAsOf(on: $on) formerNames { name validFrom validTo reason }
  status closedOn successor { name } predecessors { name } history { act reason } } }"""
AGENCY = "query($id: ID!) { agency(by: { id: $id }) { name status reason isInForce } }"
PUBLIC = """query($id: ID!, $on: Date!) { institution(id: $id) {
  name nameAsOf(on: $on) formerNames { name } closedOn successor { name }
  predecessors { name } } }"""
RENAMING, MERGER, CLOSURE = "InstitutionRenaming", "InstitutionMerger", "InstitutionClosure"


@dataclass
class Place:
    """A verified school and who acts on it."""

    register: Register
    school: models.Institution
    agency: models.Agency
    department: Viewer
    today: date

    @property
    def id(self) -> str:
        return f"Institution:{self.school.id}"

    async def act(self, act: str, viewer: Viewer | None = None, **given: Any) -> Any:
        """The payload; what is not given is what an ordinary act says."""
        version = given.pop("expectedVersion", self.school.version)
        entered = {"id": self.id, "reason": "市政府批复", "expectedVersion": version} | given
        document = ACT % (act, act, FINDINGS)
        answer = await self.register.ask(viewer or self.department, document, input=entered)
        return answer[f"record{act}"]

    async def named(self, on: date) -> Any:
        answer = await self.register.ask(self.department, NAMED, id=self.id, on=str(on))
        return answer["institution"]

    async def agency_now(self) -> Any:
        id_ = f"Agency:{self.agency.id}"
        return (await self.register.ask(self.department, AGENCY, id=id_))["agency"]

    def before(self, days: int) -> str:
        return str(self.today - timedelta(days=days))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(database: Database) -> Register:
    await rows.write(database, rows.district())
    return Register(database)


@pytest_asyncio.fixture(loop_scope="session")
async def place(register: Register) -> Place:
    return await verified(register)


async def verified(register: Register, **facts: Any) -> Place:
    number = next(NUMBERS)
    account, officer = rows.account(f"school-{number}"), rows.account(f"department-{number}")
    school = rows.institution(account, number, f"第{number}学院", **facts)
    async with register.database.engine.connect() as connection:
        today = (await connection.execute(select(func.register_today()))).scalar_one()
    agency = rows.agency(school, today - timedelta(days=30))
    await rows.write(register.database, account, officer, school, agency)
    department = Viewer(Role.DEPARTMENT, account_id=officer.id)
    return Place(register, school, agency, department, today)


def codes(payload: Any) -> list[str]:
    return [finding["code"] for finding in payload["findings"]]


@pytest.mark.clause("1.1")
async def test_a_renamed_school_is_found_under_the_name_of_each_day(place: Place) -> None:
    old = place.school.name
    payload = await place.act(RENAMING, name=" 上海新职业大学 ", renamedOn=place.before(10))
    assert payload["institution"]["name"] == "上海新职业大学"
    assert codes(payload) == ["FILED_NAME_BEHIND"]
    for days, name in ((11, old), (10, "上海新职业大学"), (0, "上海新职业大学"), (9_000, old)):
        shown = await place.named(place.today - timedelta(days=days))
        assert shown["nameAsOf"] == name
    (former,) = shown["formerNames"]
    assert former == {
        "name": old, "validFrom": "1999-09-01", "validTo": place.before(11), "reason": "市政府批复",
    }  # fmt: skip
    assert (await place.agency_now())["name"] == old
    assert [entry["act"] for entry in shown["history"]] == ["recordInstitutionRenaming"]


@pytest.mark.clause("1.1")
async def test_a_second_renaming_begins_after_the_first(place: Place) -> None:
    await place.act(RENAMING, name="甲大学", renamedOn=place.before(10))
    too_early = await place.act(
        RENAMING, name="乙大学", renamedOn=place.before(10), expectedVersion=2
    )
    assert "NAME_OVERTAKEN" in codes(too_early)
    assert (await place.named(place.today))["name"] == "甲大学"
    await place.act(RENAMING, name="乙大学", renamedOn=place.before(9), expectedVersion=2)
    shown = await place.named(place.today - timedelta(days=10))
    assert (shown["name"], shown["nameAsOf"]) == ("乙大学", "甲大学")


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": " "}, ("TEXT_MISSING", ["name"])),
        ({"reason": " "}, ("REASON_MISSING", ["reason"])),
        ({"renamedOn": "2999-01-01"}, ("DAY_IN_FUTURE", ["renamedOn"])),
        ({"renamedOn": "1999-09-01"}, ("NAME_OVERTAKEN", ["renamedOn"])),
        ({"branchName": "甲学院"}, ("PARENT_INSTITUTION_MISSING", ["parentName"])),
    ],
)
async def test_a_renaming_that_cannot_be_changes_nothing(
    place: Place, given: dict[str, Any], expected: tuple[str, list[str]]
) -> None:
    old = place.school.name
    usual = {"name": "新名称", "renamedOn": place.before(1)}
    payload = await place.act(RENAMING, **usual | given)
    refused = [(f["code"], f["path"]) for f in payload["findings"] if f["severity"] == "REFUSAL"]
    assert refused == [expected]
    shown = await place.named(place.today)
    assert (shown["name"], shown["formerNames"], shown["history"]) == (old, [], [])


@pytest.mark.clause("1.1")
async def test_a_branch_keeps_its_own_pair_of_credit_code_and_name(register: Register) -> None:
    facts = {
        "kind": InstitutionKind.UNIVERSITY_COLLEGE, "uscc": "12310000000777777A",
        "school_code": "4131077777", "parent_name": "上海大学",
    }  # fmt: skip
    await verified(register, **facts, branch_name="甲学院")
    other = await verified(register, **facts, branch_name="乙学院")
    given = {"name": "上海大学甲学院", "parentName": "上海大学", "renamedOn": other.before(1)}
    payload = await other.act(RENAMING, **given, branchName="甲学院")
    assert "ALREADY_REGISTERED" in codes(payload)
    assert (await other.named(other.today))["formerNames"] == []


@pytest.mark.clause("1.1", "3.3")
async def test_a_merged_school_ends_and_its_agency_with_it(place: Place) -> None:
    heir = await verified(place.register)
    payload = await place.act(MERGER, successorId=heir.id, closedOn=place.before(3))
    assert payload["findings"] == []
    assert payload["institution"]["status"] == "CLOSED"
    assert payload["institution"]["successor"] == {"name": heir.school.name}
    agency = await place.agency_now()
    assert (agency["status"], agency["isInForce"]) == ("REMOVED", False)
    taken_over = await heir.named(place.today)
    assert taken_over["predecessors"] == [{"name": place.school.name}]
    assert (await heir.agency_now())["status"] == "LISTED"


@pytest.mark.clause("1.1")
async def test_what_takes_over_is_another_school_that_is_verified(place: Place) -> None:
    unverified = await verified(place.register, status=InstitutionStatus.REGISTERED)
    for heir, code in ((place, "SUCCESSOR_IS_ITSELF"), (unverified, "SUCCESSOR_NOT_VERIFIED")):
        payload = await place.act(MERGER, successorId=heir.id, closedOn=place.before(1))
        assert codes(payload) == [code]
    unknown = "Institution:00000000-0000-7000-8000-000000000000"
    payload = await place.act(MERGER, successorId=unknown, closedOn=place.before(1))
    assert [(f["code"], f["path"]) for f in payload["findings"]] == [("NOT_FOUND", ["successorId"])]
    assert (await place.named(place.today))["status"] == "VERIFIED"
    assert (await place.agency_now())["status"] == "LISTED"


@pytest.mark.clause("1.1", "3.3")
async def test_a_closed_school_keeps_its_public_face_and_acts_no_more(place: Place) -> None:
    payload = await place.act(CLOSURE, closedOn=place.before(0))
    assert payload["findings"] == []
    shown = await place.register.ask(None, PUBLIC, id=place.id, on=place.before(1))
    assert shown["institution"]["name"] == place.school.name
    assert shown["institution"]["closedOn"] == place.before(0)
    again = await place.act(CLOSURE, closedOn=place.before(0), expectedVersion=2)
    assert codes(again) == ["ACT_NOT_IN_STATE"]


@pytest.mark.clause("1.1", "3.3")
async def test_the_decision_says_that_the_agency_ended_on_the_day_of_the_school(
    place: Place,
) -> None:
    await place.act(CLOSURE, closedOn=place.before(5))
    found = select(models.AgencyDecision).where(models.AgencyDecision.agency_id == place.agency.id)
    async with place.register.database.engine.connect() as connection:
        (decision,) = (await connection.execute(found)).all()
    assert (decision.act, decision.clause) == ("recordInstitutionClosure", "1.1")
    assert (decision.decided_on, decision.effective_on) == (
        place.today, place.today - timedelta(days=5),
    )  # fmt: skip


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(
    ("closed_on", "code"),
    [("1999-08-31", "CLOSED_BEFORE_IT_BEGAN"), ("2999-01-01", "DAY_IN_FUTURE")],
)
async def test_a_school_ends_neither_before_it_began_nor_tomorrow(
    place: Place, closed_on: str, code: str
) -> None:
    payload = await place.act(CLOSURE, closedOn=closed_on)
    assert codes(payload) == [code]
    assert (await place.named(place.today))["closedOn"] is None


@pytest.mark.clause("1.1")
async def test_a_stale_version_records_nothing(place: Place) -> None:
    with pytest.raises(Failed, match="has changed"):
        await place.act(CLOSURE, closedOn=place.before(0), expectedVersion=7)
    assert (await place.named(place.today))["status"] == "VERIFIED"
