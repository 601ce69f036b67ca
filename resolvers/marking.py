"""评分 Marks by criteria, of a school for itself or of an expert: checked and kept alike (3.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from resolvers.identity import NodeId
from resolvers.write.writing import Writing
from rules.clause_3_2_criteria import Criterion, Mark, check_mark
from rules.entry import check_distinct, not_found
from rules.finding import Findings

Given = Mapping[str, Any]


def criterion_of(given: Given) -> Any:
    node_id: NodeId = given["criterion_id"]
    return node_id.of("AssessmentCriterion")


def check_marks(clause: str, marks: Sequence[Given], criteria: Mapping[str, Criterion]) -> Findings:
    """Each of a criterion in question, once, and of its kind and range."""
    found = check_distinct(clause, [criterion_of(given) for given in marks], ("marks",))
    for place, given in enumerate(marks):
        criterion = criteria.get(str(criterion_of(given)))
        if criterion is None:
            found += not_found(clause, ("marks", place, "criterionId"))
            continue
        mark = Mark(criterion.id, given.get("marks"), given.get("is_fulfilled"))
        found += check_mark(criterion, mark, ("marks", place))
    return found


async def keep_marks(
    writing: Writing, model: type[Any], whole: Mapping[str, Any], marks: Sequence[Given]
) -> None:
    """Enter or replace the marks named; those of other criteria stay."""
    kept = await writing.session.scalars(select(model).filter_by(**whole))
    rows = {row.criterion_id: row for row in kept}
    for given in marks:
        id_ = criterion_of(given)
        row = rows.get(id_) or model(**whole, criterion_id=id_)
        row.marks, row.is_fulfilled = given.get("marks"), given.get("is_fulfilled")
        row.note = given.get("note")
        writing.add(row)
