"""A school that is an agency already, and the offices that take its applications to a receipt."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.base import Base
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.clause_3_3_filing import Validity
from rules.vocabulary import Role
from tests import rows
from tests.applying import CREATE, School, school_that_may_apply

SERIALS = count(7001)
FINDINGS = "findings { code clause severity path message }"
ACT = (
    """mutation($i: %s!) { %s(input: $i) {
  filingApplication { id version status } """
    + FINDINGS
    + " } }"
)
RECEIPT = (
    """mutation($i: IssueFilingReceiptInput!) { issueFilingReceipt(input: $i) {
  receipt { number kind issuedOn validFrom validTo items { levelFrom levelTo } }
  agency { id name validFrom validTo }
  """
    + FINDINGS
    + " } }"
)
INPUTS = {
    "issueFilingReceipt": "IssueFilingReceiptInput",
    "recordMinistryOutcome": "RecordMinistryOutcomeInput",
    "returnFilingApplication": "ReturnFilingApplicationInput",
    "endFilingApplication": "ReasonedInput",
}


def _document(name: str) -> str:
    return RECEIPT if name == "issueFilingReceipt" else ACT % (INPUTS.get(name, "ActInput"), name)


@dataclass
class Adjusting:
    """The school, its agency with one item of levels 5 and 4, and the offices' accounts."""

    database: Database
    school: School
    today: date
    agency: models.Agency
    item: models.AgencyItem
    offices: dict[Role, Viewer]

    async def create(self, **given: Any) -> Any:
        """A draft: its id and version."""
        payload = await self.school.act(CREATE, **given)
        assert [f for f in payload["findings"] if f["severity"] == "REFUSAL"] == []
        return payload["filingApplication"]

    async def act(self, role: Role, name: str, id_: str, **given: Any) -> Any:
        """The payload of one act on an application, with the version that it has now."""
        viewer = self.school.viewer if role is Role.SCHOOL else self.offices[role]
        row = await self.get(models.FilingApplication, id_)
        given = {"id": id_, "expectedVersion": row.version} | given
        return (await self.school.register.ask(viewer, _document(name), i=given))[name]

    async def refusals(self, role: Role, name: str, id_: str, **given: Any) -> list[str]:
        payload = await self.act(role, name, id_, **given)
        return [f["code"] for f in payload["findings"] if f["severity"] == "REFUSAL"]

    async def accepted(self, id_: str) -> None:
        """From the draft to ACCEPTED."""
        assert await self.refusals(Role.SCHOOL, "submitFilingApplication", id_) == []
        assert await self.refusals(Role.DEPARTMENT, "acceptFilingApplication", id_) == []

    async def assessed(self, id_: str) -> None:
        """As a panel leaves it that finds everything passed."""
        application_id = UUID(id_.split(":")[1])
        concluded = rows.row(
            models.TechnicalAssessment,
            application_id=application_id,
            institution_id=self.school.institution.id,
            status=words.AssessmentStatus.CONCLUDED,
            conclusion=words.AssessmentConclusion.PASSED,
            proposed_by_id=self.offices[Role.CENTER].account_id,
            confirmed_by_id=self.offices[Role.DEPARTMENT].account_id,
        )
        await rows.write(self.database, concluded)
        async with AsyncSession(self.database.engine) as session, session.begin():
            row = await session.get_one(models.FilingApplication, application_id)
            row.status = words.FilingStatus.ASSESSED
            items = select(models.FilingItem).where(
                models.FilingItem.application_id == application_id
            )
            for item in await session.scalars(items):
                item.is_passed = True

    async def filed(self, id_: str) -> None:
        """From both reports to the ministry's filing."""
        for role, name in (
            (Role.CENTER, "reportFilingApplication"),
            (Role.DEPARTMENT, "reportFilingApplication"),
            (Role.BUREAU, "consentToFilingApplication"),
            (Role.COMMISSION, "consentToFilingApplication"),
            (Role.CENTER, "reportToMinistry"),
        ):
            assert await self.refusals(role, name, id_) == [], name
        outcome = {"outcome": "FILED", "reference": "鉴备2026-7"}
        assert await self.refusals(Role.CENTER, "recordMinistryOutcome", id_, **outcome) == []

    async def receipt(self, id_: str) -> Any:
        payload = await self.act(Role.CENTER, "issueFilingReceipt", id_)
        assert payload["findings"] == []
        return payload

    async def through(self, id_: str, *, is_assessed: bool = True) -> Any:
        """From the draft to the receipt."""
        await self.accepted(id_)
        if is_assessed:
            await self.assessed(id_)
        await self.filed(id_)
        return await self.receipt(id_)

    # --- looking

    async def get(self, model: type[Base], id_: str | UUID) -> Any:
        value = UUID(id_.split(":")[1]) if isinstance(id_, str) else id_
        async with AsyncSession(self.database.engine) as session:
            return await session.get_one(model, value)

    async def items(self) -> list[models.AgencyItem]:
        """The items of the agency, the lowest level first, then by their first day."""
        async with AsyncSession(self.database.engine) as session:
            asked = select(models.AgencyItem).where(models.AgencyItem.agency_id == self.agency.id)
            found = await session.scalars(asked)
            return sorted(found, key=lambda item: (-item.level_from, item.valid_from))

    async def ends(self, days: int) -> None:
        """The agency and its item end in so many days, after a term of three years."""
        term = Validity(self.today + timedelta(days=days - 1095), self.today + timedelta(days=days))
        async with AsyncSession(self.database.engine) as session, session.begin():
            for model, id_ in (
                (models.Agency, self.agency.id),
                (models.AgencyItem, self.item.id),
            ):
                row: Any = await session.get_one(model, id_)
                row.valid_from, row.valid_to = term.valid_from, term.valid_to


async def agency_of_a_school(database: Database) -> Adjusting:
    """In the directory since a year."""
    school = await school_that_may_apply(database)
    async with database.engine.connect() as connection:
        today: date = (await connection.execute(select(func.register_today()))).scalar_one()
    agency = rows.agency(school.institution, today - timedelta(days=365))
    agency.address = school.institution.address
    code = rows.agency_code(agency, next(SERIALS))
    application = rows.row(
        models.FilingApplication,
        institution_id=school.institution.id,
        status=words.FilingStatus.RECEIPT_ISSUED,
        submitted_at=func.register_now(),
    )
    filed, item = _held(school, agency, application)
    accounts = {
        role: rows.account(f"{role.name.lower()}-{code.code}")
        for role in (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)
    }
    await rows.write(database, agency, code, application, filed, item, *accounts.values())
    major = UUID(school.major.split(":")[1])
    tie = rows.row(models.FilingItemMajor, item_id=filed.id, major_id=major, expected_candidates=80)
    await rows.write(database, tie)
    offices = {role: Viewer(role, account.id) for role, account in accounts.items()}
    return Adjusting(database, school, today, agency, item, offices)


def _held(
    school: School, agency: models.Agency, application: models.FilingApplication
) -> tuple[models.FilingItem, models.AgencyItem]:
    facts = {
        "occupation_id": UUID(school.occupation.split(":")[1]),
        "level_from": 5,
        "level_to": 4,
        "basis": words.Basis.NATIONAL_STANDARD,
        "method": words.EvaluationMethod.RESULT_ASSESSMENT,
        "site_id": UUID(school.site.split(":")[1]),
    }
    filed = rows.row(models.FilingItem, application_id=application.id, is_passed=True, **facts)
    listed = rows.row(
        models.AgencyItem, agency_id=agency.id, filing_item_id=filed.id,
        valid_from=agency.valid_from, valid_to=agency.valid_to, **facts,
    )  # fmt: skip
    return filed, listed
