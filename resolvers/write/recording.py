"""登记 One entry of the register for each row of a set, in one statement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, column, func, insert, literal, select

from models import RegisterEntry
from models.base import word
from resolvers.write.writing import Writing
from rules.vocabulary import Role


async def record_each(
    writing: Writing,
    act: str,
    model: Any,
    ids: Sequence[UUID],
    reason: str | None = None,
    is_public: bool = False,
) -> None:
    """As `writing.record`, for rows of one table that were written without being loaded.

    A row of a school is recorded as the school's: it reads of it in its own history.
    """
    if not ids:
        return
    given = (
        func.unnest(literal(list(ids), ARRAY(Uuid)))
        .table_valued(column("subject_id", Uuid()), name="given")
        .render_derived()
    )
    constant: dict[str, Any] = {
        "noun": literal(model.__tablename__),
        "act": literal(act),
        "clause": literal(writing.clause),
        "role": literal(writing.role, word(Role)),
        "account_id": literal(writing.viewer.account_id, Uuid()),
        "reason": literal(reason, Text()),
        "is_public": literal(is_public),
    }
    if hasattr(model, "institution_id"):
        own = select(model.institution_id).where(model.id == given.c.subject_id)
        constant["institution_id"] = own.scalar_subquery()
    rows = select(given, *constant.values())
    # Without the defaults of Python: they would make one id for all entries.
    entries = insert(RegisterEntry).from_select(
        ["subject_id", *constant], rows, include_defaults=False
    )
    await writing.session.execute(entries)
