"""评价人员名单: an uploaded list is judged row by row, and comes back with what is wrong in it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

import models
from models.base import new_id
from models.database import Database
from models.store import FolderStore, place_of
from operation.working import Worker
from resolvers.table.reading import read_table
from rules.clause_3_1_documents import MEDIA_TYPES
from rules.vocabulary import ContentKind, UploadPurpose
from tests import rows
from tests.listed import FAULTS, Row, as_found, planted, row_of, text_file, workbook
from tests.planned import IMPORT, City, Planning, accepted, city, codes, drafted, planning
from tests.register import Register

JOB = """query ($id: ID!) { job(id: $id) {
  status done total findingsCount findings { code clause severity path }
  result { title mediaType sha256 } subject } }"""
ASK = IMPORT.replace("importedCount", "importedCount job { id status }")
XLSX = MEDIA_TYPES[ContentKind.EXCEL]
AT = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass
class Desk:
    """A school that sends lists, and the worker that does its jobs."""

    database: Database
    register: Register
    of: Planning
    folder: Path

    async def upload(
        self, content: bytes, media_type: str = XLSX, purpose: Any = UploadPurpose.CANDIDATE_LIST
    ) -> str:
        """The id of an upload whose content has come."""
        digest, sent = hashlib.sha256(content).digest(), self.folder / "sent"
        sent.write_bytes(content)
        await FolderStore(self.folder / "store").keep(digest, sent)
        row = rows.row(
            models.Upload, account_id=self.of.account.id, purpose=purpose, most_bytes=10**7,
            expires_at=AT, received_at=AT, media_type=media_type, sha256=digest,
            size=len(content),
        )  # fmt: skip
        await rows.write(self.database, row)
        return f"Upload:{row.id}"

    async def send(self, plan: Any, content: bytes, **more: Any) -> Any:
        """The job of a list, when it has ended."""
        payload = await self.ask(plan, uploadId=await self.upload(content), **more)
        assert payload["job"], payload["findings"]
        return await self.done(payload["job"]["id"])

    async def ask(self, plan: Any, **more: Any) -> Any:
        given = {"id": plan["id"], "expectedVersion": plan["version"]} | more
        return (await self.register.ask(self.of.school, ASK, input=given))["importCandidates"]

    async def done(self, id_: str) -> Any:
        store, folder = FolderStore(self.folder / "store"), self.folder / "work"
        assert await Worker(self.database, self.register.services, store, folder).do_next() == 1
        return (await self.register.ask(self.of.school, JOB, id=id_))["job"]

    async def corrections(self, job: Any) -> list[list[str]]:
        place = place_of(bytes.fromhex(job["result"]["sha256"]))
        return await read_table((self.folder / "store" / place).read_bytes(), 10_000)

    async def kept(self, plan: Any) -> list[str]:
        asked = "select student_number from candidate where plan_id = $1 order by 1"
        async with self.database.pool.acquire() as connection:
            own = plan["id"].removeprefix("EvaluationPlan:")
            return [row["student_number"] for row in await connection.fetch(asked, own)]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, place: City, tmp_path: Path) -> Desk:
    return Desk(database, Register(database), await planning(database, place), tmp_path)


def some(place: City, desk: Desk, count: int) -> list[Row]:
    return [row_of(place, desk.of, number) for number in range(count)]


async def test_every_planted_fault_is_found_in_its_row_and_column_and_none_besides(
    place: City, desk: Desk
) -> None:
    given, expected = planted(place, desk.of, 120, 2 * len(FAULTS))
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, workbook(given))

    assert as_found(job["findings"]) == expected
    assert job["findingsCount"] == len(expected)
    assert (job["status"], job["done"], job["total"]) == ("FAILED", 0, 120)
    assert {finding["clause"] for finding in job["findings"]} <= {"1.2", "1.3", "4.1"}
    assert await desk.kept(plan) == []


async def test_a_list_comes_back_with_a_column_of_findings_and_is_taken_when_mended(
    place: City, desk: Desk
) -> None:
    given = some(place, desk, 3)
    given[1] = FAULTS[0].plant(given[1], given[0])
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, workbook(given))

    assert job["result"]["mediaType"] == XLSX
    heading, first, second, third = await desk.corrections(job)
    assert heading[-1] == "审查意见"
    assert second[len(heading) - 1].startswith("证件号码：证件号码有误")
    assert len(first) < len(heading) > len(third)
    assert second[5] == list(given[1].values())[5]
    assert (await desk.send(plan, workbook(some(place, desk, 3))))["status"] == "DONE"
    assert await desk.kept(plan) == ["L00000", "L00001", "L00002"]


async def test_good_rows_are_taken_and_the_rest_comes_back_to_be_added(
    place: City, desk: Desk
) -> None:
    given = some(place, desk, 4)
    given[2] = FAULTS[0].plant(given[2], given[1])
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, workbook(given), errorPolicy="REJECT_ROWS")

    assert (job["status"], job["done"], job["total"]) == ("DONE", 3, 4)
    assert await desk.kept(plan) == ["L00000", "L00001", "L00003"]
    assert [line[33] for line in await desk.corrections(job)] == ["学号*", "L00002"]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", "\t"), ("gb18030", ","), ("gbk", ";")]
)
async def test_a_list_as_text_is_read_in_whatever_chinese_encoding_it_was_saved(
    place: City, desk: Desk, encoding: str, delimiter: str
) -> None:
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, text_file(some(place, desk, 2), encoding, delimiter))

    assert (job["status"], job["findings"]) == ("DONE", [])
    assert await desk.kept(plan) == ["L00000", "L00001"]


async def test_a_dry_run_counts_and_writes_nothing(place: City, desk: Desk) -> None:
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, workbook(some(place, desk, 2)), dryRun=True)

    assert (job["status"], job["done"], job["findings"]) == ("DONE", 2, [])
    assert await desk.kept(plan) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 broken", "LIST_UNREADABLE"),
        ("姓名,证件号码\n欧阳,1\n".encode(), "LIST_COLUMNS_MISSING"),
        (text_file([], "utf-8"), "LIST_EMPTY"),
        (text_file([{}], "utf-8") + ("x" * 5_000).encode(), "LIST_UNFOLDS_TOO_LARGE"),
    ],
)
async def test_what_is_no_list_is_refused_as_a_whole(desk: Desk, content: bytes, code: str) -> None:
    plan = await drafted(desk.register, desk.of)

    job = await desk.send(plan, content)

    assert job["status"] == "FAILED"
    assert codes(job["findings"])[0] == (code, ["uploadId"])
    assert job["result"] is None


async def test_a_plan_that_changed_meanwhile_is_not_written_into(place: City, desk: Desk) -> None:
    plan = await drafted(desk.register, desk.of)
    upload = await desk.upload(workbook(some(place, desk, 2)))
    payload = await desk.ask(plan, uploadId=upload)
    await desk.ask(plan, rows=[desk.of.candidate()])

    job = await desk.done(payload["job"]["id"])

    assert job["status"] == "FAILED"
    assert await desk.kept(plan) == ["S00000"]


async def test_a_list_is_an_upload_of_the_own_account_for_that_purpose(
    place: City, desk: Desk
) -> None:
    plan = await drafted(desk.register, desk.of)
    document = await desk.upload(workbook(some(place, desk, 1)), purpose=UploadPurpose.DOCUMENT)
    for given, code in (
        ({"uploadId": document}, ("UPLOAD_NOT_RECEIVED", ["uploadId"])),
        ({"uploadId": f"Upload:{new_id()}"}, ("NOT_FOUND", ["uploadId"])),
        ({}, ("VALUE_MISSING", ["rows"])),
        ({"uploadId": document, "rows": []}, ("VALUE_WITHOUT_PLACE", ["rows"])),
    ):
        payload = await desk.ask(plan, **given)
        assert (payload["job"], codes(payload["findings"])) == (None, [code])


async def test_a_resit_in_a_list_is_tied_to_the_person_s_earlier_candidacy(
    place: City, desk: Desk
) -> None:
    earlier = await accepted(desk.register, desk.of, 1)
    again = row_of(place, desk.of, 0)
    again |= {column: "" for column in again if column.name in ("SEX", "BORN_ON")}
    again[next(c for c in again if c.name == "DOCUMENT_NUMBER")] = desk.of.identity(0)
    again[next(c for c in again if c.name == "ATTEMPT")] = "补考"
    later = timedelta(days=20)
    plan = await drafted(
        desk.register, desk.of,
        sessions=[desk.of.theory(later.days), desk.of.practice(later.days)],
    )  # fmt: skip

    job = await desk.send(plan, workbook([again]))

    assert job["findings"] == []
    asked = """select e.plan_id from candidate c join candidate e on e.id = c.resit_of_id
      where c.plan_id = $1"""
    async with desk.database.pool.acquire() as connection:
        own = await connection.fetchval(asked, plan["id"].removeprefix("EvaluationPlan:"))
    assert f"EvaluationPlan:{own}" == earlier["id"]
