"""冻结结果 After a removal for a violation the center names results, one by one, to block them and
to release those that turn out to be sound (3.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from models import Certificate, Result, ResultFiling
from permissions.rows import enter, viewer_values
from resolvers.candidate_facts import any_of
from resolvers.result import agency_status, is_removed_for_violation
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_3_agency import check_block, check_blocked_result, check_released_result
from rules.entry import check_distinct, check_reason
from rules.finding import Findings
from rules.vocabulary import AgencyStatus


async def block(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """No certificate is issued from them; what was issued before stays until it is revoked."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("blockResults", filing.status, result_filing=node)
    named = given["result_ids"]
    findings = (
        check_reason(writing.clause, given["reason"])
        + check_block(*await _removal(writing, filing))
        + check_distinct(writing.clause, [each.value for each in named], ("resultIds",))
    )
    writing.judge(findings, result_filing=node)
    rows = await _named(writing, filing, named)
    findings = await _check_each(writing, rows)
    writing.judge(findings, result_filing=node)
    for row in rows:
        row.blocked_on, row.block_reason = writing.today, given["reason"]
        writing.record("blockResults", row, reason=given["reason"])
    filing.updated_at = writing.now  # the school is told by another version
    writing.move("blockResults", filing, reason=given["reason"])
    return {"result_filing": node, "findings": findings}


async def release(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What turned out to be sound goes on its way again; why it was blocked stays recorded."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("releaseResults", filing.status, result_filing=node)
    named = given["result_ids"]
    findings = check_reason(writing.clause, given["reason"]) + check_distinct(
        writing.clause, [each.value for each in named], ("resultIds",)
    )
    writing.judge(findings, result_filing=node)
    rows = await _named(writing, filing, named)
    for place, row in enumerate(rows):
        findings += check_released_result(row.blocked_on is not None, ("resultIds", place))
    writing.judge(findings, result_filing=node)
    for row in rows:
        row.blocked_on, row.block_reason = None, None
        writing.record("releaseResults", row, reason=given["reason"])
    filing.updated_at = writing.now  # the school is told by another version
    writing.move("releaseResults", filing, reason=given["reason"])
    return {"result_filing": node, "findings": findings}


async def _named(writing: Writing, filing: ResultFiling, named: Sequence[Any]) -> list[Result]:
    """The results of the filing in the order of their ids in the input."""
    wanted = {("resultIds", place): each for place, each in enumerate(named)}
    found = await find_all(writing, Result, wanted, lambda row: row.filing_id == filing.id)
    return list(found.values())


async def _removal(writing: Writing, filing: ResultFiling) -> tuple[AgencyStatus, bool]:
    """How the agency stands, and whether it was removed for a violation."""
    row, seen = enter(ResultFiling, writing.role)
    found = await writing.session.execute(
        select(agency_status(row), is_removed_for_violation(row)).where(row.id == filing.id, seen),
        viewer_values(writing.viewer),
    )
    status, is_so = found.one()
    return status, is_so


async def _check_each(writing: Writing, rows: list[Result]) -> Findings:
    certified = await writing.session.scalars(
        select(Certificate.candidate_id).where(
            any_of(Certificate.candidate_id, [row.candidate_id for row in rows])
        )
    )
    known = set(certified)
    found: Findings = ()
    for place, row in enumerate(rows):
        path = ("resultIds", place)
        is_blocked = row.blocked_on is not None
        found += check_blocked_result(is_blocked, row.candidate_id in known, path)
    return found
