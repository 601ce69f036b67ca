"""评分 Marks by criteria, of a school for itself or of an expert: checked and kept alike (3.2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AssessmentCriteria, AssessmentCriterion, FilingApplication, FilingSelfMark
from resolvers.assessment_criteria import criteria_of, edition_in_force
from resolvers.identity import NodeId
from resolvers.write.writing import Writing
from rules.clause_3_2_criteria import Criterion, Mark, check_mark
from rules.entry import check_distinct, not_found
from rules.finding import Findings

Given = Mapping[str, Any]


def criterion_of(given: Given) -> Any:
    node_id: NodeId = given["criterion_id"]
    return node_id.of("AssessmentCriterion")


def check_marks(
    clause: str,
    marks: Sequence[Given],
    criteria: Mapping[str, Criterion],
    field: str = "marks",
) -> Findings:
    """Each of a criterion in question, once, and of its kind and range."""
    found = check_distinct(clause, [criterion_of(given) for given in marks], (field,))
    for place, given in enumerate(marks):
        criterion = criteria.get(str(criterion_of(given)))
        if criterion is None:
            found += not_found(clause, (field, place, "criterionId"))
            continue
        mark = Mark(criterion.id, given.get("marks"), given.get("is_fulfilled"))
        found += check_mark(criterion, mark, (field, place))
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


async def enter_own_marks(
    writing: Writing, row: FilingApplication, marks: Sequence[Given], field: str, **shown: Any
) -> None:
    """Of the school, by the criteria in force."""
    if not marks:
        return
    criteria = await criteria_of(writing, await edition_in_force(writing))
    known = {criterion.id: criterion for criterion in criteria}
    writing.judge(check_marks(writing.clause, marks, known, field), **shown)
    await writing.session.flush()  # the marks point to the application
    await keep_marks(writing, FilingSelfMark, {"application_id": row.id}, marks)


async def own_marks(
    session: AsyncSession, row: FilingApplication, today: date
) -> tuple[tuple[Criterion, ...], frozenset[str]]:
    """The criteria in force on the day, and those by which the school has marked itself."""
    edition, criterion = AssessmentCriteria, AssessmentCriterion
    marked = select(FilingSelfMark.id).where(
        FilingSelfMark.application_id == row.id, FilingSelfMark.criterion_id == criterion.id
    )
    in_force = select(criterion.id, criterion.condition, criterion.full_marks, marked.exists())
    in_force = in_force.join(edition, edition.id == criterion.edition_id).where(
        edition.valid_from <= today, or_(edition.valid_to.is_(None), edition.valid_to >= today)
    )
    found = (await session.execute(in_force)).all()
    criteria = tuple(Criterion(str(id_), of, full) for id_, of, full, _ in found)
    return criteria, frozenset(str(id_) for id_, _, _, is_marked in found if is_marked)
