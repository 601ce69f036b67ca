"""`make bench-look-ups`: whether the time of a certificate's query tells what the register has, and
what structured guesses find.

Of each way 2,000 that find and 2,000 that do not are asked in turns, one after the other, through
the whole application without a socket; `GUESSES=` numbers that exist are asked with usual names.
"""

import asyncio
import logging
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import httpx
import msgspec
import uvloop

from bench.__main__ import SIZES, Bench, prepare
from models.database import Database, open_database
from operation.embedded import Embedded
from operation.migrate import newest_revision
from permissions.sealing import Sealer
from resolvers.certificate_query import end_index
from tests.server import quick_folder
from transport.app import application
from transport.logging import configure_logging
from transport.options import Options
from transport.program import Program

EACH: Final = 2_000
WARM: Final = 100
MOST_MILLISECONDS: Final = 0.5
MOST_SHARE: Final = 0.05
GUESSES: Final = int(os.environ.get("GUESSES", "20000"))
AT_ONCE: Final = 16
ADDRESS: Final = "http://register.test"
BORN: Final = 20050101
USUAL_NAMES: Final = (
    "张伟",
    "王伟",
    "王芳",
    "李伟",
    "李娜",
    "张敏",
    "李静",
    "王静",
    "刘伟",
    "王秀英",
)
ASKED: Final = """query ($by: CertificateBy!) { certificate(by: $by) {
  number maskedHolderName agencyName occupationName levelWords issuedOn validity
  checks { kind outcome message } } certificateHelp { whomToAsk causes } }"""


@dataclass(frozen=True)
class Known:
    """A certificate by everything by which it is asked for."""

    number: str
    name: str
    identity: str
    token: str


Way = Callable[[Known, str], dict[str, Any]]


def _by_name(known: Known, name: str) -> dict[str, Any]:
    return {"numberAndName": {"number": known.number, "name": name or known.name}}


def _by_end(known: Known, end: str) -> dict[str, Any]:
    return {
        "numberAndIdentity": {"number": known.number, "identityEnd": end or known.identity[12:]}
    }


def _by_identity(known: Known, name: str) -> dict[str, Any]:
    return {"nameAndIdentity": {"name": name or known.name, "documentNumber": known.identity}}


def _unknown(known: Known, unknown: str) -> dict[str, Any]:
    number = known.number[:16] + "999999" if unknown else known.number
    return {"numberAndName": {"number": number, "name": known.name}}


def _by_token(known: Known, unknown: str) -> dict[str, Any]:
    return {"token": unknown or known.token}


# The second factor that does not match; empty is the right one.
WAYS: Final[list[tuple[str, Way, str]]] = [
    ("number and name, another name", _by_name, "错名"),
    ("number and name, unknown number", _unknown, "x"),
    ("number and end of identity", _by_end, "000000"),
    ("name and identity, another name", _by_identity, "错名"),
    ("token", _by_token, "0" * 32),
]


class Asking:
    """The application as a client meets it, without a socket and without counting by address."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def found(self, by: dict[str, Any]) -> bool:
        body = {"query": ASKED, "variables": {"by": by}}
        answer = await self._http.post("/graphql", json=body)
        said = msgspec.json.decode(answer.content)
        assert "errors" not in said, said
        return said["data"]["certificate"] is not None

    async def milliseconds(self, by: dict[str, Any], is_found: bool) -> float:
        began = time.perf_counter()
        found = await self.found(by)
        taken = (time.perf_counter() - began) * 1000
        assert found is is_found, by
        return taken


async def identified(database: Database, sealer: Sealer) -> list[Known]:
    """Certificates of the seed with identity numbers that the keys of this process index."""
    rows = await database.pool.fetch(
        "select id, number, holder_name, encode(verification_token, 'hex') as token"
        " from certificate order by md5(number) limit $1",
        4 * EACH,
    )
    found = []
    for place, row in enumerate(rows):
        identity = f"310101{BORN}{place:04d}"
        found.append(Known(row["number"], row["holder_name"], identity, row["token"]))
    values = [
        (
            sealer.blind_index("RESIDENT_IDENTITY_CARD", known.identity),
            end_index(sealer, known.identity),
            known.number,
        )
        for known in found
    ]
    change = "update certificate set identity_index = $1, identity_end_index = $2 where number = $3"
    async with database.pool.acquire() as connection:
        await connection.executemany(change, values)
        await connection.execute("vacuum analyze certificate")
    return found


async def compared(asking: Asking, way: Way, wrong: str, known: list[Known]) -> tuple[float, float]:
    """The medians of what was found and of what was not, in milliseconds."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    chance = random.Random(1)
    for place, one in enumerate(_turns(known)):
        kinds = [True, False]
        chance.shuffle(kinds)
        for is_found in kinds:
            by = way(one, "" if is_found else wrong)
            spent = await asking.milliseconds(by, is_found)
            if place >= WARM:
                taken[is_found].append(spent)
    return statistics.median(taken[True]), statistics.median(taken[False])


def _turns(known: list[Known]) -> Iterator[Known]:
    """An identity number is asked for five times a day: of each certificate twice."""
    return iter(known[: EACH + WARM])


async def guess(asking: Asking, known: list[Known]) -> int:
    """How many numbers that exist are found with a name that is usual."""
    left = iter(range(GUESSES))
    found = 0

    async def worker(seed: int) -> None:
        nonlocal found
        chance = random.Random(seed)
        for _ in left:
            one = chance.choice(known)
            found += await asking.found(_by_name(one, chance.choice(USUAL_NAMES)))

    await asyncio.gather(*(worker(n) for n in range(AT_ONCE)))
    return found


async def measure(dsn: str) -> bool:
    database = await open_database(dsn, size=10)
    try:
        services = Bench(database).services
        known = await identified(database, services.sealer)
        program = Program(database, services, newest_revision())
        app = application(program, Options(anonymous_rate=None))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
            return await _said(Asking(http), known)
    finally:
        await database.close()


async def _said(asking: Asking, known: list[Known]) -> bool:
    is_good = True
    for name, way, wrong in WAYS:
        found, missed = await compared(asking, way, wrong, known)
        apart = abs(found - missed)
        is_close = apart < MOST_MILLISECONDS or apart < MOST_SHARE * found
        is_good = is_good and is_close
        print(
            f"{name:34} found {found:6.3f} ms  not found {missed:6.3f} ms  apart {apart:6.3f} ms"
            f"  {'ok' if is_close else 'TOO FAR'}"
        )
    began = time.perf_counter()
    hits = await guess(asking, known)
    seconds = time.perf_counter() - began
    print(f"{GUESSES} guesses at {len(known)} numbers that exist: {hits} found, {seconds:.0f} s")
    return is_good and not hits


def main() -> None:
    configure_logging(logging.WARNING)
    with quick_folder() as folder, Embedded(folder, is_durable=False) as embedded:
        dsn = embedded.dsn("bench")
        asyncio.run(prepare(dsn, SIZES["small"]))
        if not uvloop.run(measure(dsn)):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
