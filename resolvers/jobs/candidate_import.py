"""名单导入 A list of candidates is read, judged, and written whole, in part or not at all (4.1).

It is judged before the transaction that writes: in that the plan is locked, and must be as it was
when the list was sent. What was found comes back as the list with a column of findings.
"""

import asyncio
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import EvaluationPlan, Upload
from models.store import ContentMissingError
from permissions.errors import Conflict
from permissions.rows import enter_to_act, viewer_values
from resolvers.acts.candidate import write
from resolvers.batch import refused_rows
from resolvers.candidate_list import ListedRow, judged_list, listed_rows
from resolvers.candidate_table import write_corrections
from resolvers.jobs.work import Product, Work
from resolvers.table.bounds import FaultyTable, TableFault
from resolvers.table.reading import Lines, read_table
from resolvers.write.writing import Refused, Writing
from rules.clause_3_1_documents import MEDIA_TYPES, check_upload
from rules.clause_4_1_candidate_list import (
    LINES_ABOVE,
    MOST_ROWS,
    Heading,
    check_heading,
    check_table,
    heading_of,
)
from rules.entry import not_found
from rules.finding import Findings, is_refused
from rules.lifecycle import find
from rules.vocabulary import ContentKind, ErrorPolicy, ImportMode, JobStatus

CLAUSE = find("importCandidates").clause


@dataclass(frozen=True)
class Sent:
    """The list as it was sent."""

    lines: Lines
    heading: Heading
    rows: list[ListedRow]


async def import_list(work: Work) -> Product:
    """The job of one list; `done` are the rows written, or those that a dry run would write."""
    sent = await _sent(work)
    await work.report(0, len(sent.rows))
    rows = await _judged(work, sent)
    findings = tuple(finding for row in rows for finding in row.findings)
    good, status = _to_write(work, rows, findings)
    made = await _product(work, sent, rows, findings, status)
    product = replace(made, done=len(good))
    if good and not work.given["dry_run"]:
        await _write(work, good, product)
    return product


async def _sent(work: Work) -> Sent:
    """Raises Refused for what is no list."""
    content = await _content(work)
    try:
        lines = await read_table(content, MOST_ROWS + LINES_ABOVE + 1)
    except FaultyTable as faulty:
        is_small = faulty.fault is not TableFault.TOO_LARGE
        raise Refused(check_table(not is_small, is_small)) from None
    heading = heading_of(lines)
    rows = listed_rows(lines, heading)
    if is_refused(found := check_heading(heading, len(rows))):
        raise Refused(found)
    return Sent(lines, heading, rows)


async def _content(work: Work) -> bytes:
    async with AsyncSession(work.services.engine) as session:
        asked = select(Upload.sha256, Upload.size).where(Upload.id == UUID(work.given["upload"]))
        found = (await session.execute(asked)).one_or_none()
    if found is None:
        raise Refused(check_upload(False, False))
    try:
        pieces = await work.store.read(found.sha256, 0, found.size)
        return b"".join([piece async for piece in pieces])
    except ContentMissingError:
        raise Refused(check_upload(False, False)) from None


async def _judged(work: Work, sent: Sent) -> list[ListedRow]:
    """Read alone: nothing is locked, nothing is written."""
    async with AsyncSession(work.services.engine, autoflush=False) as session:
        writing = await Writing.begin(session, work.viewer, work.services, CLAUSE)
        plan = await _plan(writing, work)
        return await judged_list(writing, plan, sent.rows, ImportMode[work.given["mode"]])


async def _plan(writing: Writing, work: Work, *, lock: bool = False) -> EvaluationPlan:
    """The plan as it was when the list was sent. Raises Refused, Conflict."""
    row, allowed = enter_to_act(EvaluationPlan, work.viewer.role)
    asked = select(row).where(row.id == work.subject_id, allowed)
    asked = asked.with_for_update(of=row) if lock else asked
    found = await writing.session.execute(asked, viewer_values(work.viewer))
    plan: EvaluationPlan | None = found.scalar_one_or_none()
    if plan is None:
        raise Refused(not_found(CLAUSE, ("id",)))
    if plan.version != work.given["version"]:
        raise Conflict(
            "评价计划在名单处理期间已被修改，请重新提交名单。",
            "The plan has changed since the list was sent; send the list again.",
            currentVersion=plan.version,
        )
    writing.may("importCandidates", plan.status)
    return plan


def _to_write(
    work: Work, rows: list[ListedRow], findings: Findings
) -> tuple[list[ListedRow], JobStatus]:
    """The rows that are good, as `errorPolicy` has it, and whether the job has failed."""
    try:
        refused = refused_rows(findings, ErrorPolicy[work.given["policy"]])
    except Refused:
        return [], JobStatus.FAILED
    return [row for row in rows if row.line not in refused], JobStatus.DONE


async def _product(
    work: Work, sent: Sent, rows: list[ListedRow], findings: Findings, status: JobStatus
) -> Product:
    """With the corrections file: of a list that was taken in part, the lines that were not."""
    if not findings:
        return Product(findings, status)
    is_in_part = status is JobStatus.DONE and is_refused(findings)
    shown = [row for row in rows if is_refused(row.findings)] if is_in_part else rows
    path = work.folder / "corrections.xlsx"
    await asyncio.to_thread(write_corrections, path, sent.lines, sent.heading, shown)
    return Product(findings, status, path, "评价人员名单-审查意见", MEDIA_TYPES[ContentKind.EXCEL])


async def _write(work: Work, rows: list[ListedRow], product: Product) -> None:
    async with work.writing(CLAUSE, product) as writing:
        plan = await _plan(writing, work, lock=True)
        good = [row.row for row in rows if row.row is not None]
        await write(writing, plan, good, ImportMode[work.given["mode"]])
