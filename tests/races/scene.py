"""What is raced: one object of every workflow that decides, in each state worth a race."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import models
from models.base import Base
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.vocabulary import Role
from tests import rows
from tests.acts.filing_scene import Scene
from tests.evaluated import City, evaluated, results, today
from tests.planned import Planning, accepted, act, filled, planning, submitted
from tests.races.race import Races, Subject
from tests.register import Register
from tests.specified import Specifying

NUMBERS = count(301)
NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
SUBMITTED = ", submitted_at = coalesce(submitted_at, register_now())"
ANSWERED = ", answer = '已补装', answered_on = required_on"
SHEET = {"cause": "LOST", "printNumber": "SH-000001"}
PASSED = ("80", "80")
INPUTS = {"acceptCertificateReport": "ActInput"}


async def races(database: Database, place: City) -> Races:
    """The objects, ready to be raced."""
    builder = Builder(database, place)
    await builder.offices()
    for build in (
        builder.registration, builder.application, builder.branches, builder.ministry,
        builder.assessments, builder.evaluations, builder.specifications, builder.agencies,
        builder.extension, builder.plans, builder.results, builder.certificates,
    ):  # fmt: skip
        await build()
    made = Races(database, builder.subjects)
    await made.prepare()
    return made


class Builder:
    """Gathers the subjects; what they belong to is made on the way."""

    def __init__(self, database: Database, place: City) -> None:
        self.database, self.place = database, place
        self.register = Register(database)
        self.subjects: list[Subject] = []
        self.viewers: dict[Role, Viewer] = {}

    async def offices(self) -> None:
        """An account of each office: one person does not decide twice."""
        roles = (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU, Role.SUPERVISOR)
        accounts = {role: rows.account(f"{role.name.lower()}-racing") for role in roles}
        await rows.write(self.database, *accounts.values())
        district = self.place.district.code
        self.viewers = {role: Viewer(role, own.id) for role, own in accounts.items()}
        self.viewers[Role.SUPERVISOR] = Viewer(
            Role.SUPERVISOR, accounts[Role.SUPERVISOR].id, district_code=district
        )

    def add(
        self, noun: str, id_: UUID | str, state: str, viewers: Mapping[Role, Viewer], **more: Any
    ) -> None:
        own = id_ if isinstance(id_, UUID) else UUID(id_.partition(":")[2])
        self.subjects.append(Subject(noun, own, state, viewers, **more))

    def of(self, school: Viewer) -> dict[Role, Viewer]:
        return {**self.viewers, Role.SCHOOL: school}

    async def planning(self) -> tuple[Planning, dict[Role, Viewer]]:
        made = await planning(self.database, self.place)
        return made, self.of(made.school)

    async def scene(self) -> Scene:
        return await Scene(self.database, next(NUMBERS)).begin()

    async def write(self, made: Base) -> UUID:
        await rows.write(self.database, made)
        return made.id  # type: ignore[attr-defined, no-any-return]

    # --- 1.1, 3.1

    async def registration(self) -> None:
        of, viewers = await self.planning()
        self.add("institution", of.institution.id, "REGISTERED", viewers)
        rectification = await self.write(
            rows.row(
                models.Rectification,
                institution_id=of.institution.id,
                what="补齐监控录像",
                required_role=Role.CENTER,
                required_by_id=of.account.id,
                required_on=of.today,
                due_on=of.today + timedelta(days=30),
            )  # fmt: skip
        )
        self.add("rectification", rectification, "REQUIRED", viewers)
        self.add("rectification", rectification, "ANSWERED", viewers, put=ANSWERED)

    async def application(self) -> None:
        of, viewers = await self.planning()
        made = await self.write(
            rows.row(models.FilingApplication, institution_id=of.institution.id)
        )
        for state in ("SUBMITTED", "ACCEPTED"):
            self.add("filing_application", made, state, viewers, put=SUBMITTED)

    # --- 3.3

    async def branches(self) -> None:
        """Before the reports, and with both of them open."""
        for are_reported in (False, True):
            scene = await self.scene()
            await scene.set_status(words.FilingStatus.ASSESSED)
            made: list[Base] = [scene.concluded(words.AssessmentConclusion.PASSED)]
            if are_reported:
                made += [
                    scene.reported(
                        authority, words.BranchStatus.REPORTED, scene.viewers[by], scene.viewers[to]
                    )
                    for authority, by, to in (
                        (words.Authority.BUREAU, Role.CENTER, Role.BUREAU),
                        (words.Authority.COMMISSION, Role.DEPARTMENT, Role.COMMISSION),
                    )
                ]
            await rows.write(self.database, *made)
            self.add("filing_application", scene.application.id, "ASSESSED", scene.viewers)

    async def ministry(self) -> None:
        outcome = {"outcome": "FILED", "reference": "鉴备2026-7"}
        for status in (
            words.FilingStatus.CONSENTED,
            words.FilingStatus.REPORTED_TO_MINISTRY,
            words.FilingStatus.FILED,
        ):
            scene = await self.scene()
            await rows.write(self.database, *scene.concluded_and_consented())
            await scene.set_status(status)
            await scene.as_after(status)
            self.add(
                "filing_application", scene.application.id, status.name, scene.viewers,
                given={"recordMinistryOutcome": outcome},
            )  # fmt: skip

    # --- 3.2

    async def assessments(self) -> None:
        composed, speaking, proposed = [await self.scene() for _ in range(3)]
        await composed.on_application(Role.CENTER, "openAssessment")
        for expert in composed.experts[:3]:
            given = {"expertId": f"Expert:{expert.id}"}
            await composed.on_assessment(Role.CENTER, "appointExpert", **given)
        await speaking.open_with_panel()
        await speaking.visit()
        await speaking.opine_as(speaking.panel[0])
        await proposed.propose()
        for scene in (composed, speaking, proposed):
            row = await scene.assessment()
            day = str(await scene.today())
            given = {
                "appointExpert": {"expertId": f"Expert:{scene.experts[3].id}"},
                "scheduleAssessment": {
                    "steps": [{"method": "QUESTIONING", "day": day, "place": "会议室"}]
                },
                "recordExpertOpinion": {"condition": "CONDITION_1_1_4", "opinion": "NOT_MET"},
            }
            self.add("technical_assessment", row.id, row.status.name, scene.viewers, given=given)
        concluded = await self.scene()
        await concluded.open_with_panel()
        await concluded.visit()
        await concluded.opine()
        row = await concluded.assessment()
        given = {"proposeAssessmentConclusion": {"conclusion": "PASSED"}}
        self.add("technical_assessment", row.id, "PANEL_CONFIRMED", concluded.viewers, given=given)

    # --- 1.2, 2.1

    async def evaluations(self) -> None:
        for acts in ((), ("open",), ("open", "conclude")):
            scene = await self.scene()
            row = rows.row(
                models.MajorEvaluation, institution_id=scene.school.id, major_id=scene.major.id,
                occupation_id=scene.occupations[0].id, highest_level=4,
                status=words.MajorEvaluationStatus.REQUESTED,
            )  # fmt: skip
            own = f"MajorEvaluation:{await self.write(row)}"
            conclusion = {
                "isPassed": True,
                "reason": "师资与设备符合",
                "expertIds": [f"Expert:{expert.id}" for expert in scene.experts[:3]],
                "minutes": "专家一致同意",
            }
            for version, verb in enumerate(acts, start=1):
                given = conclusion if verb == "conclude" else {}
                await scene.act(
                    Role.CENTER, f"{verb}MajorEvaluation", id=own, expectedVersion=version, **given
                )
            kept = await scene.get(models.MajorEvaluation, row.id)
            more = {"concludeMajorEvaluation": conclusion}
            self.add("major_evaluation", row.id, kept.status.name, scene.viewers, given=more)

    async def specifications(self) -> None:
        for state in ("DRAFT", "SUBMITTED", "EXAMINED"):
            of = await Specifying(self.database).begin()
            if state == "DRAFT":
                node = (await of.create())["evaluationSpecification"]
            else:
                node = await (of.submitted() if state == "SUBMITTED" else of.examined())
            self.add("evaluation_specification", node["id"], state, of.viewers)

    # --- 3.3: the agency's life

    async def agencies(self) -> None:
        for state in ("LISTED", "SUSPENDED"):
            of, viewers = await self.planning()
            if state == "SUSPENDED":
                await rows.write(self.database, *rows.suspended(of.agency, of.account))
            item = f"AgencyItem:{of.item.id}"
            given = {
                "reduceAgency": {"items": [{"itemId": item, "levelFrom": 5, "levelTo": 4}]},
                "assignAgencyCode": {"scope": "OTHER_SCHOOLS"},
            }
            self.add("agency", of.agency.id, state, viewers, given=given)

    async def extension(self) -> None:
        for status in ("PROPOSED", "CONSENTED"):
            of, viewers = await self.planning()
            served, _ = await self.planning()
            tie = rows.row(
                models.MajorOccupation,
                major_id=served.major.id,
                occupation_id=of.item.occupation_id,
            )
            row = rows.row(
                models.ScopeExtension, agency_id=of.agency.id, institution_id=of.institution.id,
                served_id=served.institution.id, major_id=served.major.id,
                occupation_id=of.item.occupation_id, expected_candidates=40,
                statement="三年内组织评价12批次", status=words.ExtensionStatus[status],
                proposed_by_id=of.account.id,
            )  # fmt: skip
            await rows.write(self.database, tie, row)
            self.add("scope_extension", row.id, status, viewers)

    # --- 4

    async def plans(self) -> None:
        for made, state in ((filled, "DRAFT"), (submitted, "SUBMITTED"), (accepted, "ACCEPTED")):
            of, viewers = await self.planning()
            plan = await made(self.register, of)
            self.add("evaluation_plan", plan["id"], state, viewers)
        of, viewers = await self.planning()
        plan = await accepted(self.register, of)
        center = viewers[Role.CENTER]
        await act(self.register, center, "stopEvaluationPlan", plan, reason="检修")
        self.add("evaluation_plan", plan["id"], "STOPPED", viewers)

    async def results(self) -> None:
        of = await evaluated(self.database, self.place)
        made = results(of, PASSED, ("70", "90"))
        await rows.write(self.database, *made)
        block = {"blockResults": {"resultIds": [f"Result:{made[0].id}"]}}
        viewers = self.of(of.school)
        self.add("result_filing", of.filing.id, "OPEN", viewers, given=block)
        self.add("result_filing", of.filing.id, "SUBMITTED", viewers, put=SUBMITTED, given=block)

    async def certificates(self) -> None:
        """A report that waits; a certificate that is published, and one with a correction asked."""
        decided = ("acceptCertificateReport", "returnCertificateReport")
        viewers, report, _ = await self._reported()
        self.add("certificate_report", report, "REPORTED", viewers, also=decided)
        changes = {"reissueCertificate": SHEET, "correctCertificate": {"holderName": "张玮"}}
        viewers, certificate = await self._published()
        self.add(
            "certificate", certificate, "PUBLISHED", viewers, given=changes,
            also=("correctCertificate",),
        )  # fmt: skip
        viewers, certificate = await self._published()
        await self._certify(
            viewers[Role.SCHOOL], "correctCertificate", id=f"Certificate:{certificate}",
            expectedVersion=await self._version("certificate", certificate), reason="更正",
            **changes["correctCertificate"],
        )  # fmt: skip
        (correction,) = await self._rows("certificate_correction", "certificate_id", certificate)
        consent = {"decideCertificateCorrection": {"isConsented": True}}
        self.add("certificate_correction", correction, "REQUESTED", viewers, given=consent)

    async def _reported(self) -> tuple[dict[Role, Viewer], UUID, UUID]:
        """The report of a school's only certificate, and the certificate."""
        of = await evaluated(
            self.database, self.place, 1, status=words.ResultFilingStatus.ACCEPTED,
            submitted_at=NOW, accepted_on=await today(self.database),
        )  # fmt: skip
        await rows.write(self.database, *results(of, PASSED))
        for name in ("issueCertificates", "reportCertificates"):
            await self._certify(of.school, name, planId=of.plan_id)
        (report,) = await self._rows("certificate_report", "plan_id", of.plan.id)
        (certificate,) = await self._rows("certificate", "plan_id", of.plan.id)
        return self.of(of.school), report, certificate

    async def _published(self) -> tuple[dict[Role, Viewer], UUID]:
        viewers, report, certificate = await self._reported()
        given = {"id": f"CertificateReport:{report}", "expectedVersion": 1}
        await self._certify(viewers[Role.CENTER], "acceptCertificateReport", **given)
        return viewers, certificate

    async def _certify(self, viewer: Viewer, name: str, **given: Any) -> None:
        input_ = INPUTS.get(name) or f"{name[0].upper()}{name[1:]}Input"
        document = f"mutation ($i: {input_}!) {{ {name}(input: $i) {{ findings {{ code }} }} }}"
        answer = await self.register.ask(viewer, document, i=given)
        assert answer[name]["findings"] == []

    async def _rows(self, table: str, column: str, of: UUID) -> list[UUID]:
        async with self.database.pool.acquire() as connection:
            found = await connection.fetch(f"select id from {table} where {column} = $1", of)
        return [row["id"] for row in found]

    async def _version(self, table: str, of: UUID) -> int:
        async with self.database.pool.acquire() as connection:
            return int(await connection.fetchval(f"select version from {table} where id = $1", of))
