"""What waits for somebody agrees with the workflows."""

import pytest

from rules import task
from rules.lifecycle import find
from rules.vocabulary import Role


@pytest.mark.parametrize(
    "waiting", task.TASKS, ids=lambda w: f"{w.state.name}-{w.act}-{w.role.name}"
)
def test_what_waits_may_be_done_in_that_state_by_that_role(waiting: task.Waiting) -> None:
    assert waiting.role in waiting.line.by
    assert waiting.state in waiting.line.before


@pytest.mark.parametrize(
    "name",
    [task.REPORT, task.CONSENT, task.OPINION, task.ISSUE, task.RENEW, task.REPORT_CERTIFICATES],
)
def test_the_tasks_that_hang_on_more_than_a_state_are_acts(name: str) -> None:
    assert find(name).by <= set(Role)
