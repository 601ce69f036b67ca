"""监督线索 Signals: of which plan and school (4.2)."""

from typing import Any

from resolvers.read.condition import bare


def of_plan(row: Any, value: Any) -> Any:
    return row.plan_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)
