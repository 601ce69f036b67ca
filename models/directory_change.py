"""目录变动: each change of the directory, in the order in which it became public (3.3, 3.4)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import DirectoryChangeKind

if TYPE_CHECKING:
    from models.agency import Agency


class DirectoryChange(Record, Base):
    """目录变动. Numbers rise in the order of the commits: who has read up to one has missed none.

    Of who was removed the name and the codes are kept here: it is shown nowhere else.
    """

    __tablename__ = "directory_change"
    __table_args__ = (
        Index("uq_directory_change_number", "number", unique=True),
        Index(None, "number", "id"),
        Index(None, "agency_id", "number"),
        {"comment": "目录变动 · Change of the directory, in order (3.3, 3.4)"},
    )

    number: Mapped[int] = mapped_column(BigInteger)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[DirectoryChangeKind] = mapped_column(word(DirectoryChangeKind))
    changed_on: Mapped[date]
    name: Mapped[str]
    codes: Mapped[list[str]] = mapped_column(ARRAY(Text))

    agency: Mapped["Agency"] = one("directory_changes")
