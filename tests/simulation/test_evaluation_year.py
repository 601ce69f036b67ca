"""A year of evaluation reconciles to the last row: plans, results, certificates and deadlines.

`make simulate` plays 40 agencies with 600 batches and 60,000 candidates; a run of the tests two
agencies. What is compared is read from the tables and counted anew, beside the program's rules.
"""

import os
import time
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from models.database import Database
from tests.planned import CENTER, city
from tests.register import Register
from tests.simulation.evaluation_year import Year, working_days

AGENCIES = int(os.environ.get("SIMULATED_AGENCIES", "2"))
BATCHES = int(os.environ.get("SIMULATED_BATCHES", "3"))
CANDIDATES = int(os.environ.get("SIMULATED_CANDIDATES", "12"))
SEED = int(os.environ.get("SIMULATION_SEED", "1"))
TERM = 5  # working days (4.3, 4.4)

SET = """mutation($input: SetWorkingDaysInput!) { setWorkingDays(input: $input) {
  findings { code severity } } }"""
PLANS = """
select p.id, p.status, p.ends_on, f.ended_on, f.due_on, f.is_due_provisional, f.is_late,
  f.status as filed, (f.submitted_at at time zone 'Asia/Shanghai')::date as submitted_on,
  (select count(*) from candidate c where c.plan_id = p.id) as candidates,
  (select count(*) from result r where r.filing_id = f.id) as results,
  (select count(*) from result r where r.filing_id = f.id and r.is_passed) as passed,
  (select count(*) from certificate c where c.plan_id = p.id) as certificates,
  (select count(*) from certificate c where c.plan_id = p.id and c.status = 'PUBLISHED') as public
from evaluation_plan p join result_filing f on f.plan_id = p.id
"""
MISSING = """
select count(*) from result r left join certificate c on c.candidate_id = r.candidate_id
where r.is_passed is distinct from (c.id is not null)
"""
SERIALS = """
select left(number, 16) as block, count(*) as count, count(distinct number) as numbers,
  min(substr(number, 17)::int) as first, max(substr(number, 17)::int) as last
from certificate group by 1
"""
REPORTS = """
select r.due_on, max(c.issued_on) as issued_on, min(c.issued_on) as first_issued_on
from certificate_report r join certificate c on c.report_id = r.id group by r.id
"""


@pytest.mark.clause("4.1", "4.3", "4.4")
async def test_a_year_of_batches_reconciles_to_the_last_row(database: Database) -> None:
    calendar = await published(database)
    began = time.monotonic()
    year = Year(database, Random(SEED))
    await year.play(await city(database), AGENCIES, BATCHES, CANDIDATES, _Progress(began))
    played = time.monotonic() - began
    await reconciled(database, year, calendar)
    print(
        f"\n{AGENCIES} agencies, {year.done['batches']} batches, {year.done['candidates']} "
        f"candidates, {year.done['certificates']} certificates, seed {SEED}: {played:.0f} s, "
        f"reconciled in {time.monotonic() - began - played:.0f} s; {dict(year.done)}"
    )


async def published(database: Database) -> dict[date, bool]:
    """The center enters this year and the two to come; the same days for counting anew."""
    first = await database.pool.fetchval("select register_today()")
    exceptions: dict[date, bool] = {}
    register = Register(database)
    for number in range(first.year, first.year + 3):
        days = working_days(number)
        exceptions |= dict(days)
        given = [{"day": str(day), "isWorking": is_working} for day, is_working in days]
        asked = {"year": number, "days": given, "isPublished": True, "source": "演练日历"}
        payload = (await register.ask(CENTER, SET, input=asked))["setWorkingDays"]
        assert not [f for f in payload["findings"] if f["severity"] == "REFUSAL"], payload
    return exceptions


def due(after: date, exceptions: dict[date, bool]) -> date:
    """The day of the fifth working day after a day, counted one by one."""
    day, left = after, TERM
    while left:
        day += timedelta(days=1)
        left -= exceptions.get(day, day.weekday() < 5)
    return day


async def reconciled(database: Database, year: Year, calendar: dict[date, bool]) -> None:
    plans = await database.pool.fetch(PLANS)
    assert len(plans) == year.done["batches"] == AGENCIES * BATCHES
    for plan in plans:
        counted = (plan["results"], plan["certificates"], plan["public"])
        assert counted == (plan["candidates"], plan["passed"], plan["passed"]), dict(plan)
        assert plan["filed"] == "ACCEPTED"
        assert plan["ended_on"] == plan["ends_on"]
        assert (plan["due_on"], plan["is_due_provisional"]) == (
            due(plan["ended_on"], calendar),
            False,
        )
        assert plan["is_late"] == (plan["submitted_on"] > plan["due_on"]), dict(plan)
    assert sum(p["candidates"] for p in plans) == year.done["candidates"]
    assert sum(p["certificates"] for p in plans) == year.done["passed"] == year.done["certificates"]
    assert any(p["is_late"] for p in plans), "no batch was late: the deadline was not tried"
    assert await database.pool.fetchval(MISSING) == 0
    await in_order(database)
    for report in await database.pool.fetch(REPORTS):
        assert report["issued_on"] == report["first_issued_on"]
        assert report["due_on"] == due(report["issued_on"], calendar)


async def in_order(database: Database) -> None:
    """Of each code, year and level: from 1, without gap, without double."""
    for block in await database.pool.fetch(SERIALS):
        expected: Any = (block["numbers"], 1, block["count"])
        assert (block["count"], block["first"], block["last"]) == expected, dict(block)


class _Progress:
    """A line a month."""

    def __init__(self, began: float) -> None:
        self.began, self.month = began, 0

    def __call__(self, year: Year) -> None:
        if year.today.month != self.month:
            self.month = year.today.month
            seconds = time.monotonic() - self.began
            print(f"  {year.today}: {year.done['certificates']} certificates, {seconds:.0f} s")
