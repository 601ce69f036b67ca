"""数据库所在: the database that the settings name, running for as long as it is needed."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from operation.embedded import Embedded
from operation.migrate import create_database
from operation.settings import Settings


def never_ended() -> bool:
    """An operator's server is the operator's to start."""
    return False


@dataclass(frozen=True)
class Running:
    """A database, and what starts its server again if that has ended (`Embedded.revive`)."""

    dsn: str
    revive: Callable[[], bool] = never_ended


@contextmanager
def running_server(settings: Settings) -> Iterator[Running]:
    """The operator's server, or the embedded one with its database created.

    From the main thread, outside an event loop. Raises RefusedError.
    """
    if settings.database_url is not None:
        yield Running(settings.database_url)
        return
    with Embedded(settings.data) as embedded:
        asyncio.run(create_database(embedded.dsn()))
        yield Running(embedded.dsn(), embedded.revive)


@contextmanager
def running_database(settings: Settings) -> Iterator[str]:
    """The dsn alone, for a program that is soon done."""
    with running_server(settings) as running:
        yield running.dsn
