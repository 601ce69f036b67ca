"""A process of its own that does a job; a test ends it in the middle of its writing.

`python -m tests.operation.job_process DSN FOLDER`
"""

import asyncio
import sys
from pathlib import Path

from models.database import open_database
from models.store import FolderStore
from operation.working import Worker
from resolvers.jobs.work import Product, Work
from rules.vocabulary import JobKind
from tests import rows
from tests.register import Register


async def write_and_wait(work: Work) -> Product:
    async with work.writing("4.4", Product()) as writing:
        writing.add(rows.district("310199", "半区"))
        await writing.session.flush()
        print("half", flush=True)
        await asyncio.sleep(60)
    return Product()


async def work(dsn: str, folder: Path) -> None:
    database = await open_database(dsn, size=2)
    services = Register(database).services
    store = FolderStore(folder / "store")
    jobs = {JobKind.BATCH_ARCHIVE: write_and_wait}
    await Worker(database, services, store, folder / "incoming", jobs).do_next()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
