"""The contents of documents: stored alike in folder and bucket, swept, backed up and restored."""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from obstore.store import LocalStore, MemoryStore
from sqlalchemy import func, select

import models
from models.database import Database
from models.store import (
    ContentMissingError,
    FolderStore,
    ObjectStore,
    Store,
    open_store,
    place_of,
)
from operation.contents_backup import archive_of, backup_contents, restore_contents
from operation.refusal import RefusedError
from operation.sweep import remove_leftovers
from resolvers.contents import forget_orphans
from tests import rows

Made = Callable[[Path], Store]
CONTENT = bytes(range(256)) * 4096
DIGEST = hashlib.sha256(CONTENT).digest()
STORES: dict[str, Made] = {
    "folder": FolderStore,
    "object store over a folder": lambda folder: ObjectStore(LocalStore(folder, mkdir=True)),
    "object store in memory": lambda folder: ObjectStore(MemoryStore()),
}
LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return STORES[request.param](tmp_path / "documents")


async def whole(store: Store, digest: bytes, start: int = 0, end: int = len(CONTENT)) -> bytes:
    return b"".join([piece async for piece in await store.read(digest, start, end)])


def file_of(folder: Path, content: bytes = CONTENT) -> Path:
    path = folder / "content"
    path.write_bytes(content)
    return path


async def test_a_content_is_read_as_it_was_kept_whole_and_in_part(
    store: Store, tmp_path: Path
) -> None:
    await store.keep(DIGEST, file_of(tmp_path))
    await store.keep(DIGEST, file_of(tmp_path))
    assert await whole(store, DIGEST) == CONTENT
    assert await whole(store, DIGEST, 300_000, 300_010) == CONTENT[300_000:300_010]


async def test_a_content_that_is_removed_or_was_never_there_is_missing(
    store: Store, tmp_path: Path
) -> None:
    await store.keep(DIGEST, file_of(tmp_path))
    await store.remove(DIGEST)
    await store.remove(DIGEST)
    with pytest.raises(ContentMissingError):
        await whole(store, DIGEST)


async def test_a_folder_holds_whole_contents_only(tmp_path: Path) -> None:
    kept = FolderStore(tmp_path / "documents")
    with pytest.raises(FileNotFoundError):
        await kept.keep(DIGEST, tmp_path / "nothing")
    assert [path for path in (tmp_path / "documents").rglob("*") if path.is_file()] == []


def test_an_address_opens_the_store_of_its_kind(tmp_path: Path) -> None:
    assert isinstance(open_store(str(tmp_path)), FolderStore)
    assert isinstance(open_store("s3://papers/dengji"), ObjectStore)
    with pytest.raises(ValueError, match="s3://bucket/prefix"):
        open_store("ftp://papers")


async def test_a_bucket_that_does_not_answer_is_a_fault_that_may_pass(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
    }.items():
        monkeypatch.setenv(name, value)
    away = open_store("s3://papers/dengji")
    with pytest.raises(OSError, match="does not answer"):
        await away.keep(DIGEST, file_of(tmp_path))
    with pytest.raises(OSError, match="does not answer"):
        await away.read(DIGEST, 0, 1)


async def test_orphans_go_with_their_contents_and_what_is_named_stays(
    database: Database, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path / "documents")
    account = rows.account("sweep")
    school = rows.institution(account, 70_001, "清理学院")
    named, twin, orphan = (rows.upload(account, text) for text in (b"a", b"a", b"b"))
    document = rows.row(
        models.Document, institution_id=school.id, title="文件", kind="材料", upload_id=named.id,
        media_type="application/pdf", sha256=named.sha256, size=1,
    )  # fmt: skip
    await rows.write(database, rows.district(), account, school, named, twin, orphan, document)
    for text in (b"a", b"b"):
        await store.keep(hashlib.sha256(text).digest(), file_of(tmp_path, text))

    assert await forget_orphans(database.engine, store, datetime(2026, 1, 1, tzinfo=UTC)) == 0
    assert await forget_orphans(database.engine, store, LATER) == 2

    assert await whole(store, hashlib.sha256(b"a").digest(), 0, 1) == b"a"
    with pytest.raises(ContentMissingError):
        await whole(store, hashlib.sha256(b"b").digest(), 0, 1)
    async with database.engine.connect() as connection:
        left = await connection.scalars(select(models.Upload.id))
        assert left.all() == [named.id]
        locks = "select count(*) from pg_locks where locktype = 'advisory'"
        assert await connection.scalar(select(func.count()).select_from(models.Document)) == 1
        assert (await connection.exec_driver_sql(locks)).scalar() == 0


def test_what_was_cut_off_on_its_way_goes_after_a_day(tmp_path: Path) -> None:
    old, fresh = tmp_path / "upload-old", tmp_path / "upload-fresh"
    for folder in (old, fresh):
        folder.mkdir()
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    remove_leftovers(tmp_path, time.time() - 86_400)
    assert [path.name for path in tmp_path.iterdir()] == ["upload-fresh"]


async def test_contents_come_back_from_their_backup_and_nothing_else_does(tmp_path: Path) -> None:
    store, backup = FolderStore(tmp_path / "documents"), tmp_path / "register.backup"
    await store.keep(DIGEST, file_of(tmp_path))
    (tmp_path / "documents" / "00").mkdir()
    (tmp_path / "documents" / "00" / "cut-off.part").write_bytes(b"half")
    assert backup_contents(tmp_path / "documents", backup) == 1
    assert archive_of(backup).stat().st_mode & 0o077 == 0
    assert restore_contents(tmp_path / "again", backup) == 1
    assert (tmp_path / "again" / place_of(DIGEST)).read_bytes() == CONTENT
    with pytest.raises(RefusedError, match="there already"):
        backup_contents(tmp_path / "documents", backup)


def test_a_content_that_is_not_what_its_name_says_is_not_restored(tmp_path: Path) -> None:
    forged = tmp_path / "documents" / place_of(DIGEST)
    forged.parent.mkdir(parents=True)
    forged.write_bytes(b"another content")
    backup_contents(tmp_path / "documents", tmp_path / "register.backup")
    with pytest.raises(RefusedError, match="not what its name says"):
        restore_contents(tmp_path / "again", tmp_path / "register.backup")
    assert not (tmp_path / "again").exists()
