"""会话: who is signed in, by the hash of the token."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.account import Account
    from models.account_role import AccountRole


class Session(Record, Base):
    """会话. Its three instants are of the real clock: a rehearsal does not end a session.

    `token_hash` is the SHA-256 of the opaque token (32 bytes); the token itself is never kept.
    """

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("octet_length(token_hash) = 32", name="token_hash"),
        {"comment": "会话 · Session of a person who signed in"},
    )

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    account_role_id: Mapped[UUID | None] = mapped_column(ForeignKey("account_role.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    expires_at: Mapped[datetime] = mapped_column(index=True)

    account: Mapped["Account"] = one()
    account_role: Mapped["AccountRole | None"] = one()
