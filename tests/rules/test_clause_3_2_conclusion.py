"""三(二): the conclusion as a table: computed, proposed, confirmed, and what follows."""

from datetime import date

import pytest

from rules.clause_3_2_assessment import ExpertMark, ExpertOpinion, Question
from rules.clause_3_2_conclusion import (
    FAILING,
    PASSING,
    Evidence,
    Judged,
    Proposed,
    check_conclusion,
    check_confirmation,
    check_deviation,
    check_improvement,
    check_next_round,
    check_signed_off,
    computed_conclusion,
    conclusions_open,
    conditions_below,
    conditions_met,
    conditions_of_next_round,
    conditions_vetoed,
    deviates,
    items_met,
    items_proposed,
    judged,
)
from rules.clause_3_2_criteria import Criterion, Mark
from rules.clause_3_2_panel import PanelMember
from rules.finding import FindingCode, is_refused
from rules.vocabulary import AssessmentConclusion, ConditionCode, Opinion
from tests.rules.asked import codes

TODAY, TOMORROW = date(2026, 9, 1), date(2026, 9, 2)
SITE, RULES = ConditionCode.CONDITION_1_1_4, ConditionCode.CONDITION_1_1_5
CONDITIONS = (SITE, RULES)
CRITERIA = (Criterion("marked", SITE, 10), Criterion("veto", SITE, None))
EXPERTS = frozenset("abc")
ITEMS = frozenset({"turner", "welder"})
PASSED, IN_PART = AssessmentConclusion.PASSED, AssessmentConclusion.PASSED_IN_PART
IMPROVE, NOT_PASSED = AssessmentConclusion.TO_BE_IMPROVED, AssessmentConclusion.NOT_PASSED


def said(
    conditions: str = "", welder: str = "", low: str = "", veto: str = "", low_marks: int = 0
) -> Evidence:
    """Everything met with full marks, but for the experts named: who is against the condition of
    the site, against the welder, who gives `low_marks` of 10, who finds the veto not fulfilled."""
    opinions, marks = [], []
    for expert in sorted(EXPERTS):
        against = Opinion.NOT_MET if expert in conditions else Opinion.MET
        opinions += [
            ExpertOpinion(expert, SITE, against),
            ExpertOpinion(expert, RULES, Opinion.MET),
            ExpertOpinion(expert, None, Opinion.MET, "turner"),
            ExpertOpinion(
                expert, None, Opinion.NOT_MET if expert in welder else Opinion.MET, "welder"
            ),
        ]
        marks += [
            ExpertMark(expert, Mark("marked", low_marks if expert in low else 10)),
            ExpertMark(expert, Mark("veto", None, expert not in veto)),
        ]
    return Evidence(EXPERTS, tuple(opinions), tuple(marks))


QUESTION = Question(CONDITIONS, ITEMS, CRITERIA, 60)


def found(evidence: Evidence, question: Question = QUESTION) -> Judged:
    return judged(question, evidence, ITEMS)


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("evidence", "failed", "passed", "conclusion", "follow"),
    [
        # all met; one voice against is no majority
        (said(), set(), ITEMS, PASSED, {PASSED}),
        (said("a", "a", "", "a"), set(), ITEMS, PASSED, {PASSED}),
        # a failed item does not sink the one that passed
        (said(welder="ab"), set(), {"turner"}, IN_PART, {IN_PART}),
        # a condition: by the majority, by a veto, by the mean of the marks
        (said("ab"), {SITE}, ITEMS, IMPROVE, FAILING),
        (said(veto="ab"), {SITE}, ITEMS, IMPROVE, FAILING),
        (said(low="ab"), {SITE}, ITEMS, IMPROVE, FAILING),
        # 10 + 10 + 0 of 30 is above sixty percent, 10 + 4 + 4 reaches it, 10 + 3 + 3 does not
        (said(low="a"), set(), ITEMS, PASSED, {PASSED}),
        (said(low="ab", low_marks=4), set(), ITEMS, PASSED, {PASSED}),
        (said(low="ab", low_marks=3), {SITE}, ITEMS, IMPROVE, FAILING),
        # a condition that failed sinks everything, whatever the items
        (said("abc", "ab"), {SITE}, {"turner"}, IMPROVE, FAILING),
    ],
)
def test_the_conclusion_follows_from_opinions_and_marks(
    evidence: Evidence,
    failed: set[ConditionCode],
    passed: set[str],
    conclusion: AssessmentConclusion,
    follow: set[AssessmentConclusion],
) -> None:
    computed = found(evidence)
    assert computed.failed == failed
    assert computed.passed == passed
    assert computed_conclusion(computed) is conclusion
    assert conclusions_open(computed) == follow


@pytest.mark.clause("3.2")
def test_without_any_item_that_passed_a_fit_school_does_not_pass() -> None:
    nothing = judged(QUESTION, Evidence(EXPERTS, said().opinions[:2]), ITEMS)
    fit = Judged(frozenset(CONDITIONS), frozenset(), frozenset(), frozenset(), ITEMS)
    assert nothing.passed == set()
    assert conclusions_open(fit) == {NOT_PASSED}


@pytest.mark.clause("3.2")
def test_a_tie_is_no_majority_and_who_does_not_count_is_not_heard() -> None:
    opinions = said("a").opinions
    assert SITE not in conditions_met(opinions, "ab", CONDITIONS)
    assert SITE in conditions_met(opinions, "bc", CONDITIONS)
    assert "welder" not in items_met(said(welder="a").opinions, "ab", ITEMS)
    alone = Evidence(frozenset("c"), *_parts(said("ab", "ab", "ab", "ab")))
    assert found(alone).failed == set()


def _parts(evidence: Evidence) -> tuple[tuple[ExpertOpinion, ...], tuple[ExpertMark, ...]]:
    return evidence.opinions, evidence.marks


@pytest.mark.clause("3.2")
def test_full_marks_do_not_outweigh_a_veto_and_without_criteria_there_is_none() -> None:
    assert conditions_vetoed(QUESTION, said(veto="abc")) == {SITE}
    assert conditions_below(QUESTION, said(veto="abc")) == set()
    bare = Question(CONDITIONS, ITEMS)
    assert conditions_vetoed(bare, said(veto="abc")) == set()
    assert conditions_below(bare, said(low="abc")) == set()


@pytest.mark.clause("3.2")
def test_a_later_round_asks_for_what_failed_and_keeps_what_passed() -> None:
    again = Question((SITE,), frozenset({"welder"}), CRITERIA, 60)
    assert conditions_of_next_round(found(said("ab"))) == [SITE]
    assert found(said(), again).passed == ITEMS
    assert found(said(welder="abc"), again).passed == {"turner"}
    assert conclusions_open(found(said(welder="abc"), again)) == {IN_PART}


@pytest.mark.clause("3.2")
def test_where_the_offices_ask_more_than_the_panel_all_is_in_question_again() -> None:
    assert conditions_of_next_round(found(said())) == [SITE, RULES]


@pytest.mark.clause("3.2")
def test_everybody_who_counts_signs_off() -> None:
    members = [
        PanelMember("a", is_signed=True),
        PanelMember("b"),
        PanelMember("c", is_recused=True),
    ]
    (finding,) = check_signed_off(members, "school")
    assert finding.code is FindingCode.SIGN_OFF_MISSING
    assert "1 experts" in finding.message_en
    assert check_signed_off([members[0], members[2]], "school") == ()


# --- proposed


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("reason", [None, " ", "实训基地已另行核实"])
@pytest.mark.parametrize(
    ("conclusion", "evidence", "named", "is_deviating"),
    [
        (PASSED, said(), None, False),
        (NOT_PASSED, said(), None, True),
        (PASSED, said("ab"), None, True),
        (NOT_PASSED, said("ab"), None, False),
        (IN_PART, said(welder="ab"), None, False),
        (IN_PART, said(welder="ab"), frozenset({"turner"}), False),
        (IN_PART, said(welder="ab"), frozenset({"welder"}), True),
        (PASSED, said(welder="ab"), None, True),
    ],
)
def test_the_center_deviates_with_a_reason_only(
    conclusion: AssessmentConclusion,
    evidence: Evidence,
    named: frozenset[str] | None,
    is_deviating: bool,
    reason: str | None,
) -> None:
    proposed = Proposed(conclusion, named, None, reason)
    computed = found(evidence)
    assert deviates(proposed, computed) is is_deviating
    given = codes(check_deviation(proposed, computed))
    is_explained = reason is not None and reason.strip()
    expected = (
        FindingCode.CONCLUSION_DEVIATES if is_explained else FindingCode.CONCLUSION_AGAINST_OPINIONS
    )
    assert given == ([expected] if is_deviating else [])


@pytest.mark.clause("3.2")
def test_no_reason_lets_pass_what_a_veto_holds_back() -> None:
    proposed = Proposed(PASSED, deviation_reason="另行核实")
    refused = check_deviation(proposed, found(said(veto="ab")))
    assert FindingCode.CONCLUSION_AGAINST_VETO in codes(refused)
    assert is_refused(refused)
    assert not is_refused(check_deviation(proposed, found(said("ab"))))


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("named", "is_fine"),
    [
        (None, True),
        (frozenset[str](), False),
        (frozenset({"turner"}), True),
        (ITEMS, False),
    ],
)
def test_passed_in_part_names_some_items_and_not_all(
    named: frozenset[str] | None, is_fine: bool
) -> None:
    proposed = Proposed(IN_PART, named, None, "说明")
    given = codes(check_conclusion(proposed, found(said(welder="ab")), TODAY))
    assert (FindingCode.PASSED_ITEMS_MISSING not in given) is is_fine


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("conclusion", AssessmentConclusion)
def test_items_are_named_only_where_some_pass_and_others_do_not(
    conclusion: AssessmentConclusion,
) -> None:
    named = frozenset({"turner"})
    proposed = Proposed(conclusion, named, TOMORROW, "说明")
    given = codes(check_conclusion(proposed, found(said()), TODAY))
    is_refused_for_it = FindingCode.PASSED_ITEMS_NOT_OF_CONCLUSION in given
    assert is_refused_for_it is (conclusion is not IN_PART)
    expected = {PASSED: ITEMS, IN_PART: named}.get(conclusion, frozenset())
    assert items_proposed(proposed, found(said())) == expected


@pytest.mark.clause("3.2")
def test_all_items_may_be_named_where_all_pass() -> None:
    assert check_conclusion(Proposed(PASSED, ITEMS), found(said()), TODAY) == ()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(("due_on", "is_fine"), [(None, False), (TODAY, False), (TOMORROW, True)])
def test_to_be_improved_names_a_day_to_come(due_on: date | None, is_fine: bool) -> None:
    given = codes(check_conclusion(Proposed(IMPROVE, None, due_on), found(said("ab")), TODAY))
    assert given == ([] if is_fine else [FindingCode.IMPROVEMENT_DAY_MISSING])


@pytest.mark.clause("3.2")
def test_who_proposed_the_conclusion_does_not_decide_on_it() -> None:
    assert codes(check_confirmation("a", "a")) == [FindingCode.CONCLUSION_BY_PROPOSER]
    assert check_confirmation("a", "b") == ()


# --- improvement


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("conclusion", [None, *AssessmentConclusion])
def test_an_improvement_is_reported_where_one_was_asked_for_and_once(
    conclusion: AssessmentConclusion | None,
) -> None:
    is_asked = conclusion is IMPROVE
    expected = [] if is_asked else [FindingCode.IMPROVEMENT_NOT_ASKED]
    assert codes(check_improvement(conclusion, True, None)) == expected
    assert codes(check_improvement(conclusion, False, None)) == [FindingCode.IMPROVEMENT_NOT_ASKED]
    again = [FindingCode.IMPROVEMENT_REPORTED] if is_asked else expected
    assert codes(check_improvement(conclusion, True, TODAY)) == again


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("due_on", "improved_on", "is_open"),
    [
        (None, None, True),
        (TOMORROW, None, False),
        (TODAY, None, False),
        (date(2026, 8, 31), None, True),
        (TOMORROW, TODAY, True),
    ],
)
def test_the_next_round_waits_for_the_report_or_the_due_day(
    due_on: date | None, improved_on: date | None, is_open: bool
) -> None:
    expected = [] if is_open else [FindingCode.NEXT_ROUND_TOO_EARLY]
    assert codes(check_next_round(due_on, improved_on, TODAY)) == expected


@pytest.mark.clause("3.2")
def test_every_conclusion_passes_something_or_nothing() -> None:
    assert set(AssessmentConclusion) == PASSING | FAILING
