"""待发邮件: the outbox of notices by mail."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import MailStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.notice import Notice


class Mail(Record, Base):
    """待发邮件. Written with its notice; sent at least once, under a Message-ID of its `id`.

    `queued_at`, `due_at` and `sent_at` are of the real clock: a rehearsal sends nothing sooner.
    Who takes it to send moves `due_at` ahead, so that another takes it up if the first is gone.
    """

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("notice_id", "account_id"),
        CheckConstraint("attempts >= 0", name="attempts"),
        CheckConstraint("(status = 'SENT') = (sent_at is not null)", name="sent_at"),
        Index("ix_mail_waiting", "due_at", "id", postgresql_where=text("status = 'WAITING'")),
        {"comment": "待发邮件 · Mail of a notice to an account"},
    )

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    status: Mapped[MailStatus] = mapped_column(
        word(MailStatus), default=MailStatus.WAITING, server_default=MailStatus.WAITING.name
    )
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    queued_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    due_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]

    notice: Mapped["Notice"] = one()
    account: Mapped["Account"] = one()
