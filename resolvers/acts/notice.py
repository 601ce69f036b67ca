"""通知 An account marks what it has read, in the role in which it acts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from models import Notice, NoticeRead, NoticeReading
from permissions.errors import BadUserInput
from permissions.rows import enter, viewer_values
from resolvers.identity import check_ids
from resolvers.notice import is_unread
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Writing

LONGEST_ACT: Final = timedelta(minutes=1)
"""An act tells at its beginning and is seen at its end; none takes as long as this."""


async def mark_read(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Single notices, or everything up to an instant. Raises BadUserInput for both or neither."""
    ids, until = given.get("ids"), given.get("until")
    if (ids is None) == (until is None):
        raise BadUserInput("请给出 ids 或 until 其中之一。", "Give ids, or until, and not both.")
    if ids is not None:
        wanted = {("ids", place): node for place, node in enumerate(check_ids(ids))}
        found = await find_all(writing, Notice, wanted)
        await _mark(writing, lambda row: row.id.in_([one.id for one in found.values()]))
    if until is not None:
        until = min(until, writing.now)
        await _mark(writing, lambda row: row.created_at <= until)
        await _advance(writing, min(until, writing.now - LONGEST_ACT))
    return {"unread_count": await _unread(writing), "findings": ()}


async def _mark(writing: Writing, which: Any) -> None:
    notice, seen = enter(Notice, writing.role)
    rows = select(literal(writing.viewer.account_id), notice.id).where(
        seen, which(notice), is_unread(notice)
    )
    # Named values beside an insertion would be taken for columns.
    rows = rows.params(viewer_values(writing.viewer))
    statement = insert(NoticeRead).from_select(
        ["account_id", "notice_id"], rows, include_defaults=False
    )
    await writing.session.execute(statement.on_conflict_do_nothing())


async def _advance(writing: Writing, until: datetime) -> None:
    """What an act under way will have told before `until` must not pass for read."""
    viewer = writing.viewer
    made = insert(NoticeReading).values(
        account_id=viewer.account_id,
        role=viewer.role,
        institution_id=viewer.institution_id,
        expert_id=viewer.expert_id,
        district_code=viewer.district_code,
        read_until=until,
    )
    later: ColumnElement[datetime] = func.greatest(
        NoticeReading.read_until, made.excluded.read_until
    )
    await writing.session.execute(
        made.on_conflict_do_update(
            constraint="uq_notice_reading_recipient", set_={"read_until": later}
        )
    )


async def _unread(writing: Writing) -> int:
    notice, seen = enter(Notice, writing.role)
    count = select(func.count()).select_from(notice).where(seen, is_unread(notice))
    found = await writing.session.execute(count, viewer_values(writing.viewer))
    return int(found.scalar_one())
