"""备案申请 A school applies; the department accepts, returns or declines (3.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from models import Agency, FilingApplication, Institution
from models.base import new_id
from permissions.visible.agency import is_there_on
from resolvers.acts.filing_content import (
    check_belonging,
    check_entered,
    enter_statements,
    find_named,
    replace_parts,
)
from resolvers.acts.filing_number import next_number
from resolvers.acts.filing_prefill import prefill, with_parts
from resolvers.acts.filing_round import begin_round, check_remarks, end_round, rounds_of
from resolvers.filed_agency import facts_as_filed
from resolvers.filing_application_facts import facts_of
from resolvers.marking import enter_own_marks
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_application import content_refusals
from rules.clause_3_2_assessment import conditions_of
from rules.clause_3_3_adjustment import check_agency
from rules.entry import check_reason
from rules.filing_application import check_application, check_settled
from rules.finding import Findings
from rules.vocabulary import (
    AgencyScope,
    ApplicationKind,
    ChangedFact,
    FilingStatus,
)


async def create(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A draft: what the guidance would refuse is counted, and refused when it is submitted."""
    writing.may("createFilingApplication", None)
    agency = await _agency(writing)
    kind = given["kind"]
    is_first = kind is ApplicationKind.FIRST_FILING
    if agency is None and not is_first:
        writing.judge(check_agency(kind, None, writing.today))
    row = FilingApplication(
        id=new_id(),
        institution_id=writing.viewer.institution_id,
        status=FilingStatus.DRAFT,
        kind=kind,
        agency_id=None if is_first or agency is None else agency.id,
        scope=AgencyScope.OWN_STUDENTS if agency is None else agency.scope,
    )
    await put_content(writing, row, with_parts(given), agency)
    await prefill(writing, row, agency, given)
    await count_refusals(writing, row)
    writing.record("createFilingApplication", row)
    return {"filing_application": Ref.of(row)}


async def _agency(writing: Writing) -> Agency | None:
    """The school's entry in the directory, whatever its state; none once it was removed."""
    found = await writing.seen(
        Agency,
        lambda row: row.institution_id == writing.viewer.institution_id,
        lambda row: is_there_on(row, writing.today),
    )
    return found[0] if found else None


async def change(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(FilingApplication, given)
    writing.may("updateFilingApplication", row.status, filing_application=Ref.of(row))
    await put_content(writing, row, given, await _agency(writing))
    await count_refusals(writing, row)
    writing.move("updateFilingApplication", row)
    return {"filing_application": Ref.of(row)}


async def put_content(
    writing: Writing, row: FilingApplication, given: Mapping[str, Any], agency: Agency | None
) -> None:
    """Write the whole content, and whether it has to be assessed."""
    shown = {"filing_application": Ref.of(row)}
    writing.judge(check_entered(writing.clause, given), **shown)
    named = await find_named(writing, given)
    writing.judge(check_belonging(writing.clause, named, len(given["items"])), **shown)
    enter_statements(writing, row, given)
    writing.add(row)
    filed = facts_as_filed(agency) if agency else {}
    await replace_parts(writing, row, given, named, filed)
    await enter_own_marks(writing, row, given.get("self_marks") or (), "selfMarks", **shown)
    changes_site = any(change["fact"] is ChangedFact.SITE for change in given["changes"])
    row.needs_assessment = bool(conditions_of(row.kind, changes_site))


async def count_refusals(writing: Writing, row: FilingApplication) -> None:
    """Keep the count of the content's refusals with the version it has now."""
    await writing.session.flush()
    findings = await judged(writing, row)
    # Past the session: the count belongs to this version and is no change of its own.
    await writing.session.execute(
        update(FilingApplication)
        .where(FilingApplication.id == row.id)
        .values(refusal_count=content_refusals(findings), refusals_checked_version=row.version)
        .execution_options(synchronize_session=False)
    )


async def judged(writing: Writing, row: FilingApplication) -> Findings:
    """What the guidance says to the application as it is written."""
    connection = await writing.session.connection()
    facts = await facts_of(connection, row.id, writing.today)
    figures = writing.services.configuration.of_applications
    return check_application(facts, writing.today, figures)


async def submit(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The first submission gives the number; of a kind a school submits one at a time."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("submitFilingApplication", row.status, **shown)
    school = select(Institution.id).where(Institution.id == row.institution_id)
    await writing.session.execute(school.with_for_update())
    findings = writing.judge(await judged(writing, row), **shown)
    row.number = row.number or await next_number(writing)
    row.submitted_at = writing.now
    row.reason = None
    await begin_round(writing, row)
    writing.move("submitFilingApplication", row)
    return {**shown, "findings": findings}


async def withdraw(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _decide("withdrawFilingApplication", writing, given)


async def accept(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What was open about the standards of the items is settled by the center first (2.1)."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("acceptFilingApplication", row.status, **shown)
    connection = await writing.session.connection()
    facts = await facts_of(connection, row.id, writing.today)
    writing.judge(check_settled(facts), **shown)
    writing.move("acceptFilingApplication", row)
    return shown


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """With one reason for all, and a remark for each place that is to be corrected."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("returnFilingApplication", row.status, **shown)
    remarks, reason = given["remarks"], given["reason"]
    last = (await rounds_of(writing, row))[-1]
    findings = check_reason(writing.clause, reason) + check_remarks(writing.clause, last, remarks)
    writing.judge(findings, **shown)
    end_round(writing, last, reason, remarks)
    row.reason = reason
    writing.move("returnFilingApplication", row, reason=reason)
    return shown


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
