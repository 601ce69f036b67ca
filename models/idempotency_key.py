"""幂等键: the answer that a mutation already gave, for the second call."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.account import Account


class IdempotencyKey(Record, Base):
    """幂等键. The same key with another body is CONFLICT; without an account the caller is the
    public.

    `body_digest` is an HMAC-SHA-256 of the request as sent (32 bytes), `answer` the payload as
    written.
    """

    __tablename__ = "idempotency_key"
    __table_args__ = (
        UniqueConstraint("account_id", "key", postgresql_nulls_not_distinct=True),
        CheckConstraint("char_length(key) between 1 and 200", name="key"),
        CheckConstraint("octet_length(body_digest) = 32", name="body_digest"),
        {"comment": "幂等键 · Idempotency key and the answer first given"},
    )

    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str]
    mutation: Mapped[str]
    body_digest: Mapped[bytes]
    answer: Mapped[bytes]
    used_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp(), index=True)

    account: Mapped["Account | None"] = one()
