"""监督线索: what catches a supervisor's eye in filed results, read from the marks themselves (4.2).

Nothing is kept: a signal is a row of a union, there as long as its figures are.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Select,
    Text,
    Uuid,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Mapped, relationship

from models.agency_item import AgencyItem
from models.base import Base, word
from models.evaluation_plan import EvaluationPlan
from models.institution import Institution
from models.plan_part import PlanPart
from models.plan_session import PlanSession
from models.result import Result
from models.result_filing import ResultFiling
from models.result_mark import ResultMark
from models.room import Room
from models.site import Site
from rules.clause_4_2_signals import (
    EQUAL_MARKS_PARTS,
    EQUAL_MARKS_PER_CENT,
    EQUAL_MARKS_PERSONS,
    PASS_RATE_PERSONS,
    PASS_RATE_Z,
)
from rules.vocabulary import ResultFilingStatus, SignalKind

Column = ColumnElement[Any]
SHANGHAI = "Asia/Shanghai"
FILED = (ResultFilingStatus.SUBMITTED, ResultFilingStatus.ACCEPTED)
FIGURES: Mapping[str, Any] = {
    "persons": Integer(),
    "out_of": Integer(),
    "passed": Integer(),
    "others": Integer(),
    "others_passed": Integer(),
    "z": Numeric(),
    "marks": ARRAY(Text),
    "part_id": Uuid(),
}


def _signal(kind: SignalKind, of: Any, *conditions: Column, **figures: Any) -> Select[Any]:
    """One kind of signal as a select with the columns that all kinds share; `figures` lack where
    the kind has none."""
    apart = [cast(figures[name], Text) for name in ("marks", "part_id") if name in figures]
    name = func.concat_ws("/", cast(of.plan_id, Text), literal(kind.name, Text), *apart)
    return select(
        cast(func.md5(name), Uuid).label("id"),
        type_coerce(literal(kind.name, Text), word(SignalKind)).label("kind"),
        of.plan_id,
        of.institution_id,
        of.occurred_on,
        *(cast(figures.get(name, null()), type_).label(name) for name, type_ in FIGURES.items()),
    ).where(*conditions)


def _present(*columns: Any) -> Select[Any]:
    """The results of filed batches, of those who were present, with their plan."""
    found: Select[Any] = (
        select(
            EvaluationPlan.id.label("plan_id"),
            EvaluationPlan.institution_id,
            EvaluationPlan.ends_on.label("occurred_on"),
            *columns,
        )
        .join(ResultFiling, ResultFiling.plan_id == EvaluationPlan.id)
        .join(Result, Result.filing_id == ResultFiling.id)
        .where(or_(*(ResultFiling.status == state for state in FILED)), ~Result.is_absent)
    )
    return found


def _of_pass_rates() -> Select[Any]:
    """Each batch against all others of its occupation and level."""
    batch = (
        _present(
            AgencyItem.occupation_id,
            EvaluationPlan.level,
            func.count().label("persons"),
            func.count().filter(Result.is_passed.is_(True)).label("passed"),
        )
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .group_by(EvaluationPlan.id, AgencyItem.occupation_id)
        .subquery("batch")
        .c
    )
    same = [batch.occupation_id, batch.level]
    others = func.sum(batch.persons).over(partition_by=same) - batch.persons
    others_passed = func.sum(batch.passed).over(partition_by=same) - batch.passed
    compared = select(
        *batch, others.label("others"), others_passed.label("others_passed")
    ).subquery("compared")
    one = compared.c
    measured = select(*one, _z(one).label("z")).subquery("measured").c
    return _signal(
        SignalKind.PASS_RATE,
        measured,
        measured.persons >= PASS_RATE_PERSONS,
        measured.others >= PASS_RATE_PERSONS,
        func.abs(measured.z) >= PASS_RATE_Z,
        persons=measured.persons,
        passed=measured.passed,
        others=measured.others,
        others_passed=measured.others_passed,
        z=measured.z,
    )


def _z(one: Any) -> Column:
    """As `rules/clause_4_2_signals.pass_rate_z`."""
    persons, others = cast(one.persons, Numeric), cast(func.nullif(one.others, 0), Numeric)
    pooled = (one.passed + one.others_passed) / (persons + others)
    variance = pooled * (1 - pooled) * (1 / persons + 1 / others)
    difference = one.passed / persons - one.others_passed / others
    return func.round(difference / func.sqrt(func.nullif(variance, 0)), 2)


def _of_equal_marks() -> Select[Any]:
    """Those of a batch who have the same mark in every part."""
    marks = func.array_agg(aggregate_order_by(ResultMark.mark, PlanPart.position))
    person = (
        _present(marks.label("marks"))
        .join(ResultMark, ResultMark.result_id == Result.id)
        .join(PlanPart, PlanPart.id == ResultMark.part_id)
        .group_by(EvaluationPlan.id, Result.id)
        .subquery("person")
        .c
    )
    alike = (
        select(
            person.plan_id,
            person.institution_id,
            person.occurred_on,
            person.marks,
            func.count().label("persons"),
            func.sum(func.count()).over(partition_by=person.plan_id).label("out_of"),
        )
        .group_by(person.plan_id, person.institution_id, person.occurred_on, person.marks)
        .subquery("alike")
        .c
    )
    return _signal(
        SignalKind.EQUAL_MARKS,
        alike,
        alike.persons >= EQUAL_MARKS_PERSONS,
        alike.persons * 100 >= alike.out_of * EQUAL_MARKS_PER_CENT,
        func.cardinality(alike.marks) >= EQUAL_MARKS_PARTS,
        persons=alike.persons,
        out_of=alike.out_of,
        marks=alike.marks,
    )


def _of_capacity() -> Select[Any]:
    """Parts in which more were marked than their sessions had seats, by the last of its days."""
    seated = (
        select(
            PlanSession.part_id,
            func.sum(func.least(Room.capacity, Site.capacity)).label("seats"),
            func.max(cast(func.timezone(SHANGHAI, PlanSession.ends_at), Date)).label("last_on"),
        )
        .join(Room, Room.id == PlanSession.room_id)
        .join(Site, Site.id == PlanSession.site_id)
        .group_by(PlanSession.part_id)
        .subquery("seated")
        .c
    )
    marked = (
        _present(ResultMark.part_id, func.count().label("persons"))
        .join(ResultMark, ResultMark.result_id == Result.id)
        .group_by(EvaluationPlan.id, ResultMark.part_id)
        .subquery("marked")
        .c
    )
    beyond = (
        select(
            marked.plan_id,
            marked.institution_id,
            seated.last_on.label("occurred_on"),
            marked.part_id,
            marked.persons,
            seated.seats,
        )
        .join(seated.part_id.table, seated.part_id == marked.part_id)
        .where(marked.persons > seated.seats)
        .subquery("beyond")
        .c
    )
    return _signal(
        SignalKind.CAPACITY,
        beyond,
        persons=beyond.persons,
        out_of=beyond.seats,
        part_id=beyond.part_id,
    )


def all_signals() -> Iterator[Select[Any]]:
    yield _of_pass_rates()
    yield _of_equal_marks()
    yield _of_capacity()


if TYPE_CHECKING:
    TABLE: Any = None
else:
    TABLE = union_all(*all_signals()).subquery("signal")
    for column in TABLE.c:
        # A union knows no NOT NULL: orders and non-null fields ask the column.
        column.nullable = column.name in {*FIGURES} - {"persons"}


class Signal(Base):
    """监督线索. Read only: mapped on the union, not on a table."""

    __table__ = TABLE
    __mapper_args__ = {"primary_key": [TABLE.c.id]}

    if TYPE_CHECKING:
        id: Mapped[UUID]
        kind: Mapped[SignalKind]
        plan_id: Mapped[UUID]
        institution_id: Mapped[UUID]
        occurred_on: Mapped[date]
        persons: Mapped[int]
        out_of: Mapped[int | None]
        passed: Mapped[int | None]
        others: Mapped[int | None]
        others_passed: Mapped[int | None]
        z: Mapped[Decimal | None]
        marks: Mapped[list[str] | None]
        part_id: Mapped[UUID | None]

    plan: Mapped[EvaluationPlan] = relationship(
        EvaluationPlan,
        primaryjoin=lambda: EvaluationPlan.id == TABLE.c.plan_id,
        foreign_keys=lambda: [TABLE.c.plan_id],
        viewonly=True,
        lazy="raise",
    )
    institution: Mapped[Institution] = relationship(
        Institution,
        primaryjoin=lambda: Institution.id == TABLE.c.institution_id,
        foreign_keys=lambda: [TABLE.c.institution_id],
        viewonly=True,
        lazy="raise",
    )
    part: Mapped[PlanPart | None] = relationship(
        PlanPart,
        primaryjoin=lambda: PlanPart.id == TABLE.c.part_id,
        foreign_keys=lambda: [TABLE.c.part_id],
        viewonly=True,
        lazy="raise",
    )
