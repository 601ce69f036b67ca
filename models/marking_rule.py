"""评分规定: how the parts of a basis are marked, weighed and retaken (2.2, 4.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.evaluation_specification import EvaluationSpecification
    from models.standard import Standard


class MarkingRule(Record, Base):
    """评分规定 of one edition of a standard, or of one specification. Marks out of 100, weights in
    per cent; a part that was passed counts for `resit_months` after its evaluation ended.
    """

    __tablename__ = "marking_rule"
    __table_args__ = (
        CheckConstraint("num_nonnulls(standard_id, specification_id) = 1", name="one_basis"),
        CheckConstraint(
            "least(theory_pass_mark, practice_pass_mark, module_pass_mark) >= 60"
            " and greatest(theory_pass_mark, practice_pass_mark, module_pass_mark) <= 100",
            name="pass_marks",
        ),
        CheckConstraint(
            "(theory_weight is null) = (practice_weight is null)"
            " and theory_weight + practice_weight = 100"
            " and least(theory_weight, practice_weight) > 0",
            name="weights",
        ),
        CheckConstraint("resit_months > 0", name="resit_months"),
        {"comment": "评分规定 · Marking rule of a basis of evaluation (2.2, 4.3)"},
    )

    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), unique=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), unique=True
    )
    theory_pass_mark: Mapped[int] = mapped_column(SmallInteger)
    practice_pass_mark: Mapped[int] = mapped_column(SmallInteger)
    module_pass_mark: Mapped[int] = mapped_column(SmallInteger)
    theory_weight: Mapped[int | None] = mapped_column(SmallInteger)
    practice_weight: Mapped[int | None] = mapped_column(SmallInteger)
    resit_months: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str]

    standard: Mapped["Standard | None"] = one("marking_rule")
    specification: Mapped["EvaluationSpecification | None"] = one("marking_rule")
