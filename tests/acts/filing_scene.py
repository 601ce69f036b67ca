"""A school whose application with two items was accepted, and everybody who works on it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.base import Base
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.vocabulary import Role
from tests import rows
from tests.register import Register

OFFICES = (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU, Role.ADMINISTRATOR)
FINDINGS = "findings { code clause severity path message }"
ANSWERS = {
    "Expert": "expert { id version status } ",
    "ExpertConflict": "expertConflict { id kind } expert { id } ",
    "TechnicalAssessment": "technicalAssessment { id version status steps { id } } ",
    "MajorEvaluation": "majorEvaluation { id version status highestLevel reason } ",
    "FilingReceipt": "receipt { id number } agency { id name } ",
    "FilingApplication": "filingApplication { id version status } ",
}
PLAIN = (
    "openAssessment",
    "confirmAssessmentPanel",
    "signOffExpertOpinions",
    "confirmAssessmentConclusion",
    "reportFilingApplication",
    "consentToFilingApplication",
    "reportToMinistry",
    "openMajorEvaluation",
    "withdrawMajorEvaluation",
    "confirmMajorEvaluation",
    "withdrawFilingApplication",
)
REASONED = (
    "endFilingApplication",
    "returnMajorEvaluation",
    "recuseFromAssessment",
    "returnAssessmentConclusion",
    "refuseFilingApplication",
    "sendBackFilingApplication",
)
INPUT_OF = dict.fromkeys(PLAIN, "ActInput") | dict.fromkeys(REASONED, "ReasonedInput")
PAYLOAD_OF = {
    "saveExpert": "Expert",
    "nominateExpert": "Expert",
    "openAssessment": "TechnicalAssessment",
    "appointExpert": "TechnicalAssessment",
    "confirmAssessmentPanel": "TechnicalAssessment",
    "scheduleAssessment": "TechnicalAssessment",
    "declareExpertConflict": "ExpertConflict",
    "recordExpertConflict": "ExpertConflict",
    "recordAssessmentMinutes": "TechnicalAssessment",
    "recordExpertMarks": "TechnicalAssessment",
    "signOffExpertOpinions": "TechnicalAssessment",
    "returnAssessmentConclusion": "TechnicalAssessment",
    "reportImprovement": "TechnicalAssessment",
    "recordExpertOpinion": "TechnicalAssessment",
    "recuseFromAssessment": "TechnicalAssessment",
    "proposeAssessmentConclusion": "TechnicalAssessment",
    "confirmAssessmentConclusion": "TechnicalAssessment",
    "openMajorEvaluation": "MajorEvaluation",
    "concludeMajorEvaluation": "MajorEvaluation",
    "withdrawMajorEvaluation": "MajorEvaluation",
    "returnMajorEvaluation": "MajorEvaluation",
    "confirmMajorEvaluation": "MajorEvaluation",
    "issueFilingReceipt": "FilingReceipt",
}


def document(act: str) -> str:
    """The mutation with its whole input as one variable."""
    input_ = INPUT_OF.get(act) or f"{act[0].upper()}{act[1:]}Input"
    answer = ANSWERS[PAYLOAD_OF.get(act, "FilingApplication")]
    return f"mutation A($i: {input_}!) {{ {act}(input: $i) {{ {answer}{FINDINGS} }} }}"


@dataclass
class Scene:
    """One school (`number` makes its codes its own), its application, and the viewers."""

    database: Database
    number: int = 1
    scope: words.AgencyScope = words.AgencyScope.OWN_STUDENTS
    viewers: dict[Role, Viewer] = field(default_factory=dict)
    experts: list[models.Expert] = field(default_factory=list)
    panel: list[Viewer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.register = Register(self.database)

    async def begin(self) -> "Scene":
        made = self._catalogue() + self._offices() + self._school() + self._application()
        await rows.write(self.database, *made)
        return self

    def _catalogue(self) -> list[Base]:
        self.district = rows.district(f"31{100 + self.number:04d}", f"区{self.number}")
        self.occupations = [
            rows.occupation(f"6-{self.number // 90 + 10}-{self.number % 90 + 10}-0{n}", f"职业{n}")
            for n in (1, 2)
        ]
        self.standards = [rows.standard(occupation) for occupation in self.occupations]
        return [self.district, *self.occupations, *self.standards]

    def _offices(self) -> list[Base]:
        made: list[Base] = []
        for role in OFFICES:
            account = rows.account(f"{role.name.lower()}-{self.number}")
            self.viewers[role] = Viewer(role, account.id)
            made.append(account)
        for n in range(4):
            account = rows.account(f"expert-{self.number}-{n}")
            expert = rows.row(models.Expert, name=f"专家{n}", field="机械", account_id=account.id)
            self.experts.append(expert)
            self.panel.append(Viewer(Role.EXPERT, account.id, expert_id=expert.id))
            fields = [
                rows.row(
                    models.ExpertField,
                    expert_id=expert.id,
                    kind=words.ExpertFieldKind.OCCUPATION,
                    occupation_id=occupation.id,
                )
                for occupation in self.occupations
            ]
            made += [account, expert, *fields]
        self.viewers[Role.EXPERT] = self.panel[0]
        self.viewers[Role.SUPERVISOR] = Viewer(Role.SUPERVISOR)
        self.viewers[Role.PUBLIC] = Viewer(Role.PUBLIC)
        return made

    def _school(self) -> list[Base]:
        self.account = rows.account(f"school-{self.number}")
        self.school = rows.institution(
            self.account, self.number, f"第{self.number}职业学院", district_code=self.district.code
        )
        self.viewers[Role.SCHOOL] = Viewer(
            Role.SCHOOL, self.account.id, institution_id=self.school.id
        )
        self.site, self.major = rows.site(self.school), rows.major(self.school)
        ties: list[Base] = [
            rows.row(models.MajorOccupation, major_id=self.major.id, occupation_id=occupation.id)
            for occupation in self.occupations
        ]
        return [self.account, self.school, self.site, self.major, *ties]

    def _application(self) -> list[Base]:
        self.application = rows.row(
            models.FilingApplication,
            institution_id=self.school.id,
            status=words.FilingStatus.ACCEPTED,
            scope=self.scope,
            submitted_at=datetime(2026, 9, 1, 1, tzinfo=UTC),
        )
        self.items = [
            rows.row(
                models.FilingItem,
                application_id=self.application.id,
                occupation_id=occupation.id,
                level_from=5,
                level_to=3,
                basis=words.Basis.NATIONAL_STANDARD,
                standard_id=standard.id,
                method=words.EvaluationMethod.RESULT_ASSESSMENT,
                site_id=self.site.id,
            )
            for occupation, standard in zip(self.occupations, self.standards, strict=True)
        ]
        return [self.application, *self.items]

    # --- rows of later steps, without walking there

    def concluded(self, conclusion: words.AssessmentConclusion) -> models.TechnicalAssessment:
        return rows.row(
            models.TechnicalAssessment,
            application_id=self.application.id,
            institution_id=self.school.id,
            status=words.AssessmentStatus.CONCLUDED,
            conclusion=conclusion,
            proposed_by_id=self.viewers[Role.CENTER].account_id,
            confirmed_by_id=self.viewers[Role.DEPARTMENT].account_id,
        )

    def reported(
        self,
        authority: words.Authority,
        status: words.BranchStatus,
        reporter: Viewer,
        reviewer: Viewer,
    ) -> models.FilingReport:
        is_open = status is words.BranchStatus.REPORTED
        return rows.row(
            models.FilingReport,
            application_id=self.application.id,
            authority=authority,
            status=status,
            reported_by_id=reporter.account_id,
            decided_by_id=None if is_open else reviewer.account_id,
            decided_at=None if is_open else datetime(2026, 9, 2, 1, tzinfo=UTC),
        )

    def concluded_and_consented(self) -> list[Base]:
        consented, offices = words.BranchStatus.CONSENTED, self.viewers
        return [
            self.concluded(words.AssessmentConclusion.PASSED),
            self.reported(
                words.Authority.BUREAU, consented, offices[Role.CENTER], offices[Role.BUREAU]
            ),
            self.reported(
                words.Authority.COMMISSION,
                consented,
                offices[Role.DEPARTMENT],
                offices[Role.COMMISSION],
            ),
        ]

    async def as_after(self, status: words.FilingStatus) -> None:
        """The report to the ministry that the state has behind it, and the items passed."""
        reported, filed = words.FilingStatus.REPORTED_TO_MINISTRY, words.FilingStatus.FILED
        if status not in (reported, filed):
            return
        today = await self.today()
        is_filed = status is filed
        await self.pass_items()
        report = rows.row(
            models.MinistryReport,
            application_id=self.application.id,
            reported_on=today,
            reported_by_id=self.viewers[Role.CENTER].account_id,
            outcome=words.MinistryOutcome.FILED if is_filed else None,
            outcome_on=today if is_filed else None,
        )
        await rows.write(self.database, report)

    async def reduces(self) -> None:
        """The application is one that gives something up: nothing of it is assessed."""
        agency = rows.agency(self.school, await self.today())
        await rows.write(self.database, agency)
        async with AsyncSession(self.database.engine) as session, session.begin():
            row = await session.get_one(models.FilingApplication, self.application.id)
            row.kind, row.agency_id = words.ApplicationKind.REDUCTION, agency.id
            row.needs_assessment = False

    async def pass_items(self) -> None:
        async with AsyncSession(self.database.engine) as session, session.begin():
            for item in self.items:
                (await session.get_one(models.FilingItem, item.id)).is_passed = True

    async def apply_again(self) -> None:
        """An addition by the same school, consented, its items passed."""
        (agency,) = await self.all(models.Agency, models.Agency.institution_id == self.school.id)
        made = self._application()
        self.application.kind = words.ApplicationKind.ADDITION
        self.application.agency_id = agency.id
        await rows.write(self.database, *made)
        await self.set_status(words.FilingStatus.CONSENTED)
        await self.pass_items()

    # --- acting

    async def act(self, who: Viewer | Role, act: str, **given: Any) -> Any:
        """The payload of one mutation."""
        viewer = self.viewers[who] if isinstance(who, Role) else who
        return (await self.register.ask(viewer, document(act), i=given))[act]

    async def on_application(self, who: Viewer | Role, act: str, **given: Any) -> Any:
        """An act on the application, with the version that it has now."""
        row = await self.get(models.FilingApplication, self.application.id)
        given = {"id": f"FilingApplication:{row.id}", "expectedVersion": row.version} | given
        return await self.act(who, act, **given)

    async def on_assessment(self, who: Viewer | Role, act: str, **given: Any) -> Any:
        """An act on the latest round, with the version that it has now."""
        row = await self.assessment()
        given = {"id": f"TechnicalAssessment:{row.id}", "expectedVersion": row.version} | given
        return await self.act(who, act, **given)

    # --- looking

    async def get(self, model: type[Base], id_: Any) -> Any:
        async with AsyncSession(self.database.engine) as session:
            return await session.get(model, id_)

    async def all(self, model: type[Base], *conditions: Any) -> list[Any]:
        async with AsyncSession(self.database.engine) as session:
            return list((await session.execute(select(model).where(*conditions))).scalars())

    async def assessment(self) -> models.TechnicalAssessment:
        rounds = await self.all(
            models.TechnicalAssessment,
            models.TechnicalAssessment.application_id == self.application.id,
        )
        return max(rounds, key=lambda row: row.round_number)  # type: ignore[no-any-return]

    async def status(self) -> words.FilingStatus:
        row = await self.get(models.FilingApplication, self.application.id)
        return row.status  # type: ignore[no-any-return]

    async def entries(self, act: str, subject: Any = None) -> list[models.RegisterEntry]:
        entry = models.RegisterEntry
        about = (
            [entry.subject_id == subject] if subject else [entry.institution_id == self.school.id]
        )
        return await self.all(entry, entry.act == act, *about)

    # --- steps of the chain

    async def open_with_panel(self, size: int = 3) -> None:
        await self.on_application(Role.CENTER, "openAssessment")
        for expert in self.experts[:size]:
            await self.on_assessment(Role.CENTER, "appointExpert", expertId=f"Expert:{expert.id}")
        await self.on_assessment(Role.DEPARTMENT, "confirmAssessmentPanel")

    async def visit(self) -> None:
        """One step held today, with its minutes."""
        day = str(await self.today())
        step = {"method": "SITE_VISIT", "day": day, "place": "实训中心"}
        done = await self.on_assessment(Role.CENTER, "scheduleAssessment", steps=[step])
        await self.on_assessment(
            Role.CENTER,
            "recordAssessmentMinutes",
            stepId=done["technicalAssessment"]["steps"][-1]["id"],
            minutes="场地与设备相符",
        )

    async def sitting(self) -> list[Viewer]:
        """The experts of the latest round who did not stand aside."""
        assessment = await self.assessment()
        members = await self.all(
            models.PanelMember,
            models.PanelMember.assessment_id == assessment.id,
            ~models.PanelMember.is_recused,
        )
        experts = {member.expert_id for member in members}
        return [viewer for viewer in self.panel if viewer.expert_id in experts]

    async def opine(
        self,
        against: str | None = None,
        leave: str | None = None,
        without: tuple[models.FilingItem, ...] = (),
    ) -> None:
        """The opinions of all who did not stand aside, signed off: met, but for the condition
        `against` and the items `without`; nothing on the condition `leave`, and no sign-off then.
        """
        for viewer in await self.sitting():
            await self.opine_as(viewer, against, leave, without)
            if leave is None:
                signed = await self.on_assessment(viewer, "signOffExpertOpinions")
                assert codes(signed) == [], signed

    async def opine_as(
        self,
        viewer: Viewer,
        against: str | None = None,
        leave: str | None = None,
        without: tuple[models.FilingItem, ...] = (),
    ) -> None:
        assessment = await self.assessment()
        asked = await self.all(
            models.AssessmentItem, models.AssessmentItem.assessment_id == assessment.id
        )
        subjects = [
            ({"condition": condition.name}, condition.name != against)
            for condition in assessment.conditions
            if condition.name != leave
        ]
        failed = {item.id for item in without}
        subjects += [
            ({"itemId": f"FilingItem:{item.item_id}"}, item.item_id not in failed) for item in asked
        ]
        for subject, is_met in subjects:
            opinion = {"opinion": "MET" if is_met else "NOT_MET"}
            reason = None if is_met else "场地不足"
            await self.on_assessment(
                viewer, "recordExpertOpinion", **subject, **opinion, reason=reason
            )

    async def propose(self) -> None:
        """From ACCEPTED to a proposed conclusion: everything passed."""
        await self.open_with_panel()
        await self.visit()
        await self.opine()
        await self.on_assessment(
            Role.CENTER, "proposeAssessmentConclusion", conclusion="PASSED", reason="符合条件"
        )

    async def to_be_improved(self, due_on: str = "2099-01-01") -> None:
        """From ACCEPTED to a first round that asks for an improvement of 1.1.4."""
        await self.open_with_panel()
        await self.visit()
        await self.opine(against="CONDITION_1_1_4")
        await self.on_assessment(
            Role.CENTER,
            "proposeAssessmentConclusion",
            conclusion="TO_BE_IMPROVED",
            reason="补充监控设备",
            dueOn=due_on,
        )
        await self.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")

    async def set_status(self, status: words.FilingStatus) -> None:
        """As an act of the application's other steps would leave it."""
        async with AsyncSession(self.database.engine) as session, session.begin():
            row = await session.get_one(models.FilingApplication, self.application.id)
            row.status = status

    async def set_state(self, model: type[Base], status: words.Term) -> None:
        """The only row of the school in the state, with the day that a conclusion has."""
        (row,) = await self.all(model, model.institution_id == self.school.id)  # type: ignore[attr-defined]
        async with AsyncSession(self.database.engine) as session, session.begin():
            kept = await session.get_one(model, row.id)
            kept.status = status  # type: ignore[attr-defined]
            if status.name in ("PASSED", "NOT_PASSED"):
                kept.concluded_on = await self.today()  # type: ignore[attr-defined]

    async def assess(self, *passed: models.FilingItem) -> None:
        """From ACCEPTED to ASSESSED: everything passed, or the items named."""
        await self.open_with_panel()
        await self.visit()
        failed = [item for item in self.items if passed and item not in passed]
        await self.opine(without=tuple(failed))
        conclusion = "PASSED_IN_PART" if failed else "PASSED"
        await self.on_assessment(
            Role.CENTER, "proposeAssessmentConclusion", conclusion=conclusion, reason="符合条件"
        )
        await self.on_assessment(Role.DEPARTMENT, "confirmAssessmentConclusion")

    async def consent(self) -> None:
        """From ASSESSED to CONSENTED, on both branches."""
        await self.on_application(Role.CENTER, "reportFilingApplication")
        await self.on_application(Role.DEPARTMENT, "reportFilingApplication")
        await self.on_application(Role.BUREAU, "consentToFilingApplication")
        await self.on_application(Role.COMMISSION, "consentToFilingApplication")

    async def file(self) -> None:
        """From CONSENTED to FILED."""
        await self.on_application(Role.CENTER, "reportToMinistry")
        await self.on_application(
            Role.CENTER, "recordMinistryOutcome", outcome="FILED", reference="鉴备2026-17"
        )

    async def today(self) -> Any:
        async with self.database.engine.connect() as connection:
            return (await connection.execute(text("select register_today()"))).scalar_one()


def codes(payload: Any) -> list[str]:
    return [finding["code"] for finding in payload["findings"]]
