"""质量督导: what internal and external supervision saw of a batch (4.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import SupervisionConclusion, SupervisionSide

if TYPE_CHECKING:
    from models.account import Account
    from models.district import District
    from models.evaluation_plan import EvaluationPlan
    from models.institution import Institution
    from models.plan_session import PlanSession
    from models.rectification import Rectification
    from models.staff_member import StaffMember
    from models.supervision_defect import SupervisionDefect


class Supervision(Record, Base):
    """质量督导 of a batch or one of its sessions. Internal: by `staff_member`, an internal
    supervisor of the session. External: by a municipal supervisor, or by one of the district.
    """

    __tablename__ = "supervision"
    __table_args__ = (
        CheckConstraint(
            "(side = 'INTERNAL') = (staff_member_id is not null)"
            " and (side = 'EXTERNAL' or district_code is null)",
            name="side",
        ),
        CheckConstraint("side = 'EXTERNAL' or session_id is not null", name="session"),
        Index(None, "plan_id", "supervised_on"),
        {"comment": "质量督导 · Internal or external supervision of a batch (4.2)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id", ondelete="CASCADE"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("plan_session.id", ondelete="SET NULL"), index=True
    )
    side: Mapped[SupervisionSide] = mapped_column(word(SupervisionSide))
    staff_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    supervised_on: Mapped[date]
    conclusion: Mapped[SupervisionConclusion] = mapped_column(word(SupervisionConclusion))
    remark: Mapped[str]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)

    plan: Mapped["EvaluationPlan"] = one("supervisions")
    institution: Mapped["Institution"] = one()
    session: Mapped["PlanSession | None"] = one()
    staff_member: Mapped["StaffMember | None"] = one()
    district: Mapped["District | None"] = one()
    recorded_by: Mapped["Account"] = one()
    defects: Mapped[list["SupervisionDefect"]] = many("supervision")
    rectifications: Mapped[list["Rectification"]] = many("supervision")
