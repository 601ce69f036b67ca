"""报备 The report to the ministry's center, and what came of it (3.3)."""

from collections.abc import Mapping
from typing import Any

from models import FilingApplication, MinistryReport
from resolvers.acts.filing_report import begin
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_3_filing import check_ministry_outcome, check_outcome_day
from rules.entry import check_reason
from rules.vocabulary import MinistryOutcome


async def rounds_of(writing: Writing, row: FilingApplication) -> list[MinistryReport]:
    """The reports to the ministry, oldest first."""
    found = await writing.seen(MinistryReport, lambda report: report.application_id == row.id)
    return sorted(found, key=lambda report: report.round_number)


async def report_to_ministry(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, _ = await begin(writing, "reportToMinistry", given)
    rounds = await rounds_of(writing, row)
    writing.add(
        MinistryReport(
            application_id=row.id,
            round_number=len(rounds) + 1,
            reported_on=writing.today,
            reported_by_id=writing.viewer.account_id,
        )
    )
    writing.move("reportToMinistry", row)
    return {"filing_application": Ref.of(row)}


async def record_outcome(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A filing names its reference, a return its reason."""
    row, _ = await begin(writing, "recordMinistryOutcome", given)
    last = (await rounds_of(writing, row))[-1]
    outcome, outcome_on = given["outcome"], given.get("outcome_on") or writing.today
    reference, reason = given.get("reference"), given.get("reason")
    findings = check_ministry_outcome(outcome, reference)
    findings += check_outcome_day(last.reported_on, outcome_on, writing.today)
    if outcome is MinistryOutcome.RETURNED:
        findings += check_reason(writing.clause, reason)
    writing.judge(findings, filing_application=Ref.of(row))
    last.outcome, last.outcome_on = outcome, outcome_on
    last.reference, last.reason = reference, reason
    writing.move("recordMinistryOutcome", row, outcome=outcome, reason=reason)
    return {"filing_application": Ref.of(row)}
