"""The files of a batch in one archive of five volumes, with the digest of each (4.2)."""

import hashlib
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from models.store import FolderStore
from operation.working import Worker
from permissions.viewer import Viewer
from resolvers.table.reading import Lines, read_table
from rules.certificate_column import COLUMNS
from rules.vocabulary import Role
from tests import rows
from tests.acts.test_certificate import PASSED, accepted, issue, numbers
from tests.evaluated import City, Evaluated, city
from tests.register import Register

ARCHIVE = """mutation ($input: BatchArchiveInput!) { batchArchive(input: $input) {
  job { id status } findings { code path } } }"""
JOB = """query ($id: ID!) { job(id: $id) { status percent subject result { title sha256 } } }"""
SCHEME = b"%PDF-1.7 the scheme of the work"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def order(register: Register, viewer: Viewer, plan_id: str) -> Any:
    found = await register.ask(viewer, ARCHIVE, input={"planId": plan_id})
    return found["batchArchive"]


async def made(register: Register, database: Database, of: Evaluated, folder: Path) -> Path:
    """The archive of the plan, done by a worker."""
    ordered = (await order(register, of.school, of.plan_id))["job"]
    store = FolderStore(folder / "store")
    worker = Worker(database, register.services, store, folder / "incoming")
    assert await worker.do_next() == 1
    job = (await register.ask(of.school, JOB, id=ordered["id"]))["job"]
    assert (job["status"], job["percent"], job["subject"]) == ("DONE", 100, of.plan_id)
    assert job["result"]["title"] == f"批次归档-{of.plan.batch_name}"
    digest = job["result"]["sha256"]
    return folder / "store" / digest[:2] / digest[2:]


async def with_scheme(database: Database, of: Evaluated, folder: Path, content: bytes) -> None:
    """The plan names a document, whose content is in the store."""
    sent = folder / "sent"
    sent.write_bytes(content)
    digest = hashlib.sha256(content).digest()
    await FolderStore(folder / "store").keep(digest, sent)
    await name_scheme(database, of, digest, len(content))


async def name_scheme(database: Database, of: Evaluated, digest: bytes, size: int) -> None:
    document = rows.row(
        models.Document, institution_id=of.plan.institution_id, title="方案/第一批", kind="scheme",
        media_type="application/pdf", sha256=digest, size=size,
    )  # fmt: skip
    await rows.write(database, document)
    named = "update evaluation_plan set work_scheme_document_id = $1 where id = $2"
    await database.pool.execute(named, document.id, of.plan.id)


async def table(archive: zipfile.ZipFile, name: str) -> Lines:
    return await read_table(archive.read(f"{name}.xlsx"), 1_000)


async def test_the_archive_has_five_volumes_and_the_digest_of_each_file(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED, PASSED)
    await with_scheme(database, of, tmp_path, SCHEME)
    archive = await made(register, database, of, tmp_path)

    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "out")
        names = set(packed.namelist())
    volumes = {name.split("/")[0] for name in names if "/" in name}
    assert volumes == {"1-报名资格", "2-备案", "3-过程", "4-试卷结果", "5-证书"}
    checked = subprocess.run(
        ["/usr/bin/env", "sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "out",
        check=True,
        capture_output=True,
    )
    assert len(checked.stdout.splitlines()) == len(names) - 1
    kept = tmp_path / "out" / "2-备案" / "0001-方案_第一批.pdf"
    assert kept.read_bytes() == SCHEME


async def test_the_volumes_say_what_the_register_holds(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED, ("59.5", "80"))
    issued = numbers(await issue(register, of))
    with zipfile.ZipFile(await made(register, database, of, tmp_path)) as packed:
        people = await table(packed, "1-报名资格/评价人员名单")
        marks = await table(packed, "4-试卷结果/结果汇总表")
        certificates = await table(packed, "5-证书/证书数据上报表")

    assert [line[0] for line in people[1:]] == ["0001", "0002"]
    assert all(line[-1].startswith("310101200501") for line in people[1:])
    assert [line[3] for line in marks[1:]][2:] == ["59.5", "80"]
    assert [line[7] for line in marks[1:]] == ["是", "是", "否", "否"]
    assert certificates[0] == list(COLUMNS)
    assert [line[COLUMNS.index("证书编号")] for line in certificates[1:]] == issued
    assert certificates[1][COLUMNS.index("证件号码")] == people[1][-1]


async def test_photographs_are_in_the_volume_of_registration(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    await with_scheme(database, of, tmp_path, SCHEME)
    turned = """update candidate set photograph_id = work_scheme_document_id
        from evaluation_plan where evaluation_plan.id = plan_id and plan_id = $1"""
    await database.pool.execute(turned, of.plan.id)
    await database.pool.execute(
        "update evaluation_plan set work_scheme_document_id = null where id = $1", of.plan.id
    )
    with zipfile.ZipFile(await made(register, database, of, tmp_path)) as packed:
        assert packed.read("1-报名资格/0001-方案_第一批.pdf") == SCHEME


async def test_a_content_that_is_not_there_is_named_as_missing(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    await name_scheme(database, of, bytes(range(32)), 9)
    with zipfile.ZipFile(await made(register, database, of, tmp_path)) as packed:
        index = await table(packed, "文件目录")
        assert index[1][4] == bytes(range(32)).hex()
        assert index[1][-1] == "否"
        assert index[1][1] not in packed.namelist()


async def test_the_same_batch_gives_the_same_archive(
    database: Database, place: City, register: Register, tmp_path: Path
) -> None:
    of = await accepted(database, place, PASSED)
    first = await made(register, database, of, tmp_path)
    assert await made(register, database, of, tmp_path) == first


async def test_another_school_s_batch_is_not_found_and_nothing_is_ordered(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    other = await accepted(database, place, PASSED)
    found = await order(register, other.school, of.plan_id)

    assert found["job"] is None
    assert [(f["code"], f["path"]) for f in found["findings"]] == [("NOT_FOUND", ["planId"])]
    asked = "select count(*) from job where subject_id = $1"
    assert await database.pool.fetchval(asked, of.plan.id) == 0


async def test_whoever_has_the_archive_made_is_recorded(
    database: Database, place: City, register: Register
) -> None:
    of = await accepted(database, place, PASSED)
    assert (await order(register, of.school, of.plan_id))["findings"] == []
    asked = "select role from register_entry where act = 'batchArchive' and subject_id = $1"
    assert [row["role"] for row in await database.pool.fetch(asked, of.plan.id)] == [
        Role.SCHOOL.name
    ]
