"""评价规范 Conditions on evaluation specifications (2.1)."""

from typing import Any

from resolvers.read.condition import bare


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)
