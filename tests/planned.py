"""A school with a listed agency, an evaluated major, rooms and staff: what a plan begins with."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import models
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.clause_1_2_candidates import school_year_of
from rules.identifiers import RESIDENT_CHECKS, RESIDENT_WEIGHTS
from rules.vocabulary import StaffDuty
from rules.working_days import SHANGHAI
from tests import rows
from tests.evaluated import CENTER, City, city, today
from tests.register import Register

__all__ = ["CENTER", "City", "Planning", "city", "planning", "today"]

NUMBERS = count(501, 10)  # room for the codes that an agency is given later
STAFF = {StaffDuty.INVIGILATOR: 4, StaffDuty.ASSESSOR: 5, StaffDuty.INTERNAL_SUPERVISOR: 2}
FOUND = "findings { code clause severity path message }"
PLAN = "{ id version status filedAt endsOn agencyCode reason candidateCount }"


@dataclass(frozen=True)
class Planning:
    """One school and everything that its plans may name; `today` is the register's day."""

    today: date
    account: models.Account
    institution: models.Institution
    major: models.Major
    programme: models.IntegratedProgramme
    agency: models.Agency
    item: models.AgencyItem
    theory_room: models.Room
    practice_room: models.Room
    staff: dict[StaffDuty, list[models.StaffMember]]

    @property
    def school(self) -> Viewer:
        own = self.institution.id
        return Viewer(words.Role.SCHOOL, account_id=self.account.id, institution_id=own)

    @property
    def graduates_on(self) -> date:
        """Graduation in the school year of the sessions."""
        return school_year_of(self.today + timedelta(days=10)).ends_on

    def identity(self, place: int) -> str:
        """Nobody studies at two of the schools: what one does is no other's."""
        born = date(2004, 1, 1) + timedelta(days=int(self.institution.school_code[-5:]))
        return identity_number(place, f"{born:%Y%m%d}")

    def at(self, hour: int, days: int = 10) -> str:
        """An instant of the day that many days from now."""
        moment = datetime.combine(self.today + timedelta(days=days), time(hour), SHANGHAI)
        return moment.isoformat()

    def ids(self, duty: StaffDuty, number: int, first: int = 0) -> list[str]:
        return [f"StaffMember:{m.id}" for m in self.staff[duty][first : first + number]]

    def theory(self, days: int = 10, **changes: Any) -> dict[str, Any]:
        return {
            "part": "理论",
            "roomId": f"Room:{self.theory_room.id}",
            "startsAt": self.at(9, days),
            "endsAt": self.at(11, days),
            "invigilatorIds": self.ids(StaffDuty.INVIGILATOR, 2),
            "internalSupervisorIds": self.ids(StaffDuty.INTERNAL_SUPERVISOR, 1),
        } | changes

    def practice(self, days: int = 10, **changes: Any) -> dict[str, Any]:
        return {
            "part": "实操",
            "roomId": f"Room:{self.practice_room.id}",
            "startsAt": self.at(13, days),
            "endsAt": self.at(17, days),
            "assessorIds": self.ids(StaffDuty.ASSESSOR, 3),
            "internalSupervisorIds": self.ids(StaffDuty.INTERNAL_SUPERVISOR, 1),
        } | changes

    def plan(self, **changes: Any) -> dict[str, Any]:
        return {
            "agencyItemId": f"AgencyItem:{self.item.id}",
            "level": 3,
            "method": "RESULT_ASSESSMENT",
            "batchName": "第一批",
            "workScheme": {"title": "考务工作方案"},
            "parts": [{"kind": "THEORY", "name": "理论"}, {"kind": "PRACTICE", "name": "实操"}],
            "sessions": [self.theory(), self.practice()],
        } | changes

    def candidate(self, place: int = 0, **changes: Any) -> dict[str, Any]:
        return {
            "documentType": "RESIDENT_IDENTITY_CARD",
            "documentNumber": self.identity(place),
            "name": "欧阳小明",
            "studentNumber": f"S{place:05d}",
            "className": "机械一班",
            "majorCode": self.major.catalogue_code,
            "expectedGraduationOn": str(self.graduates_on),
        } | changes


def identity_number(place: int, born: str = "20070215", region: str = "310101") -> str:
    """A well-formed resident number; another for each place below a thousand and birth date."""
    digits = f"{region}{born}{place % 1000:03d}"
    weighted = sum(int(d) * w for d, w in zip(digits, RESIDENT_WEIGHTS, strict=True))
    return digits + RESIDENT_CHECKS[weighted % 11]


async def planning(database: Database, of: City, **agency: Any) -> Planning:
    """A college with one agency; `agency` are columns of it."""
    number, day = next(NUMBERS), await today(database)
    account = rows.account(f"planner-{number}")
    institution = rows.institution(account, number, f"第{number}职业学院")
    major, site = rows.major(institution), rows.site(institution)
    listed, *directory = _directory(of, institution, site, number, day, agency)
    evaluation = rows.row(
        models.MajorEvaluation, institution_id=institution.id, major_id=major.id,
        occupation_id=of.occupation.id, highest_level=3,
        concluded_on=day - timedelta(days=30),
        status=words.MajorEvaluationStatus.PASSED,
    )  # fmt: skip
    programme = rows.row(
        models.IntegratedProgramme, institution_id=institution.id, major_id=major.id,
        partner_institution_name="中职学校", first_stage_level=4, first_stage_years=3,
        second_stage_level=3, second_stage_years=2,
    )  # fmt: skip
    theory = rows.row(
        models.Room, site_id=site.id, name="理论一", kind=words.PartKind.THEORY, capacity=30
    )
    practice = rows.row(
        models.Room, site_id=site.id, name="实操一", kind=words.PartKind.PRACTICE, capacity=15
    )
    staff, duties = _staff(institution)
    await rows.write(
        database, account, institution, major, site, *directory, listed, evaluation, programme,
        theory, practice, *(m for members in staff.values() for m in members), *duties,
    )  # fmt: skip
    return Planning(
        day, account, institution, major, programme, directory[-1], listed, theory, practice, staff
    )


def _staff(of: models.Institution) -> tuple[dict[StaffDuty, list[Any]], list[Any]]:
    staff: dict[StaffDuty, list[Any]] = {}
    duties = []
    for duty, number in STAFF.items():
        staff[duty] = [
            rows.row(
                models.StaffMember,
                institution_id=of.id,
                name=f"{duty.zh}{n}",
                card_number=f"{duty.name}-{n}",
            )
            for n in range(number)
        ]
        duties += [
            rows.row(models.StaffMemberDuty, staff_member_id=member.id, duty=duty)
            for member in staff[duty]
        ]
    return staff, duties


def _directory(
    of: City, institution: Any, site: Any, number: int, day: date, changes: dict[str, Any]
) -> tuple[Any, ...]:
    valid = {"valid_from": day - timedelta(days=30), "valid_to": day + timedelta(days=700)}
    project = {
        "occupation_id": of.occupation.id,
        "level_from": 5,
        "level_to": 3,
        "basis": words.Basis.NATIONAL_STANDARD,
        "method": words.EvaluationMethod.RESULT_ASSESSMENT,
        "site_id": site.id,
    }
    application = rows.row(models.FilingApplication, institution_id=institution.id)
    filed = rows.row(models.FilingItem, application_id=application.id, **project)
    facts = {"scope": words.AgencyScope.OWN_STUDENTS, "listed_on": day, **valid} | changes
    agency = rows.row(models.Agency, institution_id=institution.id, name=institution.name, **facts)
    code = rows.row(
        models.AgencyCode, code=f"Y000031{number:06d}", category=words.AgencyCategory.Y,
        scope=agency.scope, agency_id=agency.id, valid_from=agency.valid_from,
    )  # fmt: skip
    listed = rows.row(
        models.AgencyItem, agency_id=agency.id, filing_item_id=filed.id,
        valid_from=agency.valid_from, valid_to=agency.valid_to, **project,
    )  # fmt: skip
    return listed, application, filed, code, agency


async def do(register: Register, viewer: Viewer, act: str, input_: str, **given: Any) -> Any:
    """One mutation on plans: its payload."""
    document = f"""mutation ($input: {input_}!) {{
      {act}(input: $input) {{ evaluationPlan {PLAN} {FOUND} }} }}"""
    return (await register.ask(viewer, document, input=given))[act]


async def drafted(register: Register, of: Planning, **changes: Any) -> Any:
    """A draft as the school creates it."""
    given = of.plan(**changes)
    payload = await do(
        register, of.school, "createEvaluationPlan", "CreateEvaluationPlanInput", plan=given
    )
    assert payload["evaluationPlan"], payload["findings"]
    return payload["evaluationPlan"]


IMPORT = f"""mutation ($input: ImportCandidatesInput!) {{ importCandidates(input: $input) {{
  importedCount evaluationPlan {PLAN} {FOUND} }} }}"""


async def enter(register: Register, of: Planning, plan: Any, *given: Any, **more: Any) -> Any:
    """The payload of an import into the plan as it was last seen."""
    asked = {"id": plan["id"], "expectedVersion": plan["version"], "rows": list(given)} | more
    return (await register.ask(of.school, IMPORT, input=asked))["importCandidates"]


async def act(register: Register, viewer: Viewer, name: str, plan: Any, **more: Any) -> Any:
    """An act on one plan as it was last seen; with a reason where it needs one."""
    input_ = "ReasonedInput" if "reason" in more else "ActInput"
    given = {"id": plan["id"], "expectedVersion": plan["version"]} | more
    return await do(register, viewer, name, input_, **given)


async def filled(register: Register, of: Planning, number: int = 2, **changes: Any) -> Any:
    """A complete draft with its candidates."""
    plan = await drafted(register, of, **changes)
    payload = await enter(register, of, plan, *(of.candidate(n) for n in range(number)))
    assert payload["importedCount"] == number, payload["findings"]
    return payload["evaluationPlan"]


async def submitted(register: Register, of: Planning, number: int = 2, **changes: Any) -> Any:
    plan = await filled(register, of, number, **changes)
    payload = await act(register, of.school, "submitEvaluationPlan", plan)
    assert payload["evaluationPlan"]["status"] == "SUBMITTED", payload["findings"]
    return payload["evaluationPlan"]


async def accepted(register: Register, of: Planning, number: int = 2, **changes: Any) -> Any:
    plan = await submitted(register, of, number, **changes)
    payload = await act(register, CENTER, "acceptEvaluationPlan", plan)
    assert payload["evaluationPlan"]["status"] == "ACCEPTED", payload["findings"]
    return payload["evaluationPlan"]


CHECK = f"query ($id: ID!) {{ checkEvaluationPlan(id: $id) {{ {FOUND[11:-2]} }} }}"


async def checked(register: Register, viewer: Viewer, plan: Any) -> Any:
    return (await register.ask(viewer, CHECK, id=plan["id"]))["checkEvaluationPlan"]


def codes(findings: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in findings]


def refusals(findings: Any) -> list[tuple[str, list[str]]]:
    return codes(f for f in findings if f["severity"] == "REFUSAL")
