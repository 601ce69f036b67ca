"""`make bench`: the compiled read against the judge's executor, in one process on one database.

Both have the document parsed and validated already, and no answer is kept. The executor batches
with DataLoader over the ORM. SIZE=full makes the workload of a million results (many minutes).
"""

import asyncio
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import uvloop
from graphql import DocumentNode, parse, validate

import permissions.visible  # noqa: F401  (declares who sees which rows)
from bench.seed import Size, seed
from models.database import Database, open_database
from operation import migrate
from operation.embedded import Embedded
from operation.load import load_reference
from permissions.key_ring import KeyRing
from permissions.links import Links
from permissions.passwords import Passwords
from permissions.sealing import Sealer
from permissions.viewer import PUBLIC_VIEWER, Viewer
from resolvers.execute.context import Context
from resolvers.execute.execution import Incoming, run
from resolvers.read.plans import Reader
from resolvers.services import Services
from rules.vocabulary import Role
from schema.build import role_schemas, whole_schema
from tests.server import quick_folder

SIZES = {"small": Size(50, 800, 500, 200), "full": Size()}
CONNECTIONS = 16
SECONDS = 5.0

Ask = Callable[[dict[str, Any]], Awaitable[bytes]]


@dataclass(frozen=True)
class Workload:
    """One operation of the workload: who asks what, with which variables."""

    name: str
    viewer: Viewer
    document: str
    pool: str  # a statement whose rows are the variables


WORKLOADS = [
    Workload(
        "Q1 certificate by number and name",
        PUBLIC_VIEWER,
        """query ($number: String!, $name: String!) {
          certificate(by: { numberAndName: { number: $number, name: $name } }) {
            number maskedHolderName levelWords issuedOn validity
            occupation { code name }
            agency { name codes { code } }
          } }""",
        "select number, holder_name as name from certificate order by md5(number) limit 2000",
    ),
    Workload(
        "Q3 plan with 200 results",
        Viewer(Role.CENTER),
        """query ($id: ID!) { node(id: $id) { ... on EvaluationPlan {
          batchName status
          resultFiling { results(first: 200) { nodes {
            id isAbsent isPassed
            candidate { name studentNumber certificate { number } }
          } } }
        } } }""",
        "select 'EvaluationPlan:' || id as id from evaluation_plan order by md5(number) limit 200",
    ),
]


class Bench:
    """Both executors over one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.schemas = role_schemas(whole_schema())
        ring = KeyRing.generate()
        sealer = Sealer(ring)
        self.services = Services(Passwords(), sealer, Links(ring), database.engine)
        self.reader = Reader(self.schemas, self.services)

    def compiled(self, work: Workload, ast: DocumentNode) -> Ask:
        async def ask(variables: dict[str, Any]) -> bytes:
            body = msgspec.json.encode(variables)
            async with self.database.pool.acquire() as connection:
                return await self.reader.answer(connection, work.viewer, ast, work.name, None, body)

        return ask

    def executed(self, work: Workload, ast: DocumentNode) -> Ask:
        async def ask(variables: dict[str, Any]) -> bytes:
            incoming = Incoming(work.name, variables)
            kinds = self.reader.kinds[work.viewer.role]
            context = Context(
                work.viewer, self.database.engine, kinds, self.reader, self.services, incoming
            )
            answer = await run(self.schemas[work.viewer.role], ast, None, context)
            assert not answer.errors, answer.errors
            return msgspec.json.encode(answer.data)

        return ask


async def throughput(ask: Ask, pool: Sequence[dict[str, Any]]) -> tuple[float, list[float]]:
    """Requests a second at 16 at once, and the milliseconds that each took."""
    until = time.perf_counter() + SECONDS
    taken: list[float] = []

    async def worker(seed_: int) -> None:
        chosen = random.Random(seed_)
        while (began := time.perf_counter()) < until:
            await ask(chosen.choice(pool))
            taken.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(worker(n) for n in range(CONNECTIONS)))
    return len(taken) / (time.perf_counter() - began), taken


async def measure(bench: Bench, work: Workload) -> None:
    ast = parse(work.document, no_location=True)
    assert not validate(bench.schemas[work.viewer.role], ast)
    rows = await bench.database.pool.fetch(work.pool)
    pool = [dict(row) for row in rows]
    ways = {"compiled": bench.compiled(work, ast), "executor": bench.executed(work, ast)}
    answers = [json.loads(await ask(pool[0])) for ask in ways.values()]
    assert answers[0] == answers[1], "the two ways differ"
    rates = {}
    for name, ask in ways.items():
        await throughput_once(ask, pool)
        cpu = time.process_time()
        rates[name], taken = await throughput(ask, pool)
        own = (time.process_time() - cpu) / len(taken) * 1000
        p99 = statistics.quantiles(taken, n=100)[98]
        print(
            f"{work.name:36} {name:9} {rates[name]:9.0f}/s  p50 {statistics.median(taken):7.2f} ms"
            f"  p99 {p99:7.2f} ms  Python {own:6.3f} ms CPU each"
        )
    print(f"{work.name:36} compiled / executor = {rates['compiled'] / rates['executor']:.1f}\n")


async def throughput_once(ask: Ask, pool: Sequence[dict[str, Any]]) -> None:
    """Warm every connection: plans are compiled and statements prepared."""
    await asyncio.gather(*(ask(given) for given in list(pool)[: 2 * CONNECTIONS]))


async def prepare(dsn: str, size: Size) -> None:
    await migrate.create_database(dsn)
    await migrate.prepare(dsn, rehearsal=True)
    await load_reference(dsn)
    began = time.perf_counter()
    await seed(dsn, size)
    print(f"{size.results} results seeded in {time.perf_counter() - began:.0f} s\n")


async def measure_all(dsn: str) -> None:
    database = await open_database(dsn, size=10)
    try:
        bench = Bench(database)
        for work in WORKLOADS:
            await measure(bench, work)
    finally:
        await database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory of this process: {peak:.0f} MiB")


def main() -> None:
    size = SIZES[os.environ.get("SIZE", "small")]
    with quick_folder() as folder, Embedded(folder, is_durable=False) as embedded:
        dsn = embedded.dsn("bench")
        asyncio.run(prepare(dsn, size))
        uvloop.run(measure_all(dsn))


if __name__ == "__main__":
    main()
