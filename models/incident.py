"""突发情况: what happened during an evaluation that is put on record (4.2)."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import IncidentKind

if TYPE_CHECKING:
    from models.account import Account
    from models.candidate import Candidate
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution
    from models.plan_session import PlanSession


class Incident(Record, Base):
    """突发情况 of a batch: what happened, when, whom it concerned, what was done about it."""

    __tablename__ = "incident"
    __table_args__ = (
        Index(None, "plan_id", "happened_at"),
        {"comment": "突发情况 · Incident during an evaluation (4.2)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id", ondelete="CASCADE"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("plan_session.id", ondelete="SET NULL"), index=True
    )
    candidate_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("candidate.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[IncidentKind] = mapped_column(word(IncidentKind))
    happened_at: Mapped[datetime]
    description: Mapped[str]
    measures: Mapped[str]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)

    plan: Mapped["EvaluationPlan"] = one("incidents")
    institution: Mapped["Institution"] = one()
    session: Mapped["PlanSession | None"] = one()
    candidate: Mapped["Candidate | None"] = one()
    recorded_by: Mapped["Account"] = one()
