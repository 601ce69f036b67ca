"""运行 The register served: database, keys and reference data first, then HTTP until a signal."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Sequence
from types import FrameType
from typing import Final, NoReturn

import structlog
import uvicorn
import uvloop
from starlette.types import ASGIApp

from models.database import Database, open_database
from models.store import Store, open_store
from operation.demonstration import ACCOUNTS, is_played, play, samples
from operation.identity_ends import enter_identity_ends
from operation.load import load_reference
from operation.mailing import Mailer
from operation.migrate import State, newest_revision
from operation.refusal import RefusedError
from operation.register import Register, ready_register
from operation.settings import Settings, address_of
from operation.working import Worker
from permissions.declaration import EVERYONE, SIGNED_IN
from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from resolvers.services import Configuration, Services
from resolvers.status_list import Published
from rules.clause_3_1_documents import MEGABYTE
from transport.app import Application, application
from transport.certificate_file import Printer
from transport.certificates import Certificates
from transport.credentials import Credentials
from transport.files import Files
from transport.logging import configure_logging
from transport.look_ups import AddressLookUps
from transport.options import Options
from transport.pages import Account, GraphiQL
from transport.program import PASSWORD_RATE, Program, open_program
from transport.rates import Rates
from transport.receipts import Receipts
from transport.receiving import Receiver
from transport.templates import template_routes

MOST_MESSAGE_BYTES: Final = 1024 * 1024  # a role may send less
BACKLOG: Final = 512
WATCH_SECONDS: Final = 1.0
STOP_SECONDS: Final = 5.0  # a mail on its way, a job given back; what is not is done once more
GRACE_SECONDS: Final = 15  # longer than a request may take; then what is left is cut off

log = structlog.get_logger()


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. From the main thread. Raises RefusedError, in words."""
    # Also before the server runs, and after it has ended: the embedded database is stopped.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    configure_logging(logging.INFO)
    with bound(settings.host, settings.port) as door, ready_register(settings) as register:
        if register.found is not State.CURRENT:
            # What the center has settled since is not written over at every start.
            asyncio.run(load_reference(register.dsn))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, register, door))


def bound(host: str, port: int) -> socket.socket:
    """The socket of the address, before anything is started for nothing. Raises RefusedError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # It listens from now on: who asks during the start is answered at its end.
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise RefusedError(
            f"{host}:{port} cannot be listened on: {error.strerror}. "
            "PORT=… and DENGJI_HOST=… choose another address."
        ) from None


def options_of(settings: Settings, page: ASGIApp | None) -> Options:
    """The transport as the settings ask; without GraphiQL the public may not ask for its schema."""
    return Options(
        allowed_origins=settings.allowed_origins,
        introspection=frozenset(EVERYONE if settings.graphiql else SIGNED_IN),
        trusted_documents=settings.trusted_documents,
        only_trusted_for_public=settings.only_trusted_documents,
        page=page,
    )


def services_of(
    settings: Settings, database: Database, register: Register, passwords: Passwords
) -> Services:
    return Services(
        passwords,
        Sealer(register.keys),
        Links(register.keys),
        database.engine,
        Rates(PASSWORD_RATE),
        AddressLookUps(settings.challenge),
        settings.public_address,
        Configuration(document_bytes=settings.document_megabytes * MEGABYTE),
    )


def mailer_of(settings: Settings, database: Database, sealer: Sealer) -> Mailer | None:
    if settings.smtp is None or settings.mail_from is None:
        return None
    return Mailer(database, sealer, settings.smtp, settings.mail_from, settings.public_address)


def files_of(settings: Settings, services: Services, store: Store) -> Files:
    engine, links = services.engine, services.links
    receiver = Receiver(engine, links, store, settings.incoming)
    printer = Printer(services, store)
    return Files(engine, links, store, receiver, printer, settings.allowed_origins)


async def _serve(settings: Settings, register: Register, door: socket.socket) -> None:
    passwords = Passwords()
    database = await open_database(register.dsn)
    try:
        services = services_of(settings, database, register, passwords)
        program = await open_program(database, services, newest_revision())
        await enter_identity_ends(database.engine, services.sealer)
        store = open_store(settings.documents)
        files = files_of(settings, services, store)
        accounts = await _on_stage(program, database, register, files.receiver)
        _say(settings, register, accounts)
        gc.collect()
        gc.freeze()  # schemas and modules stay for good
        gc.enable()
        page = GraphiQL(accounts, await samples(database)) if settings.graphiql else None
        receipts = Receipts(program, settings.public_address)
        certificates = Certificates(program)
        published = Published(database.engine, services.sealer, settings.public_address)
        credentials = Credentials(published)
        routes = [
            *files.routes(),
            *template_routes(),
            *receipts.routes(),
            *certificates.routes(),
            *credentials.routes(),
            *(page.routes() if page else ()),
        ]
        app = application(program, options_of(settings, page), routes, program.listening)
        worker = Worker(database, services, store, settings.incoming)
        beside = [asyncio.create_task(_watch(register)), asyncio.create_task(worker.work())]
        if mailer := mailer_of(settings, database, services.sealer):
            beside.append(asyncio.create_task(mailer.work()))
        await _Server(app).serve(sockets=[door])
        for task in beside:
            task.cancel()
        await asyncio.wait(beside, timeout=STOP_SECONDS)
    finally:
        await database.close()
        passwords.close()


async def _watch(register: Register) -> None:
    """An embedded server that has ended is started again; until then requests are UNAVAILABLE."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            if register.revive():
                log.error("the database had ended and is started again")
        except (OSError, RefusedError) as error:  # no process to be had, for one: tried again
            log.error("the database has ended", exc_info=error)


async def _on_stage(
    program: Program, database: Database, register: Register, receiver: Receiver
) -> Sequence[Account]:
    """The accounts of the demonstration, which is played once, in a new rehearsal."""
    if not program.is_rehearsal:
        return ()
    if register.is_new:
        await play(program, database, receiver)
    elif not await is_played(database):
        print("The demonstration was interrupted and is not whole: remove DATA to play it again.")
    return ACCOUNTS


class _Server(uvicorn.Server):
    """Subscriptions would not end by themselves: they are told before anything is waited for."""

    def __init__(self, app: Application) -> None:
        super().__init__(_configuration(app))
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.stop()
        await super().shutdown(sockets)


def _configuration(app: ASGIApp) -> uvicorn.Config:
    """No log of uvicorn's own: the lane writes one line a request."""
    return uvicorn.Config(
        app,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=MOST_MESSAGE_BYTES,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _say(settings: Settings, register: Register, accounts: Sequence[Account]) -> None:
    """For the person who started it; the log goes to standard error."""
    address = address_of(settings.host, settings.port)
    print(f"登记 Dengji: {address}/graphql" + (" (GraphiQL)" if settings.graphiql else ""))
    for account in accounts:
        print(f"  {account.login_name:12} {account.password}  {account.role}")
    if register.is_new and not accounts:
        print("The register is new. Its first account: python -m operation.accounts create NAME")
    print("Ctrl-C ends it.", flush=True)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
