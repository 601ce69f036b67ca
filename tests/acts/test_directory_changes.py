"""The feed of the directory: whoever reads on misses nothing, and is told of who was removed."""

import pytest
import pytest_asyncio
from sqlalchemy import text

from models.database import Database
from rules.vocabulary import Role
from tests.acts.filing_scene import Scene
from tests.register import Register

FEED = """query($after: String, $first: Int) { directoryChanges(after: $after, first: $first) {
  nodes { number kind name codes agencyId agency { id status } } pageInfo { endCursor } } }"""
FIND = "query($s: String) { agencies(filter: {search: $s}) { nodes { id } } }"
REMOVE = """mutation($i: RemoveAgencyInput!) { removeAgency(input: $i) {
  agency { id } findings { code severity } } }"""


@pytest_asyncio.fixture(loop_scope="session")
async def scene(database: Database) -> Scene:
    async with database.engine.begin() as connection:
        number = (await connection.execute(text("select count(*) + 1 from agency"))).scalar_one()
    made = await Scene(database, number).begin()
    await made.assess(made.items[0])
    await made.consent()
    await made.file()
    return made


@pytest.mark.clause("3.4")
async def test_24_who_reads_on_is_told_of_each_change_once_and_of_a_removal_by_a_tombstone(
    scene: Scene, database: Database
) -> None:
    register = Register(database)
    begun = (await register.ask(None, FEED))["directoryChanges"]
    issued = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    agency_id = issued["agency"]["id"]

    after = begun["pageInfo"]["endCursor"]
    entered = (await register.ask(None, FEED, after=after))["directoryChanges"]
    (change,) = entered["nodes"]
    assert (change["kind"], change["agencyId"]) == ("ADDED", agency_id)
    assert change["agency"] == {"id": agency_id, "status": "LISTED"}
    found = await register.ask(None, FIND, s=change["name"])
    assert {"id": agency_id} in found["agencies"]["nodes"]

    version = await database.pool.fetchval(
        "select version from agency where id = $1", agency_id.partition(":")[2]
    )
    given = {"id": agency_id, "expectedVersion": version, "reason": "不再符合条件"}
    removed = await register.ask(scene.viewers[Role.CENTER], REMOVE, i=given)
    refusals = [f for f in removed["removeAgency"]["findings"] if f["severity"] == "REFUSAL"]
    assert refusals == []

    after = entered["pageInfo"]["endCursor"]
    left = (await register.ask(None, FEED, after=after))["directoryChanges"]
    (tombstone,) = left["nodes"]
    assert (tombstone["kind"], tombstone["agencyId"]) == ("REMOVED", agency_id)
    assert tombstone["agency"] is None
    assert int(tombstone["number"]) == int(change["number"]) + 1
    found = await register.ask(None, FIND, s=change["name"])
    assert {"id": agency_id} not in found["agencies"]["nodes"]
