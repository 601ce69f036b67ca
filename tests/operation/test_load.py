"""The reference data reach the database whole, once, and never undo what the center settled."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from models import Base
from models.database import Database
from operation.load import Loaded, load_reference
from operation.reference import DATA
from operation.rows import ReferenceDataError
from operation.travel import travel
from tests.server import Server

HELD = {
    "district": 16,
    "listed_school": 30,
    "occupation": 2150,
    "trade": 11,
    "exclusion": 29,
    "standard": 10,
    "catalogue_major": 30,
    "catalogue_major_occupation": 35,
    "assessment_criteria": 1,
    "assessment_criterion": 17,
    "material_checklist": 5,
    "material_checklist_line": 31,
    "working_year": 6,
    "working_day": 2191,
}
WELDER = "select * from occupation where edition = 2022 and code = '6-18-02-04'"


@pytest_asyncio.fixture(loop_scope="session")
async def loaded(server: Server, reference_dsn: str) -> AsyncIterator[str]:
    """A register of this test's own, with the reference data."""
    dsn = await server.cloned("reference")
    yield dsn
    await server.drop(dsn)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The reference files, to be edited."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


async def ask(dsn: str, statement: str, *values: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch(statement, *values)
    finally:
        await connection.close()


async def value(dsn: str, statement: str, *values: object) -> Any:
    ((found,),) = await ask(dsn, statement, *values)
    return found


def edit(path: Path, line: str, becomes: str) -> None:
    text = path.read_text()
    assert text.count(line) == 1
    path.write_text(text.replace(line, becomes))


def changed(done: Loaded) -> dict[str, int]:
    return {table: rows for table, rows in done.written.items() if rows}


async def versions(dsn: str) -> dict[str, list[asyncpg.Record]]:
    """Which write made each row, in every table that a load fills."""
    said = "select id, xmin::text, version, updated_at from {} order by id"
    return {table: await ask(dsn, said.format(table)) for table in HELD}


async def test_a_first_load_writes_every_row_of_the_files(server: Server) -> None:
    dsn = await server.cloned()

    done = await load_reference(dsn)

    assert done == Loaded(held=HELD, written=HELD)
    assert {table: await value(dsn, f"select count(*) from {table}") for table in HELD} == HELD
    await server.drop(dsn)


async def test_the_tree_of_occupations_has_the_counts_of_its_source(reference_dsn: str) -> None:
    levels = await ask(
        reference_dsn,
        "select tree_level, count(*), count(*) filter (where name is null) as nameless,"
        " count(*) filter (where is_digital), count(*) filter (where is_green),"
        " count(*) filter (where is_digital and is_green)"
        " from occupation group by 1 order by 1",
    )

    assert [tuple(level)[:3] for level in levels] == [
        (1, 8, 0),
        (2, 72, 0),
        (3, 436, 100),
        (4, 1634, 0),
    ]
    assert tuple(levels[-1])[3:] == (95, 134, 23)


async def test_an_occupation_without_a_name_is_refused(loaded: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="name_of_an_occupation"):
        await ask(loaded, "update occupation set name = null where tree_level = 4")


async def test_an_exclusion_points_to_the_trade_that_the_file_names(reference_dsn: str) -> None:
    excluded = await ask(
        reference_dsn,
        "select occupation.code, trade.name, trade.occupation_id = exclusion.occupation_id as own"
        " from exclusion join occupation on occupation.id = exclusion.occupation_id"
        " join trade on trade.id = exclusion.trade_id order by 1, 2",
    )

    named = [
        tuple(row.split(",")[1:3])
        for row in (DATA / "exclusions.csv").read_text().splitlines()[1:]
        if row.split(",")[2]
    ]
    assert [(row["code"], row["name"]) for row in excluded] == sorted(named)
    assert all(row["own"] for row in excluded)


async def test_a_year_that_is_not_announced_is_loaded_as_not_published(reference_dsn: str) -> None:
    years = await ask(reference_dsn, "select year, is_published from working_year order by year")

    assert [tuple(year) for year in years] == [
        *((year, True) for year in range(2022, 2027)),
        (2027, False),
    ]


async def test_an_occupation_with_a_standard_is_known_to_have_one(reference_dsn: str) -> None:
    known = await ask(
        reference_dsn,
        "select standard_known, id in (select occupation_id from standard) as has_one, count(*)"
        " from occupation group by 1, 2 order by 1",
    )

    assert [tuple(row) for row in known] == [("UNKNOWN", False, 2140), ("YES", True, 10)]


async def test_a_second_load_writes_no_row_again(loaded: str) -> None:
    before = await versions(loaded)
    await travel(loaded, 3)

    done = await load_reference(loaded)

    assert changed(done) == {}
    assert await versions(loaded) == before


async def test_a_line_that_differs_corrects_its_row_by_the_clock_of_the_register(
    loaded: str, folder: Path
) -> None:
    before = await versions(loaded)
    await travel(loaded, 3)
    edit(folder / "districts.csv", "310101,黄浦区", "310101,上海市黄浦区")

    done = await load_reference(loaded, folder)

    ((name, version, days),) = await ask(
        loaded,
        "select name, version, extract(day from updated_at - created_at)::int"
        " from district where code = '310101'",
    )
    assert (name, version, days) == ("上海市黄浦区", 2, 3)
    assert changed(done) == {"district": 1}
    assert sum(await differences(loaded, before)) == 1


async def differences(dsn: str, before: dict[str, list[asyncpg.Record]]) -> list[int]:
    after = await versions(dsn)
    return [len(set(after[table]) - set(before[table])) for table in HELD]


async def test_what_the_center_confirmed_is_not_made_an_assumption_again(loaded: str) -> None:
    await ask(
        loaded,
        "update occupation set is_skill = 'NO', skill_certainty = 'CONFIRMED',"
        " skill_source = 'the center', version = 2 where is_skill = 'UNKNOWN'",
    )

    done = await load_reference(loaded)

    assert changed(done) == {}
    assert await value(loaded, "select count(*) from occupation where is_skill = 'UNKNOWN'") == 0


async def test_a_name_is_corrected_below_a_skill_flag_that_the_center_confirmed(
    loaded: str, folder: Path
) -> None:
    confirm = "update occupation set skill_certainty = 'CONFIRMED', skill_source = 'the center'"
    await ask(loaded, f"{confirm} where code = '6-18-02-04'")
    (before,) = await ask(loaded, WELDER)
    edit(
        folder / "occupations_2022.csv",
        f"2022,6-18-02-04,{before['name']},",
        "2022,6-18-02-04,电焊工,",
    )

    await load_reference(loaded, folder)

    (after,) = await ask(loaded, WELDER)
    assert (after["name"], after["version"]) == ("电焊工", before["version"] + 1)
    assert (after["skill_source"], after["skill_certainty"]) == ("the center", "CONFIRMED")


async def test_that_there_is_no_standard_stays_said(loaded: str) -> None:
    await ask(loaded, "update occupation set standard_known = 'NO' where standard_known = 'YES'")

    done = await load_reference(loaded)

    assert changed(done) == {}
    assert await value(loaded, "select count(*) from occupation where standard_known = 'NO'") == 10


async def test_a_year_that_the_center_published_keeps_its_days(loaded: str) -> None:
    await ask(loaded, "update working_year set is_published = true where year = 2027")
    await ask(loaded, "update working_day set is_working = false where day = '2027-02-08'")

    await load_reference(loaded)

    assert await value(loaded, "select is_published from working_year where year = 2027")
    assert not await value(loaded, "select is_working from working_day where day = '2027-02-08'")


async def test_a_row_that_left_the_files_stays_in_the_register(loaded: str, folder: Path) -> None:
    edit(folder / "districts.csv", "310101,黄浦区\n", "")

    await load_reference(loaded, folder)

    assert await value(loaded, "select count(*) from district") == 16


async def test_a_load_that_fails_leaves_the_register_as_it_was(loaded: str, folder: Path) -> None:
    edit(folder / "districts.csv", "310101,黄浦区", "310101,上海市黄浦区")
    edit(folder / "major_occupations.csv", "260101,2022,6-18-01-01", "260101,1999,6-18-01-01")
    before = await versions(loaded)

    with pytest.raises(ReferenceDataError, match="1999 6-18-01-01 is named, but unknown"):
        await load_reference(loaded, folder)

    assert await versions(loaded) == before


async def test_an_exclusion_of_a_trade_that_nobody_knows_is_named(
    loaded: str, folder: Path
) -> None:
    edit(folder / "exclusions.csv", "2022,4-14-05-01,游泳,", "2022,4-14-05-01,跳水,")

    with pytest.raises(ReferenceDataError, match="2022 4-14-05-01 跳水 is named, but unknown"):
        await load_reference(loaded, folder)


async def test_the_models_read_what_was_loaded(reference_database: Database) -> None:
    async with reference_database.engine.connect() as connection:
        for table in HELD:
            rows = await connection.execute(Base.metadata.tables[table].select())
            assert len(rows.all()) == HELD[table]
