"""目录记载: what the directory says of an agency from one day to the next (3.3, 3.4)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import AgencyScope, DirectoryState, InstitutionKind

if TYPE_CHECKING:
    from models.agency import Agency
    from models.directory_entry_item import DirectoryEntryItem
    from models.district import District
    from models.institution import Institution


class DirectoryEntry(Record, Base):
    """目录记载, true from `begins_on` to `ends_on` (open while that is empty), and known to be so
    from `known_from` to `known_to`. A day was told to the public by the entry that was known on
    that very day; what is held true of it now stands in the entry without `known_to`.

    Written with each act on the agency or its school; days that have passed are never rewritten,
    what is learned later of them becomes another entry.
    """

    __tablename__ = "directory_entry"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="days"),
        CheckConstraint("known_to >= known_from", name="known"),
        Index(None, "agency_id", "begins_on"),
        Index(None, "institution_id"),
        Index(None, "name", "id"),
        Index(None, "begins_on", "id"),
        {"comment": "目录记载 · What the directory says of an agency, by day (3.3, 3.4)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    known_from: Mapped[date]
    known_to: Mapped[date | None]
    state: Mapped[DirectoryState] = mapped_column(word(DirectoryState))
    name: Mapped[str]
    address: Mapped[str | None]
    codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    scope: Mapped[AgencyScope] = mapped_column(word(AgencyScope))
    listed_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    institution_name: Mapped[str]
    institution_kind: Mapped[InstitutionKind] = mapped_column(word(InstitutionKind))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"), index=True)
    evaluation_department_name: Mapped[str | None]
    evaluation_department_address: Mapped[str | None]
    evaluation_department_telephone: Mapped[str | None]

    agency: Mapped["Agency"] = one("directory_entries")
    institution: Mapped["Institution"] = one()
    district: Mapped["District"] = one()
    items: Mapped[list["DirectoryEntryItem"]] = many("entry")
