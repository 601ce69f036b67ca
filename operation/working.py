"""作业 The worker: it takes jobs out of the table and does them, beside the server.

A job is taken for a while (`for update skip locked`: several processes share the work), held as
long as it is being done, and ended by what it gives. Who is killed leaves it taken; when the while
is over another does it once more, from the beginning. Who is stopped gives it back.
"""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Job
from models.database import Database
from models.store import Store
from operation.waking import PASSING, take_turns
from permissions.errors import TypedError
from permissions.viewer import Viewer
from resolvers.acts.job import JOB_CHANNEL
from resolvers.contents import forget_result
from resolvers.jobs.registry import JOBS
from resolvers.jobs.work import Jobs, LostError, Product, Work
from resolvers.services import Services
from resolvers.write.writing import Refused
from rules.vocabulary import JobStatus

AT_ONCE: Final = 2  # a short job does not wait for a long one
MOST_ATTEMPTS: Final = 3
FIRST_PAUSE: Final = 5.0
LEASE_SECONDS: Final = 60.0
CHANGED: Final = {"version": Job.version + 1, "updated_at": func.register_now()}

log = structlog.get_logger()


@dataclass
class Worker:
    """Does the jobs of one database. `folder` is for what is being made; `lease_seconds` is how
    long a job is taken for, and held on to every quarter of it; `first_pause` doubles."""

    database: Database
    services: Services
    store: Store
    folder: Path
    jobs: Jobs = field(default_factory=lambda: JOBS)
    lease_seconds: float = LEASE_SECONDS
    first_pause: float = FIRST_PAUSE

    async def work(self) -> None:
        """Until it is cancelled."""
        await take_turns(self.database.dsn, JOB_CHANNEL, [self.do_next] * AT_ONCE)

    async def do_next(self) -> int:
        """Do the job that has waited longest; gives how many there were: 1 or 0."""
        row = await self._taken()
        if row is None:
            return 0
        if row.attempts > MOST_ATTEMPTS:
            await self._put_down(row, "whoever took it was gone each time")
            return 1
        if row.result_sha256 is not None:
            await forget_result(self.database.engine, self.store, row.id, row.result_sha256)
        await self._do(row)
        return 1

    async def _taken(self) -> Any:
        waiting = (
            select(Job.id)
            .where(
                Job.ended_at.is_(None),
                Job.due_at <= func.clock_timestamp(),
                Job.kind.in_(list(self.jobs)),
            )
            .order_by(Job.due_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        taking = update(Job).where(Job.id == waiting).values(
            status=JobStatus.RUNNING,
            attempts=Job.attempts + 1,
            done=0,
            started_at=func.coalesce(Job.started_at, func.clock_timestamp()),
            due_at=_in(self.lease_seconds),
            **CHANGED,
        )  # fmt: skip
        async with self.database.engine.begin() as connection:
            return (await connection.execute(taking.returning(*Job.__table__.c))).one_or_none()

    async def _do(self, row: Any) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="job-") as folder:
            work = self._work(row, Path(folder))
            try:
                await self._held(work)
            except LostError:
                log.warning("job lost", job=str(row.id), kind=row.kind.name)
            except asyncio.CancelledError:
                await self._give_back(row)
                raise
            except Refused as refused:
                findings = tuple(refused.outcome["findings"])
                await self._ended(work, Product(findings, JobStatus.FAILED))
            except TypedError as error:
                await self._put_down(row, error.en)
            except Exception as error:
                log.error("job failed", job=str(row.id), kind=row.kind.name, exc_info=error)
                await self._failed(row, type(error).__name__)
            else:
                log.info("job done", job=str(row.id), kind=row.kind.name)

    def _work(self, row: Any, folder: Path) -> Work:
        viewer = Viewer(
            row.role, row.account_id, row.institution_id, row.district_code, row.expert_id
        )
        return Work(
            row.id, row.kind, row.attempts, viewer, row.subject_id, row.given,
            self.services, self.store, folder, self.lease_seconds,
        )  # fmt: skip

    async def _held(self, work: Work) -> None:
        """The job done, and the hold on it renewed meanwhile: if that is lost the doing ends."""
        doing = asyncio.create_task(self._done(work))
        holding = asyncio.create_task(self._hold(work))
        try:
            await asyncio.wait({doing, holding}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (doing, holding):
                task.cancel()
            await asyncio.wait({doing, holding})
        if not doing.cancelled():
            doing.result()
        else:
            holding.result()

    async def _done(self, work: Work) -> None:
        product = await self.jobs[work.kind](work)
        if not work.is_ended:
            await work.end(product)

    async def _hold(self, work: Work) -> None:
        while True:
            await asyncio.sleep(work.lease_seconds / 4)
            with suppress(*PASSING):
                await work.hold()

    async def _ended(self, work: Work, product: Product) -> None:
        with suppress(LostError):
            await work.end(product)

    async def _give_back(self, row: Any) -> None:
        """It waits again at once, and this attempt is not counted."""
        await self._set(
            row, status=JobStatus.WAITING, attempts=row.attempts - 1, due_at=func.clock_timestamp()
        )

    async def _failed(self, row: Any, why: str) -> None:
        if row.attempts >= MOST_ATTEMPTS:
            await self._put_down(row, why)
            return
        pause = self.first_pause * 2.0 ** (row.attempts - 1)
        await self._set(row, status=JobStatus.WAITING, due_at=_in(pause), last_error=why)

    async def _put_down(self, row: Any, why: str) -> None:
        log.error("job put down", job=str(row.id), kind=row.kind.name, why=why)
        ended = func.clock_timestamp()
        await self._set(row, status=JobStatus.FAILED, ended_at=ended, last_error=why)

    async def _set(self, row: Any, **values: Any) -> None:
        """What becomes of the job, if it is still in these hands."""
        mine = (Job.id == row.id, Job.status == JobStatus.RUNNING, Job.attempts == row.attempts)
        async with AsyncSession(self.database.engine) as session, session.begin():
            await session.execute(update(Job).where(*mine).values(**values, **CHANGED))


def _in(seconds: float) -> Any:
    return func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)
