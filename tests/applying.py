"""A school that may apply: its file saved by its own mutations, on the reference data."""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sqlalchemy import func, select

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import MaterialKind, Role
from tests import rows
from tests.register import Register

NUMBERS = count(500)
ELECTRICIAN = "6-31-01-03"  # 电工: of the skill kind, its standard of 2018 covers levels 5 to 1
SAVE_MAJOR = """mutation($input: SaveMajorInput!) { saveMajor(input: $input) {
  major { id version catalogueCode name trainingLevel standing isActive occupations { code } }
  findings { code clause severity path } } }"""
SAVE_SITE = """mutation($input: SaveSiteInput!) { saveSite(input: $input) {
  site { id version name hasMonitoring rooms { id name kind capacity }
    equipment { id level occupation { code } } }
  findings { code clause severity path } } }"""
SAVE_STAFF = """mutation($input: SaveStaffMemberInput!) { saveStaffMember(input: $input) {
  staffMember { id version name duties cardNumber highestLevel occupation { code } }
  findings { code clause severity path } } }"""
SAVE_PROGRAMME = """mutation($input: SaveIntegratedProgrammeInput!) {
  saveIntegratedProgramme(input: $input) {
    integratedProgramme { id version partnerInstitutionName major { id } }
    findings { code clause severity path } } }"""
ATTACH = """mutation($input: AttachDocumentInput!) { attachDocument(input: $input) {
  document { id version title sha256 size conditions } findings { code clause severity path } } }"""
EVIDENCE = """mutation($input: SaveEvidenceInput!) { saveEvidence(input: $input) {
  document { id version conditions } findings { code clause severity path } } }"""
CREATE = """mutation($input: CreateFilingApplicationInput!) {
  createFilingApplication(input: $input) {
    filingApplication { id version status number refusalCount }
    findings { code clause severity path } } }"""
UPDATE = """mutation($input: UpdateFilingApplicationInput!) {
  updateFilingApplication(input: $input) {
    filingApplication { id version status number refusalCount items { id levelTo } }
    findings { code clause severity path } } }"""
SUBMIT = """mutation($input: ActInput!) { submitFilingApplication(input: $input) {
  filingApplication { id version status number } findings { code clause severity path } } }"""
CRITERIA = "{ assessmentCriteria { criteria { id isVeto fullMarks } } }"
CHECK = """query($id: ID!) { checkFilingApplication(id: $id) {
  code clause severity path message } }"""
DOCUMENT = {"title": "材料", "kind": "材料"}
DEPARTMENT = Viewer(role=Role.DEPARTMENT)
CENTER = Viewer(role=Role.CENTER)


def found(payload: dict[str, Any], severity: str = "REFUSAL") -> list[tuple[str, str, list[str]]]:
    """Code, clause and path of the findings of one severity."""
    return places(payload["findings"], severity)


def places(
    findings: list[dict[str, Any]], severity: str = "REFUSAL"
) -> list[tuple[str, str, list[str]]]:
    return [(f["code"], f["clause"], f["path"]) for f in findings if f["severity"] == severity]


async def occupation_id(database: Database, code: str, edition: int = 2022) -> str:
    async with database.engine.connect() as connection:
        known = select(models.Occupation.id).where(
            models.Occupation.code == code, models.Occupation.edition == edition
        )
        return f"Occupation:{await connection.scalar(known)}"


@dataclass
class School:
    """A school with its viewer and the global ids of what it saved."""

    register: Register
    viewer: Viewer
    institution: models.Institution
    account: models.Account
    occupation: str
    major: str = ""
    site: str = ""
    document: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    async def act(self, document: str, **given: Any) -> Any:
        """The payload of a mutation asked as this school."""
        answer = await self.register.ask(self.viewer, document, input=given)
        return next(iter(answer.values()))

    async def upload(self, content: bytes = b"a document") -> str:
        """An upload of this school's account whose content has come."""
        arrived = rows.upload(self.account, content)
        await rows.write(self.register.database, arrived)
        return f"Upload:{arrived.id}"

    def major_input(self, **changed: Any) -> dict[str, Any]:
        return {
            "catalogueCode": "460306",
            "name": "电气自动化技术",
            "trainingLevel": "COLLEGE",
            "standing": "KEY",
            "expectedGraduates": 120,
            "occupationIds": [self.occupation],
        } | changed

    def site_input(self, **changed: Any) -> dict[str, Any]:
        return {
            "name": "电工实训中心",
            "address": "上海市中山路1号",
            "districtCode": "310101",
            "hasMonitoring": True,
            "capacity": 60,
            "rooms": [
                {"name": "理论一", "kind": "THEORY", "capacity": 30},
                {"name": "实操一", "kind": "PRACTICE", "capacity": 15},
            ],
            "equipment": [{"occupationId": self.occupation, "level": n} for n in (2, 3, 4, 5)],
        } | changed

    def item(self, **changed: Any) -> dict[str, Any]:
        return {
            "occupationId": self.occupation,
            "levelFrom": 4,
            "levelTo": 3,
            "basis": "NATIONAL_STANDARD",
            "method": "RESULT_ASSESSMENT",
            "priorityReason": "DUAL_CERTIFICATE_REFORM",
            "siteId": self.site,
            "majors": [{"majorId": self.major, "expectedCandidates": 100}],
        } | changed

    def content(self, **changed: Any) -> dict[str, Any]:
        """A complete application on `today` of the register: nothing is refused."""
        return {
            "items": [self.item()],
            "materials": [
                {"kind": kind.name, "title": kind.zh, "documentId": self.document}
                for kind in MaterialKind
            ],
            "enrolments": [{"year": year, "enrolled": 800} for year in self.extra["years"]],
            "selfMarks": self.extra["marks"],
            "experience": "自2015年起承担技能等级评价",
            "declaresTruthful": True,
            "declaresNonProfit": True,
            "declaresAcceptingSupervision": True,
        } | changed

    async def draft(self, **changed: Any) -> dict[str, Any]:
        payload = await self.act(CREATE, **self.content(**changed))
        assert payload["findings"] == []
        made: dict[str, Any] = payload["filingApplication"]
        return made

    async def submit(self, drafted: dict[str, Any]) -> Any:
        return await self.act(SUBMIT, id=drafted["id"], expectedVersion=drafted["version"])


async def full_marks(register: Register, viewer: Viewer) -> list[dict[str, Any]]:
    """The school's own marks by every criterion in force."""
    editions = (await register.ask(viewer, CRITERIA))["assessmentCriteria"]
    return [
        {"criterionId": one["id"], "isFulfilled": True}
        if one["isVeto"]
        else {"criterionId": one["id"], "marks": one["fullMarks"]}
        for edition in editions
        for one in edition["criteria"]
    ]


async def new_school(database: Database, **institution: Any) -> School:
    """A verified college with account, and nothing in its file yet."""
    register = Register(database)
    number = next(NUMBERS)
    account = rows.account(f"applying-{number}")
    school = rows.institution(account, number, f"第{number}职业学院", **institution)
    await rows.write(database, account, school)
    viewer = Viewer(role=Role.SCHOOL, account_id=account.id, institution_id=school.id)
    made = School(register, viewer, school, account, await occupation_id(database, ELECTRICIAN))
    async with database.engine.connect() as connection:
        today = await connection.scalar(select(func.register_today()))
    made.extra["marks"] = await full_marks(register, viewer)
    made.extra["years"] = [today.year - back for back in (1, 2, 3)]
    return made


async def school_that_may_apply(database: Database, **institution: Any) -> School:
    """The same with major, site, staff and a document."""
    made = await new_school(database, **institution)
    major = await made.act(SAVE_MAJOR, **made.major_input())
    site = await made.act(SAVE_SITE, **made.site_input())
    await made.act(SAVE_STAFF, name="王主任", duties=["ADMINISTRATOR", "EXPERT"])
    document = await made.act(ATTACH, **DOCUMENT, uploadId=await made.upload())
    return replace(
        made,
        major=major["major"]["id"],
        site=site["site"]["id"],
        document=document["document"]["id"],
    )
