"""内容 What the route of files asks of the database: an upload's terms, and what a link leads to.

The signature of the link was the right to ask; no predicate is asked again.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from models import Document, Job, Upload
from models.store import Store
from rules.vocabulary import JobStatus, UploadPurpose

RESULT: Final = (
    "result_title",
    "result_media_type",
    "result_sha256",
    "result_size",
    "result_kept_until",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an upload may be, and whether it has come already."""

    purpose: UploadPurpose
    most_bytes: int
    announced_size: int | None
    announced_sha256: bytes | None
    is_received: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A content as it is kept; `pixels` across and down, of a picture."""

    media_type: str
    sha256: bytes
    size: int
    pixels: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A content under the title of its document."""

    title: str
    content: Kept


async def terms_of(engine: AsyncEngine, upload_id: UUID) -> Terms | None:
    asked = select(
        Upload.purpose,
        Upload.most_bytes,
        Upload.announced_size,
        Upload.announced_sha256,
        Upload.received_at.is_not(None),
    ).where(Upload.id == upload_id)
    async with engine.connect() as connection:
        found = (await connection.execute(asked)).one_or_none()
    return Terms(*found) if found else None


async def named(engine: AsyncEngine, id_: UUID) -> Named | None:
    """The content of a document, or the result of a job."""
    document = select(Document.title, Document.media_type, Document.sha256, Document.size)
    result = select(
        Job.result_title, Job.result_media_type, Job.result_sha256, Job.result_size
    ).where(Job.id == id_, Job.status == JobStatus.DONE, Job.result_sha256.is_not(None))
    asked: CompoundSelect[Any] = union_all(document.where(Document.id == id_), result)
    async with engine.connect() as connection:
        found = (await connection.execute(asked)).one_or_none()
    return Named(found[0], Kept(*found[1:])) if found else None


async def lock_content(session: AsyncSession, digest: bytes) -> None:
    """Until the end of the transaction nobody else keeps or removes this content."""
    await session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _key(digest)})


def _key(digest: bytes) -> int:
    return int.from_bytes(digest[:8], signed=True)


async def keep(
    engine: AsyncEngine, store: Store, upload_id: UUID, content: Kept, path: Path
) -> bool:
    """Keep the content and note it, in this order; whether this upload had none before."""
    async with AsyncSession(engine) as session, session.begin():
        await lock_content(session, content.sha256)
        taken = await session.execute(
            update(Upload)
            .where(Upload.id == upload_id, Upload.received_at.is_(None))
            .values(
                received_at=func.register_now(),
                media_type=content.media_type,
                sha256=content.sha256,
                size=content.size,
                width=content.pixels and content.pixels[0],
                height=content.pixels and content.pixels[1],
                version=Upload.version + 1,
            )
            .returning(Upload.id)
        )
        if taken.scalar_one_or_none() is None:
            return False
        await store.keep(content.sha256, path)
        return True


async def forget_orphans(engine: AsyncEngine, store: Store, before: datetime) -> int:
    """Forget every upload whose ticket ended before the instant and that nothing names, and the
    contents that nobody names any more; how many uploads went."""
    orphaned = and_(Upload.expires_at < before, ~exists().where(Document.upload_id == Upload.id))
    async with engine.connect() as connection:
        found = (await connection.execute(select(Upload.id, Upload.sha256).where(orphaned))).all()
    gone = [await _forget(engine, store, upload_id, digest) for upload_id, digest in found]
    return sum(gone)


async def _forget(engine: AsyncEngine, store: Store, upload_id: UUID, digest: bytes | None) -> bool:
    """Whether it was still an orphan. The lock of the content outlives the transaction: whoever
    keeps the same content meanwhile waits until it is removed, and then keeps it anew."""
    key = {"key": _key(digest or upload_id.bytes)}
    async with engine.connect() as connection:
        await connection.execute(text("select pg_advisory_lock(:key)"), key)
        try:
            is_gone, is_named = await _delete(connection, upload_id, digest)
            if is_gone and digest is not None and not is_named:
                await store.remove(digest)
        finally:
            await connection.execute(text("select pg_advisory_unlock(:key)"), key)
            await connection.commit()
    return is_gone


async def _delete(
    connection: AsyncConnection, upload_id: UUID, digest: bytes | None
) -> tuple[bool, bool]:
    """Whether the row went, and whether its content is still named by another."""
    try:
        gone = await connection.execute(
            delete(Upload)
            .where(Upload.id == upload_id, ~exists().where(Document.upload_id == Upload.id))
            .returning(Upload.id)
        )
        is_gone = gone.scalar_one_or_none() is not None
        is_named = await _is_named(connection, digest)
        await connection.commit()
    except IntegrityError:  # it has just become a document
        await connection.rollback()
        return False, True
    return is_gone, is_named


async def _is_named(connection: AsyncConnection, digest: bytes | None) -> bool:
    others = or_(
        exists().where(Document.sha256 == digest),
        exists().where(Upload.sha256 == digest),
        exists().where(Job.result_sha256 == digest),
    )
    return bool(await connection.scalar(select(others)))


async def forget_results(engine: AsyncEngine, store: Store) -> int:
    """Forget the results of jobs that need be kept no longer; how many."""
    over = and_(Job.result_kept_until < func.clock_timestamp(), Job.ended_at.is_not(None))
    async with engine.connect() as connection:
        found = (await connection.execute(select(Job.id, Job.result_sha256).where(over))).all()
    for job_id, digest in found:
        assert digest is not None, "a result that is kept until a day has its digest"
        await forget_result(engine, store, job_id, digest)
    return len(found)


async def forget_result(engine: AsyncEngine, store: Store, job_id: UUID, digest: bytes) -> None:
    """Under the lock of the content, as in `_forget`; the file goes before the row is told so,
    for what is forgotten twice is nothing, and what nobody names is found by nobody."""
    async with AsyncSession(engine) as session, session.begin():
        await lock_content(session, digest)
        gone = dict.fromkeys(RESULT)
        await session.execute(update(Job).where(Job.id == job_id).values(gone))
        if not await _is_named(await session.connection(), digest):
            await store.remove(digest)
