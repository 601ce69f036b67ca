"""文件: what materials and evidence point to (3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.institution import Institution


class Document(Record, Base):
    """文件, by its SHA-256 (32 bytes). `stored_name` is the register's own name for the content,
    never the sender's; `size` counts bytes.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        CheckConstraint("size >= 0", name="size"),
        Index(None, "institution_id"),
        Index(None, "created_at", "id"),
        {"comment": "文件 · Document that materials and evidence point to (3.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    title: Mapped[str]
    kind: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[bytes]
    stored_name: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(BigInteger)

    institution: Mapped["Institution"] = one("documents")
