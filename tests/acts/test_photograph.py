"""照片: what the school uploads for the faces of certificates, and what is printed of it (4.4)."""

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from models.database import Database
from models.store import FolderStore
from operation.demonstration.paper import paper
from operation.working import Worker
from permissions.viewer import Viewer
from tests.acts.test_certificate import PASSED, issue
from tests.acts.test_certificate import accepted as passed
from tests.acts.test_certificate_files import PACK
from tests.planned import (
    CENTER,
    City,
    Planning,
    city,
    codes,
    enter,
    filled,
    planning,
    submitted,
)
from tests.register import Register, links
from tests.transport.test_files import Stage, client

RECORD = """mutation ($input: RecordPhotographsInput!) { recordPhotographs(input: $input) {
  recordedCount evaluationPlan { id version } findings { code clause severity path message } } }"""
CANDIDATES = """query ($id: ID!) { evaluationPlan(id: $id) { id version
  candidates(first: 9) { nodes { id version photograph { id } } } } }"""
SIZE = "query ($id: ID!) { node(id: $id) { ... on Upload { width height } } }"
ONE_INCH = (295, 413)

pytestmark = pytest.mark.clause("4.4")


def picture(
    pixels: tuple[int, int] = ONE_INCH, form: str = "JPEG", blue: int = 0, turn: int = 1
) -> bytes:
    """A plain picture; another `blue` is another picture."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turn
    Image.new("RGB", pixels, (250, 250, blue)).save(file, form, exif=exif)
    return file.getvalue()


@dataclass
class Desk:
    """A school with the route of files before it."""

    stage: Stage
    of: Any

    async def document(self, content: bytes, purpose: str = "PHOTOGRAPH") -> str:
        sent = await self.stage.put(content, purpose=purpose)
        assert sent.status_code == 201, sent.text
        made = await self.stage.attach(sent.json()["upload"], title="照片", kind="照片")
        return str(made["document"]["id"])

    async def record(self, plan: Any, *rows: tuple[Any, str], **more: Any) -> Any:
        named = [{"candidateId": row["id"], "documentId": document} for row, document in rows]
        given = {"id": plan["id"], "expectedVersion": plan["version"], "photographs": named} | more
        answer = await self.stage.register.ask(self.stage.school, RECORD, input=given)
        return answer["recordPhotographs"]

    async def plan(self, id_: str, viewer: Viewer | None = None) -> Any:
        asked = await self.stage.register.ask(viewer or self.stage.school, CANDIDATES, id=id_)
        return asked["evaluationPlan"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: Database, of: Planning, tmp_path: Path) -> AsyncIterator[Desk]:
    async with client(database, tmp_path, links()) as http:
        yield Desk(Stage(Register(database), of.school, tmp_path, http), of)


def shown(plan: Any) -> list[Any]:
    return [row["photograph"] and row["photograph"]["id"] for row in plan["candidates"]["nodes"]]


async def test_the_pixels_of_a_picture_are_kept_as_it_is_shown(desk: Desk) -> None:
    sent = await desk.stage.put(picture((413, 295), turn=6), purpose="PHOTOGRAPH")
    asked = await desk.stage.register.ask(desk.stage.school, SIZE, id=sent.json()["upload"])
    assert asked["node"] == {"width": 295, "height": 413}
    other = await desk.stage.put(paper(["No picture"]), purpose="DOCUMENT")
    asked = await desk.stage.register.ask(desk.stage.school, SIZE, id=other.json()["upload"])
    assert asked["node"] == {"width": None, "height": None}


async def test_photographs_are_recorded_and_a_new_list_does_not_lose_them(desk: Desk) -> None:
    plan = await filled(desk.stage.register, desk.of)
    first, second = (await desk.plan(plan["id"]))["candidates"]["nodes"]
    document = await desk.document(picture())

    payload = await desk.record(plan, (first, document))

    assert (payload["recordedCount"], payload["findings"]) == (1, [])
    assert payload["evaluationPlan"]["version"] > plan["version"]
    read = await desk.plan(plan["id"])
    assert shown(read) == [document, None]
    versions = [row["version"] for row in read["candidates"]["nodes"]]
    assert versions == [first["version"] + 1, second["version"]]
    again = await enter(
        desk.stage.register, desk.of, read, desk.of.candidate(0), desk.of.candidate(1)
    )
    assert again["importedCount"] == 2, again["findings"]
    assert shown(await desk.plan(plan["id"])) == [document, None]


async def test_the_center_sees_the_photographs_of_a_filed_plan(desk: Desk) -> None:
    plan = await submitted(desk.stage.register, desk.of)
    first, _ = (await desk.plan(plan["id"]))["candidates"]["nodes"]
    document = await desk.document(picture())
    await desk.record(plan, (first, document))
    assert shown(await desk.plan(plan["id"], CENTER)) == [document, None]


async def test_each_fault_of_a_picture_is_told_at_its_row(desk: Desk) -> None:
    plan = await filled(desk.stage.register, desk.of)
    first, second = (await desk.plan(plan["id"]))["candidates"]["nodes"]
    bad = {
        "PHOTOGRAPH_TOO_SMALL": await desk.document(picture((200, 280))),
        "PHOTOGRAPH_NOT_ONE_INCH": await desk.document(picture((413, 413))),
        "FILE_KIND_UNEXPECTED": await desk.document(paper(["No picture"]), "DOCUMENT"),
        "FILE_TOO_LARGE": await desk.document(noise()),
        "NOT_FOUND": "Document:00000000-0000-4000-8000-000000000000",
    }
    good = await desk.document(picture())
    for code, document in bad.items():
        payload = await desk.record(plan, (first, good), (second, document))
        path = ["photographs", "1", "documentId"]
        assert codes(payload["findings"]) == [(code, path)], code
    assert shown(await desk.plan(plan["id"])) == [None, None]

    given = {"errorPolicy": "REJECT_ROWS"}
    payload = await desk.record(plan, (first, good), (second, bad["NOT_FOUND"]), **given)
    assert payload["recordedCount"] == 1
    assert shown(await desk.plan(plan["id"])) == [good, None]


def noise() -> bytes:
    """One inch, of more bytes than a face takes."""
    file = io.BytesIO()
    Image.effect_noise((590, 826), 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


async def test_a_picture_is_of_one_candidate_and_a_dry_run_records_nothing(desk: Desk) -> None:
    plan = await filled(desk.stage.register, desk.of)
    first, second = (await desk.plan(plan["id"]))["candidates"]["nodes"]
    document = await desk.document(picture())
    payload = await desk.record(plan, (first, document), (second, document))
    assert codes(payload["findings"]) == [("NAMED_TWICE", ["photographs", "1"])]
    payload = await desk.record(plan, (first, document), dryRun=True)
    assert (payload["recordedCount"], payload["findings"]) == (1, [])
    assert await desk.plan(plan["id"]) == await desk.plan(plan["id"]) | {"version": plan["version"]}
    assert shown(await desk.plan(plan["id"])) == [None, None]


async def test_another_school_s_candidates_and_pictures_are_not_found(
    database: Database, place: City, desk: Desk
) -> None:
    plan = await filled(desk.stage.register, desk.of)
    first, _ = (await desk.plan(plan["id"]))["candidates"]["nodes"]
    document = await desk.document(picture())
    stranger = await planning(database, place)
    own = await filled(desk.stage.register, stranger)
    desk.stage.school = stranger.school

    payload = await desk.record(own, (first, document))
    assert codes(payload["findings"]) == [
        ("NOT_FOUND", ["photographs", "0", "candidateId"]),
        ("NOT_FOUND", ["photographs", "0", "documentId"]),
    ]
    payload = await desk.record(plan, (first, document))
    assert codes(payload["findings"]) == [("NOT_FOUND", ["id"])]
    asked = "select count(*) from candidate where photograph_id is not null and plan_id = any($1)"
    ids = [made["id"].partition(":")[2] for made in (plan, own)]
    assert await database.pool.fetchval(asked, ids) == 0


async def test_it_is_printed_on_the_certificate_and_stays(
    database: Database, place: City, tmp_path: Path
) -> None:
    register = Register(database)
    of = await passed(database, place, PASSED, PASSED)
    async with client(database, tmp_path, links()) as http:
        desk = Desk(Stage(register, of.school, tmp_path, http), of)
        plan = await desk.plan(of.plan_id)
        first, second = plan["candidates"]["nodes"]
        document = await desk.document(picture(blue=200))
        assert (await desk.record(plan, (first, document)))["findings"] == []
        await issue(register, of)
        exchanged = await desk.document(picture(blue=100, form="PNG"))
        plan = await desk.plan(of.plan_id)
        payload = await desk.record(plan, (first, exchanged))
        assert codes(payload["findings"]) == [
            ("PHOTOGRAPH_ON_CERTIFICATE", ["photographs", "0", "candidateId"])
        ]
        assert shown(await desk.plan(of.plan_id)) == [document, None]
        assert await pictures_printed(desk, database) == [1, 0]
        assert (await desk.record(plan, (second, exchanged)))["recordedCount"] == 1
        assert await pictures_printed(desk, database) == [1, 1]


async def pictures_printed(desk: Desk, database: Database) -> list[int]:
    """How many pictures stand on each certificate of the batch, by their numbers."""
    given = {"planId": desk.of.plan_id}
    ordered = await desk.stage.register.ask(desk.stage.school, PACK, input=given)
    assert ordered["packCertificates"]["findings"] == []
    folder = desk.stage.folder
    store = FolderStore(folder / "documents")
    await Worker(database, desk.stage.register.services, store, folder / "worker").do_next()
    asked = "select result_sha256 from job where id = $1 and status = 'DONE'"
    own = ordered["packCertificates"]["job"]["id"].partition(":")[2]
    digest = (await database.pool.fetchval(asked, own)).hex()
    packed = (folder / "documents" / digest[:2] / digest[2:]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [
            archive.read(name).count(b"/Subtype /Image")
            + archive.read(name).count(b"/Subtype/Image")
            for name in sorted(archive.namelist())
        ]
