"""评价结果 The school enters and files results; the center accepts or returns them (4.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Result, ResultFiling, Upload
from permissions.declaration import Asked
from resolvers.acts.job import order
from resolvers.acts.result_rows import Row, check_rows, read_rows, to_write, write_rows
from resolvers.attendance import check_attendance
from resolvers.batch import check_size, rows_to_write
from resolvers.calendar import working_calendar
from resolvers.finding import shown
from resolvers.rectification import open_rectifications
from resolvers.result_facts import ResultFacts, begins_at_of, check_complete, result_facts
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_3_1_documents import check_upload
from rules.clause_4_2_conduct import check_begun
from rules.clause_4_2_supervision import check_rectified
from rules.clause_4_3_result_filing import (
    check_timeliness,
    correction_due_on,
    due_on_of_submission,
    is_late,
)
from rules.entry import check_distinct, check_given, check_reason
from rules.finding import Findings
from rules.vocabulary import JobKind
from rules.working_days import day_in_shanghai


async def import_rows(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A row replaces what it says of its candidate; the rest of the results stays.

    A table that was uploaded is judged and written by a job.
    """
    check_size(given.get("rows") or ())
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    await judge_open(writing, filing)
    has_rows, has_table = given.get("rows") is not None, given.get("upload_id") is not None
    found = check_given(writing.clause, has_rows, not has_table, ("rows",))
    writing.judge(found, result_filing=node)
    if has_table:
        return await _ordered(writing, filing, given)
    facts = await result_facts(writing.session, filing.plan_id)
    rows = read_rows(given["rows"], facts)
    findings = check_rows(writing.clause, rows, facts)
    places = rows_to_write(findings, len(rows), given["error_policy"], result_filing=node)
    kept = [rows[place] for place in places]
    if kept and not given["dry_run"]:
        await take_over(writing, filing, kept, facts)
    return {"result_filing": node, "imported_count": len(kept), "findings": findings}


async def _ordered(writing: Writing, filing: ResultFiling, given: Mapping[str, Any]) -> Outcome:
    """What can be said at once is said at once; the lines are judged by the job."""
    upload = await writing.get(Upload, given["upload_id"], ("uploadId",))
    is_received = upload.received_at is not None
    writing.judge(check_upload(is_received, is_attached=False), result_filing=Ref.of(filing))
    asked = {
        "upload": str(upload.id),
        "policy": given["error_policy"].name,
        "dry_run": given["dry_run"],
    }
    job = await order(writing, JobKind.RESULT_IMPORT, asked, filing, ("uploadId",))
    return {"result_filing": Ref.of(filing), "job": job, "findings": ()}


async def judge_open(writing: Writing, filing: ResultFiling) -> None:
    """Results are entered before they are filed and once the evaluation has begun."""
    node = Ref.of(filing)
    writing.may("importResults", filing.status, result_filing=node)
    begins_at = await begins_at_of(writing.session, filing.plan_id)
    writing.judge(check_begun(begins_at, writing.now), result_filing=node)


async def take_over(
    writing: Writing, filing: ResultFiling, rows: Sequence[Row], facts: ResultFacts
) -> None:
    await write_rows(writing.session, filing, to_write(rows, facts))
    filing.updated_at = writing.now  # another version: who has seen the old results is told
    writing.move("importResults", filing)


def check_time(filing: ResultFiling, writing: Writing, late_reason: str | None) -> Findings:
    is_first = filing.submitted_at is None
    due_on = due_on_of_submission(filing.due_on, filing.round_due_on, is_first)
    measure = due_on or day_in_shanghai(writing.now)
    return check_timeliness(writing.now, filing.ended_on, measure, late_reason)


async def _findings(filing: ResultFiling, writing: Writing, late_reason: str | None) -> Findings:
    """What the dry run, the submission and the page say alike."""
    facts = await result_facts(writing.session, filing.plan_id)
    attended = await check_attendance(writing.session, filing.plan_id, facts)
    return check_time(filing, writing, late_reason) + check_complete(facts) + attended


async def check(asked: Asked) -> Sequence[Mapping[str, Any]]:
    """`checkResults`: every finding at once, nothing written."""
    async with AsyncSession(asked.services.engine) as session:
        writing = await Writing.begin(session, asked.viewer, asked.services, "4.3")
        try:
            filing = await writing.get(ResultFiling, asked.arguments["id"], ("id",))
        except Refused as refused:
            return shown(refused.outcome["findings"], asked.language)
        reason = asked.arguments.get("late_reason")
        return shown(await _findings(filing, writing, reason), asked.language)


async def submit(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The first complete submission decides by the register's clock whether it is late."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("submitResults", filing.status, result_filing=node)
    reason = given.get("late_reason")
    findings = await _findings(filing, writing, reason)
    writing.judge(findings, result_filing=node)
    if filing.submitted_at is None:
        filing.submitted_at = writing.now
        filing.is_late = is_late(writing.now, filing.due_on)
        filing.late_reason = reason if filing.is_late else None
    writing.move("submitResults", filing, reason=reason)
    return {"result_filing": node, "findings": findings}


async def withdraw(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    filing = await writing.lock(ResultFiling, given)
    writing.may("withdrawResults", filing.status, result_filing=Ref.of(filing))
    writing.move("withdrawResults", filing)
    return {"result_filing": Ref.of(filing)}


async def accept(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From this day the school may issue certificates (4.4)."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("acceptResults", filing.status, result_filing=node)
    facts = await result_facts(writing.session, filing.plan_id)
    waiting = check_rectified(await open_rectifications(writing.session, filing.plan_id))
    writing.judge(check_complete(facts) + waiting, result_filing=node)
    await _forget_returned(writing, filing)
    filing.accepted_on = writing.today
    filing.reason = None
    writing.move("acceptResults", filing)
    return {"result_filing": node}


async def return_filing(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A returned filing gets a due day of its own; whether the first was late stays as it is.
    The rows named say, each for itself, what is wrong with them."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("returnResults", filing.status, result_filing=node)
    writing.judge(_check_reasons(writing.clause, given), result_filing=node)
    await _return_rows(writing, filing, given["rows"])
    calendar = await working_calendar(writing.session)
    days = writing.services.configuration.correction_working_days
    due = correction_due_on(writing.today, calendar, days)
    filing.returned_on = writing.today
    filing.round_due_on, filing.is_round_due_provisional = due.day, due.provisional
    filing.reason = given["reason"]
    writing.move("returnResults", filing, reason=given["reason"])
    return {"result_filing": node}


def _check_reasons(clause: str, given: Mapping[str, Any]) -> Findings:
    named = [row["result_id"].value for row in given["rows"]]
    found = check_reason(clause, given["reason"]) + check_distinct(clause, named, ("rows",))
    for place, row in enumerate(given["rows"]):
        found += check_reason(clause, row["reason"], ("rows", place, "reason"))
    return found


async def _return_rows(
    writing: Writing, filing: ResultFiling, given: Sequence[Mapping[str, Any]]
) -> None:
    await _forget_returned(writing, filing)
    wanted = {("rows", place, "resultId"): row["result_id"] for place, row in enumerate(given)}
    rows = await find_all(writing, Result, wanted, lambda row: row.filing_id == filing.id)
    for path, row in rows.items():
        row.returned_at, row.return_reason = writing.now, given[int(path[1])]["reason"].strip()
        writing.record("returnResults", row, reason=row.return_reason)


async def _forget_returned(writing: Writing, filing: ResultFiling) -> None:
    """What was returned before is settled; the register keeps it."""
    await writing.session.execute(
        update(Result)
        .where(Result.filing_id == filing.id, Result.returned_at.is_not(None))
        .values(returned_at=None, return_reason=None, version=Result.version + 1)
        .execution_options(synchronize_session=False)
    )
