"""Jobs are done once, whole or not at all, whoever ends on the way."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import new_id
from models.database import Database
from models.store import FolderStore
from operation.generated import ROOT
from operation.working import MOST_ATTEMPTS, Worker
from permissions.links import Purpose
from permissions.viewer import Viewer
from resolvers.acts.job import order
from resolvers.contents import forget_results, named
from resolvers.jobs.work import LostError, Product, Work
from resolvers.write.writing import Refused, Writing
from rules.finding import FindingCode, found_when
from rules.vocabulary import JobKind, Role
from tests import rows
from tests.register import Register

KIND = JobKind.BATCH_ARCHIVE
JOB = """query($id: ID!) { job(id: $id) {
  status done total percent endedAt findingsCount findings { code severity message path }
  result { title mediaType size sha256 download { url } } } }"""


@dataclass
class Scene:
    """One account that orders jobs, and a worker that does them as `act` says."""

    database: Database
    register: Register
    viewer: Viewer
    folder: Path
    act: Any = None
    calls: list[int] = field(default_factory=list)

    def worker(self, **given: Any) -> Worker:
        async def do(work: Work) -> Product:
            self.calls.append(work.attempt)
            product: Product = await self.act(work)
            return product

        store = FolderStore(self.folder / "store")
        incoming = self.folder / "incoming"
        services = self.register.services
        return Worker(self.database, services, store, incoming, {KIND: do}, **given)

    async def order(self, **given: Any) -> Any:
        """The id of a job, ordered as an act orders it."""
        async with AsyncSession(self.database.engine) as session, session.begin():
            writing = await Writing.begin(session, self.viewer, self.register.services, "4.4")
            return (await order(writing, KIND, given)).id

    async def job(self, id_: Any, language: str = "zh-CN") -> Any:
        found = await self.register.ask(self.viewer, JOB, language, id=f"Job:{id_}")
        return found["job"]

    async def row(self, id_: Any) -> Any:
        return await self.database.pool.fetchrow("select * from job where id = $1", id_)

    async def due(self) -> None:
        """Time passes: whatever is open may be taken."""
        await self.database.pool.execute("update job set due_at = clock_timestamp()")


@pytest_asyncio.fixture
async def scene(database: Database, tmp_path: Path) -> AsyncIterator[Scene]:
    account = rows.account(f"orders-{new_id()}")
    await rows.write(database, account)
    viewer = Viewer(Role.CENTER, account.id)
    yield Scene(database, Register(database), viewer, tmp_path)
    await database.pool.execute("delete from job")


async def archive(work: Work) -> Product:
    """Three files, told one by one."""
    path = work.folder / "made"
    for number in range(3):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{number}\n")
        await work.report(number + 1, 3)
    return Product(path=path, title="归档", media_type="application/zip")


async def test_a_job_is_done_and_its_result_fetched_by_a_signed_link(scene: Scene) -> None:
    scene.act = archive
    id_ = await scene.order()
    assert (await scene.job(id_))["status"] == "WAITING"

    assert await scene.worker().do_next() == 1

    job = await scene.job(id_)
    assert (job["status"], job["done"], job["total"], job["percent"]) == ("DONE", 3, 3, 100)
    assert (job["result"]["title"], job["result"]["size"]) == ("归档", "6")
    link = job["result"]["download"]["url"].removeprefix("/files/")
    assert scene.register.services.links.read(Purpose.DOWNLOAD, link) == id_
    found = await named(scene.database.engine, id_)
    assert found
    assert found.content.sha256.hex() == job["result"]["sha256"]
    assert await scene.worker().do_next() == 0


async def test_nobody_else_sees_a_job_nor_its_account_in_another_role(scene: Scene) -> None:
    id_ = await scene.order()
    stranger = rows.account(f"stranger-{new_id()}")
    await rows.write(scene.database, stranger)

    for viewer in (Viewer(Role.CENTER, stranger.id), Viewer(Role.BUREAU, scene.viewer.account_id)):
        found = await scene.register.ask(viewer, JOB, id=f"Job:{id_}")
        assert found["job"] is None


async def test_what_a_refused_job_was_refused_for_is_shown_in_both_languages(scene: Scene) -> None:
    async def refuse(work: Work) -> Product:
        raise Refused(found_when(True, FindingCode.TEXT_MISSING, ("rows", 3), clause="4.1"))

    scene.act = refuse
    id_ = await scene.order()
    await scene.worker().do_next()

    job, english = await scene.job(id_), await scene.job(id_, "en")
    assert (job["status"], job["findingsCount"], job["result"]) == ("FAILED", 1, None)
    assert job["findings"][0]["code"] == "TEXT_MISSING"
    assert job["findings"][0]["path"] == ["rows", "3"]
    assert job["findings"][0]["message"] != english["findings"][0]["message"]
    assert scene.calls == [1]


async def test_a_fault_is_tried_again_and_then_given_up(scene: Scene) -> None:
    async def break_down(work: Work) -> Product:
        raise ValueError("a secret")

    scene.act = break_down
    id_ = await scene.order()
    for _ in range(MOST_ATTEMPTS + 2):
        await scene.worker().do_next()
        await scene.due()

    assert scene.calls == [1, 2, 3]
    row = await scene.row(id_)
    assert (row["status"], row["last_error"]) == ("FAILED", "ValueError")


async def test_what_a_job_writes_is_written_with_its_end_or_not_at_all(scene: Scene) -> None:
    async def write(work: Work) -> Product:
        async with work.writing("4.4", Product()) as writing:
            writing.add(rows.district(f"31010{work.attempt}", "一区"))
            if work.attempt == 1:
                await writing.session.flush()
                raise ValueError
        return Product()

    scene.act = write
    id_ = await scene.order()
    asked = "select code from district where name = '一区'"

    await scene.worker().do_next()
    assert await scene.database.pool.fetch(asked) == []
    await scene.due()
    await scene.worker().do_next()

    assert [row["code"] for row in await scene.database.pool.fetch(asked)] == ["310102"]
    assert (await scene.row(id_))["status"] == "DONE"


async def test_a_job_taken_by_another_meanwhile_leaves_nothing(scene: Scene) -> None:
    """As after a pause of this process that outlasted its hold."""

    async def lose(work: Work) -> Product:
        await scene.database.pool.execute("update job set attempts = attempts + 1")
        return await archive(work)

    scene.act = lose
    id_ = await scene.order()
    await scene.worker().do_next()

    row = await scene.row(id_)
    assert (row["status"], row["result_sha256"]) == ("RUNNING", None)
    assert list((scene.folder / "incoming").iterdir()) == []


async def test_a_hold_that_is_lost_ends_the_doing(scene: Scene) -> None:
    ended = asyncio.Event()

    async def sleep(work: Work) -> Product:
        await scene.database.pool.execute("update job set attempts = attempts + 1")
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return Product()

    scene.act = sleep
    await scene.order()
    async with asyncio.timeout(20):
        await scene.worker(lease_seconds=0.4).do_next()
    assert ended.is_set()


async def test_a_long_job_is_held_and_taken_by_nobody_else(scene: Scene) -> None:
    async def long(work: Work) -> Product:
        await asyncio.sleep(1.2)
        return Product()

    scene.act = long
    id_ = await scene.order()
    doing = asyncio.create_task(scene.worker(lease_seconds=0.6).do_next())
    await asyncio.sleep(0.9)
    assert await scene.worker().do_next() == 0
    await doing
    assert (await scene.row(id_))["status"] == "DONE"


async def test_a_worker_that_is_stopped_gives_its_job_back(scene: Scene) -> None:
    begun = asyncio.Event()

    async def wait(work: Work) -> Product:
        begun.set()
        await asyncio.sleep(60)
        return Product()

    scene.act = wait
    id_ = await scene.order()
    working = asyncio.create_task(scene.worker().work())
    async with asyncio.timeout(20):
        await begun.wait()
    working.cancel()
    await asyncio.wait({working}, timeout=5)

    row = await scene.row(id_)
    assert (row["status"], row["attempts"]) == ("WAITING", 0)
    scene.act = archive
    assert await scene.worker().do_next() == 1
    assert (await scene.row(id_))["status"] == "DONE"


async def test_a_worker_asleep_is_woken_by_an_order(scene: Scene) -> None:
    woken = asyncio.Event()

    async def wake(work: Work) -> Product:
        woken.set()
        return Product()

    scene.act = wake
    working = asyncio.create_task(scene.worker().work())
    await asyncio.sleep(0.5)
    await scene.order()
    async with asyncio.timeout(5):
        await woken.wait()
    working.cancel()
    await asyncio.wait({working})


async def test_two_workers_never_do_one_job_twice(scene: Scene) -> None:
    scene.act = archive
    for _ in range(9):
        await scene.order()
    workers = [scene.worker() for _ in range(4)]

    async def all_of(worker: Worker) -> int:
        count = 0
        while await worker.do_next():
            count += 1
        return count

    assert sum(await asyncio.gather(*(all_of(worker) for worker in workers))) == 9
    assert scene.calls == [1] * 9


async def test_a_killed_process_s_job_is_done_by_the_next(scene: Scene, dsn: str) -> None:
    id_ = await scene.order()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.operation.job_process", dsn, str(scene.folder),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(30):
        assert await process.stdout.readline() == b"half\n"
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    assert (await scene.row(id_))["status"] == "RUNNING"
    assert await scene.database.pool.fetch("select from district where name = '半区'") == []

    scene.act = archive
    assert await scene.worker().do_next() == 0, "it is held yet"
    await scene.due()
    assert await scene.worker().do_next() == 1
    row = await scene.row(id_)
    assert (row["status"], row["attempts"]) == ("DONE", 2)


async def test_a_job_that_ends_every_process_is_given_up(scene: Scene) -> None:
    id_ = await scene.order()
    await scene.database.pool.execute(
        "update job set status = 'RUNNING', attempts = $1", MOST_ATTEMPTS
    )
    await scene.worker().do_next()
    assert (await scene.row(id_))["status"] == "FAILED"
    assert scene.calls == []


async def test_an_account_does_not_pile_up_jobs(scene: Scene) -> None:
    for _ in range(10):
        await scene.order()
    with pytest.raises(Refused) as refused:
        await scene.order()
    assert [f.code for f in refused.value.outcome["findings"]] == [FindingCode.JOBS_TOO_MANY]
    assert await scene.database.pool.fetchval("select count(*) from job") == 10


async def test_a_result_goes_when_its_time_is_over_unless_another_needs_it(scene: Scene) -> None:
    scene.act = archive
    first, second = await scene.order(), await scene.order()
    worker = scene.worker()
    await worker.do_next()
    await worker.do_next()

    for id_, is_left in ((first, True), (second, False)):
        await scene.database.pool.execute(
            "update job set result_kept_until = clock_timestamp() where id = $1", id_
        )
        assert await forget_results(scene.database.engine, worker.store) == 1
        assert any(path.is_file() for path in (scene.folder / "store").rglob("*")) == is_left
        assert (await scene.job(id_))["result"] is None


async def test_a_lost_job_says_so(scene: Scene) -> None:
    lost: list[bool] = []

    async def lose(work: Work) -> Product:
        await scene.database.pool.execute("update job set attempts = attempts + 1")
        try:
            await work.report(1, 1)
        except LostError:
            lost.append(True)
            raise
        return Product()

    scene.act = lose
    id_ = await scene.order()
    await scene.worker().do_next()
    assert lost == [True]
    assert (await scene.row(id_))["done"] == 0
