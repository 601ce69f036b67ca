"""登记簿: what was done, by whom, when and by which clause."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Role

if TYPE_CHECKING:
    from models.account import Account
    from models.institution import Institution


class RegisterEntry(Record, Base):
    """登记簿. Written in the transaction of the act; a trigger refuses to change or delete an
    entry.

    `noun` is the table and `subject_id` the row that the act was about; `before` and `after` are
    its states by name, `created_at` is the instant of the act.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        Index(None, "subject_id", "created_at", "id"),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "account_id"),
        Index(None, "created_at", "id"),
        Index("ix_register_entry_public", "created_at", "id", postgresql_where=text("is_public")),
        {"comment": "登记簿 · Register entry: an act, never changed, never deleted (3.3, 4.4)"},
    )

    noun: Mapped[str]
    subject_id: Mapped[UUID]
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    act: Mapped[str]
    clause: Mapped[str | None]
    role: Mapped[Role] = mapped_column(word(Role))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    before: Mapped[str | None]
    after: Mapped[str | None]
    reason: Mapped[str | None]
    is_public: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    institution: Mapped["Institution | None"] = one()
    account: Mapped["Account | None"] = one()
