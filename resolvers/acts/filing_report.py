"""报送 Two reports in parallel, to bureau and commission, and what each decides (3.3)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models import FilingApplication, FilingReport
from permissions.rows import enter, viewer_values
from resolvers.filing_report import FILING_NEEDS, FilingFacts, found_of
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_reason
from rules.lifecycle import BRANCH_OF, find, state_of_branches
from rules.vocabulary import BranchStatus


async def facts_of(writing: Writing, row: FilingApplication) -> FilingFacts:
    """The same columns as the page's `actions` read, through the same door."""
    entered, _ = enter(FilingApplication, writing.role)
    columns = [need(entered) if callable(need) else getattr(entered, need) for need in FILING_NEEDS]
    found = await writing.session.execute(
        select(*columns).where(entered.id == row.id), viewer_values(writing.viewer)
    )
    return FilingFacts.read(found.one())


async def begin(
    writing: Writing, name: str, given: Mapping[str, Any]
) -> tuple[FilingApplication, FilingFacts]:
    """Lock before reading the branches: two reviewers may decide at once."""
    row = await writing.lock(FilingApplication, given)
    facts = await facts_of(writing, row)
    shown = Ref.of(row)
    branch = facts.branch(writing.role)
    writing.may(
        name, row.status, branch, is_assessed=row.needs_assessment, filing_application=shown
    )
    writing.judge(found_of(name, facts), filing_application=shown)
    return row, facts


async def reports_of(writing: Writing, row: FilingApplication) -> list[FilingReport]:
    """The rounds of the role's own branch, oldest first."""
    authority = BRANCH_OF[writing.role]
    found = await writing.seen(
        FilingReport,
        lambda report: report.application_id == row.id,
        lambda report: report.authority == authority,
    )
    return sorted(found, key=lambda report: report.round_number)


async def report(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, _ = await begin(writing, "reportFilingApplication", given)
    rounds = await reports_of(writing, row)
    writing.add(
        FilingReport(
            application_id=row.id,
            authority=BRANCH_OF[writing.role],
            round_number=len(rounds) + 1,
            reported_by_id=writing.viewer.account_id,
        )
    )
    _change(writing, row)
    writing.move("reportFilingApplication", row, is_assessed=row.needs_assessment)
    return {"filing_application": Ref.of(row)}


async def consent(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide(writing, "consentToFilingApplication", given)


async def refuse(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide(writing, "refuseFilingApplication", given)


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide(writing, "sendBackFilingApplication", given)


async def _decide(writing: Writing, name: str, given: Mapping[str, Any]) -> Outcome:
    """On the role's own branch; both branches together make the state of the application."""
    row, facts = await begin(writing, name, given)
    decided = find(name).branch_after
    assert decided is not None  # every line on a branch leads to a state of it
    reason = given.get("reason")
    if decided is not BranchStatus.CONSENTED:
        writing.judge(check_reason(writing.clause, reason), filing_application=Ref.of(row))
    last = (await reports_of(writing, row))[-1]
    last.status, last.reason = decided, reason
    last.decided_by_id, last.decided_at = writing.viewer.account_id, writing.now
    before = row.status
    row.status = state_of_branches({**facts.branches, last.authority: decided}, waiting=before)
    _change(writing, row)
    writing.record(name, row, before=before, reason=reason)
    return {"filing_application": Ref.of(row)}


def _change(writing: Writing, row: FilingApplication) -> None:
    """Raise the version although the state may stay: the second reviewer gets CONFLICT."""
    row.updated_at = writing.now
