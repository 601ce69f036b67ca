"""检索文本: the words under which an agency is found in the directory (3.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.agency import Agency


class SearchText(Record, Base):
    """检索文本 of one agency: names of today and of before, how these are spelt, and the names and
    codes of its occupations and trades, small letters, one blank between two words.

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

    agency: Mapped["Agency"] = one("search_text")
