"""登记系统的启动: a database that answers, the keys of its data, and every migration."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import asyncpg

from operation.keys import keys_of, load_keys
from operation.migrate import State, prepare, state
from operation.place import never_ended, running_server
from operation.postgres_programs import OLDEST_MAJOR, find_programs
from operation.refusal import RefusedError
from operation.settings import Settings, read_settings
from permissions.key_ring import KeyRing

CONNECT_SECONDS = 10.0


@dataclass(frozen=True)
class Register:
    """A register that can be opened. `found`: what the database was before this start; `revive`
    starts its embedded server again where that has ended, and says whether it had."""

    dsn: str
    keys: KeyRing = field(repr=False)
    found: State
    revive: Callable[[], bool] = never_ended

    @property
    def is_new(self) -> bool:
        return self.found is State.EMPTY


@contextmanager
def ready_register(settings: Settings) -> Iterator[Register]:
    """The register of the settings, migrated, for as long as the program runs.

    From the main thread, outside an event loop. Raises RefusedError, in words for the operator.
    """
    with running_server(settings) as running:
        dsn = running.dsn
        found = asyncio.run(_found(dsn))
        # Before anything is written: a register without its keys would have to be thrown away.
        may_create = settings.is_embedded and found is State.EMPTY
        keys = keys_of(settings.keys, may_create=may_create)
        asyncio.run(prepare(dsn, rehearsal=settings.demonstration))
        yield Register(dsn, keys, found, running.revive)


def check_config(environment: Mapping[str, str]) -> list[str]:
    """What a start would find, one line each, with nothing changed. Raises RefusedError."""
    settings = read_settings(environment)
    lines = [f"Address: http://{settings.host}:{settings.port}"]
    if settings.database_url is None:
        version = find_programs().major
        lines.append(f"Database: embedded PostgreSQL {version} in {settings.data}")
        is_new = not (settings.data / "postgres").exists()
    else:
        found = asyncio.run(_found(settings.database_url))
        lines.append(f"Database: of DATABASE_URL. {found.value}")
        if found in {State.UNKNOWN, State.FOREIGN}:
            raise RefusedError(found.value)
        is_new = False
    if is_new and not settings.keys.exists():
        lines.append(f"Keys: will be written to {settings.keys}")
    else:
        load_keys(settings.keys)
        lines.append(f"Keys: {settings.keys}")
    lines.append(f"Demonstration: {'yes' if settings.demonstration else 'no'}")
    lines.append(f"GraphiQL: {'yes' if settings.graphiql else 'no'}")
    lines.append(f"Mail: {settings.smtp.host if settings.smtp else 'not sent'}")
    lines.append(f"Other origins: {', '.join(sorted(settings.allowed_origins)) or 'none'}")
    return lines


async def _found(dsn: str) -> State:
    try:
        connection = await asyncpg.connect(dsn, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        raise RefusedError(f"The database cannot be reached: {error or 'no answer'}") from None
    except asyncpg.InterfaceError as error:
        raise RefusedError(f"DATABASE_URL is not understood: {error}") from None
    try:
        major = connection.get_server_version().major
        encoding = connection.get_settings().server_encoding
    finally:
        await connection.close()
    if major < OLDEST_MAJOR:
        raise RefusedError(f"The server is PostgreSQL {major}; {OLDEST_MAJOR} or newer is needed.")
    if encoding != "UTF8":
        raise RefusedError(f"The database is encoded in {encoding}; UTF8 is needed.")
    return await state(dsn)
