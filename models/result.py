"""评价结果: the result of one candidate (4.3)."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many, one

if TYPE_CHECKING:
    from models.candidate import Candidate
    from models.institution import Institution
    from models.mark_review import MarkReview
    from models.result_filing import ResultFiling
    from models.result_mark import ResultMark


class Result(Record, Base):
    """评价结果. `is_passed` is empty until every part is marked; who was absent did not pass.
    From a blocked result no certificate is issued (3.3). `total` is out of 100, where the parts of
    the plan weigh 100 together. `return_reason` is what the center had against it when it last
    returned the filing, at `returned_at`.
    """

    __tablename__ = "result"
    __table_args__ = (
        CheckConstraint("not is_absent or is_passed is not true", name="absent_did_not_pass"),
        CheckConstraint("(blocked_on is null) = (block_reason is null)", name="blocked"),
        CheckConstraint("(returned_at is null) = (return_reason is null)", name="returned"),
        CheckConstraint("total between 0 and 100", name="total"),
        Index(None, "institution_id"),
        Index(None, "filing_id", "created_at", "id"),
        Index(None, "created_at", "id"),
        {"comment": "评价结果 · Result of a candidate (4.3)"},
    )

    filing_id: Mapped[UUID] = mapped_column(ForeignKey("result_filing.id"))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    is_absent: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    is_passed: Mapped[bool | None]
    total: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    blocked_on: Mapped[date | None]
    block_reason: Mapped[str | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]

    filing: Mapped["ResultFiling"] = one("results")
    candidate: Mapped["Candidate"] = one("result")
    institution: Mapped["Institution"] = one()
    marks: Mapped[list["ResultMark"]] = many("result")
    reviews: Mapped[list["MarkReview"]] = many("result")
