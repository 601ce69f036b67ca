"""评估细则 Which edition is in force, and its criteria as the rules take them (3.2)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, or_

from models import AssessmentCriteria, AssessmentCriterion
from permissions.declaration import Arguments
from resolvers.deadline import today
from resolvers.write.writing import Writing
from rules.clause_3_2_criteria import Criterion


def is_in_force(row: Any, given: Arguments) -> Any:
    """Begun, and not followed by the next edition yet."""
    return and_(row.valid_from <= today(), or_(row.valid_to.is_(None), row.valid_to >= today()))


def of_edition(criterion: Any, edition: Any) -> Any:
    return criterion.edition_id == edition.id


async def edition_in_force(writing: Writing) -> AssessmentCriteria | None:
    """The edition of the register's day; none before the first one begins."""
    found = await writing.seen(AssessmentCriteria, lambda row: is_in_force(row, {}))
    return found[0] if found else None


async def criteria_of(writing: Writing, edition: AssessmentCriteria | None) -> list[Criterion]:
    """The criteria of an edition, in its order."""
    if edition is None:
        return []
    rows: Sequence[AssessmentCriterion] = await writing.seen(
        AssessmentCriterion, lambda row: row.edition_id == edition.id
    )
    in_order = sorted(rows, key=lambda row: row.number)
    return [Criterion(str(row.id), row.condition, row.full_marks) for row in in_order]
