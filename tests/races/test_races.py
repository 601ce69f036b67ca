"""Two decisions at once on one object: exactly one wins, the other is told, nothing is half."""

import asyncio
import os
import time

import pytest
import pytest_asyncio

from models.database import Database
from permissions.viewer import Viewer
from rules.lifecycle import ACTS
from rules.vocabulary import Role
from tests.evaluated import City, city
from tests.planned import act, planning, submitted
from tests.races.race import Races
from tests.races.scene import races
from tests.register import Register

PAIRS = int(os.environ.get("RACE_PAIRS", "200"))
IN_ONE_PART = 250  # a part asks nothing of the others: two processes share them
PARTS = [min(IN_ONE_PART, PAIRS - done) for done in range(0, PAIRS, IN_ONE_PART)]
# What somebody writes rather than decides, what each expert says beside the others, and what names
# a plan and no version of it.
WRITTEN = {
    "updateInstitution", "recordInstitutionRenaming", "recordInstitutionMerger",
    "updateFilingApplication", "saveSelfAssessment", "submitFilingApplication", "reportImprovement",
    "recordAssessmentMinutes", "recordExpertMarks", "recordExpertOpinion", "signOffExpertOpinions",
    "updateEvaluationSpecification",
    "updateEvaluationPlan", "importCandidates", "importResults", "reviewMark", "reportCertificates",
    "recordAttendance", "recordIncident", "recordInternalSupervision", "recordSupervision",
    "recordPhotographs",
}  # fmt: skip
DECISIONS = {act.name for act in ACTS.values() if act.before != {None}} - WRITTEN
SUSPENSIONS = 10
SUSPEND = """mutation ($input: SuspendAgencyInput!) { suspendAgency(input: $input) {
  agency { status } findings { code } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def made(database: Database, place: City) -> Races:
    return await races(database, place)


def test_every_decision_that_somebody_may_take_is_raced(made: Races) -> None:
    raced = {deed.act.name for subject in made.subjects for deed in subject.deeds}
    assert DECISIONS - raced == set()


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("part", "pairs"), list(enumerate(PARTS)))
async def test_of_two_decisions_at_once_exactly_one_wins(
    made: Races, part: int, pairs: int
) -> None:
    began = time.perf_counter()
    await made.run(pairs, seed=part)
    rate = pairs / (time.perf_counter() - began)
    print(f"\n{pairs} pairs, {rate:.0f} a second, {len(made.broken)} broken, {dict(made.lost)}")
    assert made.broken == []
    assert sum(made.won.values()) == pairs


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
