"""专业评估论证 The school asks, the center opens and proposes, the department confirms (1.2)."""

from collections.abc import Mapping
from typing import Any

from models import Institution, Major, MajorEvaluation, Occupation
from models.base import new_id
from resolvers.acts.major_evaluation_conclusion import check_conclusion, propose
from resolvers.major_evaluation_facts import check_request, evaluation_fact, evaluations_of
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_2_major_evaluation import check_proposed_and_confirmed
from rules.entry import check_distinct, check_number, check_reason
from rules.finding import Findings, Path, all_below
from rules.vocabulary import Level, MajorEvaluationStatus

Given = Mapping[str, Any]
MOST_PAIRS = 100


async def request(writing: Writing, given: Given) -> Outcome:
    """One or several pairs of an own major and an occupation that it matches; all or none."""
    writing.may("requestMajorEvaluation", None)
    pairs = given["pairs"]
    named = await _named(writing, pairs)
    writing.judge(_check_entered(writing.clause, pairs, named))
    # Two requests of one school at once see each other.
    await writing.session.get_one(
        Institution, writing.viewer.institution_id, with_for_update={"key_share": True}
    )
    findings: Findings = ()
    for place, pair in enumerate(pairs):
        major, occupation = _pair(named, place)
        level = Level(pair["highest_level"])
        found = await check_request(writing.session, major, occupation, level)
        findings += all_below(found, "pairs", place)
    writing.judge(findings)
    rows = [await _row(writing, *_pair(named, place), pair) for place, pair in enumerate(pairs)]
    writing.add(*rows)
    for row in rows:
        writing.record("requestMajorEvaluation", row)
    return {"major_evaluations": [Ref.of(row) for row in rows], "findings": findings}


async def _named(writing: Writing, pairs: Any) -> dict[Path, Any]:
    majors = {("pairs", n, "majorId"): pair["major_id"] for n, pair in enumerate(pairs)}
    occupations = {
        ("pairs", n, "occupationId"): pair["occupation_id"] for n, pair in enumerate(pairs)
    }
    found: dict[Path, Any] = {}
    found |= await find_all(writing, Major, majors)
    found |= await find_all(writing, Occupation, occupations)
    return found


def _pair(named: Mapping[Path, Any], place: int) -> tuple[Major, Occupation]:
    return named["pairs", place, "majorId"], named["pairs", place, "occupationId"]


def _check_entered(clause: str, pairs: Any, named: Mapping[Path, Any]) -> Findings:
    ids = [tuple(row.id for row in _pair(named, place)) for place in range(len(pairs))]
    found = check_distinct(clause, ids, ("pairs",))
    found += check_number(clause, len(pairs), ("pairs",), least=1, most=MOST_PAIRS)
    for place, pair in enumerate(pairs):
        path = ("pairs", place, "highestLevel")
        found += check_number(clause, pair["highest_level"], path, least=1, most=5)
    return found


async def _row(
    writing: Writing, major: Major, occupation: Occupation, pair: Given
) -> MajorEvaluation:
    """A request for what holds today renews it."""
    holding = [
        row
        for row in await evaluations_of(writing.session, major, occupation)
        if evaluation_fact(row, major, occupation).holds_on(writing.today)
    ]
    return MajorEvaluation(
        id=new_id(),
        institution_id=major.institution_id,
        major_id=major.id,
        occupation_id=occupation.id,
        highest_level=pair["highest_level"],
        status=MajorEvaluationStatus.REQUESTED,
        renews_id=holding[-1].id if holding else None,
    )


async def withdraw(writing: Writing, given: Given) -> Outcome:
    row, shown = await _begin("withdrawMajorEvaluation", writing, given)
    writing.move("withdrawMajorEvaluation", row)
    return shown


async def open_evaluation(writing: Writing, given: Given) -> Outcome:
    row, shown = await _begin("openMajorEvaluation", writing, given)
    writing.move("openMajorEvaluation", row)
    return shown


async def conclude(writing: Writing, given: Given) -> Outcome:
    """The center's proposal; nothing of it is shown to the school before it is confirmed."""
    row, shown = await _begin("concludeMajorEvaluation", writing, given)
    conclusion, findings = await check_conclusion(writing, row, given)
    writing.judge(findings, **shown)
    await propose(writing, row, conclusion, given)
    # No reason in the entry: the school reads its history before the department has confirmed.
    writing.move("concludeMajorEvaluation", row)
    return {**shown, "findings": findings}


async def send_back(writing: Writing, given: Given) -> Outcome:
    """The department does not share the conclusion; the center proposes another."""
    row, shown = await _begin("returnMajorEvaluation", writing, given)
    reason = given["reason"]
    findings = check_reason(writing.clause, reason) + _check_other_account(writing, row)
    writing.judge(findings, **shown)
    row.return_reason = reason.strip()
    # Nor here: the school is told the result, not how it was found.
    writing.move("returnMajorEvaluation", row)
    return shown


async def confirm(writing: Writing, given: Given) -> Outcome:
    """By another account than the proposer's: from today the major is evaluated, or not."""
    row, shown = await _begin("confirmMajorEvaluation", writing, given)
    writing.judge(_check_other_account(writing, row), **shown)
    assert row.proposed_level is not None  # a constraint of the proposed state
    row.highest_level, row.valid_to = row.proposed_level, row.proposed_valid_to
    row.reason, row.confirmed_by_id = row.proposed_reason, writing.viewer.account_id
    row.concluded_on = writing.today
    passed, not_passed = MajorEvaluationStatus.PASSED, MajorEvaluationStatus.NOT_PASSED
    outcome = passed if row.proposed_pass else not_passed
    writing.move("confirmMajorEvaluation", row, outcome=outcome, reason=row.reason)
    return shown


def _check_other_account(writing: Writing, row: MajorEvaluation) -> Findings:
    proposer = str(row.proposed_by_id) if row.proposed_by_id else None
    return check_proposed_and_confirmed(str(writing.viewer.account_id), proposer)


async def _begin(
    name: str, writing: Writing, given: Given
) -> tuple[MajorEvaluation, dict[str, Any]]:
    row = await writing.lock(MajorEvaluation, given)
    shown: dict[str, Any] = {"major_evaluation": Ref.of(row)}
    writing.may(name, row.status, **shown)
    return row, shown
