"""Rounds of correction: returned with remarks, changed, submitted again, compared (3.1)."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.applying import DEPARTMENT, UPDATE, School, found, school_that_may_apply
from tests.register import schemas

RETURN = """mutation($input: ReturnFilingApplicationInput!) {
  returnFilingApplication(input: $input) {
    filingApplication { id version status } findings { code clause severity path } } }"""
ROUNDS = """query($id: ID!) { node(id: $id) { ... on FilingApplication { rounds {
  number submittedAt returnedAt reason remarks { path text }
  changes { path kind before after } } } } }"""


async def submitted(school: School, drafted: dict[str, Any]) -> dict[str, Any]:
    payload = await school.submit(drafted)
    assert found(payload) == []
    sent: dict[str, Any] = payload["filingApplication"]
    return sent


async def returned(
    school: School, sent: dict[str, Any], reason: str, *remarks: tuple[list[str], str]
) -> Any:
    answer = await school.register.ask(
        DEPARTMENT,
        RETURN,
        input={
            "id": sent["id"],
            "expectedVersion": sent["version"],
            "reason": reason,
            "remarks": [{"path": path, "text": text} for path, text in remarks],
        },
    )
    return answer["returnFilingApplication"]


async def rounds(school: School, viewer: Viewer, id_: str) -> list[dict[str, Any]]:
    node = (await school.register.ask(viewer, ROUNDS, id=id_))["node"]
    return [] if node is None else list(node["rounds"])


@pytest.mark.clause("3.1")
async def test_every_round_is_kept_with_its_remarks_and_compared_with_the_one_before(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    sent = await submitted(school, await school.draft())
    payload = await returned(
        school,
        sent,
        "材料与项目须更正",
        (["items", "0", "levelTo"], "请先申报四级"),
        (["materials"], "请说明收费依据"),
    )
    assert payload["filingApplication"]["status"] == "RETURNED"
    content = school.content(items=[school.item(levelTo=4)], experience=None)
    content["materials"][0]["note"] = "已盖章"
    corrected = await school.act(
        UPDATE,
        id=sent["id"],
        expectedVersion=payload["filingApplication"]["version"],
        **content,
    )
    await submitted(school, corrected["filingApplication"])

    first, second = await rounds(school, school.viewer, sent["id"])
    assert (first["number"], first["reason"], first["changes"]) == (1, "材料与项目须更正", [])
    assert first["returnedAt"] is not None
    assert first["remarks"] == [
        {"path": ["items", "0", "levelTo"], "text": "请先申报四级"},
        {"path": ["materials"], "text": "请说明收费依据"},
    ]
    assert (second["number"], second["returnedAt"], second["remarks"]) == (2, None, [])
    assert second["changes"] == [
        {"path": ["items", "0", "levelTo"], "kind": "CHANGED", "before": "3", "after": "4"},
        {"path": ["materials", "0", "note"], "kind": "ADDED", "before": None, "after": "已盖章"},
        {
            "path": ["experience"],
            "kind": "REMOVED",
            "before": "自2015年起承担技能等级评价",
            "after": None,
        },
    ]
    assert await rounds(school, DEPARTMENT, sent["id"]) == [first, second]


@pytest.mark.clause("3.1")
async def test_a_round_stays_as_it_was_handed_in_whatever_becomes_of_the_rows(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    sent = await submitted(school, await school.draft())
    kept = await content_of(reference_database, sent["id"])
    assert kept["items"][0]["siteId"] == "电工实训中心"
    assert [enrolment["enrolled"] for enrolment in kept["enrolments"]] == [800, 800, 800]
    payload = await returned(school, sent, "请重报")
    await school.act(
        UPDATE,
        id=sent["id"],
        expectedVersion=payload["filingApplication"]["version"],
        items=[],
        materials=[],
        enrolments=[],
    )
    assert await content_of(reference_database, sent["id"]) == kept
    asked = """query($id: ID!) { node(id: $id) { ... on FilingApplication {
      items { id } rounds { content { path value } } } } }"""
    node = (await school.register.ask(DEPARTMENT, asked, id=sent["id"]))["node"]
    assert node["items"] == []
    (read,) = node["rounds"]
    assert {"path": ["items", "0", "siteId"], "value": "电工实训中心"} in read["content"]
    assert {"path": ["enrolments", "2", "enrolled"], "value": "800"} in read["content"]


async def content_of(database: Database, id_: str) -> Any:
    row = models.FilingRound
    async with database.engine.connect() as connection:
        asked = select(row.content).where(row.application_id == id_.split(":")[1])
        return (await connection.execute(asked)).scalar_one()


@pytest.mark.clause("3.2")
async def test_marks_that_a_school_gives_itself_anew_are_compared_too(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    sent = await submitted(school, await school.draft())
    payload = await returned(school, sent, "请说明自评依据")
    first, *others = school.content()["selfMarks"]
    explained = {**first, "note": "见附件三"}
    corrected = await school.act(
        UPDATE,
        id=sent["id"],
        expectedVersion=payload["filingApplication"]["version"],
        **school.content(selfMarks=[explained, *others]),
    )
    await submitted(school, corrected["filingApplication"])
    _, second = await rounds(school, school.viewer, sent["id"])
    (change,) = second["changes"]
    assert (change["path"][0], change["path"][2]) == ("selfMarks", "note")
    assert (change["kind"], change["after"]) == ("ADDED", "见附件三")


@pytest.mark.clause("3.1")
async def test_a_remark_without_place_or_words_returns_nothing(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    sent = await submitted(school, await school.draft())
    payload = await returned(school, sent, " ", (["items", "7"], "没有这一项"), (["items"], " "))
    assert found(payload) == [
        ("REASON_MISSING", "3.1", ["reason"]),
        ("REMARK_WITHOUT_PLACE", "3.1", ["remarks", "0", "path"]),
        ("TEXT_MISSING", "3.1", ["remarks", "1", "text"]),
    ]
    assert payload["filingApplication"]["status"] == "SUBMITTED"
    async with AsyncSession(reference_database.engine) as session:
        remark, row = models.FilingRemark, models.FilingRound
        mine = row.application_id == sent["id"].split(":")[1]
        count = select(func.count()).select_from(remark).join(remark.round).where(mine)
        assert await session.scalar(count) == 0
        assert await session.scalar(select(row.returned_at).where(mine)) is None


@pytest.mark.clause("3.1")
async def test_nobody_else_reads_the_rounds_of_a_school(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    other = await school_that_may_apply(reference_database)
    sent = await submitted(school, await school.draft())
    assert len(await rounds(school, school.viewer, sent["id"])) == 1
    assert await rounds(school, other.viewer, sent["id"]) == []
    of_rounds = schemas()[Role.EXPERT].type_map["FilingRound"]
    assert {"reason", "remarks"}.isdisjoint(of_rounds.fields)  # type: ignore[attr-defined]
