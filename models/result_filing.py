"""结果备案: the results of a plan, filed in time or late (4.3)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import ResultFilingStatus

if TYPE_CHECKING:
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution
    from models.result import Result


class ResultFiling(Record, Base):
    """结果备案. Due until 24:00 of `due_on`; provisional while its year's calendar is not
    published.

    The first complete submission (`submitted_at`) decides lateness for good: late is accepted
    with a reason and stays marked. A returned filing has its own due day, `round_due_on`, counted
    from `returned_on`; before the day of its acceptance, `accepted_on`, no certificate is dated.
    """

    __tablename__ = "result_filing"
    __table_args__ = (
        CheckConstraint("due_on > ended_on", name="due_on"),
        CheckConstraint("not is_late or late_reason is not null", name="late_reason"),
        CheckConstraint("not is_late or submitted_at is not null", name="late_is_submitted"),
        CheckConstraint("accepted_on is null or status = 'ACCEPTED'", name="accepted_on"),
        CheckConstraint("status = 'OPEN' or submitted_at is not null", name="submitted_at"),
        Index(None, "institution_id", "due_on", "id"),
        Index(None, "status", "due_on", "id"),
        Index(None, "due_on", "id"),
        Index(None, "created_at", "id"),
        {"comment": "结果备案 · Filing of the results of a plan (4.3)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id"), unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    status: Mapped[ResultFilingStatus] = mapped_column(
        word(ResultFilingStatus),
        default=ResultFilingStatus.OPEN,
        server_default=ResultFilingStatus.OPEN.name,
    )
    ended_on: Mapped[date]
    due_on: Mapped[date]
    is_due_provisional: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    submitted_at: Mapped[datetime | None]
    is_late: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    late_reason: Mapped[str | None]
    returned_on: Mapped[date | None]
    round_due_on: Mapped[date | None]
    is_round_due_provisional: Mapped[bool] = mapped_column(
        default=False, server_default=text("false")
    )
    accepted_on: Mapped[date | None]
    reason: Mapped[str | None]

    plan: Mapped["EvaluationPlan"] = one("result_filing")
    institution: Mapped["Institution"] = one()
    results: Mapped[list["Result"]] = many("filing")
