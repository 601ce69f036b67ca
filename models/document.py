"""文件: what materials and evidence point to (3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, new_id, word
from models.relation import many, one
from rules.vocabulary import MaterialKind

if TYPE_CHECKING:
    from models.document_evidence import DocumentEvidence
    from models.institution import Institution
    from models.upload import Upload


class Document(Record, Base):
    """文件, by its SHA-256 (32 bytes); the same content is stored once, whoever names it. `size`
    counts bytes.

    A replacement is a row of its own with the next `version_number` of the series; what points to
    an earlier version goes on pointing to it. Contents named before there were uploads have none.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("series_id", "version_number"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("(replaces_id is null) = (version_number = 1)", name="version_number"),
        Index(None, "institution_id"),
        Index(None, "created_at", "id"),
        Index(None, "sha256"),
        {"comment": "文件 · Document that materials and evidence point to (3.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    title: Mapped[str]
    kind: Mapped[str]
    material: Mapped[MaterialKind | None] = mapped_column(word(MaterialKind))
    media_type: Mapped[str]
    sha256: Mapped[bytes]
    size: Mapped[int] = mapped_column(BigInteger)
    upload_id: Mapped[UUID | None] = mapped_column(ForeignKey("upload.id"), unique=True)
    series_id: Mapped[UUID] = mapped_column(default=new_id, server_default=sql("gen_random_uuid()"))
    version_number: Mapped[int] = mapped_column(Integer, default=1, server_default=sql("1"))
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), unique=True)

    institution: Mapped["Institution"] = one("documents")
    upload: Mapped["Upload | None"] = one("document")
    evidence: Mapped[list["DocumentEvidence"]] = many("document")
    replaces: Mapped["Document | None"] = relationship(
        back_populates="replaced_by", remote_side="Document.id", lazy="raise"
    )
    replaced_by: Mapped["Document | None"] = relationship(
        back_populates="replaces", uselist=False, lazy="raise"
    )
