"""评估结论 The center proposes the conclusion, the department confirms it (3.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import FilingApplication, FilingItem, TechnicalAssessment
from resolvers.acts.technical_assessment import begin
from resolvers.identity import NodeId
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_3_2_assessment import check_conclusion, check_under_assessment
from rules.entry import check_reason, not_found
from rules.lifecycle import APPLICATION_AFTER_CONCLUSION
from rules.vocabulary import AssessmentConclusion


async def propose(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The opinions say which conclusions are open; nothing of it is shown to the school yet."""
    begun = await begin(writing, "proposeAssessmentConclusion", given)
    row, conclusion, due_on = begun.row, given["conclusion"], given.get("due_on")
    items = await _items(writing, row)
    passed = _named(writing, items, given.get("passed_item_ids") or (), **begun.payload)
    open_now = begun.assessed.open_conclusions
    findings = check_conclusion(
        conclusion, open_now, len(passed), len(items), due_on, writing.today
    ) + check_reason(writing.clause, given["reason"])
    writing.judge(findings, **begun.payload)
    row.conclusion, row.reason = conclusion, given["reason"]
    row.due_on = due_on if conclusion is AssessmentConclusion.TO_BE_IMPROVED else None
    row.proposed_by_id = writing.viewer.account_id
    for item in items:
        item.is_proposed_to_pass = _is_passed(item, conclusion, passed)
    # No reason in the entry: the school reads its history before the department has confirmed.
    writing.move("proposeAssessmentConclusion", row)
    return begun.outcome(findings)


async def _items(writing: Writing, row: TechnicalAssessment) -> list[FilingItem]:
    return await writing.seen(
        FilingItem, lambda item: item.application_id == row.application_id, lock=True
    )


def _named(
    writing: Writing, items: Sequence[FilingItem], ids: Sequence[NodeId], **payload: Any
) -> set[Any]:
    known, passed = {item.id for item in items}, set()
    for index, node_id in enumerate(ids):
        item_id = node_id.of("FilingItem")
        if item_id not in known:
            raise Refused(not_found(writing.clause, ("passedItemIds", index)), **payload)
        passed.add(item_id)
    return passed


def _is_passed(item: FilingItem, conclusion: AssessmentConclusion, passed: set[Any]) -> bool | None:
    """What the conclusion says of the item; nothing while it is to be improved."""
    if conclusion is AssessmentConclusion.TO_BE_IMPROVED:
        return None
    if conclusion is AssessmentConclusion.PASSED_IN_PART:
        return item.id in passed
    return conclusion is AssessmentConclusion.PASSED


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
