"""幂等键 The same key gives the first result; the same key with another body is CONFLICT."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import IdempotencyKey
from permissions.errors import Conflict
from permissions.sealing import Sealer
from permissions.viewer import Viewer

DIGEST_BYTES = 32
LONGEST_KEY = 200  # characters, as the table has it


@dataclass(frozen=True)
class Keyed:
    """One use of a key: whose it is, for which mutation, with which body."""

    key: str
    mutation: str
    viewer: Viewer
    digest: bytes

    async def first_answer(self, session: AsyncSession) -> bytes | None:
        """Waits for a call under way with the same key, then gives its answer, if it has one."""
        name = f"{self.viewer.account_id}/{self.key}"
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
        known = await session.execute(
            select(IdempotencyKey.body_digest, IdempotencyKey.answer).where(
                IdempotencyKey.key == self.key,
                IdempotencyKey.account_id.is_not_distinct_from(self.viewer.account_id),
            )
        )
        found = known.first()
        if found is None:
            return None
        if found.body_digest != self.digest:
            raise Conflict(
                "该idempotencyKey已用于另一请求。",
                "This idempotencyKey was used with another request.",
            )
        return bytes(found.answer)

    async def keep(self, session: AsyncSession, answer: bytes) -> None:
        await session.execute(
            insert(IdempotencyKey).values(
                account_id=self.viewer.account_id,
                key=self.key,
                mutation=self.mutation,
                body_digest=self.digest,
                answer=answer,
            )
        )


def digest_of(sealer: Sealer, *parts: Any) -> bytes:
    """What tells a document, a response key and the variables as sent from others (32 bytes).

    Under the key of the blind index: variables may hold a password, and the digest is kept.
    """
    body = hashlib.sha256("\x00".join(str(part) for part in parts).encode())
    return sealer.blind_index("idempotency", body.hexdigest())[-DIGEST_BYTES:]
