"""三(二) The technical assessment (技术评估): five methods, opinions, and their sign-off."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.clause_3_2_criteria import PERCENT, Criterion, Mark
from rules.clause_3_2_panel import PanelMember, counting_members
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import (
    ApplicationKind,
    AssessmentMethod,
    ConditionCode,
    FilingStatus,
    Opinion,
)

ALL_CONDITIONS = frozenset(ConditionCode)
CONDITIONS_BY_KIND: Mapping[ApplicationKind, frozenset[ConditionCode]] = MappingProxyType(
    {
        ApplicationKind.FIRST_FILING: ALL_CONDITIONS,
        ApplicationKind.ADDITION: ALL_CONDITIONS,
        ApplicationKind.RENEWAL: ALL_CONDITIONS,
        ApplicationKind.CHANGE: frozenset(),
        ApplicationKind.REDUCTION: frozenset(),
    }
)
"""What a panel has to say something about: what is asked for anew, not what is only written anew
in a directory that is adjusted all the time (3.3) or given up."""
CONDITION_OF_SITES = ConditionCode.CONDITION_1_1_4


@dataclass(frozen=True, slots=True)
class ExpertOpinion:
    """One expert's opinion (意见) on one condition of 1.1, or on one item of the application."""

    expert: str
    condition: ConditionCode | None
    opinion: Opinion
    item: str | None = None


@dataclass(frozen=True, slots=True)
class ExpertMark:
    """One expert's mark (评分) for one criterion."""

    expert: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Step:
    """One use of a method; `has_minutes`: it was used, and what came of it is written down."""

    method: AssessmentMethod
    has_minutes: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a round asks: these conditions and items, by these criteria and this threshold."""

    conditions: tuple[ConditionCode, ...]
    items: frozenset[str] = frozenset()
    criteria: tuple[Criterion, ...] = ()
    pass_percent: int = 0

    def criteria_of(self, condition: ConditionCode) -> list[Criterion]:
        return [criterion for criterion in self.criteria if criterion.condition is condition]

    @property
    def criteria_asked(self) -> list[Criterion]:
        return [one for one in self.criteria if one.condition in self.conditions]


@clause("3.2")
def conditions_of(kind: ApplicationKind, changes_site: bool) -> frozenset[ConditionCode]:
    """The conditions that are assessed for an application; none: it takes no assessment.

    A new site is looked at, and nothing else, where a change brings it.
    """
    return CONDITIONS_BY_KIND[kind] | (frozenset({CONDITION_OF_SITES}) if changes_site else set())


@clause("3.2")
def check_under_assessment(application: FilingStatus, path: Path = ()) -> Findings:
    """The panel works while the application is in assessment: a withdrawn one is left alone."""
    is_assessed_now = application is FilingStatus.IN_ASSESSMENT
    return found_when(not is_assessed_now, FindingCode.APPLICATION_NOT_UNDER_ASSESSMENT, path)


# --- the five methods


@clause("3.2")
def check_schedule(held_on: date, today: date, path: Path = ("day",)) -> Findings:
    """A step of the assessment is scheduled for a day that has not passed."""
    return found_when(held_on < today, FindingCode.ASSESSMENT_IN_PAST, path)


@clause("3.2")
def check_minutes(
    held_on: date, today: date, minutes: str | None, has_document: bool, path: Path = ()
) -> Findings:
    """Minutes are of a step that was held, and say something: as a text or as a document."""
    is_empty = not (minutes or "").strip() and not has_document
    return found_when(held_on > today, FindingCode.STEP_NOT_HELD, (*path, "stepId")) + found_when(
        is_empty, FindingCode.MINUTES_MISSING, (*path, "minutes")
    )


@clause("3.2")
def check_methods(steps: Collection[Step], path: Path = ()) -> Findings:
    """At least one of the five ways was used and has its minutes; the center settles why another
    was not."""
    used = {step.method for step in steps if step.has_minutes}
    scheduled = {step.method for step in steps}
    found = found_when(not used, FindingCode.ASSESSMENT_NOT_HELD, path)
    for method in AssessmentMethod:
        words = {"method": method.zh, "method_en": method.en}
        is_unwritten = method in scheduled and method not in used
        found += found_when(is_unwritten, FindingCode.STEP_WITHOUT_MINUTES, path, **words)
        is_missing = method not in scheduled
        found += found_when(is_missing, FindingCode.ASSESSMENT_METHOD_MISSING, path, **words)
    return found


# --- what an expert says


@clause("3.2")
def check_member(
    expert: str, members: Collection[PanelMember], applicant: str, path: Path = ()
) -> Findings:
    """A member who counts speaks, and only until the own sign-off: then it stands."""
    is_member = expert in counting_members(members, applicant)
    is_signed = any(member.expert == expert and member.is_signed for member in members)
    return found_when(not is_member, FindingCode.EXPERT_NOT_ON_PANEL, path) + found_when(
        is_member and is_signed, FindingCode.OPINION_SIGNED_OFF, path
    )


@clause("3.2")
def check_opinion(opinion: Opinion, reason: str | None, path: Path = ("reason",)) -> Findings:
    """That something is not met is explained."""
    is_unexplained = opinion is Opinion.NOT_MET and not (reason or "").strip()
    return found_when(is_unexplained, FindingCode.OPINION_REASON_MISSING, path)


@clause("3.2")
def check_subject(
    condition: ConditionCode | None, item: str | None, question: Question, path: Path = ()
) -> Findings:
    """An opinion is on one condition or on one item, of those in question: after an improvement
    only what failed is assessed again."""
    if (condition is None) == (item is None):
        return found_when(True, FindingCode.OPINION_SUBJECT_UNCLEAR, (*path, "condition"))
    if condition is not None:
        return check_condition(condition, question.conditions, (*path, "condition"))
    is_asked = item in question.items
    return found_when(not is_asked, FindingCode.ITEM_NOT_IN_QUESTION, (*path, "itemId"))


@clause("3.2")
def check_condition(
    condition: ConditionCode,
    conditions: Collection[ConditionCode],
    path: Path = ("condition",),
) -> Findings:
    """After an improvement only the conditions that failed are assessed again."""
    return found_when(
        condition not in conditions,
        FindingCode.CONDITION_NOT_IN_QUESTION,
        path,
        expected="、".join(term.zh for term in ConditionCode if term in conditions),
        expected_en=", ".join(term.en for term in ConditionCode if term in conditions),
    )


# --- sign-off


@clause("3.2")
def check_sign_off(
    question: Question,
    opinions: Iterable[ExpertOpinion],
    marks: Iterable[Mark],
    path: Path = (),
) -> Findings:
    """Of one expert: an opinion on everything in question, a mark for every criterion of it, and
    none against the own finding of a veto. Marks below the threshold are pointed out."""
    given = tuple(opinions)
    by_criterion = {mark.criterion: mark for mark in marks}
    said = {opinion.condition for opinion in given} | {opinion.item for opinion in given}
    missing = sum(subject not in said for subject in (*question.conditions, *question.items))
    missing += sum(one.id not in by_criterion for one in question.criteria_asked)
    found = found_when(missing > 0, FindingCode.OPINION_MISSING, path, missing=missing)
    met = [o.condition for o in given if o.condition and o.opinion is Opinion.MET]
    for condition in met:
        own = [(one, by_criterion[one.id]) for one in question.criteria_of(condition)
               if one.id in by_criterion]  # fmt: skip
        words = {"condition": condition.zh.split()[0]}
        found += found_when(is_vetoed(own), FindingCode.OPINION_AGAINST_VETO, path, **words)
        is_low = is_below(own, question.pass_percent)
        found += found_when(is_low, FindingCode.OPINION_AGAINST_MARKS, path, **words)
    return found


@clause("3.2")
def is_vetoed(marked: Sequence[tuple[Criterion, Mark]]) -> bool:
    """A veto (一票否决) that is not fulfilled: no mark outweighs it."""
    return any(criterion.is_veto and mark.is_fulfilled is False for criterion, mark in marked)


@clause("3.2")
def is_below(marked: Sequence[tuple[Criterion, Mark]], pass_percent: int) -> bool:
    """Whether marks stay below their share of the full marks; without marks they do not."""
    full = sum(criterion.full_marks or 0 for criterion, _ in marked)
    given = sum(mark.marks or 0 for _, mark in marked)
    return given * PERCENT < pass_percent * full
