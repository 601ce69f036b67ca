"""通知阅读进度: until when an account has read everything in one of its roles."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from rules.vocabulary import Role


class NoticeReading(Record, Base):
    """通知阅读进度. Every notice to the role up to `read_until` counts as read: what is unread is
    counted from there, not over all years."""

    __tablename__ = "notice_reading"
    __table_args__ = (
        UniqueConstraint(
            "account_id",
            "role",
            "institution_id",
            "expert_id",
            "district_code",
            name="uq_notice_reading_recipient",
            postgresql_nulls_not_distinct=True,
        ),
        {"comment": "通知阅读进度 · How far an account has read the notices of a role"},
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)
    expert_id: Mapped[UUID | None] = mapped_column(ForeignKey("expert.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    read_until: Mapped[datetime]
