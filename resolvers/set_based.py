"""集合写入 Many rows in one statement: an array for each column, not a parameter for each value."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, column, func, literal


def unnested(columns: Mapping[str, Any], rows: Sequence[tuple[Any, ...]]) -> Any:
    """The rows as something to select from; `columns` are names and SQL types, in order."""
    arrays = [
        literal([row[place] for row in rows], ARRAY(type_))
        for place, type_ in enumerate(columns.values())
    ]
    declared = [column(name, type_()) for name, type_ in columns.items()]
    return func.unnest(*arrays).table_valued(*declared, name="given").render_derived()
