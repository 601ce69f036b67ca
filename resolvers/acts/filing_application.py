"""备案申请 A school applies; the department accepts, returns or declines (3.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from models import FilingApplication, Institution
from models.base import new_id
from resolvers.acts.filing_content import (
    check_belonging,
    check_entered,
    enter_statements,
    find_named,
    replace_parts,
)
from resolvers.acts.filing_number import next_number
from resolvers.filing_application_facts import facts_of
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_reason
from rules.filing_application import check_application
from rules.finding import Findings
from rules.vocabulary import FilingStatus, Severity


async def create(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A draft: what the guidance would refuse is counted, and refused when it is submitted."""
    writing.may("createFilingApplication", None)
    row = FilingApplication(
        id=new_id(), institution_id=writing.viewer.institution_id, status=FilingStatus.DRAFT
    )
    await put_content(writing, row, given)
    writing.record("createFilingApplication", row)
    return {"filing_application": Ref.of(row)}


async def change(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(FilingApplication, given)
    writing.may("updateFilingApplication", row.status, filing_application=Ref.of(row))
    await put_content(writing, row, given)
    writing.move("updateFilingApplication", row)
    return {"filing_application": Ref.of(row)}


async def put_content(writing: Writing, row: FilingApplication, given: Mapping[str, Any]) -> None:
    """Write the whole content, and keep the count of its refusals with the version it has then."""
    shown = {"filing_application": Ref.of(row)}
    writing.judge(check_entered(writing.clause, given), **shown)
    named = await find_named(writing, given)
    writing.judge(check_belonging(writing.clause, named, len(given["items"])), **shown)
    enter_statements(writing, row, given)
    writing.add(row)
    await replace_parts(writing, row, given, named)
    await writing.session.flush()
    findings = await judged(writing, row)
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    # Past the session: the count belongs to this version and is no change of its own.
    await writing.session.execute(
        update(FilingApplication)
        .where(FilingApplication.id == row.id)
        .values(refusal_count=len(refusals), refusals_checked_version=row.version)
        .execution_options(synchronize_session=False)
    )


async def judged(writing: Writing, row: FilingApplication) -> Findings:
    """What the guidance says to the application as it is written."""
    connection = await writing.session.connection()
    facts = await facts_of(connection, row.id, writing.today)
    years = writing.services.configuration.violation_years
    return check_application(facts, writing.today, years)


async def submit(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The first submission gives the number; a school submits one application at a time."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("submitFilingApplication", row.status, **shown)
    school = select(Institution.id).where(Institution.id == row.institution_id)
    await writing.session.execute(school.with_for_update())
    findings = writing.judge(await judged(writing, row), **shown)
    row.number = row.number or await next_number(writing)
    row.submitted_at = writing.now
    row.reason = None
    writing.move("submitFilingApplication", row)
    return {**shown, "findings": findings}


async def withdraw(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide("withdrawFilingApplication", writing, given)


async def accept(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide("acceptFilingApplication", writing, given)


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide_with_reason("returnFilingApplication", writing, given)


async def decline(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide_with_reason("declineFilingApplication", writing, given)


async def _decide(name: str, writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(FilingApplication, given)
    writing.may(name, row.status, filing_application=Ref.of(row))
    writing.move(name, row)
    return {"filing_application": Ref.of(row)}


async def _decide_with_reason(name: str, writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(FilingApplication, given)
    writing.may(name, row.status, filing_application=Ref.of(row))
    writing.judge(check_reason(writing.clause, given["reason"]), filing_application=Ref.of(row))
    row.reason = given["reason"]
    writing.move(name, row, reason=given["reason"])
    return {"filing_application": Ref.of(row)}
