"""Two decisions at once on one object: exactly one wins, the other is told, nothing is half."""

import asyncio
import os

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.evaluated import City, city
from tests.planned import act, planning, submitted
from tests.races.scene import races
from tests.register import Register

PAIRS = int(os.environ.get("RACE_PAIRS", "200"))
IN_ONE_PART = 500
SUSPENSIONS = 10
SUSPEND = """mutation ($input: SuspendAgencyInput!) { suspendAgency(input: $input) {
  agency { status } findings { code } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.mark.clause("3.3")
async def test_of_two_decisions_at_once_exactly_one_wins(database: Database, place: City) -> None:
    made = await races(database, place)
    raced = {f"{each.noun} {each.state}": [a.name for a in each.acts] for each in made.subjects}
    assert {"agency LISTED", "evaluation_plan SUBMITTED", "result_filing SUBMITTED"} <= set(raced)
    for done in range(0, PAIRS, IN_ONE_PART):
        await made.run(min(IN_ONE_PART, PAIRS - done), seed=done)
        print(f"{min(done + IN_ONE_PART, PAIRS)} pairs, {len(made.broken)} broken", flush=True)
    print(f"acts {sum(map(len, raced.values()))}, won {sum(made.won.values())}, {dict(made.lost)}")
    assert made.broken == []
    assert sum(made.won.values()) == PAIRS


@pytest.mark.clause("3.3")
async def test_no_plan_is_accepted_past_a_suspension_that_is_decided_at_the_same_time(
    database: Database, place: City
) -> None:
    register = Register(database)
    for _ in range(SUSPENSIONS):
        of = await planning(database, place)
        plan = await submitted(register, of)
        center = Viewer(Role.CENTER, account_id=of.account.id)
        given = {"id": f"Agency:{of.agency.id}", "expectedVersion": 1, "reason": "检修"}
        await asyncio.gather(
            act(register, center, "acceptEvaluationPlan", plan),
            register.ask(center, SUSPEND, input=given),
        )
        found = await database.pool.fetchrow(
            """select agency.status as agency, plan.status as plan, filing.id as filing
               from agency join evaluation_plan plan on plan.agency_id = agency.id
               left join result_filing filing on filing.plan_id = plan.id
               where agency.id = $1""",
            of.agency.id,
        )
        assert found["agency"] == "SUSPENDED"
        assert found["plan"] in ("SUBMITTED", "STOPPED")
        assert found["filing"] is None
