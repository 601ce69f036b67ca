"""三(二) The technical assessment (技术评估): panel, five methods, opinions, conclusion."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import (
    ApplicationKind,
    AssessmentConclusion,
    AssessmentMethod,
    ConditionCode,
    FilingStatus,
    Opinion,
)

PANEL_MINIMUM = 3  # 3.2 names no number; three, and odd, is the practice of expert panels
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
PASSING = frozenset({AssessmentConclusion.PASSED, AssessmentConclusion.PASSED_IN_PART})
FAILING = frozenset({AssessmentConclusion.TO_BE_IMPROVED, AssessmentConclusion.NOT_PASSED})


@dataclass(frozen=True, slots=True)
class PanelMember:
    """An expert on the panel (评估专家组)."""

    expert: str
    institution: str | None = None
    is_recused: bool = False


@dataclass(frozen=True, slots=True)
class ExpertOpinion:
    """One expert's opinion (意见) on one condition of 1.1."""

    expert: str
    condition: ConditionCode
    opinion: Opinion


@clause("3.2")
def conditions_of(kind: ApplicationKind, changes_site: bool) -> frozenset[ConditionCode]:
    """The conditions that are assessed for an application; none: it takes no assessment.

    A new site is looked at, and nothing else, where a change brings it.
    """
    return CONDITIONS_BY_KIND[kind] | (frozenset({CONDITION_OF_SITES}) if changes_site else set())


@clause("3.2")
def counting_members(members: Iterable[PanelMember], applicant: str) -> frozenset[str]:
    """The experts who count: not recused, not of the school that applies."""
    return frozenset(
        member.expert
        for member in members
        if not member.is_recused and member.institution != applicant
    )


@clause("3.2")
def check_under_assessment(application: FilingStatus, path: Path = ()) -> Findings:
    """The panel works while the application is in assessment: a withdrawn one is left alone."""
    is_assessed_now = application is FilingStatus.IN_ASSESSMENT
    return found_when(not is_assessed_now, FindingCode.APPLICATION_NOT_UNDER_ASSESSMENT, path)


@clause("3.2")
def check_appointment(
    members: Iterable[PanelMember], candidate: PanelMember, applicant: str, path: Path = ()
) -> Findings:
    """Who is appointed does not come from the school, and is not on the panel yet."""
    is_of_the_school = candidate.institution == applicant
    is_on_it = candidate.expert in {member.expert for member in members}
    return found_when(is_of_the_school, FindingCode.EXPERT_OF_THE_SCHOOL, path) + found_when(
        is_on_it, FindingCode.EXPERT_REPEATED, path
    )


@clause("3.2")
def check_panel(members: Iterable[PanelMember], applicant: str, path: Path = ()) -> Findings:
    """At least three experts who count, and an odd number of them."""
    actual = len(counting_members(members, applicant))
    return found_when(
        actual < PANEL_MINIMUM,
        FindingCode.PANEL_TOO_SMALL,
        path,
        expected=PANEL_MINIMUM,
        actual=actual,
    ) + found_when(
        actual >= PANEL_MINIMUM and actual % 2 == 0, FindingCode.PANEL_EVEN, path, actual=actual
    )


@clause("3.2")
def check_schedule(held_on: date, today: date, path: Path = ("day",)) -> Findings:
    """A step of the assessment is scheduled for a day that has not passed."""
    return found_when(held_on < today, FindingCode.ASSESSMENT_IN_PAST, path)


@clause("3.2")
def check_methods(scheduled: Collection[AssessmentMethod], path: Path = ()) -> Findings:
    """At least one of the five ways was used; the center settles why another was not."""
    found = found_when(not scheduled, FindingCode.ASSESSMENT_NOT_SCHEDULED, path)
    for method in AssessmentMethod:
        found += found_when(
            method not in scheduled,
            FindingCode.ASSESSMENT_METHOD_MISSING,
            path,
            method=method.zh,
            method_en=method.en,
        )
    return found


@clause("3.2")
def check_confirmation(account: str, proposer: str, path: Path = ()) -> Findings:
    """The conclusion is proposed by the one body and confirmed by the other: two accounts."""
    return found_when(account == proposer, FindingCode.CONCLUSION_BY_PROPOSER, path)


@clause("3.2")
def check_opinion(
    given: ExpertOpinion,
    reason: str | None,
    members: Iterable[PanelMember],
    applicant: str,
    path: Path = (),
) -> Findings:
    """A member who counts gives it; that a condition is not met is explained."""
    is_member = given.expert in counting_members(members, applicant)
    is_unexplained = given.opinion is Opinion.NOT_MET and not (reason or "").strip()
    return found_when(not is_member, FindingCode.EXPERT_NOT_ON_PANEL, path) + found_when(
        is_unexplained, FindingCode.OPINION_REASON_MISSING, (*path, "reason")
    )


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


@clause("3.2")
def conditions_met(
    opinions: Iterable[ExpertOpinion],
    counting: Collection[str],
    conditions: Iterable[ConditionCode] = ALL_CONDITIONS,
) -> frozenset[ConditionCode]:
    """The conditions that more than half of the experts who count find met."""
    met = {
        (given.expert, given.condition)
        for given in opinions
        if given.expert in counting and given.opinion is Opinion.MET
    }
    return frozenset(
        condition
        for condition in conditions
        if 2 * sum((expert, condition) in met for expert in counting) > len(counting)
    )


@clause("3.2")
def conclusions_open(
    opinions: Iterable[ExpertOpinion],
    counting: Collection[str],
    conditions: Collection[ConditionCode] = ALL_CONDITIONS,
) -> frozenset[AssessmentConclusion]:
    """The conclusions that the opinions allow: passed (in part) if every condition is met."""
    is_met = conditions_met(opinions, counting, conditions) >= frozenset(conditions)
    return PASSING if is_met else FAILING


@clause("3.2")
def check_opinions_complete(
    opinions: Iterable[ExpertOpinion],
    counting: Collection[str],
    conditions: Collection[ConditionCode] = ALL_CONDITIONS,
    path: Path = (),
) -> Findings:
    """Each expert who counts has given an opinion on each condition in question."""
    given = {(opinion.expert, opinion.condition) for opinion in opinions}
    found: Findings = ()
    for condition in (condition for condition in ConditionCode if condition in conditions):
        actual = sum((expert, condition) not in given for expert in counting)
        found += found_when(
            actual > 0,
            FindingCode.OPINION_MISSING,
            path,
            condition=condition.zh.split()[0],
            actual=actual,
        )
    return found


@clause("3.2")
def check_conclusion(
    conclusion: AssessmentConclusion,
    allowed: Collection[AssessmentConclusion],
    passed_items: int,
    items: int,
    due_on: date | None,
    today: date,
    path: Path = (),
) -> Findings:
    """The conclusion follows the majority and brings what it needs: items, or a due day."""
    is_in_part = conclusion is AssessmentConclusion.PASSED_IN_PART
    is_to_improve = conclusion is AssessmentConclusion.TO_BE_IMPROVED
    is_whole = conclusion is AssessmentConclusion.PASSED and passed_items == items
    return (
        found_when(
            conclusion not in allowed,
            FindingCode.CONCLUSION_AGAINST_OPINIONS,
            (*path, "conclusion"),
            expected="、".join(sorted(term.zh for term in allowed)),
            expected_en=", ".join(sorted(term.en for term in allowed)),
        )
        + found_when(
            passed_items > 0 and not is_in_part and not is_whole,
            FindingCode.PASSED_ITEMS_NOT_OF_CONCLUSION,
            (*path, "passedItemIds"),
        )
        + found_when(
            is_in_part and not 0 < passed_items < items,
            FindingCode.PASSED_ITEMS_MISSING,
            (*path, "passedItemIds"),
        )
        + found_when(
            is_to_improve and (due_on is None or due_on <= today),
            FindingCode.IMPROVEMENT_DAY_MISSING,
            (*path, "dueOn"),
        )
    )
