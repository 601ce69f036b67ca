"""评估结论 The center proposes the conclusion, the department confirms or returns it (3.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import FilingApplication, FilingItem, TechnicalAssessment
from resolvers.acts.technical_assessment import begin, change
from resolvers.identity import NodeId
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_3_2_assessment import check_under_assessment
from rules.clause_3_2_conclusion import Proposed, check_conclusion, deviates, items_proposed
from rules.entry import check_reason, not_found
from rules.lifecycle import APPLICATION_AFTER_CONCLUSION
from rules.vocabulary import AssessmentConclusion


async def propose(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What opinions and marks come to, or something else with a reason that is shown; nothing of
    it is shown to the school yet."""
    begun = await begin(writing, "proposeAssessmentConclusion", given)
    row, found = begun.row, begun.assessed.judged
    items = await _items(writing, row)
    named = _named(writing, items, given.get("passed_item_ids"), **begun.payload)
    proposed = Proposed(
        given["conclusion"], named, given.get("due_on"), given.get("deviation_reason")
    )
    findings = check_conclusion(proposed, found, writing.today)
    findings += check_reason(writing.clause, given["reason"])
    writing.judge(findings, **begun.payload)
    is_to_improve = proposed.conclusion is AssessmentConclusion.TO_BE_IMPROVED
    row.conclusion, row.reason = proposed.conclusion, given["reason"]
    row.due_on = proposed.due_on if is_to_improve else None
    row.deviation_reason = proposed.deviation_reason if deviates(proposed, found) else None
    row.proposed_by_id = writing.viewer.account_id
    passed = items_proposed(proposed, found)
    for item in items:
        item.is_proposed_to_pass = None if is_to_improve else str(item.id) in passed
    # No reason in the entry: the school reads its history before the department has confirmed.
    writing.move("proposeAssessmentConclusion", row)
    return begun.outcome(findings)


async def _items(writing: Writing, row: TechnicalAssessment) -> list[FilingItem]:
    return await writing.seen(
        FilingItem, lambda item: item.application_id == row.application_id, lock=True
    )


def _named(
    writing: Writing, items: Sequence[FilingItem], ids: Sequence[NodeId] | None, **payload: Any
) -> frozenset[str] | None:
    """The items that the input names; None where it names none at all."""
    if ids is None:
        return None
    known = {item.id for item in items}
    for index, node_id in enumerate(ids):
        if node_id.of("FilingItem") not in known:
            raise Refused(not_found(writing.clause, ("passedItemIds", index)), **payload)
    return frozenset(str(node_id.of("FilingItem")) for node_id in ids)


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The department does not agree, and says why: the center proposes again.

    The reason is for the offices: the school reads the history, and nothing is concluded.
    """
    begun = await begin(writing, "returnAssessmentConclusion", given)
    writing.judge(check_reason(writing.clause, given["reason"]), **begun.payload)
    begun.row.return_reason = given["reason"]
    change(writing, begun.row)
    writing.move("returnAssessmentConclusion", begun.row)
    return begun.outcome()


async def confirm(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """By another account than the proposer's; to be improved leads back to ACCEPTED."""
    begun = await begin(writing, "confirmAssessmentConclusion", given)
    row = begun.row
    application = await _application(writing, row)
    writing.judge(check_under_assessment(application.status), **begun.payload)
    assert row.conclusion is not None  # a constraint of the proposed state
    for item in await _items(writing, row):
        item.is_passed = item.is_proposed_to_pass
    row.confirmed_by_id, row.concluded_on = writing.viewer.account_id, writing.today
    writing.move("confirmAssessmentConclusion", row, reason=row.reason)
    before = application.status
    application.status = APPLICATION_AFTER_CONCLUSION[row.conclusion]
    writing.record("confirmAssessmentConclusion", application, before=before, reason=row.reason)
    return {**begun.outcome(), "filing_application": Ref.of(application)}


async def _application(writing: Writing, row: TechnicalAssessment) -> FilingApplication:
    # Locked after its assessment: a withdrawal locks the application alone, so none waits in turn.
    (found,) = await writing.seen(
        FilingApplication, lambda other: other.id == row.application_id, lock=True
    )
    return found
