"""考务人员配比: how many staff a session needs, where a standard or specification says so (4.1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import one

if TYPE_CHECKING:
    from models.evaluation_specification import EvaluationSpecification
    from models.standard import Standard


class StaffingRatio(Record, Base):
    """考务人员配比 of one edition of a standard, or of one specification. Counts of persons."""

    __tablename__ = "staffing_ratio"
    __table_args__ = (
        CheckConstraint("num_nonnulls(standard_id, specification_id) = 1", name="one_basis"),
        CheckConstraint(
            "least(candidates_per_invigilator, invigilators_minimum,"
            " candidates_per_assessor, assessors_minimum) > 0",
            name="positive",
        ),
        CheckConstraint("assessors_minimum % 2 = 1", name="assessors_odd"),
        {"comment": "考务人员配比 · Staffing ratio of a basis of evaluation (4.1)"},
    )

    standard_id: Mapped[UUID | None] = mapped_column(ForeignKey("standard.id"), unique=True)
    specification_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("evaluation_specification.id"), unique=True
    )
    candidates_per_invigilator: Mapped[int] = mapped_column(SmallInteger)
    invigilators_minimum: Mapped[int] = mapped_column(SmallInteger)
    candidates_per_assessor: Mapped[int] = mapped_column(SmallInteger)
    assessors_minimum: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str]

    standard: Mapped["Standard | None"] = one("staffing_ratio")
    specification: Mapped["EvaluationSpecification | None"] = one("staffing_ratio")
