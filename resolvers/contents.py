"""内容 What the route of files asks of the database: an upload's terms, and what a link leads to.

The signature of the link was the right to ask; no predicate is asked again.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from models import Document, Upload
from models.store import Store
from rules.vocabulary import UploadPurpose


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
    """A content as it is kept."""

    media_type: str
    sha256: bytes
    size: int


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


async def named(engine: AsyncEngine, document_id: UUID) -> Named | None:
    asked = select(Document.title, Document.media_type, Document.sha256, Document.size)
    async with engine.connect() as connection:
        found = (await connection.execute(asked.where(Document.id == document_id))).one_or_none()
    return Named(found[0], Kept(*found[1:])) if found else None


async def lock_content(session: AsyncSession, digest: bytes) -> None:
    """Until the end of the transaction nobody else keeps or removes this content."""
    key = int.from_bytes(digest[:8], signed=True)
    await session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": key})


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
                version=Upload.version + 1,
            )
            .returning(Upload.id)
        )
        if taken.scalar_one_or_none() is None:
            return False
        await store.keep(content.sha256, path)
        return True
