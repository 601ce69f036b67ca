"""通知 Notices in words, whether the viewer has read them, and filters."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, not_, or_

from models import AccountRole, NoticeRead, NoticeReading
from permissions.declaration import Arguments, Asked, Batch, Expression
from permissions.rows import VIEWER, among, newest
from resolvers.task import subject
from rules.notice import words
from rules.vocabulary import Role

Told = tuple[Role, str, str | None, str | None, Role, str]


async def _messages(rows: Sequence[Told], asked: Asked) -> list[str]:
    return [message(*row, asked.language) for row in rows]


def message(
    to: Role,
    act: str,
    before: str | None,
    after: str | None,
    by: Role,
    school: str,
    language: str,
) -> str:
    """The words of a notice; names are put in, never read as a template."""
    zh, en = words(to, act, before, after, by.name)
    return (en if language == "en" else zh).replace("{school}", school)


in_words = Batch(_messages, ("role", "act", "before", "after", "by_role", "school_name"))
about = Expression(subject)


def _of_viewer(row: Any) -> Any:
    """The row that an account keeps for the role in which it acts."""
    return and_(
        row.account_id == VIEWER.account_id,
        row.role == VIEWER.role,
        row.institution_id.is_not_distinct_from(VIEWER.institution_id),
        row.expert_id.is_not_distinct_from(VIEWER.expert_id),
        row.district_code.is_not_distinct_from(VIEWER.district_code),
    )


def _read_until() -> Any:
    """What came before the account had the role is nobody's unread post."""
    since = newest(AccountRole, "created_at", lambda held: and_(_of_viewer(held)))
    return func.greatest(newest(NoticeReading, "read_until", _of_viewer), since)


def is_unread(row: Any) -> Any:
    """Written so that what is long read is not looked at: the index begins at that instant."""
    read = among(
        NoticeRead, lambda one: and_(one.notice_id == row.id, one.account_id == VIEWER.account_id)
    )
    return and_(row.created_at > func.coalesce(_read_until(), func.to_timestamp(0)), not_(read))


def _is_read(row: Any, given: Arguments) -> Any:
    return not_(is_unread(row))


is_read = Expression(_is_read)


def unread(row: Any, value: Any) -> Any:
    """True: the unread alone; false: the read alone."""
    return or_(and_(value, is_unread(row)), and_(not_(value), not_(is_unread(row))))


def since(row: Any, value: Any) -> Any:
    return row.created_at >= value
