"""评价结果 The rows of one import: read, judged, and written set by set (4.3)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Numeric, Uuid, any_, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Result as ResultRow
from models import ResultFiling, ResultMark
from models.base import new_id
from resolvers.result_facts import ResultFacts, StoredResult
from resolvers.set_based import unnested
from rules.clause_4_3_result_filing import Mark, Result, check_results, is_passed
from rules.entry import not_found
from rules.finding import FindingCode, Findings

NOBODY = ""  # a row that names no candidate of the plan


@dataclass(frozen=True, slots=True)
class Row:
    """`candidate_id` None: the row names no candidate of the plan, in its column `column`."""

    candidate_id: UUID | None
    column: str
    result: Result


def read_rows(given: Sequence[Mapping[str, Any]], facts: ResultFacts) -> list[Row]:
    """Candidates by id or student number; a number that two candidates share names neither."""
    known = {id_ for id_, _ in facts.candidates}
    counted = Counter(number for _, number in facts.candidates)
    by_number = {number: id_ for id_, number in facts.candidates if counted[number] == 1}
    return [_read(row, known, by_number) for row in given]


def _read(row: Mapping[str, Any], known: set[UUID], by_number: Mapping[str, UUID]) -> Row:
    node_id, number = row.get("candidate_id"), row.get("student_number")
    column_name = "candidateId" if node_id else "studentNumber"
    candidate = node_id.of("Candidate") if node_id else by_number.get(number or "")
    if candidate not in known or (node_id and number and by_number.get(number) != candidate):
        candidate = None
    marks = tuple(Mark(mark["part"], mark["value"]) for mark in row.get("marks") or ())
    name = NOBODY if candidate is None else str(candidate)
    return Row(candidate, column_name, Result(name, marks, row["is_absent"]))


def check_rows(clause: str, rows: Sequence[Row], facts: ResultFacts) -> Findings:
    """All but completeness, which is asked when the results are submitted."""
    candidates = {row.result.candidate for row in rows} - {NOBODY}
    found = check_results(
        sorted(candidates), list(facts.parts), [row.result for row in rows], ("rows",)
    )
    kept: Findings = ()
    for finding in found:
        row = rows[int(finding.path[1])]
        is_of_nobody = row.candidate_id is None
        if finding.code is FindingCode.MARK_MISSING or (
            is_of_nobody and finding.code is FindingCode.RESULT_REPEATED
        ):
            continue
        is_of_whole_row = len(finding.path) == 2
        path = (*finding.path, row.column) if is_of_whole_row else finding.path
        is_unknown_id = is_of_nobody and is_of_whole_row and row.column == "candidateId"
        kept += not_found(clause, path) if is_unknown_id else (replace(finding, path=path),)
    return kept


@dataclass
class Written:
    """The columns of what is written: a result for each candidate, a mark for each part."""

    results: list[tuple[UUID, UUID, bool, bool | None]] = field(default_factory=list)
    marks: list[tuple[UUID, UUID, Decimal]] = field(default_factory=list)
    absent: list[UUID] = field(default_factory=list)


def to_write(rows: Sequence[Row], facts: ResultFacts) -> Written:
    """A row says the marks it says, others stay; who is absent loses them all."""
    written = Written()
    for row in rows:
        assert row.candidate_id is not None
        stored = facts.results.get(row.candidate_id)
        result_id = stored.id if stored else new_id()
        passed = _passed(row.result, stored, facts)
        written.results.append((result_id, row.candidate_id, row.result.is_absent, passed))
        if row.result.is_absent:
            written.absent.append(result_id)
        for mark in row.result.marks:
            written.marks.append((result_id, facts.parts[mark.part].id, mark.value))
    return written


def _passed(given: Result, stored: StoredResult | None, facts: ResultFacts) -> bool | None:
    """Unknown until every part is marked."""
    marks = dict(stored.marks) if stored else {}
    marks |= {mark.part: mark.value for mark in given.marks}
    if not given.is_absent and marks.keys() < facts.parts.keys():
        return None
    whole = Result(given.candidate, tuple(map(Mark, marks, marks.values())), given.is_absent)
    return is_passed(whole, facts.pass_marks)


async def write_rows(session: AsyncSession, filing: ResultFiling, written: Written) -> None:
    await _write_results(session, filing, written.results)
    if written.absent:
        absent = literal(written.absent, ARRAY(Uuid))
        await session.execute(delete(ResultMark).where(ResultMark.result_id == any_(absent)))
    await _write_marks(session, written.marks)


async def _write_results(
    session: AsyncSession, filing: ResultFiling, results: Sequence[tuple[Any, ...]]
) -> None:
    columns = {"id": Uuid, "candidate_id": Uuid, "is_absent": Boolean, "is_passed": Boolean}
    given = unnested(columns, results)
    constant = {"filing_id": filing.id, "institution_id": filing.institution_id}
    statement = insert(ResultRow).from_select(
        [*columns, *constant], select(given, *(literal(value) for value in constant.values()))
    )
    changed = {name: statement.excluded[name] for name in ("is_absent", "is_passed")}
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["candidate_id"], set_=changed | _touched(ResultRow)
        )
    )


async def _write_marks(session: AsyncSession, marks: Sequence[tuple[Any, ...]]) -> None:
    given = unnested({"result_id": Uuid, "part_id": Uuid, "mark": Numeric}, marks)
    statement = insert(ResultMark).from_select(
        ["id", *given.c.keys()], select(func.gen_random_uuid(), given)
    )
    changed = {"mark": statement.excluded.mark} | _touched(ResultMark)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["result_id", "part_id"], set_=changed)
    )


def _touched(model: Any) -> dict[str, Any]:
    return {"version": model.version + 1, "updated_at": func.register_now()}
