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
from tests.evaluated import City, Evaluated, evaluated, results, today
from tests.planned import Planning, accepted, act, filled, identity_number, planning, submitted
from tests.races.race import Races, Subject
from tests.register import Register
from tests.specified import Specifying

NUMBERS = count(301)
NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
SUBMITTED = ", submitted_at = coalesce(submitted_at, register_now())"
ANSWERED = ", answer = '已补装', answered_on = required_on"
BLOCKED = "update result set blocked_on = register_today(), block_reason = '替考' where id = $1"
REMOVED = "update agency set status = 'REMOVED', removed_on = register_today() where id = $1"
SHEET = {"cause": "LOST", "printNumber": "SH-000001"}
CORRECTED = {"holderName": "张玮", "documentNumber": identity_number(1, "20050101")}
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
        ended = {"recordInstitutionClosure": {"closedOn": str(of.today)}}
        self.add("institution", of.institution.id, "REGISTERED", viewers, given=ended)
        row = rows.row(
            models.Rectification, institution_id=of.institution.id, what="补齐监控录像",
            required_role=Role.CENTER, required_by_id=of.account.id, required_on=of.today,
            due_on=of.today + timedelta(days=30),
        )  # fmt: skip
        rectification = await self.write(row)
        self.add("rectification", rectification, "REQUIRED", viewers)
        again = {"returnRectification": {"dueOn": str(of.today + timedelta(days=60))}}
        self.add("rectification", rectification, "ANSWERED", viewers, put=ANSWERED, given=again)

    async def application(self) -> None:
        of, viewers = await self.planning()
        made = rows.row(models.FilingApplication, institution_id=of.institution.id)
        submission = rows.row(
            models.FilingRound, application_id=made.id, number=1, submitted_at=NOW, content={}
        )
        await rows.write(self.database, made, submission)
        for state in ("SUBMITTED", "ACCEPTED"):
            self.add("filing_application", made.id, state, viewers, put=SUBMITTED)
        of, viewers = await self.planning()
        made = rows.row(
            models.FilingApplication, institution_id=of.institution.id,
            kind=words.ApplicationKind.RENEWAL, agency_id=of.agency.id,
        )  # fmt: skip
        await rows.write(self.database, made)
        await self._fetch(REMOVED, of.agency.id)
        self.add("filing_application", made.id, "ACCEPTED", viewers, put=SUBMITTED)

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
        """A panel to be confirmed, one that has spoken, a conclusion that was proposed."""
        composed, concluding, proposed = [await self.scene() for _ in range(3)]
        await composed.on_application(Role.CENTER, "openAssessment")
        for expert in composed.experts[:3]:
            given = {"expertId": f"Expert:{expert.id}"}
            await composed.on_assessment(Role.CENTER, "appointExpert", **given)
        await concluding.open_with_panel()
        await concluding.visit()
        await concluding.opine()
        await proposed.propose()
        for scene in (composed, concluding, proposed):
            row = await scene.assessment()
            step = {"method": "QUESTIONING", "day": str(await scene.today()), "place": "会议室"}
            asked = {
                "appointExpert": {"expertId": f"Expert:{scene.experts[3].id}"},
                "scheduleAssessment": {"steps": [step]},
                "proposeAssessmentConclusion": {"conclusion": "PASSED"},
            }
            state, viewers = row.status.name, scene.viewers
            self.add("technical_assessment", row.id, state, viewers, given=asked)

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
        figures = {"expectedCandidates": 50, "statement": "三年内组织评价15批次"}
        for status in ("PROPOSED", "SENT_BACK", "CONSENTED"):
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
            revised = {"reviseScopeExtension": figures}
            self.add("scope_extension", row.id, status, viewers, given=revised)

    # --- 4

    async def plans(self) -> None:
        for made, state in ((filled, "DRAFT"), (submitted, "SUBMITTED"), (accepted, "ACCEPTED")):
            of, viewers = await self.planning()
            plan = await made(self.register, of)
            self.add("evaluation_plan", plan["id"], state, viewers)
        await self._plan_change()
        for is_over in (False, True):
            of, viewers = await self.planning()
            plan = await accepted(self.register, of)
            decision, days = rows.suspended(of.agency, of.account)
            await rows.write(self.database, decision, days)
            if is_over:
                await act(
                    self.register, viewers[Role.CENTER], "stopEvaluationPlan", plan, reason="检修"
                )
                await self._fetch(
                    "update agency_suspension set ends_on = begins_on where id = $1", days.id
                )
            state = "STOPPED" if is_over else "ACCEPTED"
            self.add("evaluation_plan", plan["id"], state, viewers)

    async def _plan_change(self) -> None:
        """A change of an accepted plan that waits for the center."""
        of, viewers = await self.planning()
        plan = await accepted(self.register, of)
        (session, *_) = await self._rows("plan_session", "plan_id", UUID(plan["id"][15:]))
        given = {
            "id": plan["id"],
            "expectedVersion": plan["version"],
            "reason": "考场停用",
            "sessions": [
                {"sessionId": f"PlanSession:{session}", "startsAt": of.at(7), "endsAt": of.at(8)}
            ],
        }
        await self._certify(of.school, "requestPlanChange", **given)
        (change,) = await self._rows("plan_change", "plan_id", UUID(plan["id"][15:]))
        decision = {"decidePlanChange": {"isAccepted": True}}
        self.add("plan_change", change, "REQUESTED", viewers, given=decision)

    async def results(self) -> None:
        """Before they are accepted, and of an agency that was removed for a violation."""
        of = await evaluated(self.database, self.place)
        await rows.write(self.database, *results(of, PASSED, ("70", "90")))
        for state, put in (("OPEN", ""), ("SUBMITTED", SUBMITTED)):
            self.add("result_filing", of.filing.id, state, self.of(of.school), put=put)
        for statement in ("", BLOCKED):
            of = await self._accepted()
            (result,) = await self._rows("result", "filing_id", of.filing.id)
            await self._remove(of)
            if statement:
                await self._fetch(statement, result)
            named = {"resultIds": [f"Result:{result}"]}
            given = dict.fromkeys(("blockResults", "releaseResults"), named)
            self.add("result_filing", of.filing.id, "ACCEPTED", self.of(of.school), given=given)

    async def _remove(self, of: Evaluated) -> None:
        """The agency leaves the directory today, for a violation."""
        violation, decision = await self._removal(of)
        await rows.write(self.database, violation, decision)
        await self._fetch(REMOVED, of.agency.id)

    async def _removal(self, of: Evaluated) -> tuple[models.Violation, models.AgencyDecision]:
        day, school = await today(self.database), of.plan.institution_id
        by = self.viewers[Role.CENTER].account_id
        violation = rows.row(
            models.Violation, institution_id=school, description="替考", recorded_by_id=by,
            happened_on=day,
        )  # fmt: skip
        decision = rows.row(
            models.AgencyDecision, agency_id=of.agency.id, institution_id=school,
            act="removeAgency", clause="3.3", decided_on=day, effective_on=day, account_id=by,
            violation_id=violation.id,
        )  # fmt: skip
        return violation, decision

    async def _accepted(self) -> Evaluated:
        """The results of one candidate, accepted."""
        of = await evaluated(
            self.database, self.place, 1, status=words.ResultFilingStatus.ACCEPTED,
            submitted_at=NOW, accepted_on=await today(self.database),
        )  # fmt: skip
        await rows.write(self.database, *results(of, PASSED))
        return of

    async def certificates(self) -> None:
        """A report that waits; a certificate that is published, and one with a correction asked."""
        decided = ("acceptCertificateReport", "returnCertificateReport")
        viewers, report, _ = await self._reported()
        self.add("certificate_report", report, "REPORTED", viewers, also=decided)
        changes = {"reissueCertificate": SHEET, "correctCertificate": CORRECTED}
        viewers, certificate = await self._published()
        self.add(
            "certificate", certificate, "PUBLISHED", viewers, given=changes,
            also=("correctCertificate",),
        )  # fmt: skip
        viewers, certificate = await self._published()
        await self._certify(
            viewers[Role.SCHOOL], "correctCertificate", id=f"Certificate:{certificate}",
            expectedVersion=await self._version("certificate", certificate), reason="更正",
            **CORRECTED,
        )  # fmt: skip
        (correction,) = await self._rows("certificate_correction", "certificate_id", certificate)
        consent = {"decideCertificateCorrection": {"isConsented": True}}
        self.add("certificate_correction", correction, "REQUESTED", viewers, given=consent)

    async def _reported(self) -> tuple[dict[Role, Viewer], UUID, UUID]:
        """The report of a school's only certificate, and the certificate."""
        of = await self._accepted()
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
        assert answer[name]["findings"] == [], answer

    async def _rows(self, table: str, column: str, of: UUID) -> list[UUID]:
        found = await self._fetch(f"select id from {table} where {column} = $1", of)
        return [row["id"] for row in found]

    async def _version(self, table: str, of: UUID) -> int:
        (row,) = await self._fetch(f"select version from {table} where id = $1", of)
        return int(row["version"])

    async def _fetch(self, statement: str, *given: Any) -> list[Any]:
        async with self.database.pool.acquire() as connection:
            return list(await connection.fetch(statement, *given))
