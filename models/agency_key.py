"""机构签名密钥: the key by which an agency signs the credentials of its certificates (4.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.agency_code import AgencyCode


class AgencyKey(Record, Base):
    """机构签名密钥 (Ed25519), made when the first certificate under an agency code is issued. What
    it signed names the public `address` of that time, so another address begins with a key of its
    own. The private key is sealed.
    """

    __tablename__ = "agency_key"
    __table_args__ = (
        UniqueConstraint("agency_code_id", "address"),
        CheckConstraint("octet_length(public_key) = 32", name="public_key"),
        {"comment": "机构签名密钥 · Key by which an agency signs credentials (4.4)"},
    )

    agency_code_id: Mapped[UUID] = mapped_column(ForeignKey("agency_code.id"))
    address: Mapped[str]
    public_key: Mapped[bytes]
    private_key_sealed: Mapped[bytes]

    agency_code: Mapped["AgencyCode"] = one()
