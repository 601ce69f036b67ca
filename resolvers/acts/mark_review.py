"""成绩复核 On objection the school reviews a mark before its results are filed (4.3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from models import MarkReview, ResultFiling, ResultMark
from models import Result as ResultRow
from models.base import new_id
from resolvers.acts.result_rows import counted
from resolvers.result_facts import ResultFacts, StoredResult, begins_at_of, result_facts
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_3_marks import Mark, Result
from rules.clause_4_3_resit import check_not_carried
from rules.clause_4_3_review import check_review
from rules.entry import check_reason, check_text
from rules.finding import Findings
from rules.working_days import day_in_shanghai


async def review(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Kept whether the mark changes or not; what follows from it is counted anew."""
    filing = await writing.lock(ResultFiling, given)
    node = Ref.of(filing)
    writing.may("reviewMark", filing.status, result_filing=node)
    result = await _result(writing, filing, given)
    facts = await result_facts(writing.session, filing.plan_id)
    stored = facts.results[result.candidate_id]
    begins_at = await begins_at_of(writing.session, filing.plan_id)
    findings = _check(writing, given, facts, stored, begins_at)
    writing.judge(findings, result_filing=node)
    row = _entered(given, result, facts, stored)
    writing.add(row)
    await _recount(writing, result, row, given["part"], facts, stored)
    filing.updated_at = writing.now  # another version: who has seen the old mark is told
    writing.record("reviewMark", result, reason=row.reason)
    writing.move("reviewMark", filing, reason=row.reason)
    return {"result_filing": node, "mark_review": Ref.of(row), "findings": findings}


async def _result(writing: Writing, filing: ResultFiling, given: Mapping[str, Any]) -> ResultRow:
    wanted = {("resultId",): given["result_id"]}
    found = await find_all(writing, ResultRow, wanted, lambda row: row.filing_id == filing.id)
    return found[("resultId",)]


def _check(
    writing: Writing,
    given: Mapping[str, Any],
    facts: ResultFacts,
    stored: StoredResult,
    begins_at: datetime | None,
) -> Findings:
    name = given["part"]
    old = stored.marks.get(name)
    return (
        check_review(
            None if old is None else Mark(name, old),
            Mark(name, given["value"]),
            next((part for part in facts.parts if part.name == name), None),
            given["objected_on"],
            begins_at and day_in_shanghai(begins_at),
            writing.today,
        )
        + check_not_carried(name in stored.carried, name, ("part",))
        + check_text(writing.clause, given["reviewed_by"], ("reviewedBy",))
        + check_reason(writing.clause, given["reason"])
    )


def _entered(
    given: Mapping[str, Any], result: ResultRow, facts: ResultFacts, stored: StoredResult
) -> MarkReview:
    return MarkReview(
        id=new_id(),
        result_id=result.id,
        part_id=facts.part_ids[given["part"]],
        objected_on=given["objected_on"],
        old_mark=stored.marks[given["part"]],
        new_mark=given["value"],
        reviewed_by=given["reviewed_by"].strip(),
        reason=given["reason"].strip(),
    )


async def _recount(
    writing: Writing,
    result: ResultRow,
    row: MarkReview,
    part: str,
    facts: ResultFacts,
    stored: StoredResult,
) -> None:
    await writing.session.execute(
        update(ResultMark)
        .where(ResultMark.result_id == result.id, ResultMark.part_id == row.part_id)
        .values(mark=row.new_mark, version=ResultMark.version + 1, updated_at=writing.now)
        .execution_options(synchronize_session=False)
    )
    marks = {**stored.marks, part: row.new_mark}
    given = tuple(map(Mark, marks, marks.values()))
    whole = Result(str(result.candidate_id), given, carried=stored.carried)
    result.is_passed, result.total = counted(whole, facts)
    result.updated_at = writing.now
