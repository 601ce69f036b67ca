"""成绩表: a school sends its results as a table; a job takes them over or says why not (4.3)."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import xlsxwriter

import models
from models.database import Database
from models.store import FolderStore
from operation.working import Worker
from resolvers.jobs.registry import JOBS
from rules.clause_3_1_documents import MEDIA_TYPES
from rules.vocabulary import ContentKind, ResultFilingStatus, UploadPurpose
from tests import rows
from tests.evaluated import City, Evaluated, city, evaluated
from tests.register import Register

IMPORT = """mutation ($input: ImportResultsInput!) { importResults(input: $input) {
  job { id status } resultFiling { version } findings { code path } } }"""
JOB = "query ($id: ID!) { job(id: $id) { status findings { code severity path } } }"
READ = """query ($id: ID!) { node(id: $id) { ... on ResultFiling { version results { nodes {
  isAbsent isPassed candidate { studentNumber } marks { mark } } } } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def table(*lines: Sequence[Any]) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
    book.close()
    return content.getvalue()


async def sent(
    database: Database, store: FolderStore, of: Evaluated, content: bytes, folder: Path
) -> str:
    """The content as an upload of the school that has arrived."""
    digest, file = hashlib.sha256(content).digest(), folder / "sent"
    file.write_bytes(content)
    await store.keep(digest, file)
    now = await database.pool.fetchval("select now()")
    upload = rows.row(
        models.Upload, account_id=of.school.account_id, purpose=UploadPurpose.DOCUMENT,
        most_bytes=2**20, expires_at=now, received_at=now, sha256=digest, size=len(content),
        media_type=MEDIA_TYPES[ContentKind.EXCEL],
    )  # fmt: skip
    await rows.write(database, upload)
    return f"Upload:{upload.id}"


class Scene:
    """One filing, and a worker that does what is ordered."""

    def __init__(self, register: Register, store: FolderStore, folder: Path, of: Evaluated) -> None:
        self.register, self.store, self.folder, self.of = register, store, folder, of

    async def order(self, content: bytes, version: int = 1, **more: Any) -> Any:
        upload = await sent(self.register.database, self.store, self.of, content, self.folder)
        asked = {"id": self.of.filing_id, "uploadId": upload, "expectedVersion": version} | more
        answer = await self.register.ask(self.of.school, IMPORT, input=asked)
        return answer["importResults"]

    async def done(self, content: bytes, **more: Any) -> tuple[str, list[tuple[str, list[str]]]]:
        """Its state and its findings, once the worker has done the job."""
        ordered = await self.order(content, **more)
        assert ordered["findings"] == []
        services, incoming = self.register.services, self.folder / "incoming"
        worker = Worker(self.register.database, services, self.store, incoming, JOBS)
        await worker.do_next()
        job = (await self.register.ask(self.of.school, JOB, id=ordered["job"]["id"]))["job"]
        return job["status"], [(found["code"], found["path"]) for found in job["findings"]]

    async def results(self) -> dict[str, tuple[bool, bool | None, list[Decimal]]]:
        node = (await self.register.ask(self.of.school, READ, id=self.of.filing_id))["node"]
        return {
            one["candidate"]["studentNumber"]: (
                one["isAbsent"],
                one["isPassed"],
                [Decimal(mark["mark"]) for mark in one["marks"]],
            )
            for one in node["results"]["nodes"]
        }

    @property
    def headings(self) -> list[str]:
        return ["序号", "学号*", "姓名", *(part.name for part in self.of.parts), "缺考"]


@pytest_asyncio.fixture(loop_scope="session")
async def scene(
    database: Database, place: City, register: Register, store: FolderStore, tmp_path: Path
) -> Scene:
    await database.pool.execute("delete from job")
    return Scene(register, store, tmp_path, await evaluated(database, place, 3))


async def test_a_table_is_taken_over_line_by_line(scene: Scene) -> None:
    names = [candidate.name.replace("·", "•") for candidate in scene.of.candidates]
    content = table(
        ["成绩汇总表"],
        scene.headings,
        [1, "0001", names[0], 60, 75.5],
        [2, "0002", names[1], "59.5", "100", "否"],
        [3, "0003", names[2], "缺考", "缺考"],
    )
    assert await scene.done(content) == ("DONE", [])
    assert await scene.results() == {
        "0001": (False, True, [Decimal(60), Decimal("75.5")]),
        "0002": (False, False, [Decimal("59.5"), Decimal(100)]),
        "0003": (True, False, []),
    }
    acts = "select act, account_id from register_entry where subject_id = $1"
    (entry,) = await scene.register.database.pool.fetch(acts, scene.of.filing.id)
    assert (entry["act"], entry["account_id"]) == ("importResults", scene.of.school.account_id)


FAULTY = [
    [1, "0001", "李别人", 60, 75],
    [2, "0002", "", "六十", 101],
    [3, "0003", "", 60, 60.55, "也许"],
    [],
    [4, "0009", "", 60, 60],
    [5, "0001", "", 60, 60],
]


async def test_what_is_wrong_is_found_by_line_and_column_and_nothing_is_written(
    scene: Scene,
) -> None:
    theory, practice = (part.name for part in scene.of.parts)
    status, found = await scene.done(table(scene.headings, *FAULTY))
    assert status == "FAILED"
    assert sorted(found, key=lambda one: (int(one[1][1]), one[1])) == [
        ("SHEET_NAME_OF_ANOTHER", ["file", "2", "姓名"]),
        ("MARK_OUT_OF_RANGE", ["file", "3", practice]),
        ("SHEET_MARK_UNREADABLE", ["file", "3", theory]),
        ("MARK_TOO_PRECISE", ["file", "4", practice]),
        ("SHEET_ABSENCE_UNCLEAR", ["file", "4", "缺考"]),
        ("RESULT_OF_NO_CANDIDATE", ["file", "6", "学号"]),
        ("RESULT_REPEATED", ["file", "7", "学号"]),
    ]
    assert await scene.results() == {}


async def test_a_school_may_leave_refused_lines_out(scene: Scene) -> None:
    content = table(scene.headings, *FAULTY[1:3], [6, "0001", "", 80, 90])
    status, found = await scene.done(content, errorPolicy="REJECT_ROWS")
    assert (status, len(found)) == ("DONE", 4)
    assert await scene.results() == {"0001": (False, True, [Decimal(80), Decimal(90)])}


async def test_a_dry_run_says_what_would_be_found_and_writes_nothing(scene: Scene) -> None:
    content = table(scene.headings, [1, "0001", "", 80, 90])
    assert await scene.done(content, dryRun=True) == ("DONE", [])
    assert await scene.results() == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04 no table", "SHEET_UNREADABLE"),
        (table(["姓名", "理论考试"], ["王", 60]), "SHEET_COLUMNS_MISSING"),
        (table(["学号", "理论考试"]), "SHEET_EMPTY"),
    ],
)
async def test_what_is_no_sheet_of_results_is_refused(
    scene: Scene, content: bytes, expected: str
) -> None:
    assert await scene.done(content) == ("FAILED", [(expected, ["uploadId"])])
    assert await scene.results() == {}


async def test_nothing_is_ordered_for_results_that_were_filed_or_of_another_s_upload(
    database: Database, place: City, scene: Scene
) -> None:
    other = await evaluated(database, place, 1)
    theirs = await sent(database, scene.store, other, table(scene.headings), scene.folder)
    payload = await scene.order(b"anything", uploadId=theirs)
    assert [(f["code"], f["path"]) for f in payload["findings"]] == [("NOT_FOUND", ["uploadId"])]
    filed = "update result_filing set status = $1, submitted_at = now() where id = $2"
    await database.pool.execute(filed, ResultFilingStatus.SUBMITTED.name, scene.of.filing.id)
    payload = await scene.order(b"anything")
    assert [f["code"] for f in payload["findings"]] == ["ACT_NOT_IN_STATE"]
    assert await database.pool.fetchval("select count(*) from job") == 0


async def test_results_come_as_rows_or_as_a_table(scene: Scene) -> None:
    row = {"studentNumber": "0001", "isAbsent": True}
    both = await scene.order(b"anything", rows=[row])
    assert [(f["code"], f["path"]) for f in both["findings"]] == [("VALUE_WITHOUT_PLACE", ["rows"])]
    neither = await scene.order(b"anything", uploadId=None)
    assert [(f["code"], f["path"]) for f in neither["findings"]] == [("VALUE_MISSING", ["rows"])]
    assert await scene.results() == {}
