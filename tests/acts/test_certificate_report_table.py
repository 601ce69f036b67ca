"""The report of certificates to the center as a workbook of eleven columns (4.4)."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from models.store import FolderStore
from operation.working import Worker
from permissions.viewer import Viewer
from resolvers.table.reading import Lines, read_table
from rules.certificate_column import COLUMNS
from rules.vocabulary import Role
from tests import rows
from tests.acts.test_certificate import PASSED, REPORT, accepted, issue, numbers
from tests.evaluated import City, Evaluated, city
from tests.register import Register

EXPORT = """mutation ($input: ExportCertificateReportInput!) { exportCertificateReport(
  input: $input) { job { id } findings { code path } } }"""
JOB = """query ($id: ID!) { job(id: $id) { status done total subject result { title sha256 } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def reported(register: Register, of: Evaluated) -> str:
    found = await register.ask(of.school, REPORT, input={"planId": of.plan_id})
    return str(found["reportCertificates"]["certificateReport"]["id"])


async def center(database: Database, login_name: str) -> Viewer:
    account = rows.account(login_name)
    await rows.write(database, account)
    return Viewer(role=Role.CENTER, account_id=account.id)


async def order(register: Register, viewer: Viewer, report_id: str) -> Any:
    found = await register.ask(viewer, EXPORT, input={"reportId": report_id})
    return found["exportCertificateReport"]


async def table_of(
    register: Register, database: Database, viewer: Viewer, report_id: str, folder: Path
) -> Lines:
    """The table, done by a worker."""
    ordered = (await order(register, viewer, report_id))["job"]
    store = FolderStore(folder / "store")
    worker = Worker(database, register.services, store, folder / "incoming")
    assert await worker.do_next() == 1
    job = (await register.ask(viewer, JOB, id=ordered["id"]))["job"]
    assert (job["status"], job["subject"]) == ("DONE", report_id)
    assert job["result"]["title"] == "证书数据上报表"
    digest = job["result"]["sha256"]
    return await read_table((folder / "store" / digest[:2] / digest[2:]).read_bytes(), 1_000)


async def test_each_reported_certificate_is_a_line_and_no_other_batch_s(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of, other = [await accepted(database, place, PASSED, PASSED) for _ in range(2)]
    issued = numbers(await issue(register, of))
    await issue(register, other)
    await reported(register, other)
    lines = await table_of(register, database, of.school, await reported(register, of), tmp_path)

    assert lines[0] == list(COLUMNS)
    assert [line[COLUMNS.index("证书编号")] for line in lines[1:]] == issued
    assert {line[1] for line in lines[1:]} == {"201"}
    assert all(line[2].startswith("310101200501") for line in lines[1:])
    assert {line[3] for line in lines[1:]} == {of.agency.name}


async def test_the_center_has_the_same_table(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    report_id = await reported(register, of)
    of_school = await table_of(register, database, of.school, report_id, tmp_path)
    viewer = await center(database, "reader-of-tables")

    assert await table_of(register, database, viewer, report_id, tmp_path) == of_school


async def test_another_school_s_report_is_not_found_and_nothing_is_ordered(
    database: Database, place: City, register: Register
) -> None:
    of, other = [await accepted(database, place, PASSED) for _ in range(2)]
    await issue(register, of)
    report_id = await reported(register, of)
    found = await order(register, other.school, report_id)

    assert found["job"] is None
    assert [(f["code"], f["path"]) for f in found["findings"]] == [("NOT_FOUND", ["reportId"])]
    asked = "select count(*) from job where subject_id = $1::text::uuid"
    assert await database.pool.fetchval(asked, report_id.split(":")[1]) == 0


async def test_whoever_has_the_table_made_is_recorded(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    await issue(register, of)
    report_id = await reported(register, of)
    assert (await order(register, await center(database, "maker"), report_id))["findings"] == []
    asked = """select role from register_entry
        where act = 'exportCertificateReport' and subject_id = $1::text::uuid"""
    found = await database.pool.fetch(asked, report_id.split(":")[1])
    assert [row["role"] for row in found] == [Role.CENTER.name]
