"""数据库所在: the database that the settings name, running for as long as it is needed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from operation.embedded import Embedded
from operation.migrate import create_database
from operation.settings import Settings


@contextmanager
def running_database(settings: Settings) -> Iterator[str]:
    """The dsn: the operator's server, or the embedded one with its database created.

    From the main thread, outside an event loop. Raises RefusedError.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    with Embedded(settings.data) as embedded:
        asyncio.run(create_database(embedded.dsn()))
        yield embedded.dsn()
