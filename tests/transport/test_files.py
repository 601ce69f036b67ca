"""Contents over HTTP: sent by a ticket, kept by digest, fetched by a link."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

import models
from models.database import Database
from models.store import FolderStore, place_of
from operation.demonstration.paper import paper
from permissions.links import Links, Purpose
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests import rows
from tests.register import Register, links, ring
from transport.certificate_file import Printer
from transport.files import Files, body_pieces
from transport.receiving import Receiver
from transport.refusals import Refused

PDF = paper(["One page"])
REQUEST = """mutation($input: RequestUploadInput!) { requestUpload(input: $input) {
  url upload { id purpose mostBytes mediaTypes receivedAt } findings { code path } } }"""
ATTACH = """mutation($input: AttachDocumentInput!) { attachDocument(input: $input) {
  document { id title mediaType sha256 size versionNumber replaces { id } download { url } }
  findings { code clause path } } }"""
UPLOAD = "query($id: ID!) { node(id: $id) { ... on Upload { receivedAt mediaType size sha256 } } }"


@dataclass
class Stage:
    """A school's account, the route of files over a folder, and a client of it."""

    register: Register
    school: Viewer
    folder: Path
    http: httpx.AsyncClient

    async def request(self, **given: Any) -> Any:
        answer = await self.register.ask(
            self.school, REQUEST, input={"purpose": "DOCUMENT"} | given
        )
        return answer["requestUpload"]

    async def put(self, content: bytes, **given: Any) -> httpx.Response:
        return await self.http.put((await self.request(**given))["url"], content=content)

    async def attach(self, upload: str, **given: Any) -> Any:
        given = {"uploadId": upload, "title": "管理制度", "kind": "制度"} | given
        return (await self.register.ask(self.school, ATTACH, input=given))["attachDocument"]

    async def document(self, content: bytes = PDF, **given: Any) -> Any:
        sent = await self.put(content)
        assert sent.status_code == 201, sent.text
        return (await self.attach(sent.json()["upload"], **given))["document"]

    def kept(self) -> list[Path]:
        return [path for path in (self.folder / "documents").rglob("*") if path.is_file()]


def client(database: Database, folder: Path, signed: Links, **given: Any) -> httpx.AsyncClient:
    store = FolderStore(folder / "documents")
    receiver = Receiver(database.engine, signed, store, folder / "incoming")
    printer = Printer(Register(database).services, store)
    files = Files(database.engine, signed, store, receiver, printer, **given)
    transport = httpx.ASGITransport(Starlette(routes=files.routes()))
    return httpx.AsyncClient(transport=transport, base_url="http://register.test")


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    number = abs(hash(tmp_path.name)) % 90_000 + 1
    account = rows.account(f"school-{tmp_path.name}-{number}")
    school = rows.institution(account, number, f"学院{tmp_path.name}")
    async with database.engine.connect() as connection:
        has_district = await connection.scalar(select(models.District.id).limit(1))
    await rows.write(database, *([] if has_district else [rows.district()]), account, school)
    viewer = Viewer(Role.SCHOOL, account.id, institution_id=school.id)
    async with client(database, tmp_path, links()) as http:
        yield Stage(Register(database), viewer, tmp_path, http)


async def test_a_content_is_kept_under_its_digest_and_readable_by_its_owner_alone(
    stage: Stage,
) -> None:
    digest = hashlib.sha256(PDF)
    answer = await stage.put(PDF, size=str(len(PDF)), sha256=digest.hexdigest())
    assert (answer.status_code, answer.json()["mediaType"]) == (201, "application/pdf")
    (kept,) = stage.kept()
    assert kept == stage.folder / "documents" / place_of(digest.digest())
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (PDF, 0o600)
    shown = (await stage.register.ask(stage.school, UPLOAD, id=answer.json()["upload"]))["node"]
    assert shown["receivedAt"] is not None
    assert (shown["sha256"], shown["size"]) == (digest.hexdigest(), str(len(PDF)))
    assert list((stage.folder / "incoming").iterdir()) == []


async def test_the_same_content_is_kept_once(stage: Stage) -> None:
    await stage.put(PDF)
    await stage.put(PDF)
    assert len(stage.kept()) == 1


async def test_a_ticket_is_good_for_one_content(stage: Stage) -> None:
    url = (await stage.request())["url"]
    assert (await stage.http.put(url, content=PDF)).status_code == 201
    second = await stage.http.put(url, content=paper(["Another"]))
    assert second.status_code == 409
    assert len(stage.kept()) == 1


async def test_of_two_contents_at_once_for_one_ticket_one_is_kept(stage: Stage) -> None:
    url = (await stage.request())["url"]
    sent = [stage.http.put(url, content=paper([name])) for name in ("One", "Two")]
    assert sorted(answer.status_code for answer in await asyncio.gather(*sent)) == [201, 409]
    assert len(stage.kept()) == 1


async def test_a_refused_content_leaves_the_ticket_good(stage: Stage) -> None:
    url = (await stage.request())["url"]
    refused = await stage.http.put(url, content=b"MZ\x90\0 a program")
    assert refused.status_code == 415
    assert (await stage.http.put(url, content=PDF)).status_code == 201


async def test_a_refusal_says_in_both_languages_what_was_expected(stage: Stage) -> None:
    url = (await stage.request(purpose="PHOTOGRAPH"))["url"]
    english = await stage.http.put(url, content=PDF, headers={"accept-language": "en"})
    assert english.headers["content-type"] == "application/problem+json"
    (finding,) = english.json()["findings"]
    assert (finding["code"], finding["clause"], finding["severity"]) == (
        "FILE_KIND_UNEXPECTED",
        "3.1",
        "REFUSAL",
    )
    assert finding["message"] == (
        "Expected: A JPEG picture, A PNG picture; by its content this is A PDF document"
    )
    chinese = await stage.http.put(url, content=PDF)
    assert chinese.json()["detail"] == "应为JPEG 图片、PNG 图片；按内容识别为PDF 文件"
    assert stage.kept() == []


async def test_a_content_beyond_its_bound_is_413_declared_or_not(
    stage: Stage, database: Database
) -> None:
    answer = await stage.request()
    upload = UUID(answer["upload"]["id"].partition(":")[2])
    async with database.engine.begin() as connection:
        await connection.execute(models.Upload.__table__.update().values(most_bytes=100))
    assert (await stage.http.put(answer["url"], content=PDF)).status_code == 413

    async def undeclared() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield PDF[:50]

    assert (await stage.http.put(answer["url"], content=undeclared())).status_code == 413
    async with database.engine.connect() as connection:
        asked = select(models.Upload.received_at).where(models.Upload.id == upload)
        assert await connection.scalar(asked) is None
    assert stage.kept() == []


async def test_what_differs_from_its_announcement_is_refused(stage: Stage) -> None:
    for given in ({"size": "7"}, {"sha256": "0f" * 32}):
        answer = await stage.put(PDF, **given)
        assert answer.status_code == 422
        assert answer.json()["findings"][0]["code"] == "FILE_NOT_AS_ANNOUNCED"
    assert stage.kept() == []


async def test_a_ticket_of_nobody_is_404_and_an_old_one_410(
    stage: Stage, database: Database
) -> None:
    url = (await stage.request())["url"]
    assert (await stage.http.put(f"{url[:-2]}AA", content=PDF)).status_code == 404
    assert (await stage.http.put("/files/nothing", content=PDF)).status_code == 404
    later = Links(ring(), lambda: links()._clock() + 3_600)
    async with client(database, stage.folder, later) as http:
        assert (await http.put(url, content=PDF)).status_code == 410
    assert stage.kept() == []


async def test_a_ticket_for_sending_fetches_nothing_and_a_link_takes_nothing(stage: Stage) -> None:
    ticket = (await stage.request())["url"]
    document = await stage.document()
    assert (await stage.http.get(ticket)).status_code == 404
    assert (await stage.http.put(document["download"]["url"], content=PDF)).status_code == 404


async def test_other_methods_and_encodings_are_refused(stage: Stage) -> None:
    url = (await stage.request())["url"]
    assert (await stage.http.post(url, content=PDF)).status_code == 405
    packed = await stage.http.put(url, content=PDF, headers={"content-encoding": "gzip"})
    assert packed.status_code == 415


async def test_a_body_that_does_not_come_on_is_408() -> None:
    async def silent() -> Any:
        await asyncio.sleep(60)

    with pytest.raises(Refused) as refused:
        async for _ in body_pieces(silent, 0.05):
            pass
    assert refused.value.status == 408


async def test_a_document_is_fetched_as_an_attachment_that_nothing_runs(stage: Stage) -> None:
    document = await stage.document(title='管理制度 2026 "一"')
    answer = await stage.http.get(document["download"]["url"])
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "%E7%AE%A1" in answer.headers["content-disposition"]
    again = await stage.http.get(
        document["download"]["url"], headers={"if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    head = await stage.http.head(document["download"]["url"])
    assert (head.headers["content-length"], head.content) == (str(len(PDF)), b"")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("bytes=0-4", PDF[:5]), ("bytes=5-", PDF[5:]), ("bytes=-6", PDF[-6:])],
)
async def test_a_range_gives_these_bytes(stage: Stage, asked: str, expected: bytes) -> None:
    url = (await stage.document())["download"]["url"]
    answer = await stage.http.get(url, headers={"range": asked})
    assert (answer.status_code, answer.content) == (206, expected)
    start = PDF.index(expected) if asked != "bytes=-6" else len(PDF) - 6
    shown = f"bytes {start}-{start + len(expected) - 1}/{len(PDF)}"
    assert answer.headers["content-range"] == shown


async def test_a_range_beyond_the_end_is_416_and_several_give_the_whole(stage: Stage) -> None:
    url = (await stage.document())["download"]["url"]
    beyond = await stage.http.get(url, headers={"range": f"bytes={len(PDF)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(PDF)}")
    several = await stage.http.get(url, headers={"range": "bytes=0-1,4-5"})
    assert (several.status_code, several.content) == (200, PDF)


async def test_an_old_link_is_410_and_a_content_that_is_not_there_404(
    stage: Stage, database: Database
) -> None:
    document = await stage.document()
    later = Links(ring(), lambda: links()._clock() + timedelta(hours=1).total_seconds())
    async with client(database, stage.folder, later) as http:
        assert (await http.get(document["download"]["url"])).status_code == 410
    for path in stage.kept():
        path.unlink()
    assert (await stage.http.get(document["download"]["url"])).status_code == 404
    unknown = links().make(Purpose.DOWNLOAD, UUID(int=1)).text
    assert (await stage.http.get(f"/files/{unknown}")).status_code == 404


async def test_a_replacement_is_the_next_version_and_the_earlier_stays(stage: Stage) -> None:
    first = await stage.document()
    second = await stage.document(paper(["Second"]), replacesId=first["id"])
    assert (second["versionNumber"], second["replaces"]) == (2, {"id": first["id"]})
    assert (await stage.http.get(first["download"]["url"])).content == PDF
    sent = (await stage.put(paper(["Third"]))).json()
    refused = await stage.attach(sent["upload"], replacesId=first["id"])
    assert refused["document"] is None
    assert refused["findings"] == [
        {"code": "DOCUMENT_REPLACED", "clause": "3.1", "path": ["replacesId"]}
    ]


async def test_an_upload_makes_one_document_once_it_has_come(stage: Stage) -> None:
    waiting = (await stage.request())["upload"]["id"]
    empty = await stage.attach(waiting)
    assert [f["code"] for f in empty["findings"]] == ["UPLOAD_NOT_RECEIVED"]
    sent = (await stage.put(PDF)).json()["upload"]
    assert (await stage.attach(sent))["document"] is not None
    again = await stage.attach(sent)
    assert (again["document"], [f["code"] for f in again["findings"]]) == (
        None,
        ["UPLOAD_ATTACHED"],
    )


async def test_an_upload_of_another_account_is_not_found(stage: Stage) -> None:
    sent = (await stage.put(PDF)).json()["upload"]
    account = rows.account(f"other-{stage.folder.name}")
    await rows.write(stage.register.database, account)
    stage.school = Viewer(Role.SCHOOL, account.id, institution_id=stage.school.institution_id)
    refused = await stage.attach(sent)
    assert (refused["document"], refused["findings"]) == (
        None,
        [{"code": "NOT_FOUND", "clause": "3.1", "path": ["uploadId"]}],
    )
    assert (await stage.register.ask(stage.school, UPLOAD, id=sent))["node"] is None


async def test_a_title_that_is_a_path_is_refused(stage: Stage) -> None:
    sent = (await stage.put(PDF)).json()["upload"]
    for title in ("../../etc/passwd", "a\\b", "a\nb"):
        refused = await stage.attach(sent, title=title)
        assert [f["code"] for f in refused["findings"]] == ["DOCUMENT_TITLE_INVALID"]
        assert refused["document"] is None


async def test_uploads_that_nothing_names_do_not_pile_up(stage: Stage, database: Database) -> None:
    account = await _account(database, stage)
    await rows.write(database, *(rows.upload(account) for _ in range(50)))
    refused = await stage.request()
    assert (refused["upload"], refused["url"]) == (None, None)
    assert [finding["code"] for finding in refused["findings"]] == ["UPLOADS_TOO_MANY"]


async def _account(database: Database, stage: Stage) -> models.Account:
    async with database.engine.connect() as connection:
        asked = select(models.Account.id).where(models.Account.id == stage.school.account_id)
        return models.Account(id=await connection.scalar(asked))
