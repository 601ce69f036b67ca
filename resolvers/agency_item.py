"""评价项目 What the directory's items are told about their basis (2.1)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Date, func, select

from models import EvaluationSpecification, Standard
from permissions.declaration import Asked, Batch
from resolvers.finding import shown
from rules.clause_2_1_editions import check_replaced


def _of_basis(column: Any) -> Any:
    """Of the filed specification by which the item is evaluated and which a standard replaces."""

    def asked(row: Any) -> Any:
        return (
            select(column)
            .where(
                EvaluationSpecification.id == row.specification_id,
                Standard.id == EvaluationSpecification.ended_by_id,
            )
            .scalar_subquery()
        )

    return asked


def _today(row: Any) -> Any:
    return func.register_today(type_=Date)


async def _told(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    return [shown(check_replaced(*row), asked.language) for row in rows]


findings_of_basis = Batch(
    _told,
    (
        _of_basis(EvaluationSpecification.name),
        _of_basis(Standard.name),
        _of_basis(EvaluationSpecification.ends_on),
        _today,
    ),
)
