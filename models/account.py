"""账号: who may sign in."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, Integer, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many

if TYPE_CHECKING:
    from models.account_role import AccountRole


class Account(Record, Base):
    """账号. `locked_until` is an instant of the real clock: a rehearsal does not move it.

    The mail address is kept only with the person's consent, sealed, and goes with it.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("failed_count >= 0", name="failed_count"),
        CheckConstraint(
            "(mail_address_sealed is null) = (mail_consent_at is null)", name="mail_consent"
        ),
        Index(None, "display_name", "id"),
        Index(None, "created_at", "id"),
        {"comment": "账号 · Account of a person who signs in (3.1)"},
    )

    login_name: Mapped[str]
    password_hash: Mapped[str]
    display_name: Mapped[str]
    is_disabled: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    failed_count: Mapped[int] = mapped_column(Integer, server_default=text("0"), default=0)
    locked_until: Mapped[datetime | None]
    mail_address_sealed: Mapped[bytes | None]
    mail_consent_at: Mapped[datetime | None]

    roles: Mapped[list["AccountRole"]] = many("account")


Index("uq_account_login_name", func.lower(Account.login_name), unique=True)
