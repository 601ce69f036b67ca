"""A school with a plan whose evaluation was held: what results and certificates begin with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import models
from models.database import Database
from permissions.sealing import Place
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.clause_4_3_result_filing import result_filing_due_on
from rules.working_days import WorkingDays
from tests import rows
from tests.register import sealer

ON = date(2026, 6, 1)
LATER = date(2029, 5, 31)
CENTER = Viewer(role=words.Role.CENTER)
SCHOOLS = count(1)


@dataclass(frozen=True)
class City:
    """What all schools of one database share."""

    district: models.District
    occupation: models.Occupation
    trade: models.Trade


@dataclass(frozen=True)
class Evaluated:
    """One school's plan, accepted, with its candidates and the filing of its results."""

    city: City
    school: Viewer
    agency: models.Agency
    code: models.AgencyCode
    plan: models.EvaluationPlan
    parts: list[models.PlanPart]
    candidates: list[models.Candidate]
    filing: models.ResultFiling

    @property
    def filing_id(self) -> str:
        return f"ResultFiling:{self.filing.id}"

    @property
    def plan_id(self) -> str:
        return f"EvaluationPlan:{self.plan.id}"

    def candidate_id(self, place: int) -> str:
        return f"Candidate:{self.candidates[place].id}"


async def city(database: Database) -> City:
    district, occupation = rows.district(), rows.occupation()
    trade = rows.row(models.Trade, occupation_id=occupation.id, name="数控车工", **rows.KNOWN)
    await rows.write(database, district, occupation, trade)
    return City(district, occupation, trade)


async def today(database: Database) -> date:
    async with database.pool.acquire() as connection:
        return await connection.fetchval("select register_today()")  # type: ignore[no-any-return]


async def travel(database: Database, to: datetime) -> None:
    """Move the rehearsal's clock forward to an instant."""
    move = "update register_clock set moved_by = moved_by + ($1::timestamptz - register_now())"
    async with database.pool.acquire() as connection:
        await connection.execute(move, to)


async def evaluated(
    database: Database,
    city: City,
    candidates: int = 2,
    *,
    level: int = 3,
    ended_on: date | None = None,
    with_trade: bool = False,
    **filing: Any,
) -> Evaluated:
    """The evaluation ended today unless `ended_on` says otherwise; `filing` are its columns."""
    number = next(SCHOOLS)
    account = rows.account(f"school-{number}")
    institution = rows.institution(account, number, f"第{number}职业学院")
    major, site = rows.major(institution), rows.site(institution)
    item, *directory = _directory(city, institution, site, number, with_trade)
    agency, code, _ = directory
    ended = ended_on or await today(database)
    plan = _plan(institution, agency, code, directory[2], level, ended)
    parts = [
        rows.row(models.PlanPart, plan_id=plan.id, position=place, kind=kind, name=kind.zh)
        for place, kind in enumerate((words.PartKind.THEORY, words.PartKind.PRACTICE), start=1)
    ]
    people = [_candidate(institution, major, plan, number, place) for place in range(candidates)]
    due = result_filing_due_on(ended, WorkingDays())
    facts = {"ended_on": ended, "due_on": due.day, "is_due_provisional": due.provisional}
    opened = rows.row(
        models.ResultFiling, plan_id=plan.id, institution_id=institution.id, **facts | filing
    )
    made = [row for pair in people for row in pair]
    await rows.write(
        database, account, institution, major, site, *item, *directory, plan, *parts, *made, opened
    )
    school = Viewer(role=words.Role.SCHOOL, account_id=account.id, institution_id=institution.id)
    return Evaluated(city, school, agency, code, plan, parts, [c for _, c in people], opened)


def _directory(
    city: City, institution: Any, site: Any, number: int, with_trade: bool
) -> tuple[Any, ...]:
    application = rows.row(models.FilingApplication, institution_id=institution.id)
    project = {
        "occupation_id": city.occupation.id,
        "trade_id": city.trade.id if with_trade else None,
        "level_from": 5,
        "level_to": 3,
        "basis": words.Basis.NATIONAL_STANDARD,
        "method": words.EvaluationMethod.RESULT_ASSESSMENT,
        "site_id": site.id,
    }
    item = rows.row(models.FilingItem, application_id=application.id, **project)
    agency = rows.row(
        models.Agency, institution_id=institution.id, name=institution.name,
        scope=words.AgencyScope.OWN_STUDENTS, listed_on=ON, valid_from=ON, valid_to=LATER,
    )  # fmt: skip
    code = rows.row(
        models.AgencyCode, code=f"Y000031{number:06d}", category=words.AgencyCategory.Y,
        scope=words.AgencyScope.OWN_STUDENTS, agency_id=agency.id, valid_from=ON,
    )  # fmt: skip
    listed = rows.row(
        models.AgencyItem, agency_id=agency.id, filing_item_id=item.id,
        valid_from=ON, valid_to=LATER, **project,
    )  # fmt: skip
    return (application, item), agency, code, listed


def _plan(
    institution: Any, agency: Any, code: Any, item: Any, level: int, ended_on: date
) -> models.EvaluationPlan:
    return rows.row(
        models.EvaluationPlan, institution_id=institution.id, agency_id=agency.id,
        agency_code_id=code.id, agency_item_id=item.id, level=level,
        method=words.EvaluationMethod.RESULT_ASSESSMENT, batch_name="第一批",
        status=words.PlanStatus.ACCEPTED, ends_on=ended_on,
        filed_at=datetime.fromisoformat("2026-06-02T09:00:00+08:00"),
    )  # fmt: skip


def _candidate(
    institution: Any, major: Any, plan: Any, number: int, place: int
) -> tuple[models.Person, models.Candidate]:
    identity = f"31010120050101{number % 100:02d}{place % 100:02d}"
    person = rows.row(
        models.Person, document_type=words.DocumentType.RESIDENT_IDENTITY_CARD, name=f"考生{place}",
        identity_index=sealer().blind_index("identity", f"{plan.id}{place}"),
    )  # fmt: skip
    sealed_in = Place("person", "identity_sealed", person.id)
    person.identity_sealed = sealer().seal(identity, sealed_in)
    candidate = rows.row(
        models.Candidate, plan_id=plan.id, person_id=person.id, institution_id=institution.id,
        enrolled_at_id=institution.id, major_id=major.id, name=f"阿里·木{place}",
        training_level=words.TrainingLevel.COLLEGE, student_number=f"{place + 1:04d}",
        class_name="机械一班", expected_graduation_on=date(2027, 6, 30),
    )  # fmt: skip
    return person, candidate


def results(
    of: Evaluated, *marks: tuple[str, str] | None
) -> list[models.Result | models.ResultMark]:
    """Results as stored: the marks of theory and practice for each candidate, None for absent."""
    made: list[Any] = []
    for candidate, given in zip(of.candidates, marks, strict=False):
        passed = given is not None and min(map(Decimal, given)) >= 60
        result = rows.row(
            models.Result, filing_id=of.filing.id, candidate_id=candidate.id,
            institution_id=of.filing.institution_id, is_absent=given is None, is_passed=passed,
        )  # fmt: skip
        made.append(result)
        for part, mark in zip(of.parts, given or (), strict=False):
            made.append(
                rows.row(
                    models.ResultMark, result_id=result.id, part_id=part.id, mark=Decimal(mark)
                )
            )
    return made


def first_session(of: Evaluated, starts_at: datetime) -> list[Any]:
    """A session of two hours, with the site and room it takes place in."""
    site = rows.row(
        models.Site, institution_id=of.plan.institution_id, name="考点", address="中山路1号",
        district_code=of.city.district.code, has_monitoring=True, capacity=30,
    )  # fmt: skip
    room = rows.row(
        models.Room, site_id=site.id, name="101", kind=words.PartKind.THEORY, capacity=30
    )
    session = rows.row(
        models.PlanSession, plan_id=of.plan.id, part_id=of.parts[0].id, site_id=site.id,
        room_id=room.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip
    return [site, room, session]
