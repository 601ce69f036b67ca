"""The certificates of a batch as files, in one archive that a job makes (4.4)."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from models.store import FolderStore
from operation.working import Worker
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.acts.test_certificate import PASSED, accepted, issue, numbers
from tests.evaluated import City, city
from tests.register import Register

PACK = """mutation ($input: PackCertificatesInput!) { packCertificates(input: $input) {
  job { id status } findings { code path } } }"""
JOB = """query ($id: ID!) { job(id: $id) {
  status done total percent subject result { title mediaType sha256 size } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def pack(register: Register, viewer: Viewer, plan_id: str) -> Any:
    found = await register.ask(viewer, PACK, input={"planId": plan_id})
    return found["packCertificates"]


async def content(store: Path, digest: str) -> bytes:
    return (store / digest[:2] / digest[2:]).read_bytes()


async def test_each_certificate_in_force_is_a_file_under_its_number(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED, PASSED, PASSED)
    issued = numbers(await issue(register, of))
    await database.pool.execute(
        "update certificate set cancelled_on = issued_on where number = $1", issued[1]
    )
    ordered = (await pack(register, of.school, of.plan_id))["job"]
    store = FolderStore(tmp_path / "store")
    worker = Worker(database, register.services, store, tmp_path / "incoming")

    assert await worker.do_next() == 1

    job = (await register.ask(of.school, JOB, id=ordered["id"]))["job"]
    assert (job["status"], job["done"], job["total"]) == ("DONE", 2, 2)
    assert job["subject"] == of.plan_id
    packed = await content(tmp_path / "store", job["result"]["sha256"])
    assert hashlib.sha256(packed).hexdigest() == job["result"]["sha256"]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [f"{number}.pdf" for number in (issued[0], issued[2])]
        assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())


@pytest.mark.clause("4.4")
async def test_a_name_that_the_font_lacks_is_told_and_the_others_are_packed(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    first, second = numbers(await issue(register, of))
    await database.pool.execute(
        "update certificate set holder_name = $2 where number = $1", first, "\U00030000"
    )
    ordered = (await pack(register, of.school, of.plan_id))["job"]
    store = FolderStore(tmp_path / "store")
    await Worker(database, register.services, store, tmp_path / "incoming").do_next()

    asked = "query ($id: ID!) { job(id: $id) { findings { code path } } }"
    found = (await register.ask(of.school, asked, id=ordered["id"]))["job"]["findings"]
    assert found == [{"code": "CERTIFICATE_NOT_PRINTABLE", "path": ["certificates", first]}]
    job = (await register.ask(of.school, JOB, id=ordered["id"]))["job"]
    packed = await content(tmp_path / "store", job["result"]["sha256"])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [f"{second}.pdf"]


async def test_another_school_s_batch_is_not_found_and_nothing_is_ordered(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    other = await accepted(database, place, PASSED)
    found = await pack(register, other.school, of.plan_id)

    assert found["job"] is None
    assert [(f["code"], f["path"]) for f in found["findings"]] == [("NOT_FOUND", ["planId"])]
    asked = "select count(*) from job where subject_id = $1"
    assert await database.pool.fetchval(asked, of.plan.id) == 0


async def test_whoever_has_the_files_made_is_recorded(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    assert (await pack(register, of.school, of.plan_id))["findings"] == []
    asked = "select role from register_entry where act = 'packCertificates' and subject_id = $1"
    assert [row["role"] for row in await database.pool.fetch(asked, of.plan.id)] == [
        Role.SCHOOL.name
    ]
