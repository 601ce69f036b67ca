"""计划变更: a change of an accepted plan, asked for by the school, decided by the center (4.2)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import PlanChangeStatus

if TYPE_CHECKING:
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution


class PlanChange(Record, Base):
    """计划变更. `asked` is what each session is to be, by ids; `content_before` and
    `content_after` are the sessions in words, never changed whatever becomes of the rows. Of
    persons they name ids alone.
    """

    __tablename__ = "plan_change"
    __table_args__ = (
        CheckConstraint(
            "(status in ('ACCEPTED', 'REFUSED')) = (decided_at is not null)", name="decided"
        ),
        CheckConstraint("status <> 'REFUSED' or reason is not null", name="reason"),
        Index(
            "uq_plan_change_open",
            "plan_id",
            unique=True,
            postgresql_where=text("status = 'REQUESTED'"),
        ),
        Index(None, "plan_id", "created_at"),
        Index(None, "institution_id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "created_at", "id"),
        {"comment": "计划变更 · Change of an accepted evaluation plan (4.2)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    status: Mapped[PlanChangeStatus] = mapped_column(
        word(PlanChangeStatus),
        default=PlanChangeStatus.REQUESTED,
        server_default=PlanChangeStatus.REQUESTED.name,
    )
    request_reason: Mapped[str]
    asked: Mapped[list[Any]] = mapped_column(JSONB)
    content_before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    content_after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    plan: Mapped["EvaluationPlan"] = one("changes")
    institution: Mapped["Institution"] = one()
