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
from resolvers.resit_facts import Carried
from resolvers.result_facts import ResultFacts, StoredResult
from resolvers.set_based import unnested
from rules.clause_4_3_marks import Mark, Result, check_results, is_passed, total_of
from rules.clause_4_3_resit import check_not_carried
from rules.clause_4_3_review import check_not_reviewed
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
    rows = [_read(row, known, by_number) for row in given]
    return [replace(row, result=_with_carried(row, facts)) for row in rows]


def _with_carried(row: Row, facts: ResultFacts) -> Result:
    kept = facts.carried.get(row.candidate_id, {}) if row.candidate_id else {}
    return replace(row.result, carried=frozenset() if row.result.is_absent else frozenset(kept))


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
    found = check_results(sorted(candidates), facts.parts, [row.result for row in rows], ("rows",))
    found += _check_carried(rows) + _check_reviewed(rows, facts)
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


def _check_carried(rows: Sequence[Row]) -> Findings:
    found: Findings = ()
    for place, row in enumerate(rows):
        for number, mark in enumerate(row.result.marks):
            is_carried = mark.part in row.result.carried
            path = ("rows", place, "marks", number, "part")
            found += check_not_carried(is_carried, mark.part, path)
    return found


def _check_reviewed(rows: Sequence[Row], facts: ResultFacts) -> Findings:
    found: Findings = ()
    for place, row in enumerate(rows):
        stored = facts.results.get(row.candidate_id) if row.candidate_id else None
        if stored is None or not stored.reviewed:
            continue
        settled = row.result.is_absent
        found += check_not_reviewed(settled, settled, ("rows", place, "isAbsent"))
        for number, mark in enumerate(row.result.marks):
            is_changed = stored.marks.get(mark.part) != mark.value
            path = ("rows", place, "marks", number, "value")
            found += check_not_reviewed(mark.part in stored.reviewed, is_changed, path)
    return found


@dataclass
class Written:
    """The columns of what is written: a result for each candidate, a mark for each part."""

    results: list[tuple[UUID, UUID, bool, bool | None, Decimal | None]] = field(
        default_factory=list
    )
    marks: list[tuple[UUID, UUID, Decimal, UUID | None]] = field(default_factory=list)
    absent: list[UUID] = field(default_factory=list)


def to_write(rows: Sequence[Row], facts: ResultFacts) -> Written:
    """A row says the marks it says, others stay; who is absent loses them all."""
    written = Written()
    for row in rows:
        assert row.candidate_id is not None
        stored = facts.results.get(row.candidate_id)
        result_id = stored.id if stored else new_id()
        carried = facts.carried.get(row.candidate_id, {}) if row.result.carried else {}
        whole = _whole(row.result, stored, carried)
        facts_of_row = (row.result.is_absent, *counted(whole, facts))
        written.results.append((result_id, row.candidate_id, *facts_of_row))
        if row.result.is_absent:
            written.absent.append(result_id)
        for mark in row.result.marks:
            written.marks.append((result_id, facts.part_ids[mark.part], mark.value, None))
        for part, kept in carried.items():
            written.marks.append((result_id, facts.part_ids[part], kept.value, kept.mark_id))
    return written


def _whole(given: Result, stored: StoredResult | None, carried: Mapping[str, Carried]) -> Result:
    """What is known of the candidate once the row is taken over."""
    marks = dict(stored.marks) if stored and not given.is_absent else {}
    marks |= {mark.part: mark.value for mark in given.marks}
    marks |= {part: kept.value for part, kept in carried.items()}
    return replace(given, marks=tuple(map(Mark, marks, marks.values())))


def counted(result: Result, facts: ResultFacts) -> tuple[bool | None, Decimal | None]:
    """Whether it is passed, unknown until every part is marked; and its total."""
    marked = {mark.part for mark in result.marks}
    is_known = result.is_absent or all(part.name in marked for part in facts.parts)
    return is_passed(result, facts.parts) if is_known else None, total_of(result, facts.parts)


async def write_rows(session: AsyncSession, filing: ResultFiling, written: Written) -> None:
    await _write_results(session, filing, written.results)
    if written.absent:
        absent = literal(written.absent, ARRAY(Uuid))
        await session.execute(delete(ResultMark).where(ResultMark.result_id == any_(absent)))
    await _write_marks(session, written.marks)


async def _write_results(
    session: AsyncSession, filing: ResultFiling, results: Sequence[tuple[Any, ...]]
) -> None:
    columns = {
        "id": Uuid,
        "candidate_id": Uuid,
        "is_absent": Boolean,
        "is_passed": Boolean,
        "total": Numeric,
    }
    given = unnested(columns, results)
    constant = {"filing_id": filing.id, "institution_id": filing.institution_id}
    statement = insert(ResultRow).from_select(
        [*columns, *constant], select(given, *(literal(value) for value in constant.values()))
    )
    changed = {name: statement.excluded[name] for name in ("is_absent", "is_passed", "total")}
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["candidate_id"], set_=changed | _touched(ResultRow)
        )
    )


async def _write_marks(session: AsyncSession, marks: Sequence[tuple[Any, ...]]) -> None:
    columns = {"result_id": Uuid, "part_id": Uuid, "mark": Numeric, "carried_from_id": Uuid}
    given = unnested(columns, marks)
    statement = insert(ResultMark).from_select(
        ["id", *given.c.keys()], select(func.gen_random_uuid(), given)
    )
    changed = {name: statement.excluded[name] for name in ("mark", "carried_from_id")}
    changed |= _touched(ResultMark)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["result_id", "part_id"], set_=changed)
    )


def _touched(model: Any) -> dict[str, Any]:
    return {"version": model.version + 1, "updated_at": func.register_now()}
