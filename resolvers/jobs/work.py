"""作业 One job as it is being done: who ordered it, what it was given, how it tells and ends.

A job function gets this and gives a `Product`. It may be killed at any moment and is then done
once more from the beginning. What it only reads and makes into a file is for nobody to see until
it ends; what it writes into the register it writes in one transaction, `writing`, which is also
the end of the job: whole or not at all.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Job
from models.store import Store
from permissions.viewer import Viewer
from resolvers.contents import lock_content
from resolvers.services import Services
from resolvers.write.directory import keep_directory
from resolvers.write.noticing import tell
from resolvers.write.writing import Writing
from rules.finding import Finding, Findings
from rules.vocabulary import JobKind, JobStatus

MOST_FINDINGS: Final = 1_000  # kept with the job; all of them are counted
KEPT_FOR: Final = timedelta(days=7)
REPORTED_EVERY: Final = 0.5  # seconds between two reports of progress


class LostError(Exception):
    """The job is another's by now: nothing of this attempt is taken."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a job leaves behind. `path` is a file in the job's folder; its `title` is the name
    under which it is fetched, without the ending that its media type has. `done` is how much was
    done in the end, where that is not what was reported last."""

    findings: Findings = ()
    status: JobStatus = JobStatus.DONE
    path: Path | None = None
    title: str = ""
    media_type: str = ""
    done: int | None = None


@dataclass
class Work:
    """One job in the hands of one process. `folder` is empty and its own; it goes with the job."""

    id: UUID
    kind: JobKind
    attempt: int
    viewer: Viewer
    subject_id: UUID | None
    given: Mapping[str, Any]
    services: Services
    store: Store
    folder: Path
    lease_seconds: float
    is_ended: bool = False
    _reported: float = 0.0

    async def report(self, done: int, total: int | None = None) -> None:
        """How much is done of how much; it may be called often. Raises LostError."""
        if done != total and monotonic() - self._reported < REPORTED_EVERY:
            return
        self._reported = monotonic()
        await self._change(done=done, **({} if total is None else {"total": total}))

    async def hold(self) -> None:
        """Still at it. Raises LostError."""
        await self._change()

    @asynccontextmanager
    async def writing(self, clause: str, product: Product) -> AsyncIterator[Writing]:
        """One transaction in which the job writes, and ends with `product`; as an act's, with the
        directory and the notices that follow from its entries. Raises LostError."""
        named = await self._named(product)
        async with AsyncSession(self.services.engine, autoflush=False) as session, session.begin():
            writing = await Writing.begin(session, self.viewer, self.services, clause)
            yield writing
            await session.flush()
            await keep_directory(writing)
            await tell(session, self.viewer.account_id)
            await self._end(session, product, named)
        self.is_ended = True

    async def end(self, product: Product) -> None:
        """The end of a job that writes nothing into the register. Raises LostError."""
        named = await self._named(product)
        async with AsyncSession(self.services.engine) as session, session.begin():
            await self._end(session, product, named)
        self.is_ended = True

    async def _named(self, product: Product) -> bytes | None:
        """The digest of the product's file. The job names it before it is kept, so that what a
        kill leaves behind is found."""
        if product.path is None:
            return None
        digest = await asyncio.to_thread(_digest, product.path)
        await self._change(
            result_title=product.title,
            result_media_type=product.media_type,
            result_sha256=digest,
            result_size=product.path.stat().st_size,
            result_kept_until=func.clock_timestamp() + KEPT_FOR,
        )
        return digest

    async def _end(self, session: AsyncSession, product: Product, digest: bytes | None) -> None:
        if product.path is not None and digest is not None:
            await lock_content(session, digest)
            await self.store.keep(digest, product.path)
        await self._set(
            session,
            status=product.status,
            ended_at=func.clock_timestamp(),
            findings=[as_kept(finding) for finding in product.findings[:MOST_FINDINGS]],
            findings_count=len(product.findings),
            **({} if product.done is None else {"done": product.done}),
        )

    async def _change(self, **values: Any) -> None:
        until = func.clock_timestamp() + timedelta(seconds=self.lease_seconds)
        async with AsyncSession(self.services.engine) as session, session.begin():
            await self._set(session, due_at=until, **values)

    async def _set(self, session: AsyncSession, **values: Any) -> None:
        changed = (
            update(Job)
            .where(Job.id == self.id, Job.status == JobStatus.RUNNING, Job.attempts == self.attempt)
            .values(version=Job.version + 1, updated_at=func.register_now(), **values)
            .returning(Job.id)
        )
        if (await session.execute(changed)).scalar_one_or_none() is None:
            raise LostError


JobFunction = Callable[[Work], Awaitable[Product]]
Jobs = Mapping[JobKind, JobFunction]


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def as_kept(finding: Finding) -> dict[str, Any]:
    """A finding as it is kept with its job: in both languages."""
    return {
        "code": finding.code.name,
        "clause": finding.clause,
        "severity": finding.severity.name,
        "zh": finding.message_zh,
        "en": finding.message_en,
        "path": [str(step) for step in finding.path],
    }
