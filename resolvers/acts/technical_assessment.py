"""技术评估 The center opens, schedules and appoints; the department confirms the panel (3.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models import (
    AssessmentItem,
    AssessmentStep,
    Document,
    Expert,
    ExpertConflict,
    ExpertField,
    FilingApplication,
    FilingItem,
    Occupation,
    PanelMember,
    TechnicalAssessment,
)
from models.base import new_id
from permissions.rows import enter, viewer_values
from resolvers.assessment_criteria import edition_in_force
from resolvers.technical_assessment import found_of
from resolvers.technical_assessment_facts import NEEDS, Assessed
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_3_2_assessment import check_minutes, check_schedule, conditions_of
from rules.clause_3_2_conclusion import check_next_round, conditions_of_next_round
from rules.clause_3_2_panel import (
    Field,
    OccupationCode,
    check_appointment,
    check_conflicts,
    check_enlisted,
    check_suited,
)
from rules.clause_3_2_panel import PanelMember as MemberFact
from rules.entry import already_registered, check_text, not_found
from rules.finding import Findings
from rules.vocabulary import ApplicationKind, AssessmentStatus, ConditionCode, ExpertStatus


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
    """The first round asks for everything, a later one for what failed; criteria as of today."""
    application = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(application)}
    writing.may(
        "openAssessment", application.status, is_assessed=application.needs_assessment, **shown
    )
    earlier = await writing.seen(
        TechnicalAssessment, lambda row: row.application_id == application.id
    )
    last = max(earlier, key=lambda row: row.round_number, default=None)
    if last is not None:
        found = check_next_round(last.due_on, last.improved_on, writing.today)
        writing.judge(found, **shown)
    conditions, items = await _question(writing, application, last)
    criteria = await edition_in_force(writing)
    assessment = TechnicalAssessment(
        id=new_id(),
        application_id=application.id,
        institution_id=application.institution_id,
        round_number=len(earlier) + 1,
        conditions=conditions,
        criteria_id=criteria.id if criteria else None,
    )
    writing.add(assessment)
    writing.add(*(AssessmentItem(assessment_id=assessment.id, item_id=item) for item in items))
    writing.move("openAssessment", application)
    writing.record("openAssessment", assessment, after=AssessmentStatus.OPENED)
    return {"technical_assessment": Ref.of(assessment), **shown}


async def _question(
    writing: Writing, application: FilingApplication, last: TechnicalAssessment | None
) -> tuple[list[ConditionCode], list[Any]]:
    """The conditions and the ids of the items that the round asks for."""
    items = await writing.seen(FilingItem, lambda item: item.application_id == application.id)
    if last is None:
        changes_site = application.kind is ApplicationKind.CHANGE and application.needs_assessment
        asked = conditions_of(application.kind, changes_site)
        in_order = [condition for condition in ConditionCode if condition in asked]
        return in_order, [item.id for item in items]
    found = (await assessed_of(writing, last)).judged
    open_items = [item.id for item in items if str(item.id) not in found.passed]
    return list(conditions_of_next_round(found)), open_items


async def appoint_expert(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Out of the register of experts, by field; whom the department nominated is enlisted."""
    # The expert first, as who declares a conflict does: neither waits for the other in turn.
    expert = await writing.get(Expert, given["expert_id"], ("expertId",), lock=True)
    begun = await begin(writing, "appointExpert", given)
    found = await _check_candidate(writing, expert, begun)
    writing.judge(found, **begun.payload)
    if expert.status is ExpertStatus.NOMINATED:
        expert.status = ExpertStatus.ENLISTED
    writing.add(PanelMember(assessment_id=begun.row.id, expert_id=expert.id))
    change(writing, begun.row)
    writing.move("appointExpert", begun.row)
    return begun.outcome(found)


async def _check_candidate(writing: Writing, expert: Expert, begun: Begun) -> Findings:
    assessed, path = begun.assessed, ("expertId",)
    candidate = await _candidate(writing, expert)
    conflicts = await writing.seen(
        ExpertConflict,
        lambda row: row.expert_id == expert.id,
        lambda row: row.institution_id == begun.row.institution_id,
    )
    return (
        check_appointment(assessed.members, candidate, assessed.applicant, path)
        + check_enlisted(expert.status, path)
        + check_conflicts({conflict.kind for conflict in conflicts}, path)
        + check_suited(candidate, set(assessed.items.values()), path)
    )


async def _candidate(writing: Writing, expert: Expert) -> MemberFact:
    fields = await writing.seen(ExpertField, lambda row: row.expert_id == expert.id)
    named = {field.occupation_id for field in fields if field.occupation_id}
    occupations = await writing.seen(Occupation, lambda row: row.id.in_(named))
    codes = {row.id: OccupationCode(row.edition, row.code) for row in occupations}
    employer = str(expert.employer_id) if expert.employer_id else None
    return MemberFact(
        str(expert.id),
        employer,
        fields=tuple(
            Field(field.kind, codes[field.occupation_id] if field.occupation_id else None)
            for field in fields
        ),
    )


async def confirm_panel(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    begun = await begin(writing, "confirmAssessmentPanel", given)
    writing.move("confirmAssessmentPanel", begun.row)
    return begun.outcome()


async def schedule(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Each use of a method with its day and place; what was scheduled before stays."""
    begun = await begin(writing, "scheduleAssessment", given)
    writing.judge(await _check_steps(writing, begun.row, given["steps"]), **begun.payload)
    for step in given["steps"]:
        participants = [name.strip() for name in step.get("participants") or ()]
        entered = {**step, "participants": participants}
        writing.add(AssessmentStep(assessment_id=begun.row.id, **entered))
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
        for number, name in enumerate(step.get("participants") or ()):
            found += check_text(writing.clause, name, (*path, "participants", number))
        if (step["method"], step["day"]) in taken:
            found += already_registered(writing.clause, path)
        taken.add((step["method"], step["day"]))
    return found


async def record_minutes(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What came of a step: a text, a document, or both; written again until the conclusion."""
    begun = await begin(writing, "recordAssessmentMinutes", given)
    step = await writing.get(AssessmentStep, given["step_id"], ("stepId",))
    if step.assessment_id != begun.row.id:
        raise Refused(not_found(writing.clause, ("stepId",)), **begun.payload)
    minutes, document_id = given.get("minutes"), given.get("document_id")
    document = await writing.get(Document, document_id, ("documentId",)) if document_id else None
    found = check_minutes(step.day, writing.today, minutes, document is not None)
    writing.judge(found, **begun.payload)
    step.minutes, step.minutes_document_id = minutes, document.id if document else None
    if given.get("participants") is not None:
        step.participants = [name.strip() for name in given["participants"]]
    change(writing, begun.row)
    writing.move("recordAssessmentMinutes", begun.row)
    return begun.outcome()


async def report_improvement(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The school says what it has improved: the next round need not wait for the due day."""
    begun = await begin(writing, "reportImprovement", given)
    found = check_text(writing.clause, given["improvement"], ("improvement",))
    writing.judge(found, **begun.payload)
    begun.row.improvement, begun.row.improved_on = given["improvement"], writing.today
    writing.move("reportImprovement", begun.row)
    return begun.outcome()
