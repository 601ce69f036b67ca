"""评估专家 Conditions on experts (3.2)."""

from typing import Any

from resolvers.read.condition import bare


def employed_by(row: Any, value: Any) -> Any:
    return row.employer_id == bare(value)
