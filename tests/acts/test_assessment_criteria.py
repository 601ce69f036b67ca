"""评估细则: the center enters editions, everybody of the assessment reads them (3.2)."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from models import AssessmentCriteria, AssessmentCriterion
from models.database import Database
from permissions.errors import BadUserInput
from permissions.viewer import Viewer
from rules.vocabulary import ConditionCode, Role
from tests.register import Failed, Register, schemas

CENTER, SCHOOL = Viewer(Role.CENTER), Viewer(Role.SCHOOL)
SAVE = """mutation S($i: SaveAssessmentCriteriaInput!) { saveAssessmentCriteria(input: $i) {
  assessmentCriteria { id version edition criteria { number titleZh fullMarks isVeto } }
  findings { code clause path } } }"""
READ = """{ assessmentCriteria { edition validFrom validTo isInForce passPercent certainty
  criteria { number condition } } }"""
READERS = {Role.SCHOOL, Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU, Role.EXPERT}


@pytest_asyncio.fixture(loop_scope="session")
async def register(database: Database) -> Any:
    yield Register(database)
    await database.pool.execute("delete from assessment_criteria")


def criteria(**changed: Any) -> list[dict[str, Any]]:
    made = [
        {"condition": condition.name, "titleZh": condition.zh, "titleEn": condition.en}
        for condition in ConditionCode
    ]
    whole = [one | {"fullMarks": 10} for one in made]
    whole[0] = made[0] | {"isVeto": True}
    whole[1] |= changed
    return whole


async def save(register: Register, **given: Any) -> Any:
    async with register.database.engine.connect() as connection:
        today = (await connection.execute(text("select register_today()"))).scalar_one()
    day = today + timedelta(days=given.pop("days", 0))
    given = {"validFrom": str(day), "passPercent": 60, "source": "通知"} | given
    payload = await register.ask(CENTER, SAVE, i={"criteria": criteria()} | given)
    return payload["saveAssessmentCriteria"]


@pytest.mark.clause("3.2")
async def test_an_edition_ends_the_day_before_the_next_begins(register: Register) -> None:
    first = await save(register)
    assert [one["number"] for one in first["assessmentCriteria"]["criteria"]] == [1, 2, 3, 4, 5, 6]
    await save(register, days=10)
    shown = (await register.ask(SCHOOL, READ))["assessmentCriteria"]
    assert [one["isInForce"] for one in shown] == [True, False]
    assert [one["edition"] for one in shown] == [1, 2]
    assert shown[0]["validTo"] < shown[1]["validFrom"]
    assert shown[1]["validTo"] is None


@pytest.mark.clause("3.2")
async def test_an_edition_in_force_stays_and_one_to_come_is_corrected(register: Register) -> None:
    now = (await save(register))["assessmentCriteria"]
    later = (await save(register, days=10))["assessmentCriteria"]
    ended = now["version"] + 1  # the next edition gave it its last day
    refused = await save(register, id=now["id"], expectedVersion=ended, days=20)
    assert [one["code"] for one in refused["findings"]] == ["CRITERIA_IN_FORCE"]
    with pytest.raises(Failed) as failed:
        await save(register, id=later["id"], days=20)
    assert isinstance(failed.value.causes[0], BadUserInput)
    done = await save(
        register,
        id=later["id"],
        expectedVersion=later["version"],
        days=5,
        criteria=criteria(fullMarks=20),
    )
    assert [one["fullMarks"] for one in done["assessmentCriteria"]["criteria"]][:2] == [None, 20]
    shown = (await register.ask(SCHOOL, READ))["assessmentCriteria"]
    assert [len(one["criteria"]) for one in shown] == [6, 6]


@pytest.mark.clause("3.2")
async def test_what_is_wrong_with_an_edition_is_told_on_its_path(register: Register) -> None:
    wrong = criteria(fullMarks=0, titleZh=" ")[:5]
    refused = await save(register, days=-1, passPercent=101, criteria=wrong)
    assert [(one["code"], one["path"]) for one in refused["findings"]] == [
        ("CRITERIA_BEGIN_TOO_EARLY", ["validFrom"]),
        ("NUMBER_OUT_OF_RANGE", ["passPercent"]),
        ("CONDITION_WITHOUT_CRITERION", ["criteria"]),
        ("TEXT_MISSING", ["criteria", "1", "titleZh"]),
        ("CRITERION_MALFORMED", ["criteria", "1", "fullMarks"]),
    ]
    for table in (AssessmentCriteria, AssessmentCriterion):
        count = f"select count(*) from {table.__tablename__}"
        assert await register.database.pool.fetchval(count) == 0


@pytest.mark.parametrize("role", Role)
def test_the_criteria_are_the_centers_to_set(role: Role) -> None:
    schema = schemas()[role]
    assert ("saveAssessmentCriteria" in schema.mutation_type.fields) is (role is Role.CENTER)  # type: ignore[union-attr]
    assert ("assessmentCriteria" in schema.query_type.fields) is (role in READERS)  # type: ignore[union-attr]
