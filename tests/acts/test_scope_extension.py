"""The scope of an agency is extended to a major of another school (1.2)."""

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.planned import City, Planning, city, drafted, enter, planning
from tests.register import Register

FIELDS = "scopeExtension { id version status validFrom validTo } findings { code clause path }"
INPUTS = {
    "proposeScopeExtension": "ProposeScopeExtensionInput",
    "consentToScopeExtension": "ActInput",
    "refuseScopeExtension": "ReasonedInput",
    "recordScopeExtension": "RecordScopeExtensionInput",
    "sendBackScopeExtension": "ReasonedInput",
    "reviseScopeExtension": "ReviseScopeExtensionInput",
}
LIST = """query($filter: ScopeExtensionFilter) { scopeExtensions(filter: $filter) {
  nodes { status served { name } } } }"""


class Extending:
    """An agency, another school, and who decides."""

    def __init__(self, register: Register, of: Planning, other: Planning) -> None:
        self.register, self.of, self.other = register, of, other
        roles = (Role.CENTER, Role.BUREAU, Role.COMMISSION)
        accounts = {role: rows.account(f"{role.name}-{of.institution.id}") for role in roles}
        self.accounts = list(accounts.values())
        self.viewers = {role: Viewer(role, account_id=one.id) for role, one in accounts.items()}

    async def act(self, who: Role | Viewer, name: str, **given: Any) -> Any:
        viewer = self.viewers[who] if isinstance(who, Role) else who
        text = f"mutation($i: {INPUTS[name]}!) {{ {name}(input: $i) {{ {FIELDS} }} }}"
        return (await self.register.ask(viewer, text, i=given))[name]

    async def propose(self, **given: Any) -> Any:
        usual = {
            "agencyId": f"Agency:{self.of.agency.id}",
            "majorId": f"Major:{self.other.major.id}",
            "occupationId": f"Occupation:{self.of.item.occupation_id}",
            "expectedCandidates": 40,
            "statement": "三年内组织评价12批次",
        }
        return await self.act(Role.CENTER, "proposeScopeExtension", **usual | given)

    async def on(self, who: Role | Viewer, name: str, row: Any, **given: Any) -> Any:
        seen = {"id": row["id"], "expectedVersion": row["version"]}
        return await self.act(who, name, **seen | given)

    async def consented(self) -> Any:
        row = (await self.propose())["scopeExtension"]
        for role in (Role.COMMISSION, Role.BUREAU):
            row = (await self.on(role, "consentToScopeExtension", row))["scopeExtension"]
        return row


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def extending(database: Database, place: City) -> Extending:
    of, other = await planning(database, place), await planning(database, place)
    made = Extending(Register(database), of, other)
    ties = [
        rows.row(models.MajorOccupation, major_id=one.major.id, occupation_id=of.item.occupation_id)
        for one in (of, other)
    ]
    await rows.write(database, *made.accounts, *ties)
    return made


def codes(payload: Any) -> list[str]:
    return [finding["code"] for finding in payload["findings"]]


async def enters(extending: Extending) -> list[str]:
    """What is found of a candidate of the other school."""
    of, register = extending.of, extending.register
    plan = await drafted(register, of)
    elsewhere: Any = {"enrolledAtId": f"Institution:{extending.other.institution.id}"}
    return codes(await enter(register, of, plan, of.candidate(**elsewhere)))


@pytest.mark.clause("1.2")
async def test_two_consents_and_a_record_let_students_of_the_other_school_in(
    extending: Extending,
) -> None:
    row = await extending.consented()
    assert row["status"] == "CONSENTED"
    assert "CANDIDATE_OF_ANOTHER_SCHOOL" in await enters(extending)
    payload = await extending.on(Role.CENTER, "recordScopeExtension", row)
    assert payload["findings"] == []
    recorded = payload["scopeExtension"]
    assert recorded["status"] == "RECORDED"
    assert recorded["validFrom"] == str(extending.of.today)
    assert recorded["validTo"] == str(extending.of.agency.valid_to)
    assert await enters(extending) == []
    of_agency = {"agency": f"Agency:{extending.of.agency.id}"}
    shown = await extending.register.ask(None, LIST, filter=of_agency)
    assert shown["scopeExtensions"]["nodes"] == [
        {"status": "RECORDED", "served": {"name": extending.other.institution.name}}
    ]


@pytest.mark.clause("1.2")
async def test_a_recorded_extension_brings_a_code_for_other_schools(
    database: Database, extending: Extending
) -> None:
    await extending.on(Role.CENTER, "recordScopeExtension", await extending.consented())
    codes_ = "select code from agency_code where agency_id = $1 and scope = 'OTHER_SCHOOLS'"
    (code,) = await database.pool.fetch(codes_, extending.of.agency.id)
    assert code["code"].startswith("S")


@pytest.mark.clause("1.2")
async def test_one_refusal_ends_it_and_each_authority_decides_once(extending: Extending) -> None:
    row = (await extending.propose())["scopeExtension"]
    row = (await extending.on(Role.BUREAU, "consentToScopeExtension", row))["scopeExtension"]
    again = await extending.on(Role.BUREAU, "consentToScopeExtension", row)
    assert codes(again) == ["EXTENSION_DECIDED"]
    early = await extending.on(Role.CENTER, "recordScopeExtension", row)
    assert codes(early) == ["ACT_NOT_IN_STATE"]
    unsaid = await extending.on(Role.COMMISSION, "refuseScopeExtension", row, reason=" ")
    assert codes(unsaid) == ["REASON_MISSING"]
    ended = await extending.on(Role.COMMISSION, "refuseScopeExtension", row, reason="条件不足")
    assert ended["scopeExtension"]["status"] == "REFUSED"
    late = await extending.on(Role.BUREAU, "consentToScopeExtension", ended["scopeExtension"])
    assert codes(late) == ["ACT_NOT_IN_STATE"]
    assert "CANDIDATE_OF_ANOTHER_SCHOOL" in await enters(extending)


@pytest.mark.clause("1.2", "3.3")
async def test_who_proposed_does_not_consent_in_another_role(extending: Extending) -> None:
    row = (await extending.propose())["scopeExtension"]
    same = replace(extending.viewers[Role.CENTER], role=Role.BUREAU)
    payload = await extending.on(same, "consentToScopeExtension", row)
    assert codes(payload) == ["CONSENT_BY_REPORTER"]
    assert payload["scopeExtension"]["status"] == "PROPOSED"


@pytest.mark.clause("1.2")
async def test_what_cannot_be_extended_is_not_proposed(
    database: Database, place: City, extending: Extending
) -> None:
    own = await extending.propose(majorId=f"Major:{extending.of.major.id}")
    assert codes(own) == ["EXTENSION_TO_ITSELF"]
    assert codes(await extending.propose(expectedCandidates=0)) == ["NUMBER_OUT_OF_RANGE"]
    unknown = "Major:00000000-0000-7000-8000-000000000000"
    assert codes(await extending.propose(majorId=unknown)) == ["NOT_FOUND"]
    await extending.propose()
    assert codes(await extending.propose()) == ["EXTENSION_KNOWN"]
    count = "select count(*) from scope_extension where agency_id = $1"
    assert await database.pool.fetchval(count, extending.of.agency.id) == 1


@pytest.mark.clause("1.2")
async def test_an_extension_ends_with_its_agency(extending: Extending) -> None:
    row = await extending.consented()
    beyond = str(extending.of.agency.valid_to.replace(year=extending.of.agency.valid_to.year + 1))
    payload = await extending.on(Role.CENTER, "recordScopeExtension", row, validTo=beyond)
    assert codes(payload) == ["EXTENSION_BEYOND_AGENCY"]
    assert payload["scopeExtension"]["status"] == "CONSENTED"


TASKS = "{ tasks(first: 100) { nodes { act subject } } }"


async def waiting(extending: Extending, row: Any) -> dict[str, list[str]]:
    """For whom the extension waits, and for what."""
    found = {}
    for role, viewer in extending.viewers.items():
        nodes = (await extending.register.ask(viewer, TASKS))["tasks"]["nodes"]
        found[role.name] = [task["act"] for task in nodes if task["subject"] == row["id"]]
    return {role: acts for role, acts in found.items() if acts}


@pytest.mark.clause("1.2")
async def test_either_authority_sends_it_back_and_both_decide_anew(extending: Extending) -> None:
    row = (await extending.propose())["scopeExtension"]
    consent = ["consentToScopeExtension"]
    assert await waiting(extending, row) == {"BUREAU": consent, "COMMISSION": consent}
    row = (await extending.on(Role.BUREAU, "consentToScopeExtension", row))["scopeExtension"]
    assert await waiting(extending, row) == {"COMMISSION": consent}
    unsaid = await extending.on(Role.COMMISSION, "sendBackScopeExtension", row, reason="")
    assert codes(unsaid) == ["REASON_MISSING"]
    sent = await extending.on(Role.COMMISSION, "sendBackScopeExtension", row, reason="请补充数据")
    row = sent["scopeExtension"]
    assert row["status"] == "SENT_BACK"
    assert await waiting(extending, row) == {"CENTER": ["reviseScopeExtension"]}
    given = {"expectedCandidates": 60, "statement": "三年内组织评价15批次"}
    none = await extending.on(
        Role.CENTER, "reviseScopeExtension", row, **given | {"expectedCandidates": 0}
    )
    assert codes(none) == ["NUMBER_OUT_OF_RANGE"]
    row = (await extending.on(Role.CENTER, "reviseScopeExtension", row, **given))["scopeExtension"]
    assert await waiting(extending, row) == {"BUREAU": consent, "COMMISSION": consent}
    for role in (Role.BUREAU, Role.COMMISSION):
        row = (await extending.on(role, "consentToScopeExtension", row))["scopeExtension"]
    assert await waiting(extending, row) == {"CENTER": ["recordScopeExtension"]}


@pytest.mark.clause("1.2")
async def test_an_agency_that_is_suspended_meanwhile_serves_nobody_else(
    database: Database, extending: Extending
) -> None:
    row = await extending.consented()
    of = extending.of
    await rows.write(database, *rows.suspended(of.agency, of.account, of.today))
    payload = await extending.on(Role.CENTER, "recordScopeExtension", row)
    assert codes(payload) == ["EXTENSION_OF_AGENCY_NOT_IN_FORCE"]
    assert payload["scopeExtension"]["status"] == "CONSENTED"
    assert codes(await extending.propose()) == [
        "EXTENSION_KNOWN", "EXTENSION_OF_AGENCY_NOT_IN_FORCE"
    ]  # fmt: skip
