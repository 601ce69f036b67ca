"""评价规范: a school's own basis where no standard exists (2.1)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, word
from models.level import is_a_range_of_levels
from models.relation import many, one
from rules.vocabulary import SpecificationStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.document import Document
    from models.institution import Institution
    from models.marking_rule import MarkingRule
    from models.occupation import Occupation
    from models.specification_competence import SpecificationCompetence
    from models.specification_part import SpecificationPart
    from models.staffing_ratio import StaffingRatio
    from models.standard import Standard
    from models.trade import Trade


class EvaluationSpecification(Record, Base):
    """评价规范. Examined by the center, filed by the bureau, or by the center under its delegation.

    In force from `begins_on` to `ends_on`, which is set when a later edition or a standard takes
    its place. `refusal_count` is what the rules refused when the content was last checked, at
    version `refusals_checked_version`; another version means: not known.
    """

    __tablename__ = "evaluation_specification"
    __table_args__ = (
        is_a_range_of_levels(),
        CheckConstraint(
            "status <> 'FILED' or filed_on is not null and begins_on is not null", name="filed_on"
        ),
        CheckConstraint("ends_on >= filed_on", name="ends_on"),
        CheckConstraint("predecessor_id <> id", name="predecessor"),
        CheckConstraint("refusal_count >= 0", name="refusal_count"),
        CheckConstraint(
            "(refusals_checked_version is null) = (refusal_count is null)", name="refusals_checked"
        ),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "name", "id"),
        Index(None, "created_at", "id"),
        Index(
            "uq_evaluation_specification_successor",
            "predecessor_id",
            unique=True,
            postgresql_where=text("status = 'FILED'"),
        ),
        {"comment": "评价规范 · Evaluation specification of a school's own (2.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    trade_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade.id"), index=True)
    name: Mapped[str]
    edition: Mapped[str]
    level_from: Mapped[int] = mapped_column(SmallInteger)
    level_to: Mapped[int] = mapped_column(SmallInteger)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    predecessor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), index=True
    )
    status: Mapped[SpecificationStatus] = mapped_column(
        word(SpecificationStatus),
        default=SpecificationStatus.DRAFT,
        server_default=SpecificationStatus.DRAFT.name,
    )
    submitted_at: Mapped[datetime | None]
    examined_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    examination: Mapped[str | None]
    reason: Mapped[str | None]
    is_delegated: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    filed_on: Mapped[date | None]
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), index=True)
    refusals_checked_version: Mapped[int | None] = mapped_column(Integer)
    refusal_count: Mapped[int | None] = mapped_column(Integer)

    institution: Mapped["Institution"] = one("evaluation_specifications")
    occupation: Mapped["Occupation"] = one()
    trade: Mapped["Trade | None"] = one()
    document: Mapped["Document | None"] = one()
    predecessor: Mapped["EvaluationSpecification | None"] = relationship(
        back_populates="successors", remote_side="EvaluationSpecification.id", lazy="raise"
    )
    successors: Mapped[list["EvaluationSpecification"]] = many("predecessor")
    examined_by: Mapped["Account | None"] = one()
    ended_by: Mapped["Standard | None"] = one()
    parts: Mapped[list["SpecificationPart"]] = many("specification")
    competences: Mapped[list["SpecificationCompetence"]] = many("specification")
    staffing_ratio: Mapped["StaffingRatio | None"] = one("specification")
    marking_rule: Mapped["MarkingRule | None"] = one("specification")
