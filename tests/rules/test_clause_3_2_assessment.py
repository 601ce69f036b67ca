"""三(二): the five methods, and what an expert says and signs off."""

from datetime import date

import pytest

from rules.clause_3_2_assessment import (
    ExpertOpinion,
    Question,
    Step,
    check_condition,
    check_member,
    check_methods,
    check_minutes,
    check_opinion,
    check_schedule,
    check_sign_off,
    check_subject,
    check_under_assessment,
    conditions_of,
    is_below,
    is_vetoed,
)
from rules.clause_3_2_criteria import Criterion, Mark
from rules.clause_3_2_panel import PanelMember
from rules.finding import FindingCode, is_refused
from rules.vocabulary import (
    ApplicationKind,
    AssessmentMethod,
    ConditionCode,
    FilingStatus,
    Opinion,
)
from tests.rules.asked import codes

SCHOOL, TODAY, TOMORROW = "school", date(2026, 9, 1), date(2026, 9, 2)
PANEL = [PanelMember("a"), PanelMember("b", is_signed=True), PanelMember("c", is_recused=True)]
SITE, RULES = ConditionCode.CONDITION_1_1_4, ConditionCode.CONDITION_1_1_5
MARKED, VETO = Criterion("marked", SITE, 10), Criterion("veto", SITE, None)
OTHER = Criterion("other", RULES, 10)
QUESTION = Question((SITE,), frozenset({"item"}), (MARKED, VETO, OTHER), 60)
MET, NOT_MET = Opinion.MET, Opinion.NOT_MET


@pytest.mark.clause("3.2")
def test_a_step_is_scheduled_for_today_or_later() -> None:
    assert check_schedule(TODAY, TODAY) == ()
    assert codes(check_schedule(date(2026, 8, 31), TODAY)) == [FindingCode.ASSESSMENT_IN_PAST]


@pytest.mark.clause("3.2")
def test_minutes_are_of_a_step_that_was_held_and_say_something() -> None:
    assert check_minutes(TODAY, TODAY, "相符", False) == ()
    assert check_minutes(TODAY, TODAY, None, True) == ()
    assert codes(check_minutes(TODAY, TODAY, " ", False)) == [FindingCode.MINUTES_MISSING]
    assert codes(check_minutes(TOMORROW, TODAY, "相符", False)) == [FindingCode.STEP_NOT_HELD]


@pytest.mark.clause("3.2")
def test_a_way_of_assessment_counts_when_it_has_its_minutes() -> None:
    written = [Step(method, True) for method in AssessmentMethod]
    assert check_methods(written) == ()
    one_left = check_methods(written[1:])
    assert codes(one_left) == [FindingCode.ASSESSMENT_METHOD_MISSING]
    assert not is_refused(one_left)
    unwritten = check_methods([*written[1:], Step(AssessmentMethod.DOCUMENT_REVIEW, False)])
    assert codes(unwritten) == [FindingCode.STEP_WITHOUT_MINUTES]
    assert not is_refused(unwritten)
    for steps in ([], [Step(AssessmentMethod.SITE_VISIT, False)]):
        found = check_methods(steps)
        assert codes(found)[0] is FindingCode.ASSESSMENT_NOT_HELD
        assert is_refused(found)


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("expert", "expected"),
    [
        ("a", []),
        ("b", [FindingCode.OPINION_SIGNED_OFF]),
        ("c", [FindingCode.EXPERT_NOT_ON_PANEL]),
        ("z", [FindingCode.EXPERT_NOT_ON_PANEL]),
    ],
)
def test_a_member_who_counts_speaks_until_the_sign_off(
    expert: str, expected: list[FindingCode]
) -> None:
    assert codes(check_member(expert, PANEL, SCHOOL)) == expected


@pytest.mark.clause("3.2")
def test_a_no_is_explained() -> None:
    assert check_opinion(MET, None) == ()
    assert check_opinion(NOT_MET, "无监控") == ()
    assert codes(check_opinion(NOT_MET, " ")) == [FindingCode.OPINION_REASON_MISSING]


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("condition", "item", "expected"),
    [
        (SITE, None, []),
        (None, "item", []),
        (None, None, [FindingCode.OPINION_SUBJECT_UNCLEAR]),
        (SITE, "item", [FindingCode.OPINION_SUBJECT_UNCLEAR]),
        (RULES, None, [FindingCode.CONDITION_NOT_IN_QUESTION]),
        (None, "other", [FindingCode.ITEM_NOT_IN_QUESTION]),
    ],
)
def test_an_opinion_is_on_one_thing_in_question(
    condition: ConditionCode | None, item: str | None, expected: list[FindingCode]
) -> None:
    assert codes(check_subject(condition, item, QUESTION)) == expected


@pytest.mark.clause("3.2")
def test_a_condition_that_is_not_in_question_gets_no_opinion() -> None:
    (finding,) = check_condition(ConditionCode.CONDITION_1_1_1, [SITE])
    assert finding.path == ("condition",)
    assert SITE.zh in finding.message_zh
    assert check_condition(SITE, [SITE]) == ()


def signed(
    opinion: Opinion = MET, marks: int | None = 10, is_fulfilled: bool | None = True
) -> list[FindingCode]:
    opinions = [ExpertOpinion("a", SITE, opinion), ExpertOpinion("a", None, MET, "item")]
    given = [Mark("marked", marks)] if marks is not None else []
    given += [Mark("veto", None, is_fulfilled)] if is_fulfilled is not None else []
    return codes(check_sign_off(QUESTION, opinions, given))


@pytest.mark.clause("3.2")
def test_a_sign_off_leaves_nothing_in_question_open() -> None:
    assert signed() == []
    assert signed(marks=None) == [FindingCode.OPINION_MISSING]
    assert signed(is_fulfilled=None) == [FindingCode.OPINION_MISSING]
    (finding,) = check_sign_off(QUESTION, [], [])
    assert finding.code is FindingCode.OPINION_MISSING
    assert "4" in finding.message_en  # a condition, an item, and the two criteria of the condition


@pytest.mark.clause("3.2")
def test_an_opinion_does_not_contradict_the_own_veto_and_says_so_of_low_marks() -> None:
    assert signed(is_fulfilled=False) == [FindingCode.OPINION_AGAINST_VETO]
    assert signed(NOT_MET, is_fulfilled=False) == []
    assert signed(marks=5) == [FindingCode.OPINION_AGAINST_MARKS]
    assert signed(marks=6) == []
    assert signed(NOT_MET, marks=5) == []


@pytest.mark.clause("3.2")
def test_marks_reach_their_share_exactly_and_a_veto_has_none() -> None:
    assert not is_below([], 60)
    assert not is_below([(VETO, Mark("veto", None, False))], 60)
    assert not is_below([(MARKED, Mark("marked", 6))], 60)
    assert is_below([(MARKED, Mark("marked", 5))], 60)
    assert is_vetoed([(VETO, Mark("veto", None, False))])
    assert not is_vetoed([(VETO, Mark("veto", None, True)), (MARKED, Mark("marked", 0))])


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
