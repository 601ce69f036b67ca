"""登记时钟 A rehearsal goes on by whole days; the database moves no other register's clock."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, update

from models import RegisterClock
from models.register_clock import LONGEST_MOVE_DAYS
from resolvers.write.writing import Outcome, Writing
from rules.entry import check_number

LAST_DAY = date(2999, 12, 31)  # instants far beyond it cannot be written any more


async def move(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Forward only. IntegrityError in a register in earnest, whose schema has no such act."""
    most = min(LONGEST_MOVE_DAYS, (LAST_DAY - writing.today).days)
    before = {"today": writing.today, "now": writing.now}
    found = check_number(writing.clause, given["days"], ("days",), least=1, most=most)
    writing.judge(found, **before)
    moved = RegisterClock.moved_by + timedelta(days=given["days"])
    await writing.session.execute(update(RegisterClock).values(moved_by=moved))
    clock = select(func.register_today(), func.register_now())
    today, now = (await writing.session.execute(clock)).one()
    return {"today": today, "now": now, "findings": ()}
