"""个人: a person by document type and number (4.1)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many
from rules.vocabulary import DocumentType, Sex

if TYPE_CHECKING:
    from models.candidate import Candidate
    from models.certificate import Certificate


class Person(Record, Base):
    """个人. The number is sealed (authenticated encryption); `identity_index` is its keyed
    digest for look-up and uniqueness. `country` (ISO 3166-1, two letters) is given for passports
    alone.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint(
            "document_type", "identity_index", "country", postgresql_nulls_not_distinct=True
        ),
        CheckConstraint("(document_type = 'PASSPORT') = (country is not null)", name="passport"),
        CheckConstraint("country ~ '^[A-Z]{2}$'", name="country"),
        {"comment": "个人 · Person, by type and number of the identity document (4.1)"},
    )

    document_type: Mapped[DocumentType] = mapped_column(word(DocumentType))
    country: Mapped[str | None]
    name: Mapped[str]
    identity_sealed: Mapped[bytes]
    identity_index: Mapped[bytes]
    birth_on: Mapped[date | None]
    sex: Mapped[Sex | None] = mapped_column(word(Sex))

    candidates: Mapped[list["Candidate"]] = many("person")
    certificates: Mapped[list["Certificate"]] = many("person")
