"""专业评估论证 Conditions on major evaluations (1.2)."""

from typing import Any

from sqlalchemy import and_, or_

from permissions.declaration import Arguments
from resolvers.read.condition import bare
from rules.vocabulary import MajorEvaluationStatus


def by_id(row: Any, given: Arguments) -> Any:
    return row.id == given["id"].of("MajorEvaluation")


def of_major(row: Any, value: Any) -> Any:
    return row.major_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def holds_on(row: Any, value: Any) -> Any:
    """Passed, and valid on the day: a plan may use it."""
    return and_(
        row.status == MajorEvaluationStatus.PASSED,
        row.concluded_on <= value,
        or_(row.valid_to.is_(None), row.valid_to >= value),
    )


def reaches(row: Any, value: Any) -> Any:
    """Up to the level, or above: 3 is above 4."""
    return row.highest_level <= value
