"""评价依据版本: a plan uses the edition in force on its first session day, or the old one (2.1)."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from rules.vocabulary import Basis, SpecificationStatus
from tests import rows
from tests.planned import (
    CENTER,
    City,
    Planning,
    act,
    checked,
    city,
    do,
    drafted,
    filled,
    planning,
    refusals,
)
from tests.register import Register

NUMBERS = count(1)
FIRST_SESSION = 10  # days from today: where tests/planned.py puts it


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def of(database: Database) -> City:
    return await city(database)


async def with_editions(
    database: Database, of: City, *editions: tuple[date | None, date | None]
) -> tuple[Planning, list[models.Standard]]:
    """A school with an item by the standards of an occupation of its own: (first, last day)."""
    occupation = rows.occupation(f"6-96-01-{next(NUMBERS):02d}", "示教工")
    trade = rows.row(models.Trade, occupation_id=occupation.id, name="数控车工", **rows.KNOWN)
    standards = []
    for number, (begins_on, ends_on) in enumerate(editions):
        made = rows.standard(occupation)
        made.name, made.edition_year = f"标准{number}", 2018 + number
        made.begins_on, made.ends_on = begins_on, ends_on
        standards.append(made)
    await rows.write(database, occupation, trade, *standards)
    return await planning(database, City(of.district, occupation, trade)), standards


async def codes_of(register: Register, school: Planning, **given: Any) -> list[str]:
    """What the dry run says of the edition."""
    plan = await filled(register, school, **given)
    found = await checked(register, school.school, plan)
    return [f["code"] for f in found if f["path"] == ["agencyItemId"]]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (None, []),
        (FIRST_SESSION - 1, ["EDITION_NOT_IN_FORCE"]),
        (FIRST_SESSION, ["EDITION_ENDS"]),
        (FIRST_SESSION + 1, ["EDITION_ENDS"]),
    ],
)
async def test_the_day_of_the_first_session_decides(
    database: Database, of: City, last_day: int | None, expected: list[str]
) -> None:
    school, _ = await with_editions(database, of, (None, None))
    ends_on = None if last_day is None else school.today + timedelta(days=last_day)
    async with database.engine.begin() as connection:
        table = models.Standard.__table__
        own = table.c.occupation_id == school.item.occupation_id
        await connection.execute(table.update().where(own).values(ends_on=ends_on))
    assert await codes_of(Register(database), school) == expected


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(("first_day", "is_new"), [(9, True), (10, True), (11, False)])
async def test_the_acceptance_enters_the_edition_in_force_on_that_day(
    database: Database, of: City, first_day: int, is_new: bool
) -> None:
    day, register = (await _today(database)), Register(database)
    school, (old, new) = await with_editions(
        database,
        of,
        (None, day + timedelta(days=400)),
        (day + timedelta(days=first_day), None),
    )
    plan = await filled(register, school)
    plan = (await act(register, school.school, "submitEvaluationPlan", plan))["evaluationPlan"]
    await act(register, CENTER, "acceptEvaluationPlan", plan)
    kept = await _edition(database, plan)
    assert kept == (new.id if is_new else old.id, None)


@pytest.mark.clause("2.1")
async def test_the_old_edition_may_be_chosen_while_it_lasts(database: Database, of: City) -> None:
    day, register = (await _today(database)), Register(database)
    for last_day, expected in ((10, ["EDITION_ENDS"]), (9, ["EDITION_NOT_IN_FORCE"])):
        school, (old, _) = await with_editions(
            database, of, (None, day + timedelta(days=last_day)), (day, None)
        )
        chosen = {"standardId": f"Standard:{old.id}"}
        assert await codes_of(register, school, **chosen) == expected
    other, (own,) = await with_editions(database, of, (None, None))
    for given in (
        {"standardId": f"Standard:{old.id}"},
        {"specificationId": f"EvaluationSpecification:{own.id}"},
    ):
        payload = await do(
            register,
            other.school,
            "createEvaluationPlan",
            "CreateEvaluationPlanInput",
            plan=other.plan(**given),
        )
        assert refusals(payload["findings"]) == [
            ("EDITION_NOT_OF_ITEM", ["plan", next(iter(given))])
        ]
        assert payload["evaluationPlan"] is None


@pytest.mark.clause("2.1")
async def test_a_plan_by_a_specification_follows_its_editions(database: Database, of: City) -> None:
    day, register = (await _today(database)), Register(database)
    school, _ = await with_editions(database, of)
    specifications = [
        rows.row(
            models.EvaluationSpecification, institution_id=school.institution.id,
            occupation_id=school.item.occupation_id, name="规范", edition=f"{number}",
            level_from=5, level_to=3, status=SpecificationStatus.FILED, filed_on=day,
            begins_on=begins, ends_on=ends,
        )
        for number, (begins, ends) in enumerate(
            ((day, day + timedelta(days=9)), (day + timedelta(days=10), None))
        )
    ]  # fmt: skip
    await rows.write(database, *specifications)
    async with database.engine.begin() as connection:
        table = models.AgencyItem.__table__
        values = {
            "basis": Basis.EVALUATION_SPECIFICATION,
            "specification_id": specifications[0].id,
        }
        await connection.execute(
            table.update().where(table.c.id == school.item.id).values(**values)
        )
    assert await codes_of(register, school) == []
    plan = await drafted(register, school, sessions=[school.theory(9), school.practice(9)])
    found = await checked(register, school.school, plan)
    assert [f["code"] for f in found if f["path"] == ["agencyItemId"]] == ["EDITION_ENDS"]


async def _today(database: Database) -> date:
    day: date = await database.pool.fetchval("select register_today()")
    return day


async def _edition(database: Database, plan: Any) -> tuple[Any, Any]:
    found = await database.pool.fetchrow(
        "select standard_id, specification_id from evaluation_plan where id = $1",
        plan["id"].partition(":")[2],
    )
    return found["standard_id"], found["specification_id"]
