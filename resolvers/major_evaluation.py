"""专业评估论证 Conditions on major evaluations (1.2)."""

from typing import Any

from resolvers.read.condition import bare


def of_major(row: Any, value: Any) -> Any:
    return row.major_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)
