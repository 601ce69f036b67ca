"""三(二) The conclusion (评估结论): computed from opinions and marks, proposed, confirmed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clause_3_2_assessment import (
    ExpertMark,
    ExpertOpinion,
    Question,
    is_below,
    is_vetoed,
)
from rules.clause_3_2_criteria import Criterion, Mark
from rules.clause_3_2_panel import PanelMember, counting_members
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import AssessmentConclusion, ConditionCode, Opinion

PASSING = frozenset({AssessmentConclusion.PASSED, AssessmentConclusion.PASSED_IN_PART})
FAILING = frozenset({AssessmentConclusion.TO_BE_IMPROVED, AssessmentConclusion.NOT_PASSED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the experts who count have signed off."""

    counting: frozenset[str]
    opinions: tuple[ExpertOpinion, ...]
    marks: tuple[ExpertMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What opinions and marks come to. `passed` and `items` are of the whole application: what an
    earlier round found met stays so."""

    conditions: frozenset[ConditionCode]
    failed: frozenset[ConditionCode]
    vetoed: frozenset[ConditionCode]
    passed: frozenset[str]
    items: frozenset[str]

    @property
    def is_agency_fit(self) -> bool:
        return not self.failed


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the center proposes: `named` are the items it says pass, None: those computed."""

    conclusion: AssessmentConclusion
    named: frozenset[str] | None = None
    due_on: date | None = None
    deviation_reason: str | None = None


# --- what opinions and marks come to


def _majority(agreeing: int, counting: Collection[str]) -> bool:
    return 2 * agreeing > len(counting)


@clause("3.2")
def conditions_met(
    opinions: Iterable[ExpertOpinion],
    counting: Collection[str],
    conditions: Iterable[ConditionCode] = tuple(ConditionCode),
) -> frozenset[ConditionCode]:
    """The conditions that more than half of the experts who count find met."""
    met = {(given.expert, given.condition) for given in opinions if given.opinion is Opinion.MET}
    return frozenset(
        condition
        for condition in conditions
        if _majority(sum((expert, condition) in met for expert in counting), counting)
    )


@clause("3.2")
def items_met(
    opinions: Iterable[ExpertOpinion], counting: Collection[str], items: Iterable[str]
) -> frozenset[str]:
    """The items that more than half of the experts who count find met."""
    met = {(given.expert, given.item) for given in opinions if given.opinion is Opinion.MET}
    return frozenset(
        item
        for item in items
        if _majority(sum((expert, item) in met for expert in counting), counting)
    )


@clause("3.2")
def conditions_vetoed(question: Question, evidence: Evidence) -> frozenset[ConditionCode]:
    """The conditions of which more than half of the experts find a veto not fulfilled."""
    return frozenset(
        condition
        for condition in question.conditions
        if _majority(
            sum(
                is_vetoed(_marked(question, evidence, condition, [expert]))
                for expert in evidence.counting
            ),
            evidence.counting,
        )
    )


@clause("3.2")
def conditions_below(question: Question, evidence: Evidence) -> frozenset[ConditionCode]:
    """The conditions whose mean marks stay below the threshold of the edition."""
    return frozenset(
        condition
        for condition in question.conditions
        if is_below(
            _marked(question, evidence, condition, evidence.counting), question.pass_percent
        )
    )


def _marked(
    question: Question, evidence: Evidence, condition: ConditionCode, experts: Collection[str]
) -> list[tuple[Criterion, Mark]]:
    by_id = {criterion.id: criterion for criterion in question.criteria_of(condition)}
    return [
        (by_id[given.mark.criterion], given.mark)
        for given in evidence.marks
        if given.expert in experts and given.mark.criterion in by_id
    ]


@clause("3.2")
def judged(question: Question, evidence: Evidence, all_items: Collection[str]) -> Judged:
    """A condition is met by the majority, unless a veto is not fulfilled or the marks stay below
    the threshold; each item is met by the majority."""
    vetoed = conditions_vetoed(question, evidence)
    met = conditions_met(evidence.opinions, evidence.counting, question.conditions)
    failed = frozenset(question.conditions) - met
    failed |= vetoed | conditions_below(question, evidence)
    met_before = frozenset(all_items) - question.items
    passed = met_before | items_met(evidence.opinions, evidence.counting, question.items)
    return Judged(frozenset(question.conditions), failed, vetoed, passed, frozenset(all_items))


@clause("3.2")
def conclusions_open(found: Judged) -> frozenset[AssessmentConclusion]:
    """The conclusions that follow. A failed item does not sink those that passed; a school that
    is not fit improves, or does not pass; that is the offices' choice."""
    if not found.is_agency_fit:
        return FAILING
    if found.passed == found.items:
        return frozenset({AssessmentConclusion.PASSED})
    if found.passed:
        return frozenset({AssessmentConclusion.PASSED_IN_PART})
    return frozenset({AssessmentConclusion.NOT_PASSED})


@clause("3.2")
def computed_conclusion(found: Judged) -> AssessmentConclusion:
    """The conclusion that follows; where two do, the milder: to be improved."""
    follows = conclusions_open(found)
    return next(term for term in AssessmentConclusion if term in follows)


# --- proposed and confirmed


@clause("3.2")
def check_signed_off(members: Collection[PanelMember], applicant: str, path: Path = ()) -> Findings:
    """Each expert who counts has signed off."""
    counting = counting_members(members, applicant)
    missing = sum(member.expert in counting and not member.is_signed for member in members)
    return found_when(missing > 0, FindingCode.SIGN_OFF_MISSING, path, missing=missing)


@clause("3.2")
def items_proposed(proposed: Proposed, found: Judged) -> frozenset[str]:
    """The items that pass under the proposal: named ones, or else those computed."""
    if proposed.conclusion is AssessmentConclusion.PASSED:
        return found.items
    if proposed.conclusion is AssessmentConclusion.PASSED_IN_PART:
        return found.passed if proposed.named is None else proposed.named
    return frozenset()


@clause("3.2")
def deviates(proposed: Proposed, found: Judged) -> bool:
    """Whether the center proposes something else than opinions and marks come to."""
    is_other = proposed.conclusion not in conclusions_open(found)
    is_passing = proposed.conclusion in PASSING
    return is_other or (is_passing and items_proposed(proposed, found) != found.passed)


@clause("3.2")
def check_deviation(proposed: Proposed, found: Judged, path: Path = ()) -> Findings:
    """The center may deviate with a reason, which everybody who decides reads; it may not let
    pass what a veto holds back."""
    is_deviating = deviates(proposed, found)
    is_explained = bool((proposed.deviation_reason or "").strip())
    is_against_veto = proposed.conclusion in PASSING and bool(found.vetoed)
    follows = conclusions_open(found)
    words = {
        "expected": "、".join(term.zh for term in AssessmentConclusion if term in follows),
        "expected_en": ", ".join(term.en for term in AssessmentConclusion if term in follows),
    }
    where = (*path, "conclusion")
    return (
        found_when(is_against_veto, FindingCode.CONCLUSION_AGAINST_VETO, where)
        + found_when(
            is_deviating and not is_explained,
            FindingCode.CONCLUSION_AGAINST_OPINIONS,
            where,
            **words,
        )
        + found_when(is_deviating and is_explained, FindingCode.CONCLUSION_DEVIATES, where, **words)
    )


@clause("3.2")
def check_conclusion(proposed: Proposed, found: Judged, today: date, path: Path = ()) -> Findings:
    """The conclusion follows the panel, or says why not, and brings what it needs: items, or a
    due day."""
    is_in_part = proposed.conclusion is AssessmentConclusion.PASSED_IN_PART
    is_to_improve = proposed.conclusion is AssessmentConclusion.TO_BE_IMPROVED
    is_named = bool(proposed.named)
    is_whole = proposed.conclusion is AssessmentConclusion.PASSED and proposed.named == found.items
    some = items_proposed(proposed, found)
    is_due = proposed.due_on is not None and proposed.due_on > today
    return (
        check_deviation(proposed, found, path)
        + found_when(
            is_named and not is_in_part and not is_whole,
            FindingCode.PASSED_ITEMS_NOT_OF_CONCLUSION,
            (*path, "passedItemIds"),
        )
        + found_when(
            is_in_part and not 0 < len(some) < len(found.items),
            FindingCode.PASSED_ITEMS_MISSING,
            (*path, "passedItemIds"),
        )
        + found_when(
            is_to_improve and not is_due, FindingCode.IMPROVEMENT_DAY_MISSING, (*path, "dueOn")
        )
    )


@clause("3.2")
def check_confirmation(account: str, proposer: str, path: Path = ()) -> Findings:
    """The conclusion is proposed by the one body and decided by the other: two accounts."""
    return found_when(account == proposer, FindingCode.CONCLUSION_BY_PROPOSER, path)


# --- improvement and the next round


@clause("3.2")
def check_improvement(
    conclusion: AssessmentConclusion | None,
    is_last_round: bool,
    improved_on: date | None,
    path: Path = (),
) -> Findings:
    """An improvement is reported where one was asked for, and once."""
    is_asked = is_last_round and conclusion is AssessmentConclusion.TO_BE_IMPROVED
    return found_when(not is_asked, FindingCode.IMPROVEMENT_NOT_ASKED, path) + found_when(
        is_asked and improved_on is not None, FindingCode.IMPROVEMENT_REPORTED, path
    )


@clause("3.2")
def check_next_round(
    due_on: date | None, improved_on: date | None, today: date, path: Path = ()
) -> Findings:
    """The next round begins when the school reported its improvement, or its due day is over."""
    is_waiting = due_on is not None and improved_on is None and today <= due_on
    return found_when(is_waiting, FindingCode.NEXT_ROUND_TOO_EARLY, path, due_on=due_on)


@clause("3.2")
def conditions_of_next_round(found: Judged) -> Sequence[ConditionCode]:
    """Only those that failed, in the order of 1.1; all again where the offices saw what the panel
    did not."""
    asked = found.failed or found.conditions
    return [condition for condition in ConditionCode if condition in asked]
