"""登记簿 One entry for each of many certificates, in one statement (4.4)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from models import Certificate, RegisterEntry
from resolvers.set_based import unnested
from resolvers.write.writing import Writing
from rules.lifecycle import find
from rules.vocabulary import CertificateStatus


async def record_each(
    writing: Writing,
    name: str,
    institution_id: UUID,
    changed: Sequence[tuple[UUID, CertificateStatus | None]],
    reason: str | None = None,
) -> None:
    """`changed` are the certificates with their state before; the state after is the act's."""
    act = find(name)
    assert act.after is not None
    rows = [(id_, before.name if before else None) for id_, before in changed]
    given = unnested({"subject_id": Uuid, "before": Text}, rows)
    same = {
        "noun": Certificate.__tablename__,
        "institution_id": institution_id,
        "act": name,
        "clause": act.clause,
        "role": writing.role,
        "account_id": writing.viewer.account_id,
        "after": act.after.name,
        "reason": reason,
    }
    columns = RegisterEntry.__table__.c
    values = [literal(value, columns[key].type) for key, value in same.items()]
    chosen = select(func.gen_random_uuid(), given, *values)
    await writing.session.execute(
        insert(RegisterEntry).from_select(
            ["id", "subject_id", "before", *same], chosen, include_defaults=False
        )
    )
