"""三(二): the technical assessment."""

from datetime import date

import pytest

from rules.clause_3_2_assessment import (
    FAILING,
    PASSING,
    ExpertOpinion,
    PanelMember,
    check_appointment,
    check_conclusion,
    check_condition,
    check_confirmation,
    check_methods,
    check_opinion,
    check_opinions_complete,
    check_panel,
    check_schedule,
    check_under_assessment,
    conclusions_open,
    conditions_met,
    conditions_of,
    counting_members,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import (
    ApplicationKind,
    AssessmentConclusion,
    AssessmentMethod,
    ConditionCode,
    FilingStatus,
    Opinion,
)
from tests.rules.asked import codes

SCHOOL, TODAY = "school", date(2026, 9, 1)
PANEL = [PanelMember(name) for name in "abc"]
SITE = ConditionCode.CONDITION_1_1_4


def opinions(**against: set[ConditionCode]) -> list[ExpertOpinion]:
    """All opinions of a, b and c: met, but for what is named against."""
    return [
        ExpertOpinion(
            expert,
            condition,
            Opinion.NOT_MET if condition in against.get(expert, ()) else Opinion.MET,
        )
        for expert in "abc"
        for condition in ConditionCode
    ]


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, [FindingCode.PANEL_TOO_SMALL]),
        (2, [FindingCode.PANEL_TOO_SMALL]),
        (3, []),
        (4, [FindingCode.PANEL_EVEN]),
        (5, []),
    ],
)
def test_a_panel_is_odd_and_at_least_three(size: int, expected: list[FindingCode]) -> None:
    members = [PanelMember(str(number)) for number in range(size)]
    assert codes(check_panel(members, SCHOOL)) == expected


@pytest.mark.clause("3.2")
def test_recused_experts_and_those_of_the_school_do_not_count() -> None:
    members = [*PANEL, PanelMember("d", SCHOOL), PanelMember("e", is_recused=True)]
    assert counting_members(members, SCHOOL) == {"a", "b", "c"}
    assert check_panel(members, SCHOOL) == ()
    recused = [PanelMember("a", is_recused=True), *PANEL[1:]]
    assert codes(check_panel(recused, SCHOOL)) == [FindingCode.PANEL_TOO_SMALL]


@pytest.mark.clause("3.2")
def test_an_expert_of_the_school_or_already_appointed_is_refused() -> None:
    own = PanelMember("d", SCHOOL)
    assert codes(check_appointment(PANEL, own, SCHOOL)) == [FindingCode.EXPERT_OF_THE_SCHOOL]
    assert codes(check_appointment(PANEL, PanelMember("a"), SCHOOL)) == [
        FindingCode.EXPERT_REPEATED
    ]
    assert check_appointment(PANEL, PanelMember("d", "another school"), SCHOOL) == ()


@pytest.mark.clause("3.2")
def test_a_step_is_scheduled_for_today_or_later() -> None:
    assert check_schedule(TODAY, TODAY) == ()
    assert codes(check_schedule(date(2026, 8, 31), TODAY)) == [FindingCode.ASSESSMENT_IN_PAST]


@pytest.mark.clause("3.2")
def test_an_unused_way_of_assessment_warns_and_none_at_all_refuses() -> None:
    assert check_methods(set(AssessmentMethod)) == ()
    without_visit = check_methods(set(AssessmentMethod) - {AssessmentMethod.SITE_VISIT})
    assert codes(without_visit) == [FindingCode.ASSESSMENT_METHOD_MISSING]
    assert not is_refused(without_visit)
    none = check_methods(set())
    assert codes(none)[0] is FindingCode.ASSESSMENT_NOT_SCHEDULED
    assert is_refused(none)


@pytest.mark.clause("3.2")
def test_only_a_member_who_counts_gives_an_opinion_and_explains_a_no() -> None:
    no = ExpertOpinion("a", SITE, Opinion.NOT_MET)
    assert check_opinion(no, "无监控", PANEL, SCHOOL) == ()
    assert codes(check_opinion(no, " ", PANEL, SCHOOL)) == [FindingCode.OPINION_REASON_MISSING]
    stranger = ExpertOpinion("z", SITE, Opinion.MET)
    assert codes(check_opinion(stranger, None, PANEL, SCHOOL)) == [FindingCode.EXPERT_NOT_ON_PANEL]


@pytest.mark.clause("3.2")
def test_the_majority_decides_on_each_condition() -> None:
    one_against = opinions(a={SITE})
    assert conditions_met(one_against, "abc") == frozenset(ConditionCode)
    assert conclusions_open(one_against, "abc") == PASSING
    two_against = opinions(a={SITE}, b={SITE})
    assert conditions_met(two_against, "abc") == frozenset(ConditionCode) - {SITE}
    assert conclusions_open(two_against, "abc") == FAILING


@pytest.mark.clause("3.2")
def test_a_tie_is_no_majority() -> None:
    assert SITE not in conditions_met(opinions(a={SITE}), "ab")


@pytest.mark.clause("3.2")
def test_the_opinion_of_who_does_not_count_changes_nothing() -> None:
    assert conclusions_open(opinions(c={SITE}, b={SITE}), "a") == PASSING


@pytest.mark.clause("3.2")
def test_a_second_round_asks_only_for_the_failed_conditions() -> None:
    again = [ExpertOpinion(expert, SITE, Opinion.MET) for expert in "abc"]
    assert check_opinions_complete(again, "abc", [SITE]) == ()
    assert conclusions_open(again, "abc", [SITE]) == PASSING
    assert len(check_opinions_complete(again, "abc")) == len(ConditionCode) - 1


@pytest.mark.clause("3.2")
def test_missing_opinions_are_counted_by_condition() -> None:
    given = [opinion for opinion in opinions() if opinion != ExpertOpinion("b", SITE, Opinion.MET)]
    (finding,) = check_opinions_complete(given, "abc")
    assert finding.code is FindingCode.OPINION_MISSING
    assert "1.1.4" in finding.message_zh
    assert "1 experts" in finding.message_en


def concluded(
    conclusion: AssessmentConclusion, passed: int = 0, due_on: date | None = None
) -> list[FindingCode]:
    allowed = PASSING if conclusion in PASSING else FAILING
    return codes(check_conclusion(conclusion, allowed, passed, 3, due_on, TODAY))


@pytest.mark.clause("3.2")
def test_a_conclusion_follows_the_opinions() -> None:
    passed = AssessmentConclusion.PASSED
    (finding,) = check_conclusion(passed, FAILING, 3, 3, None, TODAY)
    assert finding.code is FindingCode.CONCLUSION_AGAINST_OPINIONS
    assert finding.path == ("conclusion",)
    assert concluded(passed) == []
    assert concluded(AssessmentConclusion.NOT_PASSED) == []


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(("passed", "is_fine"), [(0, False), (1, True), (2, True), (3, False)])
def test_passed_in_part_names_some_items_and_not_all(passed: int, is_fine: bool) -> None:
    expected = [] if is_fine else [FindingCode.PASSED_ITEMS_MISSING]
    assert concluded(AssessmentConclusion.PASSED_IN_PART, passed) == expected


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("due_on", "is_fine"), [(None, False), (TODAY, False), (date(2026, 9, 2), True)]
)
def test_to_be_improved_names_a_day_to_come(due_on: date | None, is_fine: bool) -> None:
    expected = [] if is_fine else [FindingCode.IMPROVEMENT_DAY_MISSING]
    assert concluded(AssessmentConclusion.TO_BE_IMPROVED, due_on=due_on) == expected


@pytest.mark.clause("3.2")
def test_who_proposed_the_conclusion_does_not_confirm_it() -> None:
    assert codes(check_confirmation("a", "a")) == [FindingCode.CONCLUSION_BY_PROPOSER]
    assert check_confirmation("a", "b") == ()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("conclusion", [*AssessmentConclusion])
def test_items_are_named_only_where_some_pass_and_others_do_not(
    conclusion: AssessmentConclusion,
) -> None:
    if conclusion is AssessmentConclusion.PASSED_IN_PART:
        expected = []
    else:
        expected = [FindingCode.PASSED_ITEMS_NOT_OF_CONCLUSION]
    assert concluded(conclusion, 2, date(2026, 9, 2)) == expected


@pytest.mark.clause("3.2")
def test_a_condition_that_is_not_in_question_gets_no_opinion() -> None:
    (finding,) = check_condition(ConditionCode.CONDITION_1_1_1, [SITE])
    assert finding.code is FindingCode.CONDITION_NOT_IN_QUESTION
    assert finding.path == ("condition",)
    assert SITE.zh in finding.message_zh
    assert check_condition(SITE, [SITE]) == ()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("status", [*FilingStatus])
def test_the_panel_works_while_the_application_is_in_assessment(status: FilingStatus) -> None:
    expected = (
        []
        if status is FilingStatus.IN_ASSESSMENT
        else [FindingCode.APPLICATION_NOT_UNDER_ASSESSMENT]
    )
    assert codes(check_under_assessment(status)) == expected


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("kind", ApplicationKind)
def test_what_is_asked_for_anew_is_assessed_and_of_a_change_only_a_new_site(
    kind: ApplicationKind,
) -> None:
    is_anew = kind.name in {"FIRST_FILING", "ADDITION", "RENEWAL"}
    every, of_sites = frozenset(ConditionCode), frozenset({ConditionCode.CONDITION_1_1_4})
    assert conditions_of(kind, changes_site=False) == (every if is_anew else frozenset())
    assert conditions_of(kind, changes_site=True) == (every if is_anew else of_sites)
