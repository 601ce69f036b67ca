"""评价科目: the parts of an evaluation, each marked out of 100 (2.2)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import PartKind

if TYPE_CHECKING:
    from models.evaluation_plan import EvaluationPlan


class PlanPart(Record, Base):
    """评价科目. `pass_mark` is out of 100, `weight` in per cent where the parts make up a total.
    Modules say which `courses` they integrate. What the edition of the basis says of marks and
    weights is entered when the plan is accepted.

    Where a course examination stands in for theory, `course_name`, `course_examined_on`, its
    full mark `course_scale` and its `course_pass_mark` are filed with the plan.
    """

    __tablename__ = "plan_part"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("pass_mark between 0 and 100", name="pass_mark"),
        CheckConstraint("weight > 0 and weight <= 100", name="weight"),
        CheckConstraint("course_pass_mark between 0 and course_scale", name="course_pass_mark"),
        CheckConstraint(
            "kind in ('COURSE_EXAMINATION', 'MODULE') or course_name is null", name="course"
        ),
        {"comment": "评价科目 · Part of an evaluation plan (2.2)"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plan.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[PartKind] = mapped_column(word(PartKind))
    name: Mapped[str]
    pass_mark: Mapped[Decimal] = mapped_column(
        Numeric(4, 1), default=Decimal(60), server_default=text("60")
    )
    weight: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    courses: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    course_name: Mapped[str | None]
    course_examined_on: Mapped[date | None]
    course_scale: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    course_pass_mark: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))

    plan: Mapped["EvaluationPlan"] = one("parts")
