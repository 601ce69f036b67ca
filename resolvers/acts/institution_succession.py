"""院校沿革 A school is renamed, merged, or closed; what becomes of its agency (1.1)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from models import Agency, AgencyDecision, FormerName, Institution
from models.base import new_id
from permissions.visible.agency import is_there_on
from resolvers.acts.agency import follow_end
from resolvers.acts.filing_end import end_those_of_school, of_school
from resolvers.acts.institution import check_single
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_1_institution import check_parent
from rules.clause_1_1_succession import (
    Names,
    check_end,
    check_filed_name,
    check_renaming,
    check_successor,
)
from rules.entry import check_past, check_reason, check_text
from rules.finding import Findings
from rules.vocabulary import AgencyStatus

NAMES = ("name", "branch_name", "parent_name")


async def rename(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The old name is kept with its days; the agency keeps its filed name (3.3)."""
    row = await writing.lock(Institution, given)
    shown = Ref.of(row)
    writing.may("recordInstitutionRenaming", row.status, institution=shown)
    borne_since, before, after = await _borne_since(writing, row), _names(row), _new_names(given)
    findings = (
        check_text(writing.clause, after.name, ("name",))
        + check_parent(row.kind, after.parent_name, after.branch_name)
        + check_reason(writing.clause, given["reason"])
        + check_past(writing.clause, given["renamed_on"], writing.today, ("renamedOn",))
        + check_renaming(before, after, borne_since, given["renamed_on"])
        + await _check_taken(writing, row, after)
        + check_filed_name(await _filed_name(writing, row), after)
    )
    writing.judge(findings, institution=shown)
    writing.add(_former(row, borne_since, given))
    row.name, row.branch_name, row.parent_name = after.name, after.branch_name, after.parent_name
    writing.move(
        "recordInstitutionRenaming",
        row,
        institution_id=row.id,
        reason=given["reason"],
        is_public=True,
    )
    return {"institution": shown, "findings": findings}


async def merge(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The successor is named; it inherits no agency: it applies as every school does."""
    row = await _lock(writing, given)
    shown = Ref.of(row)
    writing.may("recordInstitutionMerger", row.status, institution=shown)
    heir = await writing.get(Institution, given["successor_id"], ("successorId",))
    writing.judge(check_successor(heir.id == row.id, heir.status), institution=shown)
    row.successor_id = heir.id
    return await _end(writing, "recordInstitutionMerger", row, given)


async def close(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await _lock(writing, given)
    writing.may("recordInstitutionClosure", row.status, institution=Ref.of(row))
    return await _end(writing, "recordInstitutionClosure", row, given)


async def _lock(writing: Writing, given: Mapping[str, Any]) -> Institution:
    """The school after what it has handed in, as a submission locks them."""
    await of_school(writing, given["id"].of("Institution"))
    return await writing.lock(Institution, given)


async def _end(writing: Writing, act: str, row: Institution, given: Mapping[str, Any]) -> Outcome:
    closed_on, reason = given["closed_on"], given["reason"]
    findings = (
        check_reason(writing.clause, reason)
        + check_past(writing.clause, closed_on, writing.today, ("closedOn",))
        + check_end(await _borne_since(writing, row), closed_on)
    )
    writing.judge(findings, institution=Ref.of(row))
    row.closed_on = closed_on
    writing.move(act, row, institution_id=row.id, reason=reason, is_public=True)
    await _end_agency(writing, act, row, reason)
    await end_those_of_school(writing, row, reason)
    return {"institution": Ref.of(row), "findings": findings}


async def _end_agency(writing: Writing, act: str, row: Institution, reason: str) -> None:
    """3.3: what a school was entered for ends with the school, from the day on which it ended."""
    for agency in await _agencies(writing, row):
        before, agency.status, agency.reason = agency.status, AgencyStatus.REMOVED, reason
        agency.removed_on = row.closed_on
        decision = _decision(writing, act, agency, row, reason)
        writing.add(decision)
        await follow_end(writing, agency, decision)
        writing.record(act, agency, before=before, reason=reason, is_public=True)


def _decision(
    writing: Writing, act: str, agency: Agency, row: Institution, reason: str
) -> AgencyDecision:
    return AgencyDecision(
        id=new_id(),
        agency_id=agency.id,
        institution_id=row.id,
        act=act,
        clause=writing.clause,
        decided_on=writing.today,
        effective_on=row.closed_on,
        reason=reason,
        is_public=True,
        account_id=writing.viewer.account_id,
    )


async def _agencies(writing: Writing, row: Institution) -> list[Agency]:
    return await writing.seen(
        Agency,
        lambda agency: agency.institution_id == row.id,
        lambda agency: is_there_on(agency, writing.today),
        lock=True,
    )


async def _filed_name(writing: Writing, row: Institution) -> str | None:
    return next((agency.name for agency in await _agencies(writing, row)), None)


async def _borne_since(writing: Writing, row: Institution) -> date:
    """The first day of the present name."""
    former = await writing.seen(FormerName, lambda name: name.institution_id == row.id)
    last = max((name.valid_to for name in former), default=None)
    return row.established_on if last is None else last + timedelta(days=1)


async def _check_taken(writing: Writing, row: Institution, after: Names) -> Findings:
    """The pair of credit code and branch stays one school's."""
    kept = {
        "uscc": row.uscc,
        "school_code": row.school_code,
        "branch_name": after.branch_name,
    }
    return await check_single(writing, kept, row.id)


def _names(row: Institution) -> Names:
    return Names(row.name, row.branch_name, row.parent_name)


def _new_names(given: Mapping[str, Any]) -> Names:
    bare = {name: (given.get(name) or "").strip() for name in NAMES}
    return Names(bare["name"], bare["branch_name"] or None, bare["parent_name"] or None)


def _former(row: Institution, borne_since: date, given: Mapping[str, Any]) -> FormerName:
    return FormerName(
        institution_id=row.id,
        name=row.name,
        branch_name=row.branch_name,
        parent_name=row.parent_name,
        valid_from=borne_since,
        valid_to=given["renamed_on"] - timedelta(days=1),
        reason=given["reason"],
    )
