"""Everybody for whom an act decides or makes something wait is told, in words."""

import pytest

from rules.act_names import ACT_NAMES
from rules.lifecycle import ACTS, WORKFLOWS
from rules.notice import NOTICES, UNTOLD, Notice, words
from rules.task import CONSENT, OPINION, REPORT, TASKS
from rules.vocabulary import Role

TOLD = {line.act for line in NOTICES}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_of_a_workflow_is_told_or_says_why_not(act: str) -> None:
    assert (act in TOLD) != (act in UNTOLD)


def test_no_reason_stands_for_an_act_that_is_none() -> None:
    assert set(UNTOLD) <= set(ACTS)
    assert all(UNTOLD.values())


@pytest.mark.parametrize("line", NOTICES, ids=lambda line: f"{line.act}-{line.to.name}")
def test_a_notice_says_something_in_both_languages(line: Notice) -> None:
    for text in (line.zh, line.en):
        assert text.format(school="学校").strip()
    assert line.zh.endswith("。")
    assert line.en.endswith(".")
    assert line.to not in (Role.PUBLIC, Role.ADMINISTRATOR)


@pytest.mark.parametrize("line", NOTICES, ids=lambda line: f"{line.act}-{line.to.name}")
def test_the_states_of_a_notice_are_states_of_its_workflow(line: Notice) -> None:
    states = {
        state.name
        for act in WORKFLOWS.get(line.noun, ())
        for state in (*act.before, act.after, *act.outcomes.values())
        if state is not None
    }
    if line.noun == "filing_application":
        states |= {"CONSENTED", "REFUSED"}  # by the branches: rules.lifecycle.state_of_branches
    assert line.before | line.after <= states
    assert line.by <= {role.name for role in Role}


def test_whoever_an_act_makes_wait_for_is_told_of_it() -> None:
    waiting = {(task.role, task.state.name) for task in TASKS}
    told = {
        (line.to, state.name)
        for line in NOTICES
        for act in [ACTS.get(line.act)]
        if act is not None
        for state in (act.after, *act.outcomes.values())
        if state is not None
    }
    by_others = {
        (Role.CENTER, "CONSENTED"),  # by the second branch
        (Role.CENTER, "REPORTED_TO_MINISTRY"),  # the center's own act
        (Role.CENTER, "FILED"),  # the center's own act
        (Role.CENTER, "MINISTRY_RETURNED"),  # the center's own act
        (Role.CENTER, "OPENED"),  # the center's own act
        (Role.SCHOOL, "OPEN"),  # with the acceptance of the plan
    }
    assert waiting - told <= by_others
    assert {REPORT, CONSENT, OPINION} <= TOLD | set(UNTOLD)


def test_of_two_lines_that_fit_the_first_speaks() -> None:
    second = words(Role.CENTER, "consentToFilingApplication", "ASSESSED", "CONSENTED", "BUREAU")
    first = words(Role.CENTER, "consentToFilingApplication", "ASSESSED", "ASSESSED", "BUREAU")

    assert "请向部中心报备" in second[0]
    assert "请向部中心报备" not in first[0]


def test_a_notice_of_an_act_without_line_says_the_act() -> None:
    assert words(Role.CENTER, "openAssessment", None, None, "CENTER") == ACT_NAMES["openAssessment"]
