"""院校条件: each school and each condition of 1.1, read from the school's file.

Nothing is kept twice: it is a product of the schools and the six conditions, with what the school
says of itself; its findings are asked anew each time.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, and_, cast, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Mapped

from models.base import Base, word
from models.condition_statement import ConditionStatement
from models.institution import Institution
from rules.vocabulary import ConditionCode

OWN = (
    Institution.kind,
    Institution.is_technician_college,
    Institution.evaluation_department_name,
    Institution.evaluation_department_address,
    Institution.evaluation_department_telephone,
    Institution.accepts_supervision,
    Institution.is_non_profit,
)


def _conditions() -> Iterator[Select[Any]]:
    for code in ConditionCode:
        said = and_(
            ConditionStatement.institution_id == Institution.id,
            ConditionStatement.condition == code,
        )
        name = cast(Institution.id, Text) + f"/{code.name}"
        yield select(
            cast(func.md5(name), Uuid).label("id"),
            Institution.id.label("institution_id"),
            type_coerce(literal(code.name, Text), word(ConditionCode)).label("condition"),
            literal(code.zh.split()[0], Text).label("clause"),
            ConditionStatement.text.label("statement"),
            *OWN,
        ).outerjoin_from(Institution, ConditionStatement, said)


if TYPE_CHECKING:
    TABLE: Any = None
else:
    TABLE = union_all(*_conditions()).subquery("institution_condition")
    for column in TABLE.c:
        # A union knows no NOT NULL: orders and non-null fields ask the column.
        is_own = column.name in {"institution_id", "condition", "clause", "id"}
        column.nullable = not is_own


class InstitutionCondition(Base):
    """院校条件. Read only: mapped on the union, not on a table."""

    __table__ = TABLE
    __mapper_args__ = {"primary_key": [TABLE.c.id]}

    if TYPE_CHECKING:
        id: Mapped[UUID]
        institution_id: Mapped[UUID]
        condition: Mapped[ConditionCode]
        clause: Mapped[str]
        statement: Mapped[str | None]
