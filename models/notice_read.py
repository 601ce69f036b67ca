"""已读通知: which account has read which notice."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record


class NoticeRead(Record, Base):
    """已读通知. One notice after the other; all before an instant are read by `NoticeReading`."""

    __tablename__ = "notice_read"
    __table_args__ = (
        UniqueConstraint("account_id", "notice_id"),
        {"comment": "已读通知 · Notice that an account has read"},
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"), index=True)
