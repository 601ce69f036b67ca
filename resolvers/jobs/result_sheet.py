"""作业：成绩表导入 The results of a filing out of an uploaded table (4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ResultFiling, Upload
from models.store import ContentMissingError
from resolvers.acts.result import judge_open, take_over
from resolvers.acts.result_rows import Row
from resolvers.acts.result_sheet import judged_sheet, read_sheet
from resolvers.batch import refused_rows
from resolvers.identity import NodeId
from resolvers.jobs.work import Product, Work
from resolvers.result_facts import ResultFacts, result_facts
from resolvers.table.bounds import FaultyTable
from resolvers.table.reading import Lines, read_table
from resolvers.write.writing import Refused, Writing
from rules.clause_3_1_documents import check_upload
from rules.clause_4_3_result_sheet import LINES_ABOVE, MOST_LINES, check_readable
from rules.finding import Findings
from rules.vocabulary import ErrorPolicy

CLAUSE: Final = "4.3"
MOST: Final = MOST_LINES + LINES_ABOVE + 1  # one too many is seen as such


@dataclass(frozen=True)
class Sheet:
    """What is taken over of a table, by the lines that are not refused."""

    filing: ResultFiling
    facts: ResultFacts
    rows: Sequence[Row]
    findings: Findings


async def import_sheet(work: Work) -> Product:
    """All lines are judged before one is written; a dry run writes none. Raises Refused."""
    lines = await _lines(work)
    async with AsyncSession(work.services.engine) as session:
        writing = await Writing.begin(session, work.viewer, work.services, CLAUSE)
        sheet = await _judged(work, writing, lines)
    total = len(sheet.rows)
    await work.report(total, total)
    product = Product(sheet.findings)
    if work.given["dry_run"] or not sheet.rows:
        return product
    async with work.writing(CLAUSE, product) as writing:
        sheet = await _judged(work, writing, lines)
        await take_over(writing, sheet.filing, sheet.rows, sheet.facts)
    return product


async def _judged(work: Work, writing: Writing, lines: Lines) -> Sheet:
    """With the filing locked: what is judged is what is written."""
    assert work.subject_id is not None
    filing = await writing.to_act_on(ResultFiling, NodeId("ResultFiling", work.subject_id), ("id",))
    await judge_open(writing, filing)
    facts = await result_facts(writing.session, filing.plan_id)
    sheet, findings = read_sheet(lines, facts)
    writing.judge(findings)
    rows, found = await judged_sheet(writing, sheet, facts)
    refused = refused_rows(found, ErrorPolicy[work.given["policy"]])
    kept = [row for number, row in rows.items() if number not in refused]
    return Sheet(filing, facts, kept, found)


async def _lines(work: Work) -> Lines:
    try:
        return await read_table(await _content(work), MOST)
    except FaultyTable:
        raise Refused(check_readable(False)) from None


async def _content(work: Work) -> bytes:
    """Raises Refused for what a sweep has taken away."""
    async with AsyncSession(work.services.engine) as session:
        asked = select(Upload.sha256, Upload.size).where(Upload.id == UUID(work.given["upload"]))
        found = (await session.execute(asked)).one_or_none()
    if found is None:
        raise Refused(check_upload(is_received=False, is_attached=False))
    try:
        pieces = await work.store.read(found.sha256, 0, found.size)
        return b"".join([piece async for piece in pieces])
    except ContentMissingError:
        raise Refused(check_upload(is_received=False, is_attached=False)) from None
