"""`make bench-directory`: a page of the directory and its facets, 20,000 agencies of ten items.

Words that all, a tenth and none of the agencies are known by, of every kind: characters, pinyin,
initials, a code. AGENCIES=… makes another number of them.
"""

import asyncio
import os
import statistics
import time
from typing import Any

import asyncpg
import msgspec
import uvloop
from graphql import DocumentNode, parse

from bench.__main__ import Bench, prepare
from bench.seed import Size
from models.database import open_database
from operation.embedded import Embedded
from permissions.viewer import PUBLIC_VIEWER
from resolvers.write.search import keep_all_search
from tests.server import quick_folder

AGENCIES = int(os.environ.get("AGENCIES", "20000"))
TIMES = 15
PAGE = """query ($search: String) { agencies(first: 20, filter: { search: $search }) { nodes {
  name isInForce institution { district { name } } codes { code }
  items { levelFrom levelTo occupation { code name } standard { name } } } } }"""
COUNTS = "districts { ...v } kinds { ...v } occupations { ...v } levels { ...v }"
FACETS = f"""query ($search: String, $district: String) {{
  agencies(filter: {{ search: $search, districtCode: $district }}) {{ facets {{ {COUNTS} }} }} }}
fragment v on FacetValue {{ value label count }}"""
SEARCHES = ("学", "shanghai", "zyjsxy", "第12", "4-0", "第777职", "没有")
ASKED: list[tuple[str, str, float, list[dict[str, Any]]]] = [
    ("page", PAGE, 20, [{"search": word} for word in SEARCHES]),
    ("facets", FACETS, 100, [{}, {"district": "310115"}, *({"search": w} for w in SEARCHES)]),
]


async def milliseconds(bench: Bench, document: str, ast: DocumentNode, given: Any) -> list[float]:
    """What each answer took; the first compiles the plan and is not counted."""
    body = msgspec.json.encode(given)
    taken = []
    async with bench.database.pool.acquire() as connection:
        for _ in range(TIMES + 1):
            began = time.perf_counter()
            await bench.reader.answer(connection, PUBLIC_VIEWER, ast, document, None, body)
            taken.append((time.perf_counter() - began) * 1000)
    return taken[1:]


async def measure(dsn: str) -> None:
    database = await open_database(dsn, size=2)
    try:
        async with database.engine.begin() as connection:
            await keep_all_search(connection)
        await vacuumed(dsn)
        bench = Bench(database)
        for name, document, most, every in ASKED:
            ast = parse(document, no_location=True)
            for given in every:
                taken = await milliseconds(bench, document, ast, given)
                print(
                    f"{name:7} {given!s:26} p50 {statistics.median(taken):7.1f} ms"
                    f"  least {min(taken):7.1f} ms  (bar {most:.0f})"
                )
    finally:
        await database.close()


async def vacuumed(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("vacuum analyze", timeout=None)
    finally:
        await connection.close()


def main() -> None:
    size = Size(institutions=AGENCIES, items=10 * AGENCIES, plans=1, candidates=1)
    with quick_folder() as folder, Embedded(folder, is_durable=False) as embedded:
        dsn = embedded.dsn("bench")
        asyncio.run(prepare(dsn, size))
        uvloop.run(measure(dsn))


if __name__ == "__main__":
    main()
