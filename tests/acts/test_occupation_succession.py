"""职业衔接: the center maps what occupations became, and certificates follow (1.3.1, 4.1)."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.database import Database
from permissions.viewer import Viewer
from resolvers.candidate_facts import evaluated_majors, held_certificates
from rules.occupation import OccupationKey
from rules.vocabulary import (
    LEVEL_NAMES,
    CertificateStatus,
    DocumentType,
    MajorEvaluationStatus,
    Role,
)
from tests import rows
from tests.evaluated import City, Evaluated, city, evaluated
from tests.register import Register, schemas

NUMBERS = count(1)
MAP = """mutation($i: MapOccupationSuccessorInput!) { mapOccupationSuccessor(input: $i) {
  occupationSuccession { id version succeededOn predecessor { code edition }
    successor { code edition predecessors { source } } }
  findings { code clause path } } }"""
UNMAP = """mutation($i: ReasonedInput!) { unmapOccupationSuccessor(input: $i) {
  occupation { successors { id } } findings { code path } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def of(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def later(database: Database, edition: int, code: str) -> models.Occupation:
    made = rows.occupation(code)
    made.edition = edition
    await rows.write(database, made)
    return made


async def center(database: Database) -> Viewer:
    account = rows.account(f"mapper-{next(NUMBERS)}")
    await rows.write(database, account)
    return Viewer(Role.CENTER, account.id)


async def mapped(register: Register, before: Any, after: Any, **given: Any) -> Any:
    viewer = await center(register.database)
    asked = {
        "predecessorId": f"Occupation:{before.id}",
        "successorId": f"Occupation:{after.id}",
        "source": "大典对照表",
    } | given
    return (await register.ask(viewer, MAP, i=asked))["mapOccupationSuccessor"]


@pytest.mark.clause("1.3.1")
async def test_the_center_maps_once_and_only_to_a_later_edition(
    database: Database, register: Register, of: City
) -> None:
    for role in Role:
        offered = "mapOccupationSuccessor" in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
        assert offered is (role is Role.CENTER)
    after = await later(database, 2030, "6-18-01-51")
    made = await mapped(register, of.occupation, after)
    assert made["findings"] == []
    assert made["occupationSuccession"]["successor"]["predecessors"] == [{"source": "大典对照表"}]
    again = await mapped(register, of.occupation, after)
    assert [(f["code"], f["path"]) for f in again["findings"]] == [
        ("ALREADY_REGISTERED", ["successorId"])
    ]
    back = await mapped(register, after, of.occupation)
    assert [f["code"] for f in back["findings"]] == ["SUCCESSOR_NOT_LATER"]
    alien = await mapped(register, after, of.occupation, successorTradeId=f"Trade:{after.id}")
    assert [(f["code"], f["path"]) for f in alien["findings"]] == [
        ("NOT_FOUND", ["successorTradeId"])
    ]
    other = await mapped(register, after, of.occupation, predecessorTradeId=f"Trade:{of.trade.id}")
    assert ("NOT_FOUND", ["predecessorTradeId"]) in [
        (f["code"], f["path"]) for f in other["findings"]
    ]


@pytest.mark.clause("1.3.1")
async def test_what_was_mapped_by_mistake_is_taken_back_and_kept_in_the_register(
    database: Database, register: Register, of: City
) -> None:
    after = await later(database, 2031, "6-18-01-52")
    made = (await mapped(register, of.occupation, after))["occupationSuccession"]
    given = {"id": made["id"], "expectedVersion": made["version"], "reason": " "}
    viewer = await center(database)
    silent = (await register.ask(viewer, UNMAP, i=given))["unmapOccupationSuccessor"]
    assert [f["code"] for f in silent["findings"]] == ["REASON_MISSING"]
    done = (await register.ask(viewer, UNMAP, i=given | {"reason": "对照有误"}))[
        "unmapOccupationSuccessor"
    ]
    assert made["id"] not in [one["id"] for one in done["occupation"]["successors"]]
    found = await database.pool.fetchval(
        "select reason from register_entry where act = 'unmapOccupationSuccessor'"
    )
    assert found == "对照有误"


async def held(database: Database, person: Any) -> set[OccupationKey]:
    async with AsyncSession(database.engine) as session:
        found = await held_certificates(session, [person])
    return {certificate.occupation for certificate in found.get(person, ())}


def issued(of: Evaluated, occupation: models.Occupation, trade: models.Trade | None) -> Any:
    candidate = of.candidates[0]
    return rows.row(
        models.Certificate, number=f"{of.code.code}263000001",
        institution_id=of.filing.institution_id, agency_id=of.agency.id,
        agency_code_id=of.code.id, plan_id=of.plan.id, candidate_id=candidate.id,
        person_id=candidate.person_id, occupation_id=occupation.id, level=3,
        trade_id=trade.id if trade else None, agency_name=of.agency.name,
        document_type=DocumentType.RESIDENT_IDENTITY_CARD, identity_index=b"",
        identity_sealed=b"", occupation_name=occupation.name, level_name=LEVEL_NAMES[3],
        status=CertificateStatus.ISSUED, verification_token=candidate.id.bytes,
        holder_name=candidate.name, issued_on=date(2026, 10, 20),
    )  # fmt: skip


@pytest.mark.clause("4.1")
async def test_a_certificate_holds_in_every_edition_of_its_occupation_but_not_in_a_sibling(
    database: Database, register: Register, of: City
) -> None:
    origin = await later(database, 2022, "6-18-01-60")
    trade = rows.row(models.Trade, occupation_id=origin.id, name="甲工种", **rows.KNOWN)
    await rows.write(database, trade)
    codes = ((2033, "6-18-01-61"), (2034, "6-18-01-62"), (2033, "6-18-01-63"))
    first, second, sibling = [await later(database, *code) for code in codes]
    for before, after in ((origin, first), (first, second), (origin, sibling)):
        assert (await mapped(register, before, after))["findings"] == []
    old, new = [await evaluated(database, of, 1) for _ in range(2)]
    await rows.write(database, issued(old, origin, trade), issued(new, second, None))
    keys = [OccupationKey(row.edition, row.code) for row in (origin, first, second, sibling)]
    assert await held(database, old.candidates[0].person_id) == {
        replace(key, trade="甲工种") for key in keys
    }
    assert await held(database, new.candidates[0].person_id) == set(keys[:3])


@pytest.mark.clause("1.2")
async def test_an_evaluated_major_is_evaluated_under_every_name_of_its_occupation(
    database: Database, register: Register, of: City
) -> None:
    origin, after = [
        await later(database, *code) for code in ((2022, "6-18-01-70"), (2035, "6-18-01-71"))
    ]
    assert (await mapped(register, origin, after))["findings"] == []
    school = await evaluated(database, of, 1)
    candidate = school.candidates[0]
    evaluation = rows.row(
        models.MajorEvaluation, institution_id=candidate.institution_id,
        major_id=candidate.major_id, occupation_id=origin.id, highest_level=3,
        status=MajorEvaluationStatus.PASSED, concluded_on=date(2026, 6, 1),
    )  # fmt: skip
    await rows.write(database, evaluation)
    async with AsyncSession(database.engine) as session:
        found = await evaluated_majors(session, school.plan.id)
    assert {one.occupation for one in found} == {
        OccupationKey(2022, "6-18-01-70"),
        OccupationKey(2035, "6-18-01-71"),
    }
