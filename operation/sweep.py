"""清理: uploads that nothing names a day after their ticket ended go, results of jobs whose time is
over, the contents of both, and the counts of certificate queries of earlier days.

`make sweep`, once a day by the operator's timer; it may run beside the server.
"""

import asyncio
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final

from models.database import open_database
from models.store import open_store
from operation.keys import load_keys
from operation.place import running_database
from operation.refusal import RefusedError
from operation.settings import Settings, read_settings
from permissions.links import Links
from resolvers.certificate_query import forget_counts
from resolvers.contents import forget_orphans, forget_results

DAY_SECONDS: Final = 24 * 60 * 60


async def sweep(settings: Settings, dsn: str) -> int:
    """How many uploads and results went. What was cut off on its way in goes too."""
    links = Links(load_keys(settings.keys))
    database = await open_database(dsn, size=1)
    try:
        store = open_store(settings.documents)
        gone = await forget_orphans(database.engine, store, links.orphaned_before())
        gone += await forget_results(database.engine, store)
        await forget_counts(database.engine)
    finally:
        await database.close()
    remove_leftovers(settings.incoming, time.time() - DAY_SECONDS)
    return gone


def remove_leftovers(incoming: Path, before: float) -> None:
    """Folders of uploads and jobs that a killed server left, by the time of their last change."""
    for folder in (*incoming.glob("upload-*"), *incoming.glob("job-*")):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    settings = read_settings(os.environ)
    with running_database(settings) as dsn:
        print(f"{asyncio.run(sweep(settings, dsn))} contents that nothing needs were removed.")


if __name__ == "__main__":
    try:
        main()
    except RefusedError as error:
        sys.exit(str(error))
