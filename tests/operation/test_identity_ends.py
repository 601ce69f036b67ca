"""What the register learned to keep is entered for what was there before, and for nothing else."""

import pytest_asyncio

from models.database import Database
from operation.identity_ends import enter_identity_ends
from resolvers.certificate_query import count_identity, end_index, forget_counts
from tests.evaluated import City, city, evaluated
from tests.reads.test_certificate import IDENTITY, PUBLISHED, certified
from tests.register import sealer

BEFORE = "select id, version, updated_at from certificate order by id"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


async def test_a_certificate_without_it_gets_the_end_of_its_identity(
    database: Database, place: City
) -> None:
    of = await evaluated(database, place, 3)
    numbers = ("11010119900307765X", "A1234", IDENTITY)
    made = [await certified(database, of, i, PUBLISHED, n) for i, n in enumerate(numbers)]
    take_away = "update certificate set identity_end_index = null where id = any($1)"
    await database.pool.execute(take_away, [row.id for row in made[:2]])
    before = await database.pool.fetch(BEFORE)

    assert await enter_identity_ends(database.engine, sealer()) == 1

    kept = await database.pool.fetch("select id, identity_end_index from certificate")
    found = {row["id"]: row["identity_end_index"] for row in kept}
    assert [found[row.id] for row in made] == [end_index(sealer(), n) for n in numbers]
    assert found[made[1].id] is None
    assert await database.pool.fetch(BEFORE) == before
    assert await enter_identity_ends(database.engine, sealer()) == 0


async def test_counts_of_earlier_days_are_forgotten_and_those_of_today_stay(
    database: Database,
) -> None:
    for number in ("1", "2"):
        await count_identity(database.engine, number.encode())
    earlier = "update identity_query set asked_on = asked_on - 1 where identity_index = $1"
    await database.pool.execute(earlier, b"1")

    assert await forget_counts(database.engine) == 1

    kept = await database.pool.fetch("select identity_index from identity_query")
    assert [row["identity_index"] for row in kept] == [b"2"]
