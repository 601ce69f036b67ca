"""One certificate's PDF: by a link that its school and the center get, and nobody else."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.links import Purpose
from permissions.viewer import Viewer
from tests.acts.test_certificate import PASSED, accepted, decide, issue, report
from tests.evaluated import CENTER, City, Evaluated, city
from tests.register import Register, links
from tests.transport.test_files import client

DOWNLOAD = """query ($plan: ID!) { certificates(first: 5, filter: { plan: $plan }) {
  nodes { number download { url } } } }"""
CHECKED = """query ($pairs: [CertificateNumberAndName!]!) {
  checkCertificates(pairs: $pairs) { number download { url } } }"""
NAME = "阿里·木0"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def downloads(register: Register, viewer: Viewer, of: Evaluated) -> list[Any]:
    found = await register.ask(viewer, DOWNLOAD, plan=of.plan_id)
    return [one["download"] for one in found["certificates"]["nodes"]]


@pytest.mark.clause("4.4")
async def test_the_school_and_the_center_fetch_the_same_file(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    (issued,) = (await issue(register, of))["certificates"]
    (own,), (center,) = [await downloads(register, who, of) for who in (of.school, CENTER)]

    async with client(database, tmp_path, links()) as http:
        first, second = await http.get(own["url"]), await http.get(center["url"])
        piece = await http.get(own["url"], headers={"range": "bytes=0-4"})
        known = await http.get(own["url"], headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, first.headers["content-type"]) == (200, "application/pdf")
    assert f"{issued['number']}.pdf" in first.headers["content-disposition"]
    assert first.content == second.content
    assert (piece.status_code, piece.content) == (206, b"%PDF-")
    assert known.status_code == 304


@pytest.mark.clause("4.4")
async def test_another_school_that_checks_a_certificate_gets_no_link(
    database: Database, place: City, register: Register
) -> None:
    of, other = await accepted(database, place, PASSED), await accepted(database, place, PASSED)
    (issued,) = (await issue(register, of))["certificates"]
    made = (await report(register, of))["certificateReport"]
    await decide(register, "acceptCertificateReport", made)
    pairs = [{"number": issued["number"], "name": NAME}]

    (own,) = (await register.ask(of.school, CHECKED, pairs=pairs))["checkCertificates"]
    assert own["download"] is not None
    (found,) = (await register.ask(other.school, CHECKED, pairs=pairs))["checkCertificates"]
    assert found == {"number": issued["number"], "download": None}


@pytest.mark.clause("4.4")
async def test_what_was_ended_has_no_link_and_an_earlier_link_leads_nowhere(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    (before,) = await downloads(register, of.school, of)
    await database.pool.execute(
        "update certificate set cancelled_on = issued_on where plan_id = $1", of.plan.id
    )
    assert await downloads(register, of.school, of) == [None]
    async with client(database, tmp_path, links()) as http:
        assert (await http.get(before["url"])).status_code == 404


async def test_a_link_to_a_document_opens_no_certificate(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    asked = "select id from certificate where plan_id = $1"
    id_ = await database.pool.fetchval(asked, of.plan.id)
    other = links().make(Purpose.DOWNLOAD, id_)
    async with client(database, tmp_path, links()) as http:
        assert (await http.get(f"/files/{other.text}")).status_code == 404
