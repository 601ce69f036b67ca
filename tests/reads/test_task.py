"""Each role sees what waits for it: read from the states, and gone with them."""

from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from models import TechnicalAssessment
from models.database import Database
from permissions.viewer import Viewer
from rules.task import TASKS
from rules.vocabulary import Role
from tests.permissions.two_schools import two_schools, write
from tests.register import Register

ASKED = "{ tasks(first: 200) { totalCount nodes { act clause subject institution { id } } } }"
TWO = two_schools()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(database: Database) -> Register:
    await write(database, TWO)
    return Register(database)


def viewer(role: Role) -> Viewer:
    return Viewer(role, institution_id=TWO.own.institution, expert_id=TWO.shared.expert)


def expected(role: Role) -> set[tuple[str, str]]:
    """What hangs on the state alone, found in Python over all rows."""
    return {
        (waiting.act, f"{type(row).__name__}:{row.id}")
        for row in TWO
        for waiting in TASKS
        if getattr(row, "status", None) is waiting.state
        and waiting.role is role
        and (role is not Role.SCHOOL or _institution(row) == TWO.own.institution)
        # Their applications have their receipts: see tests/acts/test_assessment_tasks.py.
        and not isinstance(row, TechnicalAssessment)
    }


def _institution(row: Any) -> Any:
    return row.id if type(row).__name__ == "Institution" else row.institution_id


async def tasks(register: Register, role: Role) -> set[tuple[str, str]]:
    found = (await register.ask(viewer(role), ASKED))["tasks"]
    assert found["totalCount"] == len(found["nodes"])
    return {(task["act"], task["subject"]) for task in found["nodes"]}


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.PUBLIC], ids=lambda r: r.name)
async def test_a_role_sees_every_state_that_waits_for_it(register: Register, role: Role) -> None:
    own = {waiting.act for waiting in TASKS if waiting.role is role}

    assert {t for t in await tasks(register, role) if t[0] in own} >= expected(role)
    assert {t for t in await tasks(register, role) if t not in expected(role)} <= {
        t for t in await tasks(register, role) if t[0] not in own or t[0] == "reportCertificates"
    }


async def test_a_task_is_gone_with_the_state(register: Register) -> None:
    (task, *_) = [t for t in await tasks(register, Role.CENTER) if t[0] == "openMajorEvaluation"]
    row = task[1].partition(":")[2]
    await move(register, row, "OPENED")

    assert task not in await tasks(register, Role.CENTER)
    await move(register, row, "REQUESTED")


async def move(register: Register, row: str, status: str) -> None:
    async with register.database.engine.begin() as connection:
        await connection.execute(
            text("update major_evaluation set status = :status where id = cast(:id as uuid)"),
            {"id": row, "status": status},
        )


async def test_a_task_of_another_school_is_not_there(register: Register) -> None:
    found = (await register.ask(viewer(Role.SCHOOL), ASKED))["tasks"]["nodes"]

    assert found
    assert {node["institution"]["id"] for node in found} == {f"Institution:{TWO.own.institution}"}
