"""证件号码后六位索引: entered for certificates that were issued before the register kept it (4.4).

No migration can do it: the keys are outside the database. Asked at every start; nothing is there
to do but once.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from models import Certificate
from permissions.sealing import Sealer
from resolvers.certificate import place_of_identity
from resolvers.certificate_query import end_index
from resolvers.set_based import unnested

AT_ONCE: Final = 500
FIRST: Final = UUID(int=0)


async def enter_identity_ends(engine: AsyncEngine, sealer: Sealer) -> int:
    """How many were entered. A number of fewer than six characters has no such end."""
    entered, last = 0, FIRST
    while True:
        async with engine.begin() as connection:
            rows = await _lacking(connection, last)
            if not rows:
                return entered
            ends = [(id_, end_index(sealer, _number(sealer, id_, kept))) for id_, kept in rows]
            found = [(id_, end) for id_, end in ends if end is not None]
            if found:
                await _enter(connection, found)
        entered, last = entered + len(found), rows[-1][0]


def _number(sealer: Sealer, id_: UUID, sealed: bytes) -> str:
    return sealer.unseal(sealed, place_of_identity(id_))


async def _lacking(connection: AsyncConnection, after: UUID) -> list[tuple[UUID, bytes]]:
    found = await connection.execute(
        select(Certificate.id, Certificate.identity_sealed)
        .where(Certificate.identity_end_index.is_(None), Certificate.id > after)
        .order_by(Certificate.id)
        .limit(AT_ONCE)
        .with_for_update()
    )
    return [(id_, sealed) for id_, sealed in found]


async def _enter(connection: AsyncConnection, ends: list[tuple[Any, ...]]) -> None:
    """It is no change of the certificate: its version and `updated_at` stay."""
    given = unnested({"own_id": Uuid, "identity_end": LargeBinary}, ends)
    await connection.execute(
        update(Certificate)
        .where(Certificate.id == given.c.own_id)
        .values(
            identity_end_index=given.c.identity_end,
            updated_at=Certificate.updated_at,
            version=Certificate.version,
        )
    )
