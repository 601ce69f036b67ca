"""检索文本: the words under which an agency is found in the directory (3.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Index, Integer, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.agency import Agency


NOTHING = text("'{}'")


class SearchText(Record, Base):
    """检索文本 of one agency: names of today and of before, how these are spelt, and the names and
    codes of its occupations and trades, small letters, one blank between two words. Beside them
    what its items offer, each value once: facets are counted from these.

    Written with each act on the agency or its school. The index holds the parts of each word of
    one, two and three characters: a language without blanks is looked for by any part of a name.
    """

    __tablename__ = "search_text"
    __table_args__ = (
        Index(
            "ix_search_text_words",
            text("search_parts(words)"),
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ),
        {"comment": "检索文本 · Words under which an agency is found (3.4)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), unique=True)
    words: Mapped[str]
    occupation_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default=NOTHING)
    levels: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default=NOTHING)
    methods: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=NOTHING)

    agency: Mapped["Agency"] = one("search_text")
