"""待办 Tasks: whose object it is, and how many working days are left."""

from typing import Any

from sqlalchemy import Integer, Text, case, cast, false, func, literal, null

from permissions.declaration import Arguments
from resolvers.deadline import today, working_days_left
from resolvers.register_entry import type_of_noun


def subject(row: Any, given: Arguments) -> Any:
    """The global id of the object that waits: `node` gives it."""
    return func.concat(
        type_of_noun(row), literal(":", Text), cast(row.subject_id, Text), type_=Text
    )


def days_left(row: Any, given: Arguments) -> Any:
    return case((row.due_on.is_(None), cast(null(), Integer)), else_=working_days_left(row.due_on))


def is_overdue(row: Any, given: Arguments) -> Any:
    return func.coalesce(row.due_on < today(), false())
