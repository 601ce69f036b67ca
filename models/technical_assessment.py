"""技术评估: experts examine an application (3.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Enum,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import AssessmentConclusion, AssessmentStatus, ConditionCode

if TYPE_CHECKING:
    from models.account import Account
    from models.assessment_criteria import AssessmentCriteria
    from models.assessment_item import AssessmentItem
    from models.assessment_step import AssessmentStep
    from models.expert_mark import ExpertMark
    from models.expert_opinion import ExpertOpinion
    from models.filing_application import FilingApplication
    from models.institution import Institution
    from models.panel_member import PanelMember

CONDITIONS = ", ".join(f"'{condition.name}'" for condition in ConditionCode)
ALL_CONDITIONS = "{" + ",".join(condition.name for condition in ConditionCode) + "}"


class TechnicalAssessment(Record, Base):
    """技术评估, organised by the center together with the department: one proposes the
    conclusion, the other confirms it. TO_BE_IMPROVED has a due day, after which the next round
    follows. `conditions` are those in question: all, and after an improvement those that failed.

    `deviation_reason`: why the conclusion is another than the opinions and marks come to;
    `return_reason`: why the department did not confirm the last proposal; `improvement`: what the
    school reported of its improvement.
    """

    __tablename__ = "technical_assessment"
    __table_args__ = (
        UniqueConstraint("application_id", "round_number"),
        CheckConstraint("round_number > 0", name="round_number"),
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="two_accounts"),
        CheckConstraint(
            "due_on is null or conclusion is not null and conclusion = 'TO_BE_IMPROVED'",
            name="due_on",
        ),
        CheckConstraint("(improvement is null) = (improved_on is null)", name="improved"),
        CheckConstraint(
            "status <> 'CONCLUDED' or conclusion is not null and confirmed_by_id is not null",
            name="concluded",
        ),
        CheckConstraint(
            f"conditions <@ array[{CONDITIONS}]::varchar[] and cardinality(conditions) > 0",
            name="conditions",
        ),
        Index(None, "institution_id"),
        Index(None, "status", "created_at", "id"),
        Index(None, "created_at", "id"),
        {"comment": "技术评估 · Technical assessment of an application (3.2)"},
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("filing_application.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    round_number: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))
    status: Mapped[AssessmentStatus] = mapped_column(
        word(AssessmentStatus),
        default=AssessmentStatus.OPENED,
        server_default=AssessmentStatus.OPENED.name,
    )
    conditions: Mapped[list[ConditionCode]] = mapped_column(
        ARRAY(Enum(ConditionCode, native_enum=False, create_constraint=False, length=40)),
        default=lambda: list(ConditionCode),
        server_default=ALL_CONDITIONS,
    )
    criteria_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("assessment_criteria.id"), index=True
    )
    conclusion: Mapped[AssessmentConclusion | None] = mapped_column(word(AssessmentConclusion))
    reason: Mapped[str | None]
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    concluded_on: Mapped[date | None]
    due_on: Mapped[date | None]
    deviation_reason: Mapped[str | None]
    return_reason: Mapped[str | None]
    improvement: Mapped[str | None]
    improved_on: Mapped[date | None]

    application: Mapped["FilingApplication"] = one("assessments")
    institution: Mapped["Institution"] = one()
    proposed_by: Mapped["Account | None"] = one(through="TechnicalAssessment.proposed_by_id")
    confirmed_by: Mapped["Account | None"] = one(through="TechnicalAssessment.confirmed_by_id")
    criteria: Mapped["AssessmentCriteria | None"] = one()
    items: Mapped[list["AssessmentItem"]] = many("assessment")
    steps: Mapped[list["AssessmentStep"]] = many("assessment")
    panel: Mapped[list["PanelMember"]] = many("assessment")
    opinions: Mapped[list["ExpertOpinion"]] = many("assessment")
    marks: Mapped[list["ExpertMark"]] = many("assessment")
