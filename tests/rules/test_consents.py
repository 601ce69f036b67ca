"""三(三): both authorities decide in parallel; in whatever order, the end is the same."""

from collections.abc import Iterator
from itertools import product

import pytest

from rules.lifecycle import BRANCH_OF, find, is_allowed, state_of_branches
from rules.vocabulary import Authority, BranchStatus, FilingStatus, Role

REPORT, CONSENT = "reportFilingApplication", "consentToFilingApplication"
REFUSE, SEND_BACK = "refuseFilingApplication", "sendBackFilingApplication"
REPORTER = {Authority.BUREAU: Role.CENTER, Authority.COMMISSION: Role.DEPARTMENT}
REVIEWER = {Authority.BUREAU: Role.BUREAU, Authority.COMMISSION: Role.COMMISSION}
# What one branch may see, from the report to its decision; sent back at most twice.
COURSES = [
    (REPORT, *(SEND_BACK, REPORT) * times, decision)
    for times in range(3)
    for decision in (CONSENT, REFUSE)
]
Step = tuple[Authority, str]


def orders(bureau: tuple[str, ...], commission: tuple[str, ...]) -> Iterator[tuple[Step, ...]]:
    """Every interleaving of the two courses."""
    if not bureau or not commission:
        rest = Authority.BUREAU if bureau else Authority.COMMISSION
        yield tuple((rest, act) for act in bureau or commission)
        return
    for step in orders(bureau[1:], commission):
        yield (Authority.BUREAU, bureau[0]), *step
    for step in orders(bureau, commission[1:]):
        yield (Authority.COMMISSION, commission[0]), *step


def played(steps: tuple[Step, ...]) -> tuple[FilingStatus, dict[Authority, BranchStatus]]:
    """As the mutations do it: an act that the table does not allow any more changes nothing."""
    state: FilingStatus = FilingStatus.ASSESSED
    branches: dict[Authority, BranchStatus] = {}
    for authority, name in steps:
        act = find(name)
        role = (REPORTER if name == REPORT else REVIEWER)[authority]
        assert BRANCH_OF[role] is authority
        if is_allowed(act, role, state, branches.get(authority)):
            assert act.branch_after is not None
            branches[authority] = act.branch_after
            state = state_of_branches(branches)
    return state, branches


@pytest.mark.clause("3.3")
@pytest.mark.parametrize(("bureau", "commission"), list(product(COURSES, COURSES)))
def test_both_orders_of_decision_give_the_same_end(
    bureau: tuple[str, ...], commission: tuple[str, ...]
) -> None:
    is_refused = REFUSE in (bureau[-1], commission[-1])
    expected = FilingStatus.REFUSED if is_refused else FilingStatus.CONSENTED
    ends = [played(steps) for steps in orders(bureau, commission)]
    assert {state for state, _ in ends} == {expected}
    if not is_refused:
        both = dict.fromkeys(Authority, BranchStatus.CONSENTED)
        assert all(branches == both for _, branches in ends)


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("first", Authority)
def test_after_a_refusal_nobody_decides_any_more(first: Authority) -> None:
    other = next(authority for authority in Authority if authority is not first)
    for decision in (CONSENT, REFUSE, SEND_BACK):
        steps = ((first, REPORT), (other, REPORT), (first, REFUSE), (other, decision))
        state, branches = played(steps)
        assert state is FilingStatus.REFUSED
        assert branches[other] is BranchStatus.REPORTED
