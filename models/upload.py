"""上传: a content on its way into the register, before anything names it (3.1)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import UploadPurpose

if TYPE_CHECKING:
    from models.account import Account
    from models.document import Document


class Upload(Record, Base):
    """上传. What the account announced, and what arrived: `size` in bytes, SHA-256 (32 bytes) and
    media type of the content as it is kept.

    `expires_at` is of the real clock, like a session's: until then the ticket is good. A picture
    is kept without what its camera wrote into it, so its digest is not that of the bytes sent;
    `width` and `height` are its pixels, of those that came since they are kept.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("octet_length(announced_sha256) = 32", name="announced_sha256"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        CheckConstraint("size > 0 and most_bytes > 0 and announced_size > 0", name="sizes"),
        CheckConstraint(
            "num_nonnulls(received_at, media_type, sha256, size) in (0, 4)", name="received"
        ),
        CheckConstraint("(width is null) = (height is null)", name="pixels"),
        CheckConstraint("width > 0 and height > 0", name="some_pixels"),
        Index(None, "account_id", "created_at"),
        Index(None, "sha256"),
        Index(None, "expires_at"),
        {"comment": "上传 · Content on its way into the register (3.1)"},
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[UploadPurpose] = mapped_column(word(UploadPurpose))
    most_bytes: Mapped[int] = mapped_column(BigInteger)
    announced_size: Mapped[int | None] = mapped_column(BigInteger)
    announced_sha256: Mapped[bytes | None]
    expires_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    media_type: Mapped[str | None]
    sha256: Mapped[bytes | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)

    account: Mapped["Account"] = one()
    document: Mapped["Document | None"] = relationship(
        back_populates="upload", uselist=False, lazy="raise", viewonly=True
    )
