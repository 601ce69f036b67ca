"""评价规范: filed ones are public, the rest is the school's and the authorities' (2.1)."""

from datetime import date

import pytest

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import Role, SpecificationStatus
from tests import rows
from tests.register import Register

DAYS = ("filed_on", "begins_on")
LIST = """query L($filter: EvaluationSpecificationFilter) {
  evaluationSpecifications(filter: $filter, orderBy: NAME_ASC) {
    totalCount nodes { name status occupation { name } institution { name } } } }"""


@pytest.mark.clause("2.1")
async def test_the_public_reads_filed_specifications_and_the_school_its_own(
    database: Database,
) -> None:
    account, district, occupation = rows.account("a"), rows.district(), rows.occupation()
    school = rows.institution(account)
    kept = [
        rows.row(
            models.EvaluationSpecification,
            institution_id=school.id,
            occupation_id=occupation.id,
            name=f"规范{number}",
            edition="2026",
            level_from=5,
            level_to=4,
            status=status,
            **dict.fromkeys(DAYS if status is SpecificationStatus.FILED else (), date(2026, 9, 1)),
        )
        for number, status in enumerate(SpecificationStatus)
    ]
    await rows.write(database, account, district, occupation, school, *kept)
    register = Register(database)
    own = Viewer(Role.SCHOOL, account.id, institution_id=school.id)
    for viewer, expected in (
        (None, {"FILED"}),
        (own, {status.name for status in SpecificationStatus}),
        (Viewer(Role.CENTER), {status.name for status in SpecificationStatus} - {"DRAFT"}),
    ):
        found = (await register.ask(viewer, LIST))["evaluationSpecifications"]
        assert {node["status"] for node in found["nodes"]} == expected
        assert found["totalCount"] == len(expected)
        named = {"institution": f"Institution:{school.id}", "status": "DRAFT"}
        drafts = (await register.ask(viewer, LIST, filter=named))["evaluationSpecifications"]
        assert drafts["totalCount"] == (1 if viewer is own else 0)
