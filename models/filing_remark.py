"""补正意见: what the department asks to be corrected, and where (3.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.filing_round import FilingRound


class FilingRemark(Record, Base):
    """补正意见. `path` leads into the content of its round, in the names of the input."""

    __tablename__ = "filing_remark"
    __table_args__ = (
        CheckConstraint("cardinality(path) > 0", name="path"),
        CheckConstraint("text <> ''", name="text"),
        Index(None, "round_id"),
        {"comment": "补正意见 · What is to be corrected in an application, and where (3.1)"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("filing_round.id", ondelete="CASCADE"))
    path: Mapped[list[str]] = mapped_column(ARRAY(Text))
    text: Mapped[str]

    round: Mapped["FilingRound"] = one("remarks")
