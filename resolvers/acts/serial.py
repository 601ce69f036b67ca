"""编号 Serials that run on without gap (3.3)."""

from typing import Any

from sqlalchemy import func, select

from resolvers.write.writing import Writing


async def next_serial(writing: Writing, series: str, last: Any) -> int:
    """The serial after the last one; who asks at the same time waits for this transaction, so
    that a refused or failed act leaves no gap and no number is given twice."""
    name = func.hashtextextended(series, 0)
    await writing.session.execute(select(func.pg_advisory_xact_lock(name)))
    return ((await writing.session.execute(last)).scalar() or 0) + 1
