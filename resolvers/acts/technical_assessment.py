"""技术评估 The center opens, schedules and appoints; the department confirms the panel (3.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models import AssessmentStep, Expert, FilingApplication, PanelMember, TechnicalAssessment
from models.base import new_id
from permissions.rows import enter, viewer_values
from resolvers.technical_assessment import NEEDS, Assessed, found_of
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_2_assessment import PanelMember as MemberFact
from rules.clause_3_2_assessment import check_appointment, check_schedule, conditions_of
from rules.entry import already_registered, check_text
from rules.finding import Findings
from rules.vocabulary import ApplicationKind, AssessmentStatus, ConditionCode


async def assessed_of(writing: Writing, row: TechnicalAssessment) -> Assessed:
    """The same columns as the page's `actions` read, through the same door."""
    entered, _ = enter(TechnicalAssessment, writing.role)
    columns = [need(entered) if callable(need) else getattr(entered, need) for need in NEEDS]
    found = await writing.session.execute(
        select(*columns).where(entered.id == row.id), viewer_values(writing.viewer)
    )
    return Assessed.read(found.one())


@dataclass(frozen=True)
class Begun:
    """An act on an assessment that state and panel allow; `findings` are what remains to say."""

    row: TechnicalAssessment
    assessed: Assessed
    findings: Findings

    @property
    def payload(self) -> dict[str, Ref]:
        return {"technical_assessment": Ref.of(self.row)}

    def outcome(self, findings: Findings = ()) -> Outcome:
        return {**self.payload, "findings": self.findings + findings}


async def begin(writing: Writing, name: str, given: Mapping[str, Any]) -> Begun:
    """Lock, then state, then what the panel and its opinions say to the act."""
    row = await writing.lock(TechnicalAssessment, given)
    shown = Ref.of(row)
    writing.may(name, row.status, technical_assessment=shown)
    assessed = await assessed_of(writing, row)
    findings = writing.judge(found_of(name, assessed), technical_assessment=shown)
    return Begun(row, assessed, findings)


def change(writing: Writing, row: TechnicalAssessment) -> None:
    """Raise the version although only a part changed: who has seen the old panel gets CONFLICT."""
    row.updated_at = writing.now


async def open_assessment(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The first round asks for every condition, a later one for those that failed."""
    application = await writing.lock(FilingApplication, given)
    writing.may(
        "openAssessment",
        application.status,
        is_assessed=application.needs_assessment,
        filing_application=Ref.of(application),
    )
    earlier = await writing.seen(
        TechnicalAssessment, lambda row: row.application_id == application.id
    )
    assessment = TechnicalAssessment(
        id=new_id(),
        application_id=application.id,
        institution_id=application.institution_id,
        round_number=len(earlier) + 1,
        conditions=await _conditions(writing, application, earlier),
    )
    writing.add(assessment)
    writing.move("openAssessment", application)
    writing.record("openAssessment", assessment, after=AssessmentStatus.OPENED)
    return {"technical_assessment": Ref.of(assessment), "filing_application": Ref.of(application)}


async def _conditions(
    writing: Writing, application: FilingApplication, earlier: Sequence[TechnicalAssessment]
) -> list[ConditionCode]:
    if not earlier:
        changes_site = application.kind is ApplicationKind.CHANGE and application.needs_assessment
        asked = conditions_of(application.kind, changes_site)
        return [condition for condition in ConditionCode if condition in asked]
    last = max(earlier, key=lambda row: row.round_number)
    met = (await assessed_of(writing, last)).met
    return [condition for condition in last.conditions if condition not in met]


async def appoint_expert(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    begun = await begin(writing, "appointExpert", given)
    expert = await writing.get(Expert, given["expert_id"], ("expertId",))
    employer = str(expert.employer_id) if expert.employer_id else None
    found = check_appointment(
        begun.assessed.members,
        MemberFact(str(expert.id), employer),
        begun.assessed.applicant,
        ("expertId",),
    )
    writing.judge(found, **begun.payload)
    writing.add(PanelMember(assessment_id=begun.row.id, expert_id=expert.id))
    change(writing, begun.row)
    writing.move("appointExpert", begun.row)
    return begun.outcome()


async def confirm_panel(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    begun = await begin(writing, "confirmAssessmentPanel", given)
    writing.move("confirmAssessmentPanel", begun.row)
    return begun.outcome()


async def schedule(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Each use of a method with its day and place; what was scheduled before stays."""
    begun = await begin(writing, "scheduleAssessment", given)
    writing.judge(await _check_steps(writing, begun.row, given["steps"]), **begun.payload)
    for step in given["steps"]:
        writing.add(AssessmentStep(assessment_id=begun.row.id, **step))
    change(writing, begun.row)
    writing.move("scheduleAssessment", begun.row)
    return begun.outcome()


async def _check_steps(
    writing: Writing, row: TechnicalAssessment, steps: Sequence[Mapping[str, Any]]
) -> Findings:
    kept = await writing.seen(AssessmentStep, lambda step: step.assessment_id == row.id)
    taken = {(step.method, step.day) for step in kept}
    found = () if steps else check_text(writing.clause, None, ("steps",))
    for index, step in enumerate(steps):
        path = ("steps", index)
        found += check_schedule(step["day"], writing.today, (*path, "day"))
        found += check_text(writing.clause, step["place"], (*path, "place"))
        if (step["method"], step["day"]) in taken:
            found += already_registered(writing.clause, path)
        taken.add((step["method"], step["day"]))
    return found
